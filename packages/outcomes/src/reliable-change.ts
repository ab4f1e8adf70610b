/** The 97.5th percentile of the normal distribution, qnorm(.975), for those who want 95% exactly. */
export const exactZ = 1.959963984540054;

export type ReliableChangeInput = {
  pre: number;
  post: number;
  /** Standard deviation before therapy, in the scale's points. */
  sdPre: number;
  /** 0 to below 1: alpha or test–retest. */
  reliability: number;
  higherIsBetter: boolean;
  /** `rounded` (1.96, the literature's habit) unless `exact` is asked for. */
  z?: 'rounded' | 'exact';
};

/** `points`: the change that must be exceeded. All null, and not reliable, where the inputs cannot carry it. */
export type ReliableChange = {
  rci: number | null;
  points: number | null;
  isReliable: boolean;
  direction: 'improved' | 'deteriorated' | 'none';
};

/**
 * Jacobson and Truax 1991, with the √2 of Christensen and Mendoza 1986: SE = SD√(1 − r), S_diff = √(2·SE²),
 * rci = (post − pre) / S_diff. The comparison is strict: a change equal to the criterion could still be chance.
 */
export function reliableChange({
  pre,
  post,
  sdPre,
  reliability,
  higherIsBetter,
  z,
}: ReliableChangeInput): ReliableChange {
  const usable =
    [pre, post, sdPre, reliability].every(Number.isFinite) && sdPre > 0 && reliability >= 0 && reliability < 1;
  if (!usable) return { rci: null, points: null, isReliable: false, direction: 'none' };
  const criterion = z === 'exact' ? exactZ : 1.96;
  const standardError = sdPre * Math.sqrt(1 - reliability);
  const sDiff = Math.sqrt(2 * standardError ** 2);
  const rci = (post - pre) / sDiff;
  const better = higherIsBetter ? post > pre : post < pre;
  const direction = post === pre ? 'none' : better ? 'improved' : 'deteriorated';
  return { rci, points: criterion * sDiff, isReliable: Math.abs(rci) > criterion, direction };
}
