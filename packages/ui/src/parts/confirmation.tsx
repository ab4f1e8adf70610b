import type { ReactNode } from 'react';
import { PageTitle } from '../page/page-title.tsx';

type ConfirmationProps = {
  /** Neutral, for document.title. */
  title: string;
  /** What is done: "Signed. Thank you, Priya." */
  heading: ReactNode;
  /** When it was done, in a sentence. */
  when?: ReactNode;
  next: ReactNode;
  children?: ReactNode;
};

/** A page that says what is done, when, and what happens next. */
export function Confirmation({ title, heading, when, next, children }: ConfirmationProps) {
  return (
    <div className="confirmation">
      <PageTitle title={title}>{heading}</PageTitle>
      {when == null ? null : <p>{when}</p>}
      <h2>What happens next</h2>
      {typeof next === 'string' ? <p>{next}</p> : next}
      {children}
    </div>
  );
}
