import type { CourseGeometry } from './course-data.ts';

/** Bands as faint floors, the corridor hatched between dashes, the cut-off in moss, the score in ink over all. */
export function ScoreDrawing({ geometry, hatchId }: { geometry: CourseGeometry; hatchId: string }) {
  const { plot, nameX, bands, corridor, ticks, cut, events, score, gaps, dots, values, dates } = geometry;
  const across = plot.right - plot.left;
  return (
    <>
      <defs>
        <pattern id={hatchId} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path className="hatch" d="M0 0V7" />
        </pattern>
      </defs>
      {bands.map((band) => (
        <g key={band.name}>
          {band.shaded ? <rect className="band" x={plot.left} y={band.y} width={across} height={band.height} /> : null}
          <text x={nameX} y={band.nameY}>
            {band.name}
          </text>
        </g>
      ))}
      {corridor === null ? null : (
        <>
          <rect x={plot.left} y={corridor.y} width={across} height={corridor.height} fill={`url(#${hatchId})`} />
          <path
            className="corridor-edge"
            d={`M${plot.left} ${corridor.y}H${plot.right}M${plot.left} ${corridor.y + corridor.height}H${plot.right}`}
          />
        </>
      )}
      {ticks.map((tick) => (
        <text key={tick.value} x="0" y={tick.y}>
          {tick.value}
        </text>
      ))}
      <path className="base" d={`M${plot.left} ${plot.bottom}H${plot.right}`} />
      {cut === null ? null : <path className="cut" d={`M${plot.left} ${cut.y}H${plot.right}`} />}
      {events.map((event) => (
        <g key={`${event.x}${event.words}`}>
          <path className="event" d={`M${event.x} ${event.from}V${event.to}`} />
          {event.words === null ? null : (
            <text
              className="said halo"
              x={event.x + (event.x > plot.right - 240 ? -9 : 9)}
              y="22"
              textAnchor={event.x > plot.right - 240 ? 'end' : 'start'}
            >
              {event.words}
            </text>
          )}
        </g>
      ))}
      {gaps.map((d) => (
        <path key={d} className="score gap" d={d} />
      ))}
      {score.map((d) => (
        <path key={d} className="score" d={d} />
      ))}
      {dots.map((dot) => (
        <circle key={dot.x} className="dot" cx={dot.x} cy={dot.y} r="4.5" />
      ))}
      {corridor === null ? null : (
        <text className="halo" x={plot.left + 10} y={Math.max(corridor.y - 8, 16)}>
          {corridor.words}
        </text>
      )}
      {cut === null ? null : (
        <text className="cutname halo" x={plot.left + 10} y={cut.y + 19}>
          {cut.words}
        </text>
      )}
      {values.map((value) => (
        <text key={value.x} className="value" x={value.x} y={value.y} textAnchor="middle">
          {value.words}
        </text>
      ))}
      {dates.map((date) => (
        <text
          key={date.x}
          className={date.strong ? 'halo open' : 'halo'}
          x={date.x}
          y={plot.bottom + 22}
          textAnchor="middle"
        >
          {date.words}
        </text>
      ))}
    </>
  );
}
