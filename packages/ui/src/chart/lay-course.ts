import type { CourseData, CourseEntry, CourseGeometry, Point } from './course-data.ts';
import { layDates, room, round, timeScale } from './course-space.ts';
import { layScore, path } from './lay-score.ts';

/**
 * A course → places on the chart: scores, thread and check-ins on one axis of time. Entries are in order of time.
 * Needs Temporal (the route says so). Pure; an empty course gives an empty chart.
 */
export function layCourse(data: CourseData): CourseGeometry {
  const x = timeScale(data.entries);
  return {
    width: room.width,
    height: data.lanes.length === 0 ? room.threadWordsY + 12 : room.lanesY + data.lanes.length * room.laneStep + 2,
    plot: { ...room.plot },
    nameX: room.nameX,
    ...layScore(data, x),
    dates: layDates(data, x),
    thread: layLine(data, x),
    lanes: layLanes(data, x),
    lanesY: room.lanesY,
    lanesWords: data.lanesWords ?? '',
  };
}

function layLine({ entries }: CourseData, x: (on: string) => number): CourseGeometry['thread'] {
  const y = room.threadY;
  const parts: string[] = [];
  const labels: CourseGeometry['thread']['labels'] = [];
  const knots: number[] = [];
  let from: number | null = null;
  let rupture: CourseEntry['rupture'];
  let today: number | null = null;
  entries.forEach((entry, index) => {
    const at = index === 0 && entry.kind === 'agreed' ? room.plot.left : x(entry.on);
    if (entry.kind === 'agreed') parts.push(`M${at} ${y - 7}v14`);
    if (entry.kind === 'agreed' && index === 0) labels.push(label(at, entry.words ?? 'Agreed', 'start'));
    if (entry.kind === 'break') labels.push(label(at, entry.words ?? 'Break', 'middle'));
    if (entry.kind === 'today') today = at;
    const isKnot = entry.kind === 'session';
    if (isKnot) knots.push(at);
    if (isKnot || entry.kind === 'today' || (entry.kind === 'agreed' && index === 0)) {
      if (from !== null) parts.push(joint(from, at, y, rupture));
      from = at;
      rupture = entry.rupture;
    }
    if (entry.rupture !== undefined) {
      labels.push(label(at, entry.rupture === 'open' ? 'Rupture open' : 'Rupture, repaired', 'middle', true));
    }
  });
  return { y, lived: parts.join(''), knots, today, labels: apart(labels) };
}

function joint(from: number, to: number, y: number, rupture: CourseEntry['rupture']): string {
  if (rupture === undefined) return `M${from} ${y}H${to}`;
  const span = to - from;
  if (rupture === 'repaired')
    return `M${from} ${y}c${round(span / 4)} -15 ${round((span * 3) / 4)} -15 ${round(span)} 0`;
  // An open rupture: the line begins, breaks, and comes again.
  return `M${from} ${y}h${round(span * 0.3)}M${round(to - span * 0.28)} ${y}H${to}`;
}

function label(x: number, words: string, anchor: 'start' | 'middle', strong = false) {
  return { x, words, anchor, strong };
}

/** Words that would lie on each other: the stronger stays, then the earlier. 7.4 px is the mean width of a letter at 16 px. */
function apart(labels: CourseGeometry['thread']['labels']): CourseGeometry['thread']['labels'] {
  const span = (item: (typeof labels)[number]) => {
    const width = item.words.length * 7.4 + 8;
    return item.anchor === 'start' ? [item.x, item.x + width] : [item.x - width / 2, item.x + width / 2];
  };
  const kept: typeof labels = [];
  for (const item of [...labels].sort((a, b) => Number(b.strong) - Number(a.strong))) {
    const [start = 0, end = 0] = span(item);
    if (kept.every((other) => (span(other)[1] ?? 0) <= start || (span(other)[0] ?? 0) >= end)) kept.push(item);
  }
  return kept.sort((a, b) => a.x - b.x);
}

function layLanes({ entries, lanes }: CourseData, x: (on: string) => number): CourseGeometry['lanes'] {
  return lanes.map((lane, index) => {
    const base = room.lanesY + index * room.laneStep;
    const top = Math.max(1, lane.answers.length - 1);
    const lines: Point[][] = [[]];
    const dots: (Point & { ringed: boolean })[] = [];
    let last: string | null = null;
    for (const entry of entries) {
      if (entry.kind === 'break') lines.push([]);
      const answer = entry.checkIn?.[index];
      if (answer == null) continue;
      // The lowest answer stands at the lane's foot, the highest at its head, each clear of the hairlines.
      const point = { x: x(entry.on), y: round(base + 5 + room.laneReach * (1 - answer / top)) };
      lines.at(-1)?.push(point);
      dots.push({ ...point, ringed: entry.ringed?.includes(index) ?? false });
      last = lane.answers[answer] ?? null;
    }
    const line = lines.filter((points) => points.length > 1);
    return { name: lane.name, y: base, line: line.map(path).join(''), dots, last };
  });
}
