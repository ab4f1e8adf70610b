import { keyedValue, type MeasureDefinition, type MeasureKey } from './definition.ts';
import { isMeasureKey, measures } from './measures.ts';
import { readAnswers, type UnreadableReason } from './read-answers.ts';
import { signalsIn } from './risk-signals.ts';

export type Score = {
  ok: true;
  /** In the measure's usual clinical metric, rounded to two decimals; whole unless prorated. */
  total: number;
  subscales: Record<string, number | null>;
  band: string | null;
  /** null where no published cut-off holds for everybody (YP-CORE). */
  isCase: boolean | null;
  missing: number;
  missingItems: number[];
  prorated: boolean;
  /** Item numbers of the form, from 1. See riskSignals for their tiers. */
  riskItems: number[];
  definitionVersion: string;
};

export type NoScore = {
  ok: false;
  reason: 'unknown-measure' | UnreadableReason | 'too-many-missing';
  missing: number;
  missingItems: number[];
  badItems: number[];
  /** A risk answer counts although there is no total. */
  riskItems: number[];
  definitionVersion: string | null;
};

export type ScoreResult = Score | NoScore;

/** Two decimals: enough for a ninth or a thirty-first of ten, and never shown as more exact than it is. */
export const toTwoDecimals = (value: number): number => Math.round(value * 100) / 100;

/**
 * Scores one response. `answers` in item order, each the position ticked on the form (0 = first option, whichever way the item
 * is worded) or null. Refuses rather than guesses; never throws on data. Bands and caseness are judged before rounding.
 */
export function scoreResponse(key: MeasureKey | (string & {}), answers: unknown): ScoreResult {
  if (!isMeasureKey(key)) {
    const nothing = { missing: 0, missingItems: [], badItems: [], riskItems: [] };
    return { ok: false, reason: 'unknown-measure', ...nothing, definitionVersion: null };
  }
  const definition = measures[key];
  const { positions, missingItems, badItems, reason } = readAnswers(definition, answers);
  const riskItems = signalsIn(definition, positions).map(({ item }) => item);
  const shared = { missing: missingItems.length, missingItems, riskItems, definitionVersion: definition.version };
  if (reason) return { ok: false, reason, badItems, ...shared };

  const { maxMissing } = definition.prorating;
  const total = scaleOver(definition, positions, allItems(definition), maxMissing);
  if (total === null) return { ok: false, reason: 'too-many-missing', badItems, ...shared };

  const subscales: Score['subscales'] = {};
  for (const { key: name, items, maxMissing: allowed } of definition.subscales) {
    const value = scaleOver(definition, positions, items, allowed);
    subscales[name] = value === null ? null : toTwoDecimals(value);
  }
  return {
    ok: true,
    total: toTwoDecimals(total),
    subscales,
    band: bandOf(definition, total),
    isCase: definition.cutoff ? total >= definition.cutoff.value : null,
    prorated: missingItems.length > 0,
    ...shared,
  };
}

/** The band in whose floor and above the total lies; null for a measure without bands. */
export function bandOf({ bands }: MeasureDefinition, total: number): string | null {
  return bands.findLast(({ from }) => total >= from)?.name ?? null;
}

const every = new WeakMap<MeasureDefinition, number[]>();
function allItems(definition: MeasureDefinition): number[] {
  const known = every.get(definition) ?? definition.items.map(({ number }) => number);
  every.set(definition, known);
  return known;
}

function scaleOver(
  { items, method }: MeasureDefinition,
  positions: readonly (number | null)[],
  numbers: readonly number[],
  maxMissing: number,
): number | null {
  let sum = 0;
  let answered = 0;
  for (const number of numbers) {
    const position = positions[number - 1] ?? null;
    const item = items[number - 1];
    if (position === null || !item) continue;
    sum += keyedValue(item, position);
    answered += 1;
  }
  if (answered === 0 || numbers.length - answered > maxMissing) return null;
  return method === 'sum' ? sum : (10 * sum) / answered;
}
