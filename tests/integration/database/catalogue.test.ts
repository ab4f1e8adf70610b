import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

// Each with its reason; a table that is in neither place fails.
const exceptions: Record<string, string> = {
  practice: 'the root of every key: its own id is the practice',
  _prisma_migrations: 'the record of migrations, owner only',
};
// A foreign key of one column can only lead to the practice itself.
const rootKey = /^FOREIGN KEY \(practice_id\) REFERENCES practice\(id\)/;

let db: TestDatabase;
let tables: { name: string; enabled: boolean; forced: boolean; owner: string; oid: string }[];

beforeAll(async () => {
  db = await createTestDatabase();
  const { rows } = await db.admin(
    `SELECT relname AS name, relrowsecurity AS enabled, relforcerowsecurity AS forced, pg_get_userbyid(relowner) AS owner, oid::text
     FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname`,
  );
  tables = rows;
});
afterAll(() => db?.drop());

describe('every table', () => {
  it('is there at all', () => expect(tables.length).toBeGreaterThan(50));

  it('carries its practice in the key, row-level security forced, and a wall round the practice', async () => {
    const { rows } = await db.admin(
      `SELECT c.relname AS name, pg_get_constraintdef(k.oid) AS key,
         (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid AND NOT p.polpermissive AND p.polname = 'practice') AS walls
       FROM pg_class c JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p' WHERE c.relnamespace = 'public'::regnamespace`,
    );
    const wrong = tables
      .filter((table) => table.name !== '_prisma_migrations')
      .filter((table) => {
        const found = rows.find((row) => row.name === table.name);
        const keyed = /^PRIMARY KEY \(practice_id\b/.test(found?.key ?? '') || table.name in exceptions;
        return !keyed || !table.enabled || !table.forced || found?.walls !== 1;
      });
    expect(wrong).toEqual([]);
  });

  it('points into its own practice only: each foreign key is composite on it', async () => {
    const { rows } = await db.admin(
      `SELECT conrelid::regclass::text AS name, pg_get_constraintdef(oid) AS key FROM pg_constraint
       WHERE contype = 'f' AND connamespace = 'public'::regnamespace`,
    );
    expect(rows.length).toBeGreaterThan(100);
    const loose = rows.filter(
      ({ key }) =>
        !rootKey.test(key) && !/^FOREIGN KEY \(practice_id, \w+\) REFERENCES \w+\(practice_id, id\)/.test(key),
    );
    expect(loose).toEqual([]);
  });

  it('keeps uniqueness inside the practice, but for what is looked up before there is one', async () => {
    const { rows } = await db.admin(
      `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
       JOIN pg_class c ON c.oid = indrelid WHERE indisunique AND c.relnamespace = 'public'::regnamespace`,
    );
    const across = rows.filter(({ definition }) => !/\((practice_id\b)/.test(definition)).map(({ name }) => name);
    expect(across.sort()).toEqual([
      '_prisma_migrations_pkey',
      'client_auth_user_id_key',
      'practice_pkey',
      'practice_slug_key',
      'signing_link_token_hash_key',
      'staff_invitation_token_hash_key',
      'staff_member_auth_user_id_key',
    ]);
  });

  it('holds sealed text to the shape of sealed text', async () => {
    const { rows } = await db.admin(
      `SELECT a.attrelid::regclass::text AS name, a.attname AS column FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND a.atttypid = 'bytea'::regtype
         AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c' AND a.attnum = ANY (k.conkey))`,
    );
    expect(rows).toEqual([]);
  });
});

describe('every role', () => {
  it('is nobody special, and the web owns nothing', async () => {
    const { rows } = await db.admin(
      `SELECT rolname AS name, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication AS special,
         (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) + (SELECT count(*)::int FROM pg_namespace WHERE nspowner = r.oid) AS owned
       FROM pg_roles r WHERE rolname LIKE 'heather%' ORDER BY rolname`,
    );
    expect(rows.map(({ name, special }) => [name, special])).toEqual(
      ['auth', 'lookup', 'owner', 'web', 'worker'].map((role) => [`heather_${role}`, false]),
    );
    for (const role of ['heather_web', 'heather_auth', 'heather_lookup'])
      expect(rows.find((row) => row.name === role)?.owned).toBe(0);
    for (const table of tables) expect(table.owner).toBe('heather_owner');
  });

  it('belongs to no other role, but that the owner may hand functions to the lookup role', async () => {
    const { rows } = await db.admin(
      `SELECT DISTINCT roleid::regrole::text AS into, member::regrole::text AS who, inherit_option AS inherits FROM pg_auth_members
       WHERE member::regrole::text LIKE 'heather%'`,
    );
    expect(rows).toEqual([{ into: 'heather_lookup', who: 'heather_owner', inherits: false }]);
  });

  it('has no way into the other schemas: auth is for auth alone, and nothing is open to everyone', async () => {
    const { rows } = await db.admin(
      `SELECT r.rolname AS role, n.nspname AS schema FROM pg_roles r, pg_namespace n
       WHERE r.rolname LIKE 'heather%' AND n.nspname IN ('public', 'auth', 'pgboss', 'app') AND has_schema_privilege(r.oid, n.oid, 'USAGE')
       ORDER BY 1, 2`,
    );
    expect(rows.map(({ role, schema }) => `${role} ${schema}`)).toEqual([
      'heather_auth auth',
      'heather_lookup app',
      'heather_lookup public',
      'heather_owner app',
      'heather_owner auth',
      'heather_owner public',
      'heather_web app',
      'heather_web pgboss',
      'heather_web public',
      'heather_worker app',
      'heather_worker pgboss',
      'heather_worker public',
    ]);
  });

  it('may not remove or rewrite history, nor truncate anything', async () => {
    const kept = [
      'audit_event',
      'clinical_read',
      'offer_event',
      'risk_alert_hop',
      'consent_record',
      'consent_event',
      'signature',
      'seal',
      'sealed_file',
      'note_entry',
      'rights_step',
    ];
    const { rows } = await db.admin(
      `SELECT c.relname AS name, r.rolname AS role, has_table_privilege(r.oid, c.oid, 'UPDATE') AS update,
         has_table_privilege(r.oid, c.oid, 'DELETE') AS delete, has_table_privilege(r.oid, c.oid, 'TRUNCATE') AS truncate
       FROM pg_class c, pg_roles r WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
         AND r.rolname IN ('heather_web', 'heather_worker', 'heather_lookup', 'heather_auth')`,
    );
    expect(rows.filter((row) => row.truncate)).toEqual([]);
    expect(rows.filter((row) => kept.includes(row.name) && (row.update || row.delete))).toEqual([]);
    const removable = new Set(rows.filter((row) => row.delete).map((row) => row.name));
    // These by the worker alone, and only of somebody whose record is destroyed.
    const once = ['client_apart', 'client_fee_reason', 'course_weight', 'goal_rating'];
    for (const name of once)
      expect(rows.filter((row) => row.name === name && row.delete).map(({ role }) => role)).toEqual(['heather_worker']);
    const { rows: policies } = await db.admin(
      `SELECT polrelid::regclass::text AS name FROM pg_policy WHERE polname = 'once_erased' AND NOT polpermissive AND polcmd = 'd' ORDER BY 1`,
    );
    expect(policies.map(({ name }) => name)).toEqual(once);
    expect([...removable].filter((name) => !once.includes(name)).sort()).toEqual([
      'absence',
      'availability',
      'client_word',
      'import_part',
      'imported_row',
      'ladder_rung',
      'occupied',
      'person_around',
      'session_wish',
      'staff_role',
    ]);
  });

  it('runs no function of another’s rights but those that look, and they belong to the lookup role', async () => {
    const { rows } = await db.admin(
      `SELECT p.proname AS name, pg_get_userbyid(p.proowner) AS owner, p.proconfig AS config FROM pg_proc p
       WHERE p.prosecdef AND p.pronamespace IN ('app'::regnamespace, 'public'::regnamespace)`,
    );
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter((row) => row.owner !== 'heather_lookup' || !row.config?.includes('search_path=""'))).toEqual([]);
  });
});
