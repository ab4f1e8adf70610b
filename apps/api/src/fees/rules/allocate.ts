/** A line of an account with what is still open of it, above nothing. */
export type Open = { id: string; pence: number };
export type Allocation = { creditId: string; debitId: string; pence: number };
/** A debit that a credit settles before any other, with so much or less. */
export type Chosen = { id: string; upToPence?: number };

/**
 * Sets credits against debits of one account, both oldest first, until either is used up: nothing is lost and nothing is used twice.
 * @param chosen what the first credit settles before any other, in this order
 */
export function allocate(
  credits: readonly Open[],
  debits: readonly Open[],
  chosen: readonly Chosen[] = [],
): Allocation[] {
  const openOf = new Map(debits.map(({ id, pence }) => [id, pence]));
  const found = new Map<string, Allocation>();
  const settle = (creditId: string, left: number, debitId: string, upTo: number) => {
    const open = openOf.get(debitId) ?? 0;
    const pence = Math.min(left, open, upTo);
    if (pence <= 0) return left;
    openOf.set(debitId, open - pence);
    const before = found.get(`${creditId} ${debitId}`);
    found.set(`${creditId} ${debitId}`, { creditId, debitId, pence: pence + (before?.pence ?? 0) });
    return left - pence;
  };
  for (const [at, credit] of credits.entries()) {
    let left = credit.pence;
    if (at === 0) {
      for (const { id, upToPence } of chosen) left = settle(credit.id, left, id, upToPence ?? left);
    }
    for (const { id } of debits) left = settle(credit.id, left, id, left);
  }
  return [...found.values()];
}
