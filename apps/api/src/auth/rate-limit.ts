import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Pool } from 'pg';

/** How many attempts in how long. */
export type Limit = { name: string; count: number; seconds: number };

/** Per account and per address, so that neither one account nor one machine can be used to try many. */
export const limits = {
  passwordPerAccount: { name: 'password-account', count: 10, seconds: 900 },
  passwordPerAddress: { name: 'password-address', count: 40, seconds: 900 },
  secondFactorPerAccount: { name: 'second-factor', count: 8, seconds: 900 },
  codeRequestPerAccount: { name: 'code-request-account', count: 5, seconds: 900 },
  codeRequestPerAddress: { name: 'code-request-address', count: 30, seconds: 900 },
  codePerAccount: { name: 'code-account', count: 10, seconds: 900 },
  codePerAddress: { name: 'code-address', count: 40, seconds: 900 },
  /** A waiting room may share one address. What keeps codes from being guessed is their length (spoken-codes.ts). */
  spokenPerAddress: { name: 'spoken-address', count: 20, seconds: 600 },
  invitationPerAddress: { name: 'invitation-address', count: 20, seconds: 900 },
  /** Many may share one address (a waiting room, a mobile network); nobody writes twenty enquiries an hour. */
  enquiryPerAddress: { name: 'enquiry-address', count: 20, seconds: 3600 },
  /** A hash of 256 bits is not guessed; this keeps a machine from asking all day. */
  verifyPerAddress: { name: 'verify-address', count: 60, seconds: 900 },
  passkeyPerAddress: { name: 'passkey-address', count: 60, seconds: 900 },
} as const satisfies Record<string, Limit>;

/**
 * Counts one attempt and says whether it is still within the limit. One statement, so that parallel attempts are all counted.
 * Keys are hashed: the table does not tell who tried.
 */
export function rateLimiter(pool: Pool) {
  return async (limit: Limit, who: string, now: Temporal.Instant): Promise<boolean> => {
    const key = createHash('sha256').update(`${limit.name}:${who}`).digest('base64url');
    const { rows } = await pool.query<{ count: number }>(
      `INSERT INTO rate_limit AS r (key, count, started_at) VALUES ($1, 1, $2)
       ON CONFLICT (key) DO UPDATE SET
         count = CASE WHEN r.started_at <= $2::timestamptz - make_interval(secs => $3) THEN 1 ELSE r.count + 1 END,
         started_at = CASE WHEN r.started_at <= $2::timestamptz - make_interval(secs => $3) THEN $2 ELSE r.started_at END
       RETURNING count`,
      [key, new Date(now.epochMilliseconds), limit.seconds],
    );
    return (rows[0]?.count ?? 1) <= limit.count;
  };
}
export type RateLimiter = ReturnType<typeof rateLimiter>;

/** Whoever has one IPv6 address has 2^64 of them: the network counts, not the address. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1] as string;
  const [head = '', tail] = address.replace(/%.*/, '').split('::');
  const front = head ? head.split(':') : [];
  const back = tail ? tail.split(':') : [];
  const missing = tail === undefined ? 0 : 8 - front.length - back.length;
  const groups = [...front, ...Array<string>(Math.max(0, missing)).fill('0'), ...back];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group || '0', 16).toString(16))
    .join(':')}::/64`;
}
