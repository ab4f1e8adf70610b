import { createHmac, randomInt } from 'node:crypto';
import type { Pool } from 'pg';

export const spokenCodeMinutes = 10;
/** Three groups of four, as they are said. */
export const spokenCodeDigits = 12;

/**
 * Codes that a therapist says to a client who has no safe address or no mail at hand: twelve digits, ten minutes, once. The code alone says
 * whose it is, because whoever needs one may have no address to give and no birth date on record; asking for either would shut out the
 * very people it is for. So it is long instead of guarded by a count of everybody's tries, by which a stranger could shut everybody out:
 * ten thousand networks with twenty tries each and twenty live codes find one with a chance of 1 in 250,000 in ten minutes.
 * Kept as a keyed hash: so few digits would be found from a plain hash in minutes.
 */
export function spokenCodes(pool: Pool, secret: string) {
  const hashOf = (code: string) => createHmac('sha256', secret).update(`spoken:${code}`).digest('base64url');
  return {
    /** A new code for a client; an older one of theirs stops working. */
    make: async (made: { practiceId: string; clientId: string; madeById: string }, now: Temporal.Instant) => {
      const at = new Date(now.epochMilliseconds);
      const expiresAt = new Date(now.epochMilliseconds + spokenCodeMinutes * 60_000);
      await pool.query('DELETE FROM spoken_code WHERE (practice_id = $1 AND client_id = $2) OR expires_at < $3', [
        made.practiceId,
        made.clientId,
        new Date(now.epochMilliseconds - 86_400_000),
      ]);
      for (;;) {
        // randomInt takes less than 2^48, which is more than this.
        const code = String(randomInt(10 ** spokenCodeDigits)).padStart(spokenCodeDigits, '0');
        const { rowCount } = await pool.query(
          `INSERT INTO spoken_code (practice_id, client_id, made_by_id, code_hash, made_at, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (code_hash) DO NOTHING`,
          [made.practiceId, made.clientId, made.madeById, hashOf(code), at, expiresAt],
        );
        if (rowCount === 1) return { code, expiresAt: expiresAt.toISOString() };
      }
    },
    /** Uses a code up. @returns whose it was, or null: wrong, run out and used before are one answer */
    use: async (code: string, now: Temporal.Instant): Promise<{ practiceId: string; clientId: string } | null> => {
      const { rows } = await pool.query<{ practice_id: string; client_id: string }>(
        `UPDATE spoken_code SET used_at = $2 WHERE code_hash = $1 AND used_at IS NULL AND expires_at > $2
         RETURNING practice_id, client_id`,
        [hashOf(code), new Date(now.epochMilliseconds)],
      );
      return rows[0] ? { practiceId: rows[0].practice_id, clientId: rows[0].client_id } : null;
    },
  };
}
export type SpokenCodes = ReturnType<typeof spokenCodes>;
