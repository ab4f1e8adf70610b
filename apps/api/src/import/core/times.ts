const clock = /^(?<h>\d{1,2})[:.](?<m>\d{2})(?:[:.]\d{2}(?:\.\d+)?)?\s*(?<half>am|pm|a\.m\.|p\.m\.)?$/i;
const wholeHour = /^(?<h>\d{1,2})\s*(?<half>am|pm|a\.m\.|p\.m\.)$/i;

/** A time of day as HH:MM: 14:30, 2.30 pm, 2pm. Null for anything else, a zone among it: the file's times are the practice's own. */
export function readTime(cell: string): string | null {
  const found = clock.exec(cell.trim())?.groups ?? wholeHour.exec(cell.trim())?.groups;
  if (!found) return null;
  let hour = Number(found.h);
  const minute = Number(found.m ?? '0');
  const half = found.half?.[0]?.toLowerCase();
  if (half) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === 'p' ? 12 : 0);
  }
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** A length in minutes, 5 to 480: 50, 50 min, 1h 30, 1:30, 1.5 hours. */
export function readMinutes(cell: string): number | null {
  const text = cell.trim().toLowerCase();
  const parts =
    /^(?:(?<h>\d{1,2}(?:\.\d+)?)\s*(?:h|hr|hrs|hour|hours)\.?)?\s*(?:(?<m>\d{1,3})\s*(?:m|min|mins|minute|minutes)?\.?)?$/.exec(
      text,
    )?.groups;
  const clocked = /^(?<h>\d{1,2}):(?<m>\d{2})(?::\d{2})?$/.exec(text)?.groups;
  const found = clocked ?? parts;
  if (!found || (found.h === undefined && found.m === undefined)) return null;
  const minutes = Number(found.h ?? 0) * 60 + Number(found.m ?? 0);
  return Number.isInteger(minutes) && minutes >= 5 && minutes <= 480 ? minutes : null;
}
