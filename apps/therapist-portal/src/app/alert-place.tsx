import { createContext, type ReactNode, use, useCallback, useLayoutEffect, useMemo, useState } from 'react';

type Strip = { strip: ReactNode; take: () => () => void };
const StripContext = createContext<Strip | null>(null);

/** The strip stands above the page, unless the page has a place for it: below its heading, in the order of reading and of Tab. */
export function AlertFrame({ strip, children }: { strip: ReactNode; children: ReactNode }) {
  const [taken, setTaken] = useState(0);
  const take = useCallback(() => {
    setTaken((count) => count + 1);
    return () => setTaken((count) => count - 1);
  }, []);
  const value = useMemo(() => ({ strip, take }), [strip, take]);
  return (
    <StripContext value={value}>
      {taken === 0 ? strip : null}
      {children}
    </StripContext>
  );
}

/** Give it on one page under its heading: the strip stands here and not above. */
export function AlertPlace() {
  const frame = use(StripContext);
  const take = frame?.take;
  // Before the page is painted, so that the strip is never seen twice.
  useLayoutEffect(() => take?.(), [take]);
  return frame?.strip ?? null;
}
