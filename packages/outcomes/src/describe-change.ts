import { isReliable } from './classify-change.ts';
import type { MeasureDefinition, MeasureKey } from './definition.ts';
import { measures } from './measures.ts';
import { capitalised, inWords, points } from './number-words.ts';
import { toTwoDecimals } from './score-response.ts';

/**
 * A course in sentences that a person can check with the scores and a pencil: from first to last, against what could be
 * chance; against the cut-off; against the time before (`previously` names it, e.g. "last week"). Totals, not positions.
 * Nothing is called better or worse, good or well done.
 */
export function describeChange(
  key: MeasureKey,
  first: number,
  previous: number | null,
  last: number,
  previously = 'the time before',
): string[] {
  const definition = measures[key];
  return [
    overall(definition, first, last),
    againstCutoff(definition, first, last),
    previous === null ? null : sinceBefore(definition, previous, last, previously),
  ].filter((sentence) => sentence !== null);
}

/** One score alone: where it stands on the whole scale, and by the cut-off. */
export function describeFirst(key: MeasureKey, total: number): string[] {
  const definition = measures[key];
  const { max } = definition.range;
  const against = againstCutoff(definition, total, total, true);
  return [`${total} of ${max}, the first score.`, against].filter((sentence) => sentence !== null);
}

function overall(definition: MeasureDefinition, first: number, last: number): string {
  const change = toTwoDecimals(last - first);
  if (change === 0) return `${first} at first and ${last} now: no change.`;
  const moved = `From ${first} to ${last}: ${points(change)} ${change < 0 ? 'lower' : 'higher'}.`;
  return `${moved} ${chanceRule(definition, change)}`;
}

function chanceRule({ reliableChange }: MeasureDefinition, change: number): string {
  if (!reliableChange) return 'We have no confirmed figure for how much could be chance.';
  const { points: needed, comparison } = reliableChange;
  const enough = comparison === 'inclusive' ? `${inWords(needed)} or more` : `more than ${inWords(needed)}`;
  const tooFew = comparison === 'inclusive' ? `under ${inWords(needed)}` : `${inWords(needed)} or under`;
  return isReliable(change, needed, comparison)
    ? `${capitalised(enough)} is unlikely to be chance.`
    : `${capitalised(tooFew)} could be chance.`;
}

function againstCutoff({ cutoff }: MeasureDefinition, first: number, last: number, alone = false): string | null {
  if (!cutoff) return null;
  const over = toTwoDecimals(last - cutoff.value);
  const same = first >= cutoff.value === last >= cutoff.value;
  const now = alone ? '' : same ? 'Still ' : 'Now ';
  if (over === 0) return capitalised(`${now}at the cut-off of ${cutoff.value}.`);
  return capitalised(`${now}${inWords(over)} ${over > 0 ? 'above' : 'below'} the cut-off of ${cutoff.value}.`);
}

function sinceBefore({ reliableChange }: MeasureDefinition, previous: number, last: number, when: string): string {
  const change = toTwoDecimals(last - previous);
  if (change === 0) return `The same as ${when}.`;
  const moved = capitalised(`${points(change)} ${change > 0 ? 'up' : 'down'} on ${when}`);
  if (!reliableChange) return `${moved}.`;
  const reliable = isReliable(change, reliableChange.points, reliableChange.comparison);
  return `${moved}, which ${reliable ? 'is unlikely to be' : 'could be'} chance.`;
}
