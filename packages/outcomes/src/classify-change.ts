import type { MeasureKey } from './definition.ts';
import { measures } from './measures.ts';
import { toTwoDecimals } from './score-response.ts';

export type ChangeClass = 'recovered' | 'improved' | 'unchanged' | 'deteriorated' | 'harmed';

export type ClassifyChangeInput = {
  pre: number;
  post: number;
  /** The clinical cut-off. A score equal to it is on neither side. */
  cutoff: number;
  /** The change needed, e.g. `reliableChange(…).points`. */
  reliablePoints: number;
  /** `strict` (more than the points) unless the source says "n or more". */
  comparison?: 'strict' | 'inclusive';
  higherIsBetter?: boolean;
};

/**
 * Reliable and clinically significant change. Recovered: reliably better, from the clinical side to the other. Harmed: reliably
 * worse, the other way. Null where a number is missing: no class is better than a guessed one.
 */
export function classifyChange(input: ClassifyChangeInput): ChangeClass | null {
  const { pre, post, cutoff, reliablePoints, comparison = 'strict', higherIsBetter = false } = input;
  if (![pre, post, cutoff, reliablePoints].every(Number.isFinite) || reliablePoints < 0) return null;
  const side = higherIsBetter ? 1 : -1;
  const isClinical = (score: number) => side * score < side * cutoff;
  const isFunctional = (score: number) => side * score > side * cutoff;
  return grade(pre, post, side, isReliable(post - pre, reliablePoints, comparison), isClinical, isFunctional);
}

/**
 * The same by the measure's own published numbers, where "cut-off and above" is the clinical side and nothing lies between.
 * Null where the measure has no cut-off or no reliable change that could be confirmed.
 */
export function classifyMeasureChange(key: MeasureKey, first: number, last: number): ChangeClass | null {
  const { cutoff, reliableChange } = measures[key];
  if (!cutoff || !reliableChange || ![first, last].every(Number.isFinite)) return null;
  const isClinical = (score: number) => score >= cutoff.value;
  const reliable = isReliable(last - first, reliableChange.points, reliableChange.comparison);
  return grade(first, last, -1, reliable, isClinical, (score) => !isClinical(score));
}

/** Compared at two decimals, the precision of a total, so that 23.33 − 17.33 is six. */
export function isReliable(change: number, points: number, comparison: 'strict' | 'inclusive'): boolean {
  const size = Math.abs(change);
  if (comparison === 'strict') return size > points;
  return toTwoDecimals(size) >= points;
}

function grade(
  pre: number,
  post: number,
  side: 1 | -1,
  reliable: boolean,
  isClinical: (score: number) => boolean,
  isFunctional: (score: number) => boolean,
): ChangeClass {
  if (!reliable || post === pre) return 'unchanged';
  if (side * (post - pre) > 0) return isClinical(pre) && isFunctional(post) ? 'recovered' : 'improved';
  return isFunctional(pre) && isClinical(post) ? 'harmed' : 'deteriorated';
}
