/** The cookie of one audience. `__Host-` and Secure wherever the portal is reached by https; loopback has no certificate. */
export type CookieKind = { name: string; secure: boolean };

export function cookieKind(audience: 'staff' | 'client', portalUrl: string): CookieKind {
  const secure = portalUrl.startsWith('https:');
  return { name: `${secure ? '__Host-' : ''}heather-${audience}`, secure };
}

/** Set-Cookie of a sign-in token: gone with the browser, unreadable for scripts, never sent from another site. */
export function setCookie({ name, secure }: CookieKind, token: string): string {
  return `${name}=${token}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}

export function clearCookie({ name, secure }: CookieKind): string {
  return `${name}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0${secure ? '; Secure' : ''}`;
}

/** One cookie of a Cookie header; the first when a name is sent twice. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}
