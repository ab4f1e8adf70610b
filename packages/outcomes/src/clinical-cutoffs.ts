export type Norm = { mean: number; sd: number };

/**
 * Jacobson and Truax's three cut-offs, in the scale's points. a: two SD beyond the clinical mean, on the way out. b: within two
 * SD of the normative mean. c: where the two distributions weigh the same. Null where a norm cannot carry it.
 */
export function clinicalCutoffs(input: { clinical: Norm; normative: Norm; higherIsBetter: boolean }): {
  a: number | null;
  b: number | null;
  c: number | null;
} {
  const { clinical, normative, higherIsBetter } = input;
  const isNorm = ({ mean, sd }: Norm) => Number.isFinite(mean) && Number.isFinite(sd) && sd > 0;
  const out = higherIsBetter ? 1 : -1;
  const both = isNorm(clinical) && isNorm(normative);
  return {
    a: isNorm(clinical) ? clinical.mean + out * 2 * clinical.sd : null,
    b: isNorm(normative) ? normative.mean - out * 2 * normative.sd : null,
    c: both ? (clinical.sd * normative.mean + normative.sd * clinical.mean) / (clinical.sd + normative.sd) : null,
  };
}
