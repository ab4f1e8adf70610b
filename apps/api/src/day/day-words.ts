import type { SignedFrame } from '@heather/confidentiality';

type Named = { shortName: string; firstName: string };

/** "Amira K." · "Sam and Dee T." for two of one initial · "Kofi B. and Jo R." · first names for more. */
export function namesOf(people: readonly Named[]): string {
  const [one, two] = people;
  if (!one) return '';
  if (!two) return one.shortName;
  if (people.length > 2) return listed(people.map(({ firstName }) => firstName));
  const initial = (name: string) => name.split(' ').at(-1) ?? '';
  const isShared = initial(one.shortName) === initial(two.shortName);
  return `${isShared ? one.firstName : one.shortName} and ${two.shortName}`;
}

export const firstNamesOf = (people: readonly Named[]): string => listed(people.map(({ firstName }) => firstName));

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** What an agreement that waits would change, in a word or two; null before there is one to change. */
export function whatWaits(waiting: unknown, agreed: SignedFrame | null): string {
  if (!agreed) return 'working agreement';
  const next = (waiting ?? {}) as Partial<SignedFrame>;
  if (next.place && next.place.kind !== agreed.place.kind)
    return next.place.kind === 'online' ? 'online-work agreement' : 'new place';
  if (next.place && JSON.stringify(next.place) !== JSON.stringify(agreed.place)) return 'new place';
  if (next.feePence !== agreed.feePence) return 'new fee';
  if (next.day !== agreed.day || next.time !== agreed.time || next.everyWeeks !== agreed.everyWeeks) return 'new time';
  if (next.plannedSessions !== agreed.plannedSessions) return 'number of sessions';
  if (JSON.stringify(next.contactBetweenSessions) !== JSON.stringify(agreed.contactBetweenSessions))
    return 'contact between sessions';
  return 'new agreement';
}

/** "Session 11 of 16", "Session 19, open-ended". */
export const sessionOf = (number: number, planned: number | null): string =>
  planned === null ? `Session ${number}, open-ended` : `Session ${number} of ${planned}`;
