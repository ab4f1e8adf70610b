import type { BetterAuthOptions } from 'better-auth';
import type { Pool } from 'pg';

/**
 * What both instances share. Its sessions live five minutes and only while a ceremony runs: the sign-in itself is ours, kept as a
 * hash. Rate limits are ours too (the library's do not reach calls made on the server).
 */
export function commonOptions(
  { pool, url, secret }: { pool: Pool; url: string; secret: string },
  audience: 'staff' | 'client',
) {
  return {
    appName: 'Heather',
    baseURL: url,
    basePath: '/auth',
    secret,
    database: pool,
    trustedOrigins: [url],
    user: {
      modelName: `${audience}_user`,
      // Ours, written when a user is made (users.ts); the library must know of columns that cannot be empty.
      additionalFields: {
        practiceId: { type: 'string', required: true, input: false, fieldName: 'practice_id' },
        personId: { type: 'string', required: true, input: false, fieldName: `${audience}_id` },
      },
    },
    session: { modelName: `${audience}_session`, expiresIn: 300, updateAge: 300, cookieCache: { enabled: false } },
    account: { modelName: `${audience}_account`, accountLinking: { enabled: false } },
    verification: { modelName: `${audience}_verification` },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      cookiePrefix: `heather-${audience}-ceremony`,
      useSecureCookies: url.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true, path: '/' },
      database: { generateId: false },
      ipAddress: { disableIpTracking: true },
    },
  } as const satisfies BetterAuthOptions;
}

/** Whether an authenticator says that it asked for finger, face or PIN. */
export function userVerified(info: unknown): boolean {
  return (info as { userVerified?: boolean } | undefined)?.userVerified === true;
}
