import { createHash } from 'node:crypto';
import type { Pool } from 'pg';

/** The library takes a code one step before and after its own: 90 s in all. Two minutes cover that. */
const windowSeconds = 120;

/** Notes that a code was accepted. @returns false when the same one was accepted within its window already: a replay */
export async function useTotpOnce(pool: Pool, userId: string, code: string, now: Temporal.Instant): Promise<boolean> {
  const codeHash = createHash('sha256').update(`${userId}:${code}`).digest('base64url');
  const { rowCount } = await pool.query(
    `INSERT INTO totp_used AS t (user_id, code_hash, used_at) VALUES ($1, $2, $3)
     ON CONFLICT (user_id, code_hash) DO UPDATE SET used_at = excluded.used_at
       WHERE t.used_at < $3::timestamptz - make_interval(secs => $4)`,
    [userId, codeHash, new Date(now.epochMilliseconds), windowSeconds],
  );
  return rowCount === 1;
}
