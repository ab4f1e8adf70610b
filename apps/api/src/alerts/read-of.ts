type Hop = { kind: string; at: Date; staffId: string | null };

/** The first reading of an alert as it stands: one of a milder answer, before a worse one was given, does not count. */
export function readOf(hops: readonly Hop[]): Hop | null {
  const raisedAt = Math.max(...hops.filter(({ kind }) => kind === 'raised').map(({ at }) => at.getTime()));
  const reads = hops.filter(({ kind, at }) => kind === 'read' && at.getTime() >= raisedAt);
  return reads.toSorted((a, b) => a.at.getTime() - b.at.getTime())[0] ?? null;
}
