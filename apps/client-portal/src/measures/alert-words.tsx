import type { Measure } from './measure-data.ts';
import { dayAndTime } from './times.ts';

/** By when a person reads the answer about safety: said again on every page that comes after it. */
export function AlertWords({ alert, timeZone }: { alert: Measure['alert']; timeZone: string }) {
  if (alert === null) return null;
  return (
    <p className="small aside">
      {promiseWords(alert, timeZone)} If you need help before then, use <a href="/crisis">crisis help</a>.
    </p>
  );
}

/** The true time and the true name; no time where none can be promised. */
export function promiseWords(alert: NonNullable<Measure['alert']>, timeZone: string): string {
  if (alert.isAnswered) return `${alert.readerName} has read your answer about being safe.`;
  if (alert.promisedByAt === null)
    return 'We cannot say when a person here will read your answer. Please do not wait for us.';
  return `${alert.readerName} will read your answer by ${dayAndTime(alert.promisedByAt, timeZone)}.`;
}
