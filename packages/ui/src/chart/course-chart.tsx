import { type ReactNode, useId } from 'react';
import { Chevron } from '../parts/chevron.tsx';
import { CheckInLanes } from './check-in-lanes.tsx';
import type { CourseGeometry } from './course-data.ts';
import { ScoreDrawing } from './score-drawing.tsx';

type CourseChartProps = {
  geometry: CourseGeometry;
  heading: ReactNode;
  /** "0 to 40; lower is better" */
  range: string;
  /** What the picture is, and what it shows, in sentences. */
  title: string;
  description: string;
  /** The same as a table: every figure of the picture. */
  table: ReactNode;
};

/** Scores, thread and check-ins over one axis of time; beside it words, behind it the table. */
export function CourseChart({ geometry, heading, range, title, description, table }: CourseChartProps) {
  const id = useId();
  const { width, height } = geometry;
  return (
    <figure>
      <figcaption>
        <h2>{heading}</h2>
        <p className="quiet">{range}</p>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: where the page is narrow the chart scrolls sideways, by keyboard too */}
      <section className="chart-sideways" aria-label={title} tabIndex={0}>
        <svg
          className="chart"
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-labelledby={`${id}-title`}
          aria-describedby={`${id}-words`}
        >
          <title id={`${id}-title`}>{title}</title>
          <desc id={`${id}-words`}>{description}</desc>
          <ScoreDrawing geometry={geometry} hatchId={`${id}-hatch`} />
          <ThreadLine geometry={geometry} />
          <CheckInLanes geometry={geometry} />
        </svg>
      </section>
      <details className="behind">
        <summary>
          <Chevron />
          The same as a table
        </summary>
        {table}
      </details>
    </figure>
  );
}

function ThreadLine({ geometry }: { geometry: CourseGeometry }) {
  const { thread, nameX } = geometry;
  return (
    <g className="thread">
      {thread.lived === '' ? null : <path className="lived" d={thread.lived} />}
      {thread.knots.map((x) => (
        <circle key={x} className="knot" cx={x} cy={thread.y} r="4.5" />
      ))}
      {thread.today === null ? null : <circle className="today" cx={thread.today} cy={thread.y} r="6.5" />}
      {thread.labels.map((label) => (
        <text
          key={`${label.x}${label.words}`}
          className={label.strong ? 'said' : undefined}
          x={label.x}
          y={thread.y + 25}
          textAnchor={label.anchor}
        >
          {label.words}
        </text>
      ))}
      <text className="said" x={nameX} y={thread.y + 5}>
        Sessions
      </text>
    </g>
  );
}
