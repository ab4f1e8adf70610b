import type { Day, DayCard } from './day-page.tsx';

const counts = 'No one two three four five six seven eight nine ten'.split(' ');

/** "Five sessions. Amira is next, at 12:00." */
export function headLine(sessions: readonly DayCard[]): string {
  const held = sessions.filter(({ phase }) => phase !== 'off');
  if (held.length === 0) return sessions.length === 0 ? '' : 'No session takes place today.';
  const count = counts[held.length] ?? String(held.length);
  const howMany = `${count.charAt(0).toUpperCase()}${count.slice(1)} ${held.length === 1 ? 'session' : 'sessions'}.`;
  const are = (card: DayCard) => (card.firstNames.includes(' and ') ? 'are' : 'is');
  const running = held.find(({ phase }) => phase === 'now');
  if (running) return `${howMany} ${running.firstNames} ${are(running)} here until ${running.endTime}.`;
  const next = held.find(({ phase }) => phase === 'next');
  if (next) return `${howMany} ${next.firstNames} ${are(next)} next, at ${next.time}.`;
  return `${howMany} All are over.`;
}

/** Before which row the line of now stands: the first that is still to begin. -1: there is nothing to stand between. */
export function linePlace(sessions: readonly DayCard[], now: Temporal.Instant): number {
  if (sessions.length === 0) return -1;
  const index = sessions.findIndex(({ startsAt }) => isAfter(startsAt, now));
  return index === -1 ? sessions.length : index;
}

/** What has begun and ended by a moment, and on which day it is: while it stays the same, so does the page. */
export function stateKey({ sessions, timeZone }: Pick<Day, 'sessions' | 'timeZone'>, at: Temporal.Instant): string {
  const begun = sessions.filter(({ startsAt }) => !isAfter(startsAt, at)).length;
  const ended = sessions.filter(({ endsAt }) => !isAfter(endsAt, at)).length;
  return `${begun}|${ended}|${at.toZonedDateTimeISO(timeZone).toPlainDate().toString()}`;
}

const isAfter = (at: string, now: Temporal.Instant) => Temporal.Instant.compare(Temporal.Instant.from(at), now) > 0;

type Line = DayCard['lines'][number];
const besideKinds: readonly Line['kind'][] = ['alert', 'repair', 'talk', 'unsigned', 'result', 'feedback', 'more'];

/** The client's own words in the wide column, what stands open beside it. The agreement's line stands under the name. */
export function columns(lines: readonly Line[]): { words: Line[]; stands: Line[] } {
  return {
    words: lines.filter(({ kind }) => kind === 'wish' || kind === 'goal'),
    stands: lines.filter(({ kind }) => besideKinds.includes(kind)),
  };
}

/** What must not be missed while a card is folded: the most urgent thing that is open. */
export const foremostOpen = (lines: readonly Line[]): Line | undefined =>
  lines.find(({ runs }) => runs[0]?.style === 'strong');

/** Records that wait for this therapist to go through them before their person is given a copy. One row, however many. */
export function toReadRows(packs: readonly { client: string; state: string; isWhole: boolean; waiting: number }[]) {
  const [first, ...more] = packs.filter(
    ({ state, isWhole, waiting }) => state === 'reviewing' && (isWhole || waiting > 0),
  );
  if (!first) return [];
  const what = more.length === 0 ? `Record to read, ${first.client}` : 'Records to read';
  const when = more.length === 0 ? 'They asked for a copy' : `${more.length + 1} people asked for a copy`;
  return [{ key: 'to-read', href: '/rights/to-read', what, when }];
}
