/** "Friday 27 November at 18:42", on the practice's clock. Intl alone: these pages do not wait for Temporal. */
export function dayAndTime(at: string, timeZone: string): string {
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'long', day: 'numeric', month: 'long' });
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  const date = new Date(at);
  return `${day.format(date).replace(',', '')} at ${time.format(date)}`;
}

/** "27 November 2026" */
export function longDay(at: string, timeZone: string): string {
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'long', year: 'numeric' });
  return day.format(new Date(at));
}

/** "18:42" */
export const clockTime = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(new Date(at));
