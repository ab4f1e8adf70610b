/** One mark on a client's thread, in order of time. A rupture belongs to the session in which it showed. */
export type ThreadMark =
  | { kind: 'agreed' }
  | { kind: 'session'; rupture?: 'open' | 'repaired' }
  | { kind: 'today' }
  | { kind: 'planned' }
  | { kind: 'held' };

/** What is drawn, in SVG user units. */
export type ThreadLayout = {
  width: number;
  height: number;
  lived: string;
  ahead: string;
  knots: number[];
  today: number[];
  planned: number[];
  held: number[];
  mid: number;
  radius: { knot: number; today: number; planned: number };
};

/** All threads on one screen share one scale. `row`: in a table's row. `way`: through the steps of a form. */
export type ThreadScale = 'row' | 'way';
const scales = {
  row: { first: 2, step: 13, mid: 9, height: 18, edge: 6, radius: { knot: 3, today: 4.5, planned: 1.75 }, dots: false },
  way: { first: 7, step: 28, mid: 8, height: 16, edge: 7, radius: { knot: 3.5, today: 5, planned: 3 }, dots: true },
} as const;

/**
 * Marks → a line. A post stands for what was agreed, the line runs through what was lived, an arch passes over a
 * repaired rupture, and the line breaks where one is open. What is planned has no line in a row.
 */
export function layThread(marks: readonly ThreadMark[], scale: ThreadScale = 'row'): ThreadLayout {
  const { first, step, mid, height, edge, radius, dots } = scales[scale];
  const at = (index: number) => first + index * step;
  const layout: ThreadLayout = {
    width: at(Math.max(0, marks.length - 1)) + edge,
    height,
    lived: '',
    ahead: '',
    knots: [],
    today: [],
    planned: [],
    held: [],
    mid,
    radius,
  };
  let gap = false;
  marks.forEach((mark, index) => {
    const x = at(index);
    const before = marks[index - 1];
    if (mark.kind === 'agreed') layout.lived += `M${x} ${mid - 6}v12`;
    const isLived = mark.kind === 'session' || mark.kind === 'today' || mark.kind === 'agreed';
    if (isLived && before !== undefined) layout.lived += gap ? `M${x} ${mid}` : joint(before, at(index - 1), x, mid);
    if (!isLived && dots && before !== undefined) layout.ahead += ahead(before, at(index - 1), x, mid, radius.today);
    gap = mark.kind === 'session' && mark.rupture === 'open';
    if (mark.kind === 'session') layout.knots.push(x);
    else if (mark.kind !== 'agreed') layout[mark.kind].push(x);
  });
  return layout;
}

function joint(before: ThreadMark, from: number, to: number, mid: number): string {
  if (before.kind === 'planned' || before.kind === 'held') return `M${to} ${mid}`;
  const span = to - from;
  const arch = before.kind === 'session' && before.rupture === 'repaired';
  return arch ? `M${from} ${mid}c${span * 0.25} ${-mid} ${span * 0.75} ${-mid} ${span} 0` : `M${from} ${mid}H${to}`;
}

function ahead(before: ThreadMark, from: number, to: number, mid: number, ring: number): string {
  const start = before.kind === 'today' ? from + ring * 2 : from;
  return `M${start} ${mid}H${to}`;
}
