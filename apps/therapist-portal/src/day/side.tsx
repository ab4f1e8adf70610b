import { Button } from '@heather/ui';
import { useState } from 'react';
import type { Day } from './day-page.tsx';

type Rows = Day['waiting'];

/** What waits for this therapist, and what comes. No counts; nothing where nothing is. */
export function Side({ waiting, comingUp }: { waiting: Rows; comingUp: Rows }) {
  const [isUnfolded, setIsUnfolded] = useState(false);
  const fold = isUnfolded ? undefined : 'foldable';
  return (
    <aside className="side" aria-label="Beside today">
      {waiting.length === 0 ? null : (
        <>
          <h2>Waits for you</h2>
          <SideRows rows={waiting} />
        </>
      )}
      {comingUp.length === 0 ? (
        waiting.length === 0 ? (
          <p className="quiet">Nothing else waits for you.</p>
        ) : null
      ) : (
        <>
          <h2 className={fold}>Coming up</h2>
          <SideRows rows={comingUp} className={fold} />
          {isUnfolded ? null : (
            <p className="folded">
              <Button kind="link" onClick={() => setIsUnfolded(true)}>
                {comingUp.length === 1 ? 'One thing' : `${countOf(comingUp.length)} things`} coming up
              </Button>
            </p>
          )}
        </>
      )}
    </aside>
  );
}

const counts = 'No One Two Three Four Five Six Seven Eight Nine'.split(' ');
const countOf = (count: number) => counts[count] ?? String(count);

function SideRows({ rows, className }: { rows: Rows; className?: string | undefined }) {
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
