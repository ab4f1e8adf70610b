import { measures } from './measures.ts';

export type PairOfScores = { phq9: number | null; gad7: number | null };

/** Each flag says "counts as": without two scores on both measures nothing counts, and `paired` says why. */
export type TalkingTherapiesOutcome = {
  paired: boolean;
  caseAtStart: boolean;
  recovery: boolean;
  reliableImprovement: boolean;
  reliableRecovery: boolean;
  reliableDeterioration: boolean;
};

/**
 * NHS Talking Therapies' outcome from the first and the last scores, PHQ-9 and GAD-7 (the anxiety measure where no
 * problem-specific one is used). Case: at or above either cut (10, 8). Recovery: a case at the start, below both at the end.
 * Reliable improvement: one falls by its threshold (6, 4) or more and the other does not rise by its own; deterioration mirrors
 * it. One up and one down is neither. The thresholds and flags are published; the wording of the mixed case was not seen.
 */
export function talkingTherapiesOutcome(first: PairOfScores, last: PairOfScores): TalkingTherapiesOutcome {
  const start = [valid('phq-9', first?.phq9), valid('gad-7', first?.gad7)] as const;
  const end = [valid('phq-9', last?.phq9), valid('gad-7', last?.gad7)] as const;
  const caseAtStart = isCase('phq-9', start[0]) || isCase('gad-7', start[1]);
  const none = { recovery: false, reliableImprovement: false, reliableRecovery: false, reliableDeterioration: false };
  if ([...start, ...end].includes(null)) return { paired: false, caseAtStart, ...none };

  const phq9 = moved('phq-9', start[0], end[0]);
  const gad7 = moved('gad-7', start[1], end[1]);
  const recovery = caseAtStart && !isCase('phq-9', end[0]) && !isCase('gad-7', end[1]);
  const reliableImprovement = (phq9 < 0 || gad7 < 0) && phq9 <= 0 && gad7 <= 0;
  const reliableDeterioration = (phq9 > 0 || gad7 > 0) && phq9 >= 0 && gad7 >= 0;
  const reliableRecovery = recovery && reliableImprovement;
  return { paired: true, caseAtStart, recovery, reliableImprovement, reliableRecovery, reliableDeterioration };
}

type Scale = 'phq-9' | 'gad-7';

function valid(key: Scale, score: unknown): number | null {
  const { min, max } = measures[key].range;
  return typeof score === 'number' && Number.isFinite(score) && score >= min && score <= max ? score : null;
}

const isCase = (key: Scale, score: number | null) =>
  score !== null && score >= (measures[key].cutoff?.value ?? Infinity);

/** −1 reliably lower, 1 reliably higher, 0 neither. */
function moved(key: Scale, from: number | null, to: number | null): -1 | 0 | 1 {
  const points = measures[key].reliableChange?.points ?? Infinity;
  const change = (to ?? 0) - (from ?? 0);
  return change <= -points ? -1 : change >= points ? 1 : 0;
}
