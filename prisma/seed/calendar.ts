/** A day, or an hour on it, on the wall clock of a zone. Everything the seed plans is planned so, and turned into instants last. */

/** The local day of an instant. */
export function dayOf(instant: Temporal.Instant, zone: string): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(zone).toPlainDate();
}

/** The Monday of the week that holds `day`. */
export function mondayOf(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.subtract({ days: day.dayOfWeek - 1 });
}

/** `time` is HH:MM. A time that the clock skips moves forward; one that comes twice is the first. */
export function instantOf(day: Temporal.PlainDate, time: string, zone: string): Temporal.Instant {
  return day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).toInstant();
}

/** As a timestamp column takes it. */
export function stamp(instant: Temporal.Instant): string {
  return instant.toString({ fractionalSecondDigits: 3 });
}

/** As a date column takes it: Prisma wants a whole instant and keeps its day. */
export function dateStamp(day: Temporal.PlainDate): string {
  return `${day.toString()}T00:00:00.000Z`;
}

/** Of a timestamp column: back to the instant. */
export function instantFrom(value: string | Date): Temporal.Instant {
  return typeof value === 'string' ? Temporal.Instant.from(value) : Temporal.Instant.from(value.toISOString());
}
