import type { MeasureDefinition } from './definition.ts';

export type UnreadableReason = 'not-a-list' | 'wrong-length' | 'bad-answer';

/** `positions[i]` is the position ticked at item i + 1; null where missing, bad or beyond the list. */
export type ReadAnswers = {
  positions: (number | null)[];
  missingItems: number[];
  badItems: number[];
  reason: UnreadableReason | null;
};

/**
 * Looks at whatever came and takes no position that is not plainly one. Only null means unanswered: undefined, "2", 2.5 and
 * true are refused, not read. Never throws, whatever hides behind the value, and never walks past the items there are.
 */
export function readAnswers({ items }: MeasureDefinition, answers: unknown): ReadAnswers {
  const read: ReadAnswers = { positions: Array(items.length).fill(null), missingItems: [], badItems: [], reason: null };
  try {
    if (!Array.isArray(answers)) return { ...read, reason: 'not-a-list' };
    const { length } = answers;
    for (const [index, { options }] of items.entries()) {
      if (index >= length) break;
      const answer: unknown = answers[index];
      if (answer === null) read.missingItems.push(index + 1);
      else if (Number.isInteger(answer) && (answer as number) >= 0 && (answer as number) < options.length)
        read.positions[index] = (answer as number) + 0;
      else read.badItems.push(index + 1);
    }
    if (length !== items.length) read.reason = 'wrong-length';
    else if (read.badItems.length > 0) read.reason = 'bad-answer';
    return read;
  } catch {
    // A revoked proxy or a getter that throws is not a list of answers.
    return { ...read, reason: 'not-a-list' };
  }
}
