/** How many people must have written before the practice sees any of it. */
export const voicesNeeded = 5;

/**
 * What "the practice, without my name" may show: nothing until five different people have written since the last release, then
 * the words alone, ordered by the words so that no order of arrival is left. `held` says only whether some wait, never how many.
 */
export function releaseVoices(
  voices: readonly { clientId: string; words: string }[],
): { released: string[] } | { held: boolean } {
  const people = new Set(voices.map(({ clientId }) => clientId));
  if (people.size < voicesNeeded) return { held: voices.length > 0 };
  return { released: voices.map(({ words }) => words).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)) };
}
