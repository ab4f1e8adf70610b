import type { Day } from './day-page.tsx';

type Rows = Day['waiting'];

/** What waits for this therapist, and what comes. No counts; nothing where nothing is. */
export function Side({ waiting, comingUp }: { waiting: Rows; comingUp: Rows }) {
  return (
    <aside className="side" aria-label="Beside today">
      {waiting.length === 0 ? null : (
        <>
          <h2>To sign and answer</h2>
          <SideRows rows={waiting} />
        </>
      )}
      {comingUp.length === 0 ? (
        waiting.length === 0 ? (
          <p className="quiet">Nothing else waits for you.</p>
        ) : null
      ) : (
        <>
          <h2 className="foldable">Coming up</h2>
          <SideRows rows={comingUp} className="foldable" />
          <p className="folded">
            <a href="/caseload">Things are coming up</a>
          </p>
        </>
      )}
    </aside>
  );
}

function SideRows({ rows, className }: { rows: Rows; className?: string }) {
  return (
    <ul className={className}>
      {rows.map(({ key, href, what, when }) => (
        <li key={key}>
          <a href={href}>{what}</a>
          <span className="quiet">{when}</span>
        </li>
      ))}
    </ul>
  );
}
