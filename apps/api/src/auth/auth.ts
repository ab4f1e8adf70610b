import { createHmac } from 'node:crypto';
import pg from 'pg';
import { clientLibrary } from './client-library.ts';
import { type CookieKind, cookieKind } from './cookies.ts';
import { rateLimiter } from './rate-limit.ts';
import { signIns } from './sign-ins.ts';
import { spokenCodes } from './spoken-codes.ts';
import { staffLibrary } from './staff-library.ts';
import { users } from './users.ts';

/**
 * Everything about signing in: the library's two instances, which prove who somebody is, and our own sign-ins, which remember it.
 * @param url of the role heather_auth (its search path is the schema auth)
 * @param secret 32 bytes or more; each use has a key of its own made from it
 */
export function createAuth(options: { url: string; secret: string; staffUrl: string; clientUrl: string }) {
  const pool = new pg.Pool({ connectionString: options.url, max: 6, application_name: 'heather-auth' });
  pool.on('error', () => {});
  const keyFor = (use: string) => createHmac('sha256', options.secret).update(`heather ${use}`).digest('base64url');
  const cookies: { staff: CookieKind; client: CookieKind } = {
    staff: cookieKind('staff', options.staffUrl),
    client: cookieKind('client', options.clientUrl),
  };
  return {
    pool,
    cookies,
    staff: {
      library: staffLibrary({ pool, url: options.staffUrl, secret: keyFor('staff ceremonies') }),
      signIns: signIns(pool, 'staff'),
      users: users(pool, 'staff'),
    },
    client: {
      library: clientLibrary({ pool, url: options.clientUrl, secret: keyFor('client ceremonies') }),
      signIns: signIns(pool, 'client'),
      users: users(pool, 'client'),
    },
    spokenCodes: spokenCodes(pool, keyFor('spoken codes')),
    withinLimit: rateLimiter(pool),
    close: () => pool.end(),
  };
}
export type Auth = ReturnType<typeof createAuth>;
