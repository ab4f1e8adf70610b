/**
 * Where to go after signing in, from `?back=`. Only a path inside this portal is kept: anything else (another site,
 * `//host`, a backslash that browsers read as one) becomes home.
 */
export function safeBackPath(back: string | null | undefined): string {
  if (back == null || !/^\/(?![/\\])[\w\-./?=&%:~]*$/.test(back)) return '/';
  return /^\/sign-in(\/|\?|$)/.test(back) ? '/' : back;
}

/** The sign-in path that keeps where somebody was. Ids may stand in it; names never do, as no path holds any. */
export function signInPath(here: string): string {
  const back = safeBackPath(here);
  return back === '/' ? '/sign-in' : `/sign-in?back=${encodeURIComponent(back)}`;
}
