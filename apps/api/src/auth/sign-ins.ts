import { createHash, randomBytes } from 'node:crypto';
import type { AuthMethod } from '@heather/audit';
import type { Pool } from 'pg';
import type { SignIn } from '../trpc/context.ts';
import { signInState } from './limits.ts';

type Audience = 'staff' | 'client';
type Row = {
  id: string;
  practice_id: string;
  person_id: string;
  user_id: string;
  auth_methods: AuthMethod[];
  device: string;
  created_at: Date;
  last_seen_at: Date;
  proven_at: Date;
};

export type NewSignIn = {
  practiceId: string;
  /** The staff member's or the client's id. */
  personId: string;
  userId: string;
  authMethods: readonly AuthMethod[];
  device: string;
};
export type ListedSignIn = {
  id: string;
  device: string;
  createdAt: string;
  lastSeenAt: string;
  authMethods: AuthMethod[];
};

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
const date = (instant: Temporal.Instant) => new Date(instant.epochMilliseconds);
const instant = (at: Date) => Temporal.Instant.fromEpochMilliseconds(at.getTime());
/** Writing at each request would cost more than the minute it buys. */
const touchEverySeconds = 60;

/** Our own sign-ins of one audience: 256 random bits in the cookie, their hash here, one table an audience. */
export function signIns(pool: Pool, audience: Audience) {
  const table = `${audience}_sign_in`;
  const columns = `id, practice_id, ${audience}_id AS person_id, user_id, auth_methods, device, created_at, last_seen_at, proven_at`;

  const toSignIn = (row: Row): SignIn => ({
    id: row.id,
    practiceId: row.practice_id,
    userId: row.user_id,
    authMethods: row.auth_methods,
    createdAt: instant(row.created_at),
    provenAt: instant(row.proven_at),
    ...(audience === 'staff'
      ? { kind: 'staff' as const, staffId: row.person_id }
      : { kind: 'client' as const, clientId: row.person_id }),
  });

  return {
    /** @returns the token for the cookie; it is nowhere else */
    start: async (made: NewSignIn, now: Temporal.Instant): Promise<{ id: string; token: string }> => {
      const token = randomBytes(32).toString('base64url');
      const { rows } = await pool.query<{ id: string }>(
        `INSERT INTO ${table} (practice_id, ${audience}_id, user_id, token_hash, auth_methods, device, created_at, last_seen_at, proven_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $7) RETURNING id`,
        [made.practiceId, made.personId, made.userId, hashOf(token), made.authMethods, made.device, date(now)],
      );
      return { id: rows[0]?.id as string, token };
    },
    /** Whether this user has never signed in: then a passkey is offered, once. */
    isFirst: async (userId: string): Promise<boolean> => {
      const { rows } = await pool.query(`SELECT FROM ${table} WHERE user_id = $1 LIMIT 1`, [userId]);
      return rows.length === 0;
    },
    /** Which of these people have ever signed in. */
    whoEver: async (practiceId: string, personIds: readonly string[]): Promise<Set<string>> => {
      const { rows } = await pool.query<{ id: string }>(
        `SELECT u.${audience}_id AS id FROM ${audience}_user u WHERE u.practice_id = $1 AND u.${audience}_id = ANY ($2)
           AND EXISTS (SELECT FROM ${table} s WHERE s.user_id = u.id)`,
        [practiceId, personIds],
      );
      return new Set(rows.map(({ id }) => id));
    },
    /** The sign-in behind a cookie; null when it was ended, is unknown, idle too long or too old. Notes that it was seen. */
    find: async (token: string, now: Temporal.Instant): Promise<SignIn | null> => {
      if (!/^[\w-]{43}$/.test(token)) return null;
      const { rows } = await pool.query<Row>(
        `SELECT ${columns} FROM ${table} WHERE token_hash = $1 AND ended_at IS NULL`,
        [hashOf(token)],
      );
      const row = rows[0];
      if (!row) return null;
      const lastSeenAt = instant(row.last_seen_at);
      if (signInState({ createdAt: instant(row.created_at), lastSeenAt }, now) !== 'good') {
        await pool.query(`UPDATE ${table} SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL`, [row.id, date(now)]);
        return null;
      }
      if (now.epochMilliseconds - lastSeenAt.epochMilliseconds > touchEverySeconds * 1000) {
        await pool.query(`UPDATE ${table} SET last_seen_at = greatest(last_seen_at, $2) WHERE id = $1`, [
          row.id,
          date(now),
        ]);
      }
      return toSignIn(row);
    },
    /** A proof was added: the token changes with the rights, so that one caught before is worth nothing. */
    strengthen: async (id: string, method: AuthMethod, now: Temporal.Instant): Promise<string> => {
      const token = randomBytes(32).toString('base64url');
      await pool.query(
        `UPDATE ${table} SET token_hash = $2, proven_at = $4,
           auth_methods = CASE WHEN $3 = ANY (auth_methods) THEN auth_methods ELSE auth_methods || $3::text END
         WHERE id = $1 AND ended_at IS NULL`,
        [id, hashOf(token), method, date(now)],
      );
      return token;
    },
    /** Those of one person that are open and within their limits, newest first. */
    list: async (userId: string, now: Temporal.Instant): Promise<ListedSignIn[]> => {
      const { rows } = await pool.query<Row>(
        `SELECT ${columns} FROM ${table} WHERE user_id = $1 AND ended_at IS NULL ORDER BY created_at DESC LIMIT 50`,
        [userId],
      );
      return rows
        .filter(
          (row) =>
            signInState({ createdAt: instant(row.created_at), lastSeenAt: instant(row.last_seen_at) }, now) === 'good',
        )
        .map((row) => ({
          id: row.id,
          device: row.device,
          createdAt: row.created_at.toISOString(),
          lastSeenAt: row.last_seen_at.toISOString(),
          authMethods: row.auth_methods,
        }));
    },
    /** Ends one of a person's own. @returns whether there was one */
    end: async (userId: string, id: string, now: Temporal.Instant): Promise<boolean> => {
      const { rowCount } = await pool.query(
        `UPDATE ${table} SET ended_at = $3 WHERE id = $1 AND user_id = $2 AND ended_at IS NULL`,
        [id, userId, date(now)],
      );
      return rowCount === 1;
    },
    /** Ends all of a person's but one. @returns how many there were */
    endOthers: async (userId: string, keptId: string, now: Temporal.Instant): Promise<number> => {
      const { rowCount } = await pool.query(
        `UPDATE ${table} SET ended_at = $3 WHERE user_id = $1 AND id <> $2 AND ended_at IS NULL`,
        [userId, keptId, date(now)],
      );
      return rowCount ?? 0;
    },
    /** Ends all of a person's, for instance when they leave. */
    endAll: async (userId: string, now: Temporal.Instant): Promise<void> => {
      await pool.query(`UPDATE ${table} SET ended_at = $2 WHERE user_id = $1 AND ended_at IS NULL`, [
        userId,
        date(now),
      ]);
    },
  };
}
export type SignIns = ReturnType<typeof signIns>;

/** "Firefox on Windows": enough to know one's own device by; the whole header is not kept. */
export function deviceOf(userAgent: string | undefined): string {
  const text = userAgent ?? '';
  const browser = /Edg\//.test(text)
    ? 'Edge'
    : /Firefox\//.test(text)
      ? 'Firefox'
      : /Chrome\//.test(text)
        ? 'Chrome'
        : /Safari\//.test(text)
          ? 'Safari'
          : 'A browser';
  const system = /iPhone|iPad/.test(text)
    ? 'iOS'
    : /Android/.test(text)
      ? 'Android'
      : /Windows/.test(text)
        ? 'Windows'
        : /Mac OS X/.test(text)
          ? 'a Mac'
          : /Linux/.test(text)
            ? 'Linux'
            : 'a device';
  return `${browser} on ${system}`;
}
