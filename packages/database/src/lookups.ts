import type pg from 'pg';

export type FoundPractice = { practiceId: string; slug: string; name: string };
export type FoundLink = {
  practiceId: string;
  linkId: string;
  clientId: string;
  packId: string | null;
  offerId: string | null;
  purpose: string;
  expiresAt: Date;
  usedAt: Date | null;
  revokedAt: Date | null;
};
export type FoundInvitation = {
  practiceId: string;
  invitationId: string;
  staffId: string;
  expiresAt: Date;
  usedAt: Date | null;
};
export type FoundStaff = { practiceId: string; staffId: string; state: string; roles: string[] };
export type FoundClient = { practiceId: string; clientId: string; state: string };
export type FoundAddress = { clientId: string; authUserId: string | null; isShared: boolean };

export type Lookups = ReturnType<typeof createLookups>;

/**
 * From what a person brings to who they are: functions of the database that alone may look before there is an actor
 * (prisma/migrations/0002_guards). They answer at most what signing in needs.
 */
export function createLookups(pool: pg.Pool) {
  const ask = async <T>(name: string, ...values: unknown[]): Promise<T[]> => {
    const places = values.map((_, at) => `$${at + 1}`).join(', ');
    const { rows } = await pool.query({ name: `lookup-${name}`, text: `SELECT * FROM app.${name}(${places})`, values });
    return rows.map(camelKeys) as T[];
  };
  const first = async <T>(name: string, ...values: unknown[]): Promise<T | undefined> =>
    (await ask<T>(name, ...values))[0];
  return {
    /** Names of the migrations that the database has had, in order. */
    appliedMigrations: async () => (await ask<{ name: string }>('applied_migrations')).map(({ name }) => name),
    findPractice: (slug: string) => first<FoundPractice>('find_practice', slug),
    practices: () => ask<FoundPractice & { bornAsDemonstrationAt: Date | null }>('practices'),
    /** @param tokenHash as kept in signing_link.token_hash; expiry, use and revocation are the caller's to judge */
    findLink: (tokenHash: string) => first<FoundLink>('find_link', tokenHash),
    findInvitation: (tokenHash: string) => first<FoundInvitation>('find_invitation', tokenHash),
    findStaffByAuth: (authUserId: string) => first<FoundStaff>('find_staff_by_auth', authUserId),
    findClientByAuth: (authUserId: string) => first<FoundClient>('find_client_by_auth', authUserId),
    /** Only addresses that were called safe. Several people may share one. */
    findClientsByEmail: (practiceId: string, email: string) =>
      ask<FoundAddress>('find_clients_by_email', practiceId, email),
  };
}

function camelKeys(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}
