import { keyedValue, type MeasureKey, measures, riskSignals, scoreResponse } from '@heather/outcomes';
import { instantFrom, stamp } from '../calendar.ts';
import type { Ground } from '../ground.ts';
import type { Random } from '../random.ts';
import type { Overrides, Row } from '../tables.ts';

type Subject = { practiceId: string; episodeId: string; clientId: string };

/** What is asked and how often, planned by the therapist. */
export function makePlan(
  ground: Ground,
  subject: Subject,
  plannedById: string,
  overrides: Overrides<'measurePlan'> = {},
): Row<'measurePlan'> {
  return ground.add('measurePlan', {
    ...subject,
    measureKey: 'core-10',
    cadence: 'each-session',
    plannedById,
    startsAt: stamp(ground.now),
    ...overrides,
    id: overrides.id ?? ground.id(),
  });
}

/**
 * One time a measure is given. With `answers` (positions in item order, null for left out) it is handed in and scored;
 * the answers are sealed when saved. @throws Error when the answers cannot be scored
 */
export function makeAdministration(
  ground: Ground,
  subject: Subject,
  { answers, ...overrides }: Overrides<'administration'> & { answers?: readonly (number | null)[] } = {},
): Row<'administration'> {
  const measureKey = (overrides.measureKey ?? 'core-10') as MeasureKey;
  const dueAt = overrides.dueAt ?? stamp(ground.now);
  const isScored = answers !== undefined && (overrides.state ?? 'submitted') === 'submitted';
  return ground.add('administration', {
    ...subject,
    measureKey,
    definitionVersion: measures[measureKey].version,
    dueAt,
    state: answers ? 'submitted' : 'open',
    collection: 'online',
    answersSealed: answers ? { clear: JSON.stringify(answers), clientId: subject.clientId } : null,
    savedAt: answers ? dueAt : null,
    submittedAt: isScored ? dueAt : null,
    ...(isScored ? scored(measureKey, answers) : {}),
    ...overrides,
    id: overrides.id ?? ground.id(instantFrom(dueAt)),
  });
}

function scored(key: MeasureKey, answers: readonly (number | null)[]) {
  const score = scoreResponse(key, answers);
  if (!score.ok) throw new Error(`${key} cannot be scored: ${score.reason}`);
  const { total, band, isCase, missing, prorated, subscales } = score;
  return { total, band, isCase, missing, prorated, subscales };
}

/**
 * Answers that add up to about `total` in the measure's own metric, spread as people spread them: some items more, some
 * less. Items about safety stay at "not at all" unless `risk` gives their keyed value.
 */
export function answersFor(key: MeasureKey, total: number, random: Random, risk = 0): number[] {
  const { items, method, riskItems } = measures[key];
  const isRisk = new Set(riskItems.map(({ item }) => item));
  const top = (index: number) => (items[index]?.options.length ?? 1) - 1;
  const keyed = items.map((_, index) => (isRisk.has(index + 1) ? risk : 0));
  const wanted = Math.round(method === 'sum' ? total : (total * items.length) / 10);
  const open = items.map((_, index) => index).filter((index) => !isRisk.has(index + 1));
  let left = wanted - keyed.reduce((sum, value) => sum + value, 0);
  while (left > 0) {
    const free = open.filter((index) => (keyed[index] as number) < top(index));
    if (free.length === 0) break;
    const index = random.pick(free);
    keyed[index] = (keyed[index] as number) + 1;
    left -= 1;
  }
  return keyed.map((value, index) => {
    const item = items[index] as (typeof items)[number];
    const position = item.options.findIndex((option) => keyedValue(item, option.position) === value);
    return position < 0 ? 0 : (item.options[position]?.position ?? 0);
  });
}

/** A safety answer that a person must read, as raised by an administration whose answers fire. */
export function makeAlert(
  ground: Ground,
  administration: Row<'administration'>,
  answers: readonly (number | null)[],
  { action, ...overrides }: Overrides<'riskAlert'> & { holderId: string; promisedByAt: string; action?: string },
): Row<'riskAlert'> {
  const signal = riskSignals(administration.measureKey, answers)[0];
  if (!signal) throw new Error('these answers raise nothing');
  const { practiceId, clientId } = administration;
  const raisedAt = overrides.raisedAt ?? administration.savedAt ?? stamp(ground.now);
  return ground.add('riskAlert', {
    practiceId,
    clientId,
    administrationId: administration.id,
    itemNumber: signal.item,
    tier: signal.tier,
    answerSealed: { clear: JSON.stringify({ item: signal.item, position: signal.position }), clientId },
    heldSinceAt: raisedAt,
    state: 'open',
    actionSealed: action ? { clear: action, clientId } : null,
    ...overrides,
    raisedAt,
    id: overrides.id ?? ground.id(instantFrom(raisedAt)),
  });
}

/** One step of an alert: raised, passed, read, acknowledged. */
export function makeHop(
  ground: Ground,
  alert: Row<'riskAlert'>,
  kind: 'raised' | 'passed' | 'read' | 'acknowledged',
  staffId: string | null,
  at: Temporal.Instant,
): Row<'riskAlertHop'> {
  const { practiceId, clientId } = alert;
  return ground.add('riskAlertHop', {
    id: ground.id(at),
    practiceId,
    alertId: alert.id,
    clientId,
    kind,
    staffId,
    at: stamp(at),
  });
}
