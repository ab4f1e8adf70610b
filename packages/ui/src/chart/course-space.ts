import type { CourseData, CourseEntry, CourseGeometry } from './course-data.ts';

/** The chart's room, from the looks: 16 px words need these distances. */
export const room = {
  width: 912,
  plot: { left: 34, right: 762, top: 8, bottom: 276 },
  inset: { first: 34, last: 26 },
  nameX: 774,
  datesY: 298,
  threadY: 320,
  threadWordsY: 345,
  lanesY: 392,
  laneStep: 30,
  laneReach: 18.4,
} as const;

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
/** The least room for "29 Sep" and a space beside it, px. */
const dateRoom = 54;

/** YYYY-MM-DD → x. The first day that was lived stands at the left; days are as wide as they were long. */
export function timeScale(entries: readonly CourseEntry[]): (on: string) => number {
  const first = entries.find((entry) => entry.kind !== 'agreed')?.on ?? entries[0]?.on ?? '2000-01-01';
  const last = entries.at(-1)?.on ?? first;
  const from = Temporal.PlainDate.from(first);
  const days = Math.max(1, from.until(last).days);
  const left = room.plot.left + room.inset.first;
  const width = room.plot.right - room.inset.last - left;
  return (on) => Math.max(room.plot.left, round(left + (width * from.until(on).days) / days));
}

export function valueScale(max: number): (score: number) => number {
  const { top, bottom } = room.plot;
  return (score) => round(bottom - ((bottom - top) * Math.min(Math.max(score, 0), max)) / max);
}

/** One tenth of a pixel: finer says nothing and makes long paths. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

export function layDates(data: CourseData, x: (on: string) => number): CourseGeometry['dates'] {
  const dates: CourseGeometry['dates'] = [];
  let month = '';
  const today = data.entries.find((entry) => entry.kind === 'today');
  const todayX = today === undefined ? Number.POSITIVE_INFINITY : x(today.on);
  for (const entry of data.entries) {
    if (entry.kind === 'agreed') continue;
    const at = x(entry.on);
    const isToday = entry.kind === 'today';
    const before = dates.at(-1)?.x ?? Number.NEGATIVE_INFINITY;
    if (!isToday && (at - before < dateRoom || todayX - at < dateRoom)) continue;
    const [, m = '1', d = '1'] = entry.on.split('-');
    const named = m === month ? `${Number(d)}` : `${Number(d)} ${months[Number(m) - 1]}`;
    if (!isToday) month = m;
    dates.push({ x: at, words: isToday ? 'Today' : named, strong: isToday });
  }
  return dates;
}
