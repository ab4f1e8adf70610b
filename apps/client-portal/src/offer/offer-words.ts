/** 'YYYY-MM-DD' → 'Tuesday 1 December'. The date is a wall date: read as UTC so that no zone moves it. */
export function dayWords(on: string): string {
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
  return day.format(new Date(`${on}T00:00:00Z`)).replace(',', '');
}

/** An instant on this person's own clock: 'Friday 27 November, 12:00'. */
export function timeLeftWords(at: string): string {
  const date = new Date(at);
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return `${day.format(date).replace(',', '')}, ${time.format(date)}`;
}

export function feeWords(pence: number): string {
  if (pence === 0) return 'No fee';
  return `£${pence % 100 === 0 ? pence / 100 : (pence / 100).toFixed(2)} a session`;
}

export function whereWords(place: {
  placeKind: string;
  room: string | null;
  site: string | null;
  stepFree: boolean | null;
}): string {
  if (place.placeKind === 'online') return 'Online';
  if (place.placeKind === 'telephone') return 'By telephone';
  const room = [place.room, place.site].filter(Boolean).join(', ');
  return place.stepFree ? `${room}. No stairs` : room;
}
