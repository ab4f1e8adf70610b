import { fail } from '@heather/core';
import { canBeAskedAlone, isMeasureKey, type MeasureDefinition, type MeasureKey, measures } from '@heather/outcomes';
import { z } from 'zod';

/** The measure of a key. @throws measure/unknown */
export function definitionOf(key: string): MeasureDefinition {
  return isMeasureKey(key) ? measures[key] : fail('measure/unknown');
}

export const measureKeySchema = z.string().max(40);

/** Five questions a minute, and never less than one minute: what the interruption page says. */
export const minutesFor = ({ items }: MeasureDefinition): number => Math.max(1, Math.round(items.length / 5));

/** May it go to a client alone; in the session only, and why; or not at all from here. */
export function askable(
  key: MeasureKey,
  ladderIsUsable: boolean,
): 'alone' | 'in-session-ladder' | 'in-session-wording' {
  if (canBeAskedAlone(key, ladderIsUsable)) return 'alone';
  return canBeAskedAlone(key, true) ? 'in-session-ladder' : 'in-session-wording';
}

export const answerSchema = z.int().min(0).max(20).nullable();

/** Answers as they lie sealed: positions in item order, null where nothing was ticked. */
export function readSealed(definition: MeasureDefinition, json: string | null): (number | null)[] {
  const kept: unknown = json === null ? [] : JSON.parse(json);
  const list = Array.isArray(kept) ? kept : [];
  return definition.items.map((_, index) => (typeof list[index] === 'number' ? (list[index] as number) : null));
}

/** Where an administration's answers belong. */
export const answersPlace = (rowId: string) => ({ table: 'administration', column: 'answers_sealed', rowId });
