import type { ReactNode } from 'react';

export type SummaryRow = {
  label: string;
  value?: ReactNode;
  /** `words` is the link ("Change"); what it changes is added for screen readers. */
  action?: { href: string; words: string } | undefined;
  /** Sentences rather than a word or two: they stand under their label. */
  long?: boolean;
};

/** Check your answers. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  return (
    <dl className="summary-list">
      {rows.map((row) => (
        <div key={row.label} className={row.long ? 'long' : undefined}>
          <dt>{row.label}</dt>
          <dd>
            {row.value}{' '}
            {row.action === undefined ? null : (
              <a href={row.action.href}>
                {row.action.words}
                <span className="away">: {row.label}</span>
              </a>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
