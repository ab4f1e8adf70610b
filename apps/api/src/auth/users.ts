import type { Pool } from 'pg';

export type UserRow = { id: string; practiceId: string; personId: string };

/** The people of one audience as the library knows them. Only here are they made: nobody can sign up. */
export function users(pool: Pool, audience: 'staff' | 'client') {
  const table = `${audience}_user`;
  const columns = `id, practice_id AS "practiceId", ${audience}_id AS "personId"`;
  const one = async (where: string, values: unknown[]): Promise<UserRow | null> =>
    (await pool.query<UserRow>(`SELECT ${columns} FROM ${table} WHERE ${where}`, values)).rows[0] ?? null;
  return {
    byId: (id: string) => one('id = $1', [id]),
    byEmail: (email: string) => one('email = $1', [email.trim().toLowerCase()]),
    byPerson: (practiceId: string, personId: string) =>
      one(`practice_id = $1 AND ${audience}_id = $2`, [practiceId, personId]),
    /** The person's user, made when there is none. `email` is what staff sign in with; a client's is made from the id. */
    ensure: async (practiceId: string, personId: string, email: string): Promise<UserRow> => {
      await pool.query(
        `INSERT INTO ${table} (name, email, "emailVerified", practice_id, ${audience}_id) VALUES ('', $1, true, $2, $3)
         ON CONFLICT (practice_id, ${audience}_id) DO NOTHING`,
        [email.trim().toLowerCase(), practiceId, personId],
      );
      return (await one(`practice_id = $1 AND ${audience}_id = $2`, [practiceId, personId])) as UserRow;
    },
  };
}

/** Nothing is ever sent there: .invalid is kept free for good (RFC 2606). */
export const clientEmail = (clientId: string) => `${clientId}@client.invalid`;
