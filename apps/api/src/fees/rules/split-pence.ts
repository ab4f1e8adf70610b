/**
 * Shares a sum out by weights, to the penny: each gets the whole pence of its part, and the pence left over go one each to the largest
 * remainders (of equal ones to the first).
 * @param pence a whole number, 0 or more
 * @param weights whole numbers, 0 or more, not all 0
 * @returns one sum a weight; together exactly `pence`
 */
export function splitPence(pence: number, weights: readonly number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  if (all <= 0) throw new RangeError('somebody takes a share');
  const parts = weights.map((weight, at) => {
    const exact = BigInt(pence) * BigInt(weight);
    return { at, whole: Number(exact / BigInt(all)), rest: exact % BigInt(all) };
  });
  let left = pence - parts.reduce((sum, { whole }) => sum + whole, 0);
  const byRest = [...parts].sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1));
  const sums = parts.map(({ whole }) => whole);
  for (const { at } of byRest) {
    if (left === 0) break;
    sums[at] = (sums[at] as number) + 1;
    left -= 1;
  }
  return sums;
}
