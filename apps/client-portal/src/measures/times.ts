import { dateLabel, localDateOn, timeLabel } from '@heather/scheduling';

/** "11:00 today", "09:30 tomorrow", "09:30 on Monday 30 November": a time as somebody says it aloud. */
export function dayAndTime(at: string, zone: string, now: Temporal.Instant = Temporal.Now.instant()): string {
  const instant = Temporal.Instant.from(at);
  const on = localDateOn(instant, zone);
  const today = Temporal.PlainDate.from(localDateOn(now, zone));
  const time = timeLabel(instant, zone);
  if (on === today.toString()) return `${time} today`;
  if (on === today.add({ days: 1 }).toString()) return `${time} tomorrow`;
  return `${time} on ${dateLabel(on)}`;
}
