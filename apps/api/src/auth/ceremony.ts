import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Pool } from 'pg';

type Library = {
  $context: Promise<{
    secret: string;
    authCookies: { sessionToken: { name: string } };
    internalAdapter: { createSession: (userId: string) => Promise<{ token: string }> };
  }>;
};

/**
 * Runs one of the library's calls that want a session, as a user whom our own sign-in has shown to be there. The library's session
 * is made for the call and removed after it; its cookie never reaches a browser. Cookies of a ceremony under way (a passkey's
 * challenge) are passed on.
 */
export async function asUser<T>(
  { library, pool, audience }: { library: Library; pool: Pool; audience: 'staff' | 'client' },
  userId: string,
  request: IncomingHttpHeaders,
  work: (headers: Headers) => Promise<T>,
): Promise<T> {
  const context = await library.$context;
  const { token } = await context.internalAdapter.createSession(userId);
  const signature = createHmac('sha256', context.secret).update(token).digest('base64');
  const own = `${context.authCookies.sessionToken.name}=${encodeURIComponent(`${token}.${signature}`)}`;
  const headers = headersOf(request);
  headers.set('cookie', [own, headers.get('cookie')].filter(Boolean).join('; '));
  try {
    return await work(headers);
  } finally {
    // The library may have put another session in its place (it does when a second factor is turned on).
    await pool.query(`DELETE FROM ${audience}_session WHERE "userId" = $1`, [userId]);
  }
}

/** What the library may see of a request: the ceremony's cookies, the origin and the browser's name. */
export function headersOf(request: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const name of ['cookie', 'origin', 'user-agent'] as const) {
    const value = request[name];
    if (value) headers.set(name, value);
  }
  return headers;
}

/** The Set-Cookie headers that a ceremony needs in the browser: its challenge and nothing that signs in. */
export function ceremonyCookies(headers: Headers): string[] {
  return headers
    .getSetCookie()
    .filter((cookie) => /^(__Secure-)?heather-(staff|client)-ceremony\.better-auth-passkey=/.test(cookie));
}
