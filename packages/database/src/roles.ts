import { hkdfSync } from 'node:crypto';
import pg from 'pg';
import { DatabaseProblem } from './problem.ts';

/** Who connects for what. heather_lookup has no login: it owns the few functions that look across rows (migrations/0002_guards). */
export type RoleName = 'owner' | 'web' | 'worker' | 'auth';
export type RoleUrls = Record<RoleName, string>;

export const roleNames: RoleName[] = ['owner', 'web', 'worker', 'auth'];

/**
 * One password a role from the master key: every server that holds the key agrees on them, and none is kept anywhere.
 * 32 bytes of HKDF-SHA-256, in hex.
 */
export function rolePasswords(masterKey: Uint8Array, database: string): Record<RoleName, string> {
  const of = (role: RoleName) =>
    Buffer.from(hkdfSync('sha256', masterKey, Buffer.from(database), `heather role password ${role}`, 32)).toString(
      'hex',
    );
  return { owner: of('owner'), web: of('web'), worker: of('worker'), auth: of('auth') };
}

export function urlFor(adminUrl: string, role: RoleName, password: string, database?: string): string {
  const url = new URL(adminUrl);
  url.username = `heather_${role}`;
  url.password = password;
  if (database) url.pathname = `/${database}`;
  return url.href;
}

/**
 * Makes the roles, their rights on the database and the schemas `auth` and `pgboss`. May run at every start and on several servers
 * at once. `adminUrl` names the database, and a user that owns it and may create roles (no superuser is needed).
 * @throws DatabaseProblem 'rights'
 */
export async function setUpRoles(adminUrl: string, passwords: Record<RoleName, string>): Promise<RoleUrls> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'heather-roles' });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL client_min_messages = warning');
    await client.query('SELECT pg_advisory_xact_lock(72707370)');
    const { rows } = await client.query<{ database: string; me: string; super: boolean }>(
      'SELECT current_database() AS database, current_user AS me, rolsuper AS super FROM pg_roles WHERE rolname = current_user',
    );
    const { database, me } = rows[0] as { database: string; me: string };
    await client.query(rolesSql(passwords));
    await client.query(schemasSql(database, me, rows[0]?.super === true));
    await client.query('COMMIT');
    return Object.fromEntries(
      roleNames.map((role) => [role, urlFor(adminUrl, role, passwords[role], database)]),
    ) as RoleUrls;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    if ((error as { code?: string }).code === '42501') {
      throw new DatabaseProblem(
        'rights',
        `The user of DATABASE_URL may not set up the database (${(error as Error).message}): let it own the database and create roles.`,
        error,
      );
    }
    throw error;
  } finally {
    await client.end();
  }
}

const limits: Record<RoleName, string> = {
  owner: '',
  // A request that takes longer has lost its reader; a transaction left open would hold other people's locks.
  web: "statement_timeout = '15s', idle_in_transaction_session_timeout = '30s', lock_timeout = '10s'",
  worker: "statement_timeout = '5min', idle_in_transaction_session_timeout = '5min'",
  auth: "statement_timeout = '15s', idle_in_transaction_session_timeout = '30s'",
};

function rolesSql(passwords: Record<RoleName, string>): string {
  const create = (role: string, can: string) =>
    `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role} ${can}; END IF; END $$;`;
  return [
    create('heather_lookup', 'NOLOGIN NOINHERIT'),
    ...roleNames.flatMap((role) => [
      create(`heather_${role}`, 'LOGIN NOINHERIT'),
      `ALTER ROLE heather_${role} PASSWORD ${pg.escapeLiteral(passwords[role])};`,
      ...limits[role]
        .split(', ')
        .filter(Boolean)
        .map((limit) => `ALTER ROLE heather_${role} SET ${limit};`),
    ]),
    "ALTER ROLE heather_auth SET search_path = 'auth';",
  ].join('\n');
}

function schemasSql(database: string, me: string, isSuperuser: boolean): string {
  const db = pg.escapeIdentifier(database);
  const user = pg.escapeIdentifier(me);
  return [
    // A creator may hand things to roles that it can become; a superuser always can.
    isSuperuser ? '' : `GRANT heather_owner, heather_worker TO ${user} WITH INHERIT TRUE, SET TRUE;`,
    'GRANT heather_lookup TO heather_owner WITH INHERIT FALSE, SET TRUE;',
    `REVOKE ALL ON DATABASE ${db} FROM PUBLIC;`,
    `GRANT CONNECT ON DATABASE ${db} TO heather_owner, heather_web, heather_worker, heather_auth;`,
    `GRANT CREATE, TEMPORARY ON DATABASE ${db} TO heather_owner;`,
    'REVOKE ALL ON SCHEMA public FROM PUBLIC;',
    'GRANT USAGE, CREATE ON SCHEMA public TO heather_owner;',
    'GRANT USAGE ON SCHEMA public TO heather_web, heather_worker, heather_lookup;',
    'CREATE SCHEMA IF NOT EXISTS auth AUTHORIZATION heather_owner;',
    'GRANT USAGE ON SCHEMA auth TO heather_auth;',
    'CREATE SCHEMA IF NOT EXISTS pgboss AUTHORIZATION heather_worker;',
    'GRANT USAGE ON SCHEMA pgboss TO heather_web;',
    // pg-boss makes its tables later, as the worker: what the web role needs in order to send follows by default.
    'ALTER DEFAULT PRIVILEGES FOR ROLE heather_worker IN SCHEMA pgboss GRANT SELECT, INSERT, UPDATE ON TABLES TO heather_web;',
    'ALTER DEFAULT PRIVILEGES FOR ROLE heather_worker IN SCHEMA pgboss GRANT EXECUTE ON FUNCTIONS TO heather_web;',
    'GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA pgboss TO heather_web;',
    'GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgboss TO heather_web;',
  ].join('\n');
}
