import type { Measure } from './measure-data.ts';
import { dayAndTime } from './times.ts';

type Alert = NonNullable<Measure['alert']>;

/** By when a person reads the answer about safety: said again on every page that comes after it. */
export function AlertWords({ alert, timeZone }: { alert: Measure['alert']; timeZone: string }) {
  if (alert === null) return null;
  const isAhead = isToCome(alert);
  return (
    <p className="small aside">
      {promiseWords(alert, timeZone)} If you need help {isAhead ? 'before then' : 'now'}, use{' '}
      <a href="/crisis">crisis help</a>.
    </p>
  );
}

/** Is there a time still ahead by which somebody reads it? */
export const isToCome = (alert: Alert, now: Temporal.Instant = Temporal.Now.instant()): boolean =>
  !alert.isRead &&
  alert.promisedByAt !== null &&
  Temporal.Instant.compare(Temporal.Instant.from(alert.promisedByAt), now) > 0;

/** The true time and the true name; no time where none can be promised, and no promise of what has happened or was not kept. */
export function promiseWords(alert: Alert, timeZone: string, now: Temporal.Instant = Temporal.Now.instant()): string {
  if (alert.isRead) return `${alert.readerName} has read your answer about being safe.`;
  if (alert.promisedByAt === null)
    return 'We cannot say when a person here will read your answer. Please do not wait for us.';
  const by = dayAndTime(alert.promisedByAt, timeZone, now);
  if (!isToCome(alert, now))
    return `We said that ${alert.readerName} would read your answer by ${by}. Nobody has read it yet. Please do not wait for us.`;
  return `${alert.readerName} will read your answer by ${by}.`;
}
