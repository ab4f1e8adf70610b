const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** 'YYYY-MM-DD' → '27 Nov', for a list where a line is all there is. English of our own, as scheduling's labels are. */
export function shortDate(on: string): string {
  const date = Temporal.PlainDate.from(on);
  return `${date.day} ${months[date.month - 1]}`;
}

/** An instant's day on the practice's wall: 'Thu 26 Nov'. The hour stands where there is room for it. */
export function shortDay(at: Date, zone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  return `${weekdays[local.dayOfWeek - 1]} ${shortDate(local.toPlainDate().toString())}`;
}
