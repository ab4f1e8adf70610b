import {
  bandOf,
  checkStoredTotal,
  keyedValue,
  type MeasureDefinition,
  type MeasureKey,
  measures,
  scoreResponse,
} from '@heather/outcomes';
import type { Columns } from './fields.ts';
import type { Plan } from './plan.ts';
import type { ProblemCode } from './problems.ts';
import type { Cells } from './read-cells.ts';
import { meant } from './read-client.ts';
import { type Whose, whoseOf } from './read-session.ts';

export type KeptScore = {
  measureKey: MeasureKey;
  definitionVersion: string;
  total: number;
  band: string | null;
  isCase: boolean | null;
  /** Null: the answers did not come with it. */
  answers: (number | null)[] | null;
  missing: number | null;
  prorated: boolean | null;
  subscales: Record<string, number | null> | null;
};
export type ScoreLine = Whose & { line: number; on: string; score: KeptScore };

export function readScore(line: number, cells: Cells, columns: Columns, plan: Plan, todayOn: string): ScoreLine | null {
  const whose = whoseOf(cells, columns);
  const on = cells.date('date');
  if (on === null && cells.raw('date') === '') cells.problem('date', 'date-missing');
  if (on !== null && on > todayOn) cells.problem('date', 'in-the-future');
  const said = meant(cells, columns, plan, 'measure');
  const measureKey = (said ?? plan.measure) as MeasureKey | null;
  if (measureKey === null && cells.problems.length === 0) cells.problem('measure', 'measure-missing');
  if (whose === null || on === null || measureKey === null || cells.problems.length > 0) return null;
  const definition = measures[measureKey];
  const total = cells.raw('total');
  const given = definition.items.map(({ number }) => cells.raw(`item:${number}`));
  const read = scoreOf(definition, total, given);
  return read.ok ? { line, ...whose, on, score: read.score } : cells.problem(read.field, read.problem);
}

type ReadScore = { ok: true; score: KeptScore } | { ok: false; field: 'total' | null; problem: ProblemCode };
const no = (problem: ProblemCode, field: 'total' | null = null): ReadScore => ({ ok: false, field, problem });

/**
 * A score from a total, from answers, or from both. A total alone is held against the measure's range. Answers are scored anew, and a
 * total beside them has to agree. Where questions count backwards, systems keep the tick or what it is worth: only the total can tell.
 */
export function scoreOf(definition: MeasureDefinition, total: string, given: readonly string[]): ReadScore {
  const stored = total === '' ? null : Number(total.replace(',', '.'));
  if (stored !== null && (!/^\d{1,3}([.,]\d{1,2})?$/.test(total) || !Number.isFinite(stored)))
    return no('total-bad', 'total');
  if (given.every((cell) => cell === '')) return stored === null ? no('total-missing') : fromTotal(definition, stored);
  if (given.some((cell) => cell !== '' && !/^\d{1,2}$/.test(cell))) return no('answers-bad');
  const answers = given.map((cell) => (cell === '' ? null : Number(cell)));
  const ways = readings(definition, answers);
  if (ways.length > 1 && stored === null) return no('answers-need-total');
  const scored = ways.map((way) => ({ way, result: scoreResponse(definition.key, way) }));
  const first = scored[0]?.result;
  if (first && !first.ok) return no(first.reason === 'too-many-missing' ? 'answers-missing' : 'answers-bad');
  const agreeing =
    stored === null ? scored : scored.filter(({ way }) => checkStoredTotal(definition.key, way, stored) === 'agrees');
  if (agreeing.length > 1) return no('answers-two-ways');
  const [only] = agreeing;
  if (!only?.result.ok) return no('total-differs', 'total');
  const { total: sum, band, isCase, missing, prorated, subscales, definitionVersion } = only.result;
  const score = {
    measureKey: definition.key,
    definitionVersion,
    total: sum,
    band,
    isCase,
    missing,
    prorated,
    subscales,
  };
  return { ok: true, score: { ...score, answers: only.way } };
}

/** The answers as ticks, and as what the ticks are worth where that is something else. */
function readings(definition: MeasureDefinition, answers: readonly (number | null)[]): (number | null)[][] {
  const asWorth = answers.map((answer, index) => {
    const item = definition.items[index];
    return answer === null || !item || answer >= item.options.length ? answer : keyedValue(item, answer);
  });
  const isSame = asWorth.every((answer, index) => answer === answers[index]);
  return isSame ? [[...answers]] : [[...answers], asWorth];
}

function fromTotal(definition: MeasureDefinition, total: number): ReadScore {
  const { key, version, range, method, cutoff } = definition;
  if (total < range.min || total > range.max) return no('total-out-of-range', 'total');
  if (method === 'sum' && !Number.isInteger(total)) return no('total-bad', 'total');
  const isCase = cutoff ? total >= cutoff.value : null;
  const unknown = { answers: null, missing: null, prorated: null, subscales: null };
  return {
    ok: true,
    score: { measureKey: key, definitionVersion: version, total, band: bandOf(definition, total), isCase, ...unknown },
  };
}

/**
 * Totals of a measure that is kept as ten times its mean, of which none is above 4: they may be means, and nobody can tell from one. With
 * as many items as ten the sum is the same as ten times the mean, so that a low score is one.
 */
export function looksLikeMeans(key: MeasureKey, totals: readonly number[]): boolean {
  const { method, items } = measures[key];
  return method === 'ten-times-mean' && items.length !== 10 && totals.length > 0 && totals.every((total) => total <= 4);
}
