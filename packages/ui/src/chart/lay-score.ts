import type { CourseData, CourseGeometry, Point } from './course-data.ts';
import { room, valueScale } from './course-space.ts';

type ScoreParts = Pick<
  CourseGeometry,
  'bands' | 'corridor' | 'ticks' | 'cut' | 'events' | 'score' | 'gaps' | 'dots' | 'values'
>;

export function layScore(data: CourseData, x: (on: string) => number): ScoreParts {
  const { scale, entries } = data;
  const y = valueScale(scale.max);
  const lines: Point[][] = [[]];
  const gaps: string[] = [];
  const events: ScoreParts['events'] = [];
  const scored: (Point & { words: string })[] = [];
  let breakSince = false;
  entries.forEach((entry, index) => {
    const at = x(entry.on);
    if (entry.kind === 'break') breakSince = true;
    if (entry.kind === 'agreed' && index > 0) {
      events.push({ x: at, from: room.plot.top, to: room.threadY - 7, words: entry.words ?? null });
    }
    if (entry.score == null) return;
    const point = { x: at, y: y(entry.score) };
    const last = lines.at(-1)?.at(-1);
    if (breakSince && last !== undefined) {
      gaps.push(path([last, point]));
      lines.push([]);
    }
    breakSince = false;
    lines.at(-1)?.push(point);
    scored.push({ ...point, words: String(entry.score) });
    if (entry.rupture !== undefined) events.push({ x: at, from: point.y + 9, to: room.threadY - 4, words: null });
  });
  const [first, last] = [scored[0], scored.at(-1)];
  const values = [first, first === last ? undefined : last].filter((value) => value !== undefined);
  return {
    bands: layBands(data, y),
    corridor: layCorridor(data, y),
    ticks: Array.from({ length: Math.floor(scale.max / scale.tick) + 1 }, (_, index) => ({
      value: index * scale.tick,
      y: y(index * scale.tick) + 5.5,
    })),
    cut: scale.cutoff === undefined ? null : { y: y(scale.cutoff.at), words: scale.cutoff.words },
    events,
    score: lines.filter((line) => line.length > 1).map(path),
    gaps,
    dots: scored.map(({ x: dotX, y: dotY }) => ({ x: dotX, y: dotY })),
    values: values.map((value) => ({ ...value, y: value.y - 11 })),
  };
}

/** Points → an SVG path. */
export function path(points: readonly Point[]): string {
  return `M${points.map((point) => `${point.x} ${point.y}`).join('L')}`;
}

function layBands({ scale }: CourseData, y: (score: number) => number): ScoreParts['bands'] {
  return scale.bands.map((band, index) => {
    const upper = y(scale.bands[index + 1]?.from ?? scale.max);
    const lower = y(band.from);
    return {
      name: band.name,
      nameY: (upper + lower) / 2 + 5.5,
      y: upper,
      height: lower - upper,
      shaded: index % 2 === 1,
    };
  });
}

/** The corridor stays inside the scale: nobody can score below nothing. */
function layCorridor({ scale, entries }: CourseData, y: (score: number) => number): ScoreParts['corridor'] {
  const first = entries.find((entry) => entry.score != null)?.score;
  if (scale.corridor === undefined || first == null) return null;
  const upper = y(first + scale.corridor.points);
  return { y: upper, height: y(first - scale.corridor.points) - upper, words: scale.corridor.words };
}
