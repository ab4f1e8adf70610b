import { type ReactNode, useEffect, useState } from 'react';

/** One sentence that says what will be here, and why not yet. */
export function Empty({ children }: { children: ReactNode }) {
  return <p className="empty">{children}</p>;
}

/** False, then true once `waitMs` have gone by. */
function useAfter(waitMs: number): boolean {
  const [due, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), waitMs);
    return () => clearTimeout(timer);
  }, [waitMs]);
  return due;
}

/** 400 ms: under it a word would only flicker (LOOKS, "Loading"). */
const quietMs = 400;

/** In the place where the answer will stand. No spinner. */
export function Loading({ words = 'Fetching…' }: { words?: string }) {
  const due = useAfter(quietMs);
  return (
    <p className="fetching" role="status">
      {due ? words : ''}
    </p>
  );
}

/** Over a page that is kept while the next one is fetched. */
export function Coming({ words = 'Fetching…' }: { words?: string }) {
  const due = useAfter(quietMs);
  return due ? (
    <p className="coming" role="status">
      {words}
    </p>
  ) : null;
}
