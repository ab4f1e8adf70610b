import { describeThread } from './describe-thread.ts';
import { layThread, type ThreadLayout, type ThreadMark } from './lay-thread.ts';

/** A client's work as a line: agreed, the sessions lived, today, what is planned. Never a decoration. */
export function Thread({ marks, className }: { marks: readonly ThreadMark[]; className?: string }) {
  return <ThreadDrawing layout={layThread(marks)} words={describeThread(marks)} className={className} />;
}

type DrawingProps = { layout: ThreadLayout; words?: string; className?: string | undefined };

export function ThreadDrawing({ layout, words, className }: DrawingProps) {
  const { width, height, mid, radius } = layout;
  const dots = (xs: number[], kind: string, r: number) =>
    xs.map((x) => <circle key={`${kind}${x}`} className={kind} cx={x} cy={mid} r={r} />);
  return (
    <svg
      className={['thread', className].filter(Boolean).join(' ')}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role={words === undefined ? undefined : 'img'}
      aria-label={words}
      aria-hidden={words === undefined || undefined}
    >
      {layout.lived === '' ? null : <path className="lived" d={layout.lived} />}
      {layout.ahead === '' ? null : <path className="ahead" d={layout.ahead} />}
      {dots(layout.planned, 'to-come', radius.planned)}
      {dots(layout.held, 'held', radius.planned + 1)}
      {dots(layout.knots, 'knot', radius.knot)}
      {dots(layout.today, 'today', radius.today)}
    </svg>
  );
}
