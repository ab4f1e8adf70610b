import { safeBackPath, signInPath } from '../page/back-path.ts';

/** Codes that mean: this person must first do something about their sign-in. */
const doors: Record<string, (here: string) => string> = {
  'signed-out': signInPath,
  'second-factor-needed': (here) => `/sign-in/second-step?back=${encodeURIComponent(safeBackPath(here))}`,
  'step-up-needed': (here) => `/sign-in/confirm?back=${encodeURIComponent(safeBackPath(here))}`,
};

/** The path that a refusal leads to, or null when it is the page's own matter. Sign-in pages lead nowhere: no loops. */
export function doorFor(code: string, here: string): string | null {
  if (/^\/sign-in(\/|\?|$)/.test(here)) return null;
  return Object.hasOwn(doors, code) ? (doors[code]?.(here) ?? null) : null;
}

/**
 * Leads to the sign-in page, which leads back. A whole load and not a change of route: nothing of the person who was
 * signed in stays in this page's memory.
 * @returns whether it leads anywhere
 */
export function leadToSignIn(code: string): boolean {
  const door = doorFor(code, window.location.pathname + window.location.search);
  if (door !== null) window.location.replace(door);
  return door !== null;
}

/**
 * As above, for a button that was pressed: where there is something to type in, the page stays with what was typed, shows the words
 * of the refusal, and the button can be pressed again after signing in beside it.
 */
export function leadUnlessTyping(code: string): boolean {
  const fields = 'main :is(textarea, input:not([type="hidden"]), select)';
  return code === 'signed-out' && document.querySelector(fields) !== null ? false : leadToSignIn(code);
}

/** Ends the sign-in. `keepalive` lets it arrive although the page is being left. */
export async function signOut(): Promise<void> {
  await fetch('/auth/sign-out', {
    method: 'POST',
    credentials: 'same-origin',
    keepalive: true,
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
}

/**
 * The button: ends the sign-in, then loads the sign-in page anew, so that nothing read stays in memory.
 * @param stopAsking takes back what the page still asks: its answer would be a refusal
 */
export async function signOutAndLeave(stopAsking: () => Promise<void>): Promise<void> {
  await stopAsking();
  await signOut().catch(() => undefined);
  window.location.replace('/sign-in');
}
