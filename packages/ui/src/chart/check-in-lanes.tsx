import type { CourseGeometry } from './course-data.ts';

/** The check-ins under the chart, one lane a question, on the same axis of time. Drawn inside the chart's svg. */
export function CheckInLanes({ geometry }: { geometry: CourseGeometry }) {
  const { lanes, plot, nameX, lanesY, lanesWords } = geometry;
  if (lanes.length === 0) return null;
  const foot = lanesY + lanes.length * 30;
  return (
    <g>
      <text className="said" x={plot.left} y={lanesY - 8}>
        {lanesWords}
      </text>
      {lanes.map((lane) => (
        <g key={lane.name}>
          <path className="lane" d={`M${plot.left} ${lane.y}H${plot.right}`} />
          {lane.line === '' ? null : <path className="check" d={lane.line} />}
          {lane.dots.map((dot) => (
            <g key={dot.x}>
              <circle className="dot" cx={dot.x} cy={dot.y} r="3" />
              {dot.ringed ? <circle className="ring" cx={dot.x} cy={dot.y} r="7" /> : null}
            </g>
          ))}
          {lane.last === null ? null : (
            <text x={(lane.dots.at(-1)?.x ?? 0) + 16} y={lane.y + 21}>
              {lane.last}
            </text>
          )}
          <text className="said" x={nameX} y={lane.y + 21}>
            {lane.name}
          </text>
        </g>
      ))}
      <path className="lane" d={`M${plot.left} ${foot}H${plot.right}`} />
    </g>
  );
}
