import type { MeasureDefinition, MeasureKey, Tier } from './definition.ts';
import { isMeasureKey, measures } from './measures.ts';
import { readAnswers } from './read-answers.ts';

/** One answer that a person must read: which item (the form's number), what was ticked, by when, and what it is about. */
export type RiskSignal = { item: number; position: number; tier: Tier; about: string };

export function signalsIn({ riskItems }: MeasureDefinition, positions: readonly (number | null)[]): RiskSignal[] {
  return riskItems.flatMap(({ item, tiers, about }) => {
    const position = positions[item - 1] ?? null;
    const tier = position === null ? null : (tiers[position] ?? null);
    return position === null || tier === null ? [] : [{ item, position, tier, about }];
  });
}

/**
 * What fires in these answers, also in a draft: a short list, gaps and unreadable neighbours do not silence an item that is
 * plainly answered. Never throws; an unknown measure has nothing to say.
 */
export function riskSignals(key: MeasureKey | (string & {}), answers: unknown): RiskSignal[] {
  if (!isMeasureKey(key)) return [];
  const definition = measures[key];
  return signalsIn(definition, readAnswers(definition, answers).positions);
}
