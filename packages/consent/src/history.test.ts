import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveConsent, isConsented, isGateOpen } from './effective.ts';
import { type ConsentEvent, consentEventTypes } from './events.ts';
import { exampleClient as client, exampleIds as ids } from './examples.ts';
import { foldRecord, recordStatuses, statusFromEvents } from './fold.ts';
import { decideGive, decideWithdraw, decideWithdrawAll, type RecordView } from './withdraw.ts';

const items = ['consent.gp-contact', 'consent.recording', 'consent.supervision-named'];
const clauses = [
  ...items.map((clauseId) => ({ clauseId, kind: 'optional_consent' as const })),
  { clauseId: 'fee', kind: 'term' as const },
  { clauseId: 'limit.serious-harm', kind: 'limit' as const },
  { clauseId: 'notice.who', kind: 'statement' as const },
];
const start = Temporal.Instant.from('2026-11-27T18:42:00Z');
const later = (seconds: number) => start.add({ seconds });
const event = (
  seq: number,
  type: ConsentEvent['type'],
  clauseId: string | null = null,
  recordId: string = ids.consents,
): ConsentEvent => ({
  recordId,
  seq,
  type,
  clauseId,
  channel: 'online',
  actorKind: 'client',
  actorId: ids.client,
  at: later(seq).toString(),
});

/** What a careful person with a pencil would have written down. */
type Model = { answers: Map<string, 'yes' | 'no' | 'taken back'>; closed?: 'superseded' | 'lapsed' };
type Real = { events: ConsentEvent[] };
const view = (real: Real): RecordView => ({ recordId: ids.consents, clauses, events: real.events });
const at = (real: Real) => later(real.events.length + 1);

function agree(model: Model, real: Real) {
  const said = [...model.answers.values()];
  const yes = said.filter((one) => one === 'yes').length;
  const back = said.filter((one) => one === 'taken back').length;
  const expected =
    model.closed ?? (yes > 0 ? (back > 0 ? 'partly-withdrawn' : 'given') : back > 0 ? 'withdrawn' : 'declined');
  expect(statusFromEvents(real.events)).toBe(expected);
  expect(statusFromEvents([...real.events].reverse())).toBe(expected);
  const effective = effectiveConsent(real.events, at(real));
  for (const [clauseId, answer] of model.answers)
    expect(isConsented(effective, clauseId)).toBe(answer === 'yes' && model.closed === undefined);
  expect(real.events.map((one) => one.seq)).toEqual(real.events.map((_one, index) => index + 1));
}

const doOne = (name: string, act: (model: Model, real: Real) => void) => ({
  check: () => true,
  run: (model: Model, real: Real) => {
    act(model, real);
    agree(model, real);
  },
  toString: () => name,
});

const withdraw = (clauseId: string) =>
  doOne(`withdraw ${clauseId}`, (model, real) => {
    const decision = decideWithdraw(view(real), clauseId, client, at(real));
    expect(decision).toMatchObject({ ok: true, value: { already: model.answers.get(clauseId) !== 'yes' } });
    if (decision.ok) real.events.push(...decision.value.events);
    if (model.answers.get(clauseId) === 'yes') model.answers.set(clauseId, 'taken back');
  });
const withdrawAll = doOne('withdraw all', (model, real) => {
  const decision = decideWithdrawAll(view(real), client, at(real));
  if (decision.ok) real.events.push(...decision.value.events);
  for (const [clauseId, answer] of model.answers) if (answer === 'yes') model.answers.set(clauseId, 'taken back');
});
const give = (clauseId: string) =>
  doOne(`give ${clauseId}`, (model, real) => {
    const decision = decideGive(view(real), clauseId, client, at(real));
    const stands = model.closed === undefined;
    expect(decision.ok).toBe(stands || model.answers.get(clauseId) === 'yes');
    if (decision.ok) real.events.push(...decision.value.events);
    if (stands) model.answers.set(clauseId, 'yes');
  });
const close = (how: 'superseded' | 'lapsed') =>
  doOne(how, (model, real) => {
    real.events.push(event(real.events.length + 1, how));
    model.closed ??= how;
  });
const keepTerms = (clauseId: string) =>
  doOne(`try to withdraw ${clauseId}`, (_model, real) =>
    expect(decideWithdraw(view(real), clauseId, client, at(real))).toMatchObject({
      ok: false,
      code: 'consent/not-optional',
    }),
  );

describe('a consent record', () => {
  it('stands where its events say, whatever a person does in whatever order', () => {
    const clauseId = fc.constantFrom(...items);
    const commands = fc.commands(
      [
        clauseId.map(withdraw),
        clauseId.map(give),
        fc.constant(withdrawAll),
        fc.constantFrom('fee', 'limit.serious-harm', 'notice.who').map(keepTerms),
        fc.constantFrom('superseded' as const, 'lapsed' as const).map(close),
      ],
      { maxCommands: 25 },
    );
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }), commands, (yes, run) => {
        fc.modelRun(() => {
          const events = items.map((id, index) => event(index + 1, yes[index] ? 'item-given' : 'item-declined', id));
          const answers = new Map(items.map((id, index) => [id, yes[index] ? ('yes' as const) : ('no' as const)]));
          return { model: { answers }, real: { events } };
        }, run);
      }),
      { numRuns: 300 },
    );
  });

  const anyEvent = fc
    .tuple(
      fc.constantFrom(...consentEventTypes),
      fc.constantFrom(null, ...items),
      fc.constantFrom(ids.consents, ids.agreement),
    )
    .map(([type, clauseId, recordId]) => ({ type, clauseId, recordId }));
  const anyHistory = fc
    .array(anyEvent, { maxLength: 30 })
    .map((list) => list.map((one, index) => event(index + 1, one.type, one.clauseId, one.recordId)));

  it('folds any history at all to a known status, in any order of arrival, and never throws', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        expect(recordStatuses).toContain(statusFromEvents(events));
        expect(statusFromEvents([...events].reverse())).toBe(statusFromEvents(events));
      }),
    );
  });

  it('taking back never needs, changes or asks for another consent, and leaves no yes behind', () => {
    fc.assert(
      fc.property(anyHistory, fc.constantFrom(...items), (all, clauseId) => {
        const events = all
          .filter((one) => one.recordId === ids.consents)
          .map((one, index) => ({ ...one, seq: index + 1 }));
        const record = { recordId: ids.consents, clauses, events };
        const before = effectiveConsent(events, later(99));
        const decision = decideWithdraw(record, clauseId, client, later(50));
        if (!decision.ok) throw new Error(decision.code);
        const after = effectiveConsent([...events, ...decision.value.events], later(99));
        expect(isConsented(after, clauseId)).toBe(false);
        for (const other of items.filter((one) => one !== clauseId)) expect(after[other]).toEqual(before[other]);
        expect(decision.value.events.every((one) => one.type === 'item-withdrawn' && one.clauseId === clauseId)).toBe(
          true,
        );
      }),
    );
  });

  it('follows the agreement from asked to countersigned', () => {
    const path = ['requested', 'presented', 'given', 'countersigned', 'superseded'] as const;
    const events = path.map((type, index) => event(index + 1, type));
    expect(path.map((_type, index) => statusFromEvents(events.slice(0, index + 1)))).toEqual([...path]);
    expect(statusFromEvents([event(1, 'requested'), event(2, 'countersigned')])).toBe('requested');
    expect(foldRecord([]).status).toBe('none');
  });
});

describe('effective consent', () => {
  const given = [event(1, 'item-given', 'consent.recording'), event(2, 'item-given', 'consent.gp-contact')];
  it('counts from the very instant, and ends at the very instant', () => {
    const events = [...given, event(3, 'item-withdrawn', 'consent.recording')];
    const gate = (instant: Temporal.Instant) => isGateOpen(effectiveConsent(events, instant), 'canRecord');
    expect(
      [later(1).subtract({ nanoseconds: 1 }), later(1), later(3).subtract({ nanoseconds: 1 }), later(3)].map(gate),
    ).toEqual([false, true, true, false]);
  });
  it('takes the newest word, whichever record it stands on', () => {
    const events = [...given, event(4, 'item-declined', 'consent.recording', ids.agreement), event(5, 'superseded')];
    expect(effectiveConsent(events, later(9))).toMatchObject({
      'consent.recording': { state: 'declined', recordId: ids.agreement },
      'consent.gp-contact': { state: 'superseded' },
    });
  });
  it('does not let the end of an old record end what a newer one says', () => {
    const events = [...given, event(3, 'item-given', 'consent.recording', ids.agreement), event(4, 'superseded')];
    expect(isConsented(effectiveConsent(events, later(9)), 'consent.recording')).toBe(true);
  });
  it('lets a yes run out', () => {
    const gate = (instant: string) =>
      isConsented(effectiveConsent(given, instant, { validMonths: { 'consent.recording': 12 } }), 'consent.recording');
    expect(gate('2027-11-27T18:42:00Z')).toBe(true);
    expect(gate('2027-11-27T18:42:01Z')).toBe(false);
  });
  it('is no where nobody asked, also for names that every object has', () => {
    for (const clauseId of ['consent.recording', 'constructor', '__proto__', 'toString'])
      expect(isConsented(effectiveConsent([], start), clauseId)).toBe(false);
  });
});
