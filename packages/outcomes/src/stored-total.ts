import type { MeasureKey } from './definition.ts';
import { scoreResponse, toTwoDecimals } from './score-response.ts';

/**
 * A total that came with its answers, from an import or another system, against our own sum. Published examples disagree
 * with themselves, so a stored total is never taken on trust and never silently replaced.
 */
export function checkStoredTotal(
  key: MeasureKey | (string & {}),
  answers: unknown,
  stored: number,
): 'agrees' | 'differs' | 'cannot-be-checked' {
  const score = scoreResponse(key, answers);
  if (!score.ok || !Number.isFinite(stored)) return 'cannot-be-checked';
  return toTwoDecimals(stored) === score.total ? 'agrees' : 'differs';
}
