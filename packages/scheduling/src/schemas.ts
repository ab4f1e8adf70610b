import { dateOnSchema, earliestOn, fail, latestOn, localTimeSchema } from '@heather/core';
import { z } from 'zod';

const knownZones = new Set<string>();

/** An IANA zone in its own spelling ('Europe/London', 'UTC'). A bare offset ('+01:00') knows no clock change and is refused. */
export const zoneSchema = z.string().max(64).refine(isZone, 'is not a time zone');

function isZone(text: string): boolean {
  if (knownZones.has(text)) return true;
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{0,63}$/.test(text)) return false;
  try {
    if (Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text).timeZoneId !== text) return false;
  } catch {
    return false;
  }
  knownZones.add(text);
  return true;
}

/** 'YYYY-MM-DDTHH:MM': wall time without a zone, a real day between core's earliestOn and latestOn (so neither 1900 nor 9999). */
export const localDateTimeSchema = z
  .string()
  .length(16, 'is not a date and time')
  .refine(
    (text) =>
      text[10] === 'T' &&
      dateOnSchema.safeParse(text.slice(0, 10)).success &&
      localTimeSchema.safeParse(text.slice(11)).success,
    'is not a date and time that can be meant',
  );

/** 1 Monday … 7 Sunday. */
export const weekdaySchema = z.int().min(1).max(7);

/** 1 minute to one day: a residential group's day is the longest that a practice books. */
export const durationSchema = z.int().min(1).max(1440);

export const placeKindSchema = z.enum(['room', 'online', 'telephone']);
export type PlaceKind = z.infer<typeof placeKindSchema>;

export const seriesExceptionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ key: localDateTimeSchema, kind: z.literal('cancelled') }),
  z.strictObject({
    key: localDateTimeSchema,
    kind: z.literal('moved'),
    /** The new wall time, in the series' zone. */
    start: localDateTimeSchema,
    durationMinutes: durationSchema.optional(),
  }),
]);
export type SeriesException = z.infer<typeof seriesExceptionSchema>;

/**
 * A standing session as wall time and zone. Weeks begin on Monday; the week of `start` is the first. Without `weekdays`
 * the weekday is start's own; with them, occurrences begin at the first of those days on or after start's date.
 * `until` is inclusive: a local date, or a local date and time of the last start. `count` counts occurrences from the
 * first, cancelled and moved ones too. With both, whichever comes first ends the series; with neither it is open-ended.
 */
export const seriesRuleSchema = z
  .strictObject({
    start: localDateTimeSchema,
    zone: zoneSchema,
    durationMinutes: durationSchema,
    everyWeeks: z.int().min(1).max(52),
    weekdays: z.array(weekdaySchema).min(1).max(7).optional(),
    until: z.union([dateOnSchema, localDateTimeSchema]).optional(),
    /** 2,000 sessions: thirty-eight years of one a week. */
    count: z.int().min(1).max(2000).optional(),
    exceptions: z.array(seriesExceptionSchema).max(2000).optional(),
  })
  .refine((rule) => rule.until === undefined || rule.until >= rule.start.slice(0, rule.until.length), {
    path: ['until'],
    message: 'is before the first session',
  })
  .refine((rule) => new Set(rule.exceptions?.map((e) => e.key)).size === (rule.exceptions?.length ?? 0), {
    path: ['exceptions'],
    message: 'names one session twice',
  });
export type SeriesRule = z.infer<typeof seriesRuleSchema>;

/** @throws Refusal 'scheduling/bad-rule', naming the fields, for anything that is no rule. */
export function parseSeriesRule(rule: unknown): SeriesRule {
  const parsed = seriesRuleSchema.safeParse(rule);
  if (parsed.success) return parsed.data;
  return fail('scheduling/bad-rule', {
    fields: [...new Set(parsed.error.issues.map((issue) => String(issue.path[0] ?? '')))],
  });
}

/** 'HH:MM' or '24:00', the end of the day. */
const endOfDaySchema = z.union([localTimeSchema, z.literal('24:00')]);

/** Weekly hours of a therapist or a room on one weekday. Dates are inclusive; without them the hours always hold. */
export const availabilityPatternSchema = z
  .strictObject({
    weekday: weekdaySchema,
    startsLocal: localTimeSchema,
    endsLocal: endOfDaySchema,
    validFromOn: dateOnSchema.nullish(),
    validUntilOn: dateOnSchema.nullish(),
    /** The zone of these hours where it is not the practice's (somebody who works online from elsewhere). */
    zone: zoneSchema.optional(),
  })
  .refine((pattern) => pattern.startsLocal < pattern.endsLocal, {
    path: ['endsLocal'],
    message: 'is not after the start',
  })
  .refine((pattern) => (pattern.validFromOn ?? earliestOn) <= (pattern.validUntilOn ?? latestOn), {
    path: ['validUntilOn'],
    message: 'is before the first day',
  });
export type AvailabilityPattern = z.infer<typeof availabilityPatternSchema>;
