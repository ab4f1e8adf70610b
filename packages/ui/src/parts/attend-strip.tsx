import type { ReactNode } from 'react';
import { ButtonLink } from '../forms/button.tsx';

export type AttendRow = {
  id: string;
  /** Who, what kind, since when, in one sentence. Never the answer itself. */
  what: ReactNode;
  /** By when it was promised that somebody reads it, and who is next. */
  promise: ReactNode;
  action: { href: string; words: string };
};

/**
 * Somebody must act for safety. One strip, oldest first; it cannot be waved away and goes when somebody has acted.
 * Its first button is the one filled button of the screen.
 */
export function AttendStrip({ rows, label = 'Waiting for you' }: { rows: readonly AttendRow[]; label?: string }) {
  if (rows.length === 0) return null;
  return (
    <section className="attend" aria-label={label}>
      <svg viewBox="0 0 28 28" aria-hidden="true">
        <circle className="fill" cx="14" cy="14" r="13" />
        <rect className="paper" x="12.6" y="6.5" width="2.8" height="9.5" rx="1.2" />
        <circle className="paper" cx="14" cy="20.3" r="1.8" />
      </svg>
      <ul>
        {rows.map((row, index) => (
          <li key={row.id}>
            <div>
              <strong>{row.what}</strong>
              <p>{row.promise}</p>
            </div>
            <ButtonLink kind={index === 0 ? 'primary' : 'edged'} href={row.action.href}>
              {row.action.words}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
