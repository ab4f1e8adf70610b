import { localTimeSchema } from '@heather/core';
import { z } from 'zod';

const spanSchema = z
  .strictObject({ from: localTimeSchema, to: localTimeSchema })
  .refine(({ from, to }) => from < to, 'ends before it begins');
const daySchema = z.array(spanSchema).max(6).optional();

/** When somebody at the practice reads safety answers, by ISO weekday (1 Monday … 7 Sunday), in the practice's zone. */
export const workingHoursSchema = z.strictObject({
  1: daySchema,
  2: daySchema,
  3: daySchema,
  4: daySchema,
  5: daySchema,
  6: daySchema,
  7: daySchema,
  /** Local dates on which nobody works: bank holidays, the practice's own. */
  closedOn: z.array(z.iso.date()).max(400).optional(),
});
export type WorkingHours = z.infer<typeof workingHoursSchema>;

type Stretch = { start: Temporal.ZonedDateTime; end: Temporal.ZonedDateTime };

/** Longer than any closure a practice could mean; after it we say that there are no hours. */
const horizonDays = 60;

/** A day's working stretches in order, as instants of that zone; wall time that the clock skips moves with it. */
export function workingStretches(hours: WorkingHours, on: Temporal.PlainDate, zone: string): Stretch[] {
  if (hours.closedOn?.includes(on.toString())) return [];
  const spans = hours[on.dayOfWeek as 1 | 2 | 3 | 4 | 5 | 6 | 7] ?? [];
  const at = (time: string) => on.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) });
  return spans
    .filter(({ from, to }) => from < to)
    .map(({ from, to }) => ({ start: at(from), end: at(to) }))
    .sort((a, b) => Temporal.ZonedDateTime.compare(a.start, b.start));
}

/** Walks working stretches from `from` on; a stretch already begun starts at `from`. Overlaps are counted once. */
export function* stretchesFrom(from: Temporal.Instant, hours: WorkingHours, zone: string): Generator<Stretch> {
  let clock = from.toZonedDateTimeISO(zone);
  const firstOn = clock.toPlainDate();
  for (let day = 0; day <= horizonDays; day += 1) {
    for (const { start, end } of workingStretches(hours, firstOn.add({ days: day }), zone)) {
      if (Temporal.ZonedDateTime.compare(end, clock) <= 0) continue;
      yield { start: Temporal.ZonedDateTime.compare(start, clock) < 0 ? clock : start, end };
      clock = end;
    }
  }
}

/** The instant by which `minutes` of working time have passed since `from`, and the end of the stretch that it falls in. */
export function afterWorkingMinutes(
  from: Temporal.Instant,
  minutes: number,
  hours: WorkingHours,
  zone: string,
): { at: Temporal.ZonedDateTime; stretchEnd: Temporal.ZonedDateTime } | null {
  let leftMs = minutes * 60_000;
  for (const { start, end } of stretchesFrom(from, hours, zone)) {
    const lengthMs = end.epochMilliseconds - start.epochMilliseconds;
    if (leftMs <= lengthMs) return { at: start.add({ milliseconds: leftMs }), stretchEnd: end };
    leftMs -= lengthMs;
  }
  return null;
}
