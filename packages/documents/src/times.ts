const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** "Friday 27 November 2026 at 18:42:05". Our own words: a runtime's may change with its data and so change the bytes. */
export function longTime(at: string, zone: string): string {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = [local.hour, local.minute, local.second].map(two).join(':');
  return `${days[local.dayOfWeek - 1]} ${local.day} ${months[local.month - 1]} ${local.year} at ${clock}`;
}

/** The same instant for a machine: "2026-11-27T18:42:05Z". */
export const utcTime = (at: string): string => Temporal.Instant.from(at).round('second').toString();

/** "27 November 2026" of a local date, in our own words for the same reason. */
export function longDay(on: string): string {
  const day = Temporal.PlainDate.from(on);
  return `${day.day} ${months[day.month - 1]} ${day.year}`;
}
