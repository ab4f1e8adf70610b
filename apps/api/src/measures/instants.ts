/** The database speaks Date, the house Temporal; they meet here. */
export const instantOf = (date: Date): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(date.getTime());
export const dateOf = (instant: Temporal.Instant): Date => new Date(instant.epochMilliseconds);
/** The local day of an instant on the practice's wall, YYYY-MM-DD. */
export const localOn = (at: Date | Temporal.Instant, zone: string): string =>
  (at instanceof Date ? instantOf(at) : at).toZonedDateTimeISO(zone).toPlainDate().toString();
