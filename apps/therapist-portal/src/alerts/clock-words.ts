/** Times in the words of the strip, without Temporal: the strip stands on pages that do not load it. */
const parts = (at: string, timeZone: string) => ({
  day: new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'long', day: 'numeric', month: 'long' }).format(
    Date.parse(at),
  ),
  time: new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    Date.parse(at),
  ),
});

/** "11:21", or "11:21 on Monday 23 November" when it is not the day of `now`. */
export function clockWords(at: string, timeZone: string, now: number = Date.now()): string {
  const { day, time } = parts(at, timeZone);
  const today = parts(new Date(now).toISOString(), timeZone).day;
  return day === today ? time : `${time} on ${day.replace(',', '')}`;
}

const roles: Record<string, string> = {
  therapist: 'therapist',
  cover: 'cover',
  'clinical-lead': 'clinical lead',
  deputy: 'deputy',
};

/** "Ruth M., clinical lead" */
export function nameAndRole({ name, role }: { name: string; role: string | null }): string {
  return role === null ? name : `${name}, ${roles[role] ?? role}`;
}
