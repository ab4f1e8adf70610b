import type { MeasureDefinition } from './definition.ts';

/** One administration: the day (YYYY-MM-DD) and its total; null where it was given but could not be scored. */
export type CoursePoint = { on: string; total: number | null };

export type CourseOptions = {
  /** Of the whole drawing, in px. */
  width: number;
  height: number;
  /** px kept clear outside the plot: names left and right, dates below. */
  margin?: { left?: number; right?: number; top?: number; bottom?: number };
  /** px between the plot's edge and the first or last day. */
  inset?: { left: number; right: number };
  /** The axis, so that scores, thread and check-ins share one; else first and last point. */
  fromOn?: string;
  toOn?: string;
  /** Agreed breaks: the line across one is dotted. */
  breaks?: readonly { fromOn: string; toOn: string }[];
};

export type CourseStretch = { kind: 'solid' | 'dotted'; points: { x: number; y: number }[]; path: string };

export type CourseGeometry = {
  plot: { left: number; right: number; top: number; bottom: number };
  bands: { name: string; from: number; to: number; y: number; height: number; middleY: number; shaded: boolean }[];
  corridor: { points: number; from: number; to: number; y: number; height: number } | null;
  cutoff: { value: number; y: number } | null;
  ticks: { value: number; y: number }[];
  dots: { x: number; y: number; on: string; total: number }[];
  stretches: CourseStretch[];
};

/** x of a day and y of a total for this drawing; days outside the axis are held at its ends. */
export function courseScale(definition: MeasureDefinition, options: CourseOptions & { fromOn: string; toOn: string }) {
  const { width, height, margin = {}, inset = { left: 0, right: 0 }, fromOn, toOn } = options;
  const plot = {
    left: margin.left ?? 0,
    right: Math.max(margin.left ?? 0, width - (margin.right ?? 0)),
    top: margin.top ?? 0,
    bottom: Math.max(margin.top ?? 0, height - (margin.bottom ?? 0)),
  };
  const { min, max } = definition.range;
  const days = daysBetween(fromOn, toOn);
  const room = Math.max(0, plot.right - plot.left - inset.left - inset.right);
  const x = (on: string) => {
    const share = days <= 0 ? 0 : Math.min(1, Math.max(0, daysBetween(fromOn, on) / days));
    return plot.left + inset.left + share * room;
  };
  const y = (total: number) => {
    const share = (Math.min(max, Math.max(min, total)) - min) / (max - min);
    return plot.bottom - share * (plot.bottom - plot.top);
  };
  return { x, y, plot };
}

/**
 * Every number the course chart is drawn from, in px; the scale is always whole, so a small change never looks large. The
 * corridor is the first score give or take the published reliable change: inside it, a difference could be chance.
 */
export function courseGeometry(
  points: readonly CoursePoint[],
  definition: MeasureDefinition,
  options: CourseOptions,
): CourseGeometry {
  const ordered = points.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const fromOn = options.fromOn ?? ordered[0]?.on ?? '2000-01-01';
  const toOn = options.toOn ?? ordered.at(-1)?.on ?? fromOn;
  const { x, y, plot } = courseScale(definition, { ...options, fromOn, toOn });
  const { range, bands, cutoff, reliableChange } = definition;
  const dots = ordered.flatMap(({ on, total }) => (total === null ? [] : [{ x: x(on), y: y(total), on, total }]));
  const first = dots[0];
  return {
    plot,
    bands: bands.map(({ name, from }, index) => {
      const to = bands[index + 1]?.from ?? range.max;
      return {
        name,
        from,
        to,
        y: y(to),
        height: y(from) - y(to),
        middleY: y((from + to) / 2),
        shaded: index % 2 === 1,
      };
    }),
    corridor: first && reliableChange ? corridorRound(first.total, reliableChange.points, range, y) : null,
    cutoff: cutoff && { value: cutoff.value, y: y(cutoff.value) },
    ticks: ticksFor(range).map((value) => ({ value, y: y(value) })),
    dots,
    stretches: stretchesOf(ordered, dots, options.breaks ?? []),
  };
}

function corridorRound(
  start: number,
  points: number,
  range: { min: number; max: number },
  y: (total: number) => number,
) {
  const from = Math.max(range.min, start - points);
  const to = Math.min(range.max, start + points);
  return { points, from, to, y: y(to), height: y(from) - y(to) };
}

function ticksFor({ min, max }: { min: number; max: number }): number[] {
  const step = [5, 10, 20].find((candidate) => (max - min) / candidate <= 6) ?? 50;
  return Array.from({ length: Math.floor((max - min) / step) + 1 }, (_, index) => min + index * step);
}

function stretchesOf(
  ordered: readonly CoursePoint[],
  dots: CourseGeometry['dots'],
  breaks: NonNullable<CourseOptions['breaks']>,
): CourseStretch[] {
  const unscored = ordered.filter(({ total }) => total === null).map(({ on }) => ({ fromOn: on, toOn: on }));
  const gaps = [...breaks, ...unscored];
  const stretches: { kind: CourseStretch['kind']; points: { x: number; y: number }[] }[] = [];
  for (const [index, dot] of dots.entries()) {
    const before = dots[index - 1];
    if (!before) continue;
    const kind = gaps.some(({ fromOn, toOn }) => toOn > before.on && fromOn < dot.on) ? 'dotted' : 'solid';
    const current = stretches.at(-1);
    const end = { x: dot.x, y: dot.y };
    if (current?.kind === kind && kind === 'solid') current.points.push(end);
    else stretches.push({ kind, points: [{ x: before.x, y: before.y }, end] });
  }
  return stretches.map((stretch) => ({ ...stretch, path: pathOf(stretch.points) }));
}

const pathOf = (points: readonly { x: number; y: number }[]) =>
  `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`;

function daysBetween(fromOn: string, toOn: string): number {
  return Temporal.PlainDate.from(fromOn).until(Temporal.PlainDate.from(toOn)).days;
}
