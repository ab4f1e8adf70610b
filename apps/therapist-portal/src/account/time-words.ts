const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** "23 November 2026", of an instant or a date, where the reader is. */
export function dayWords(iso: string): string {
  return day.format(new Date(iso.length === 10 ? `${iso}T12:00:00` : iso));
}

/** "23 November 2026, 10:05", where the reader is. */
export function timeWords(iso: string): string {
  return `${dayWords(iso)}, ${time.format(new Date(iso))}`;
}

/** "10:05", where the reader is. */
export function clockWords(iso: string): string {
  return time.format(new Date(iso));
}
