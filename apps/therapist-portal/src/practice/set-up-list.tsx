import './practice.css';
import type { StaffRouter } from '@heather/api/staff';
import type { inferRouterOutputs } from '@trpc/server';

type Item = inferRouterOutputs<StaffRouter>['practice']['checklist']['items'][number];

/** Worked out from what is there; nothing is ticked by hand. */
export function SetUpList({ items }: { items: readonly Item[] }) {
  return (
    <ul className="rows set-up-list">
      {items.map((item) => (
        <li key={item.key}>
          <span className={item.isDone ? 'quiet' : undefined}>
            {item.isDone ? 'Done' : item.isEssential ? <b>Missing</b> : 'Open'}
          </span>
          <a href={item.href}>{item.title}</a>
          <span className="quiet">{item.words}</span>
        </li>
      ))}
    </ul>
  );
}
