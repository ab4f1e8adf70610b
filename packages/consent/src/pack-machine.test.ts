import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Change, decideAnswerChange, decideProposeChange, decideTakeBackChange } from './change.ts';
import type { ConsentEvent } from './events.ts';
import {
  exampleClient as client,
  examplePack,
  exampleSigning,
  exampleTherapist,
  exampleIds as ids,
} from './examples.ts';
import { foldRecord, type RecordStatus, statusFromEvents } from './fold.ts';
import {
  decideCancel,
  decideDecline,
  decideExpire,
  decidePresent,
  decideSupersede,
  decideTalk,
  type Outcome,
  type Pack,
  type PackState,
  packStateAt,
  pausedExpiry,
  resumedExpiry,
} from './pack.ts';
import { type Answer, decideCountersign, decideSign } from './sign.ts';
import { decideGive, decideWithdraw, type RecordView } from './withdraw.ts';

const start = Temporal.Instant.from('2026-11-24T09:00:00Z');
const hour = 3_600_000;
const worker = { channel: 'system', actorKind: 'system', actorId: null } as const;
const parts = ['agreement', 'notice', 'consents'] as const;
// Rendering the wordings costs more than all that is done with them.
const blank = examplePack();
const { items } = blank;
const clauses = items.map((clauseId) => ({ clauseId, kind: 'optional_consent' as const }));
const other = 'b'.repeat(64);

/** What the server keeps: the pack's row, its events, its signatures, one proposal. It does what each decision says, and nothing else. */
type Real = {
  pack: Pack;
  events: ConsentEvent[];
  pausedAt: string | null;
  change: Change | null;
  now: Temporal.Instant;
};

/** What a careful person with a pencil would have written down. Times in milliseconds. */
type Model = {
  state: PackState;
  endsMs: number;
  leftMs: number | null;
  isShown: boolean;
  signed: boolean;
  countersigned: boolean;
  answers: Map<string, 'yes' | 'no' | 'taken back'>;
  itemsClosed: boolean;
  change: 'none' | 'proposed' | 'agreed' | 'settled';
};

const open = (model: Model) => model.state === 'sent' || model.state === 'talking';
const live = (model: Model, real: Real) => open(model) && real.now.epochMilliseconds < model.endsMs;

const of = (real: Real, part: (typeof parts)[number]) =>
  real.events.filter((event) => event.recordId === real.pack[part].recordId);
const view = (real: Real): RecordView => ({ recordId: ids.consents, clauses, events: of(real, 'consents') });

function keep(real: Real, events: readonly ConsentEvent[], over: Partial<Pack> = {}) {
  real.events.push(...events);
  const numbered = parts.map((part) => [part, { ...real.pack[part], lastSeq: of(real, part).at(-1)?.seq ?? 0 }]);
  real.pack = { ...real.pack, ...over, ...Object.fromEntries(numbered) };
}

/** Where each record must stand, from the pencil alone. */
function expected(model: Model): Record<(typeof parts)[number], RecordStatus> {
  const closing: Partial<Record<PackState, RecordStatus>> = {
    expired: 'lapsed',
    cancelled: 'lapsed',
    superseded: 'superseded',
  };
  const waiting: RecordStatus = model.isShown ? 'presented' : 'requested';
  const end = closing[model.state];
  const said = [...model.answers.values()];
  const [yes, back] = ['yes', 'taken back'].map((word) => said.filter((one) => one === word).length) as [
    number,
    number,
  ];
  const answered: RecordStatus =
    yes > 0 ? (back > 0 ? 'partly-withdrawn' : 'given') : back > 0 ? 'withdrawn' : 'declined';
  const consents = model.itemsClosed ? 'superseded' : answered;
  if (model.signed)
    return {
      agreement: end ?? (model.countersigned ? 'countersigned' : 'given'),
      notice: end ?? 'acknowledged',
      consents,
    };
  if (model.state === 'declined') return { agreement: 'declined', notice: 'lapsed', consents: 'lapsed' };
  return { agreement: end ?? waiting, notice: end ?? waiting, consents: end ?? waiting };
}

function agree(model: Model, real: Real) {
  expect(real.pack.state).toBe(model.state);
  const at = packStateAt(real.pack, real.now);
  expect(at).toBe(open(model) && !live(model, real) ? 'expired' : model.state);
  const where = expected(model);
  for (const part of parts) {
    const events = of(real, part);
    expect(statusFromEvents(events), part).toBe(where[part]);
    expect(statusFromEvents(events.toReversed()), part).toBe(where[part]);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  }
  expect(real.pack.signatures.filter(({ role }) => role === 'client')).toHaveLength(model.signed ? 1 : 0);
  expect(real.pack.signatures.filter(({ role }) => role === 'therapist')).toHaveLength(model.countersigned ? 1 : 0);
  for (const [clauseId, answer] of model.answers)
    expect(foldRecord(of(real, 'consents')).items.get(clauseId)).toBe(
      { yes: 'given', no: 'declined', 'taken back': 'withdrawn' }[answer],
    );
}

const step = (name: string, act: (model: Model, real: Real) => void) => ({
  check: () => true,
  run: (model: Model, real: Real) => {
    act(model, real);
    agree(model, real);
  },
  toString: () => name,
});

const wait = (hours: number) =>
  step(`wait ${hours} h`, (_model, real) => {
    real.now = real.now.add({ milliseconds: hours * hour });
  });

/** Ways for a pack to close: who may, and what it is then. */
function close(
  name: string,
  to: PackState,
  decide: (real: Real) => ReturnType<typeof decideDecline>,
  may: (model: Model, real: Real) => boolean,
  also: (model: Model) => void = () => {},
) {
  return step(name, (model, real) => {
    const decision = decide(real);
    const already = model.state === to;
    expect(decision.ok, name).toBe(already || may(model, real));
    if (!decision.ok) return;
    expect(decision.value.already).toBe(already);
    keepOutcome(real, decision.value);
    if (already) return;
    model.state = to;
    also(model);
  });
}
const keepOutcome = (real: Real, { events, state }: Outcome) => keep(real, events, { state });

const decline = close('decline', 'declined', (real) => decideDecline(real.pack, client, real.now), live);
const cancel = close('cancel', 'cancelled', (real) => decideCancel(real.pack, exampleTherapist, real.now), live);
const sweep = close(
  'sweep',
  'expired',
  (real) => decideExpire(real.pack, worker, real.now),
  (model, real) => open(model) && !live(model, real),
);
const supersede = (asksAgain: boolean) =>
  close(
    `supersede${asksAgain ? ', asking again' : ''}`,
    'superseded',
    (real) => decideSupersede(real.pack, asksAgain, exampleTherapist, real.now),
    (model) => open(model) || model.state === 'signed',
    (model) => {
      if (model.signed && asksAgain) model.itemsClosed = true;
    },
  );
const present = step('present', (model, real) => {
  if (model.isShown) return;
  const decision = decidePresent(real.pack, client, real.now);
  expect(decision.ok).toBe(live(model, real));
  if (!decision.ok) return;
  keepOutcome(real, decision.value);
  model.isShown = true;
});

const talk = step('talk', (model, real) => {
  const decision = decideTalk(real.pack, real.now);
  expect(decision.ok).toBe(live(model, real));
  if (!decision.ok || decision.value.already) return;
  model.leftMs = model.endsMs - real.now.epochMilliseconds;
  const expiresAt = pausedExpiry(real.pack.expiresAt);
  real.pausedAt = real.now.toString();
  keep(real, [], { state: decision.value.state, expiresAt: expiresAt.toString() });
  model.state = 'talking';
  // The clock stands still: sixty days of talking take nothing from what was left.
  model.endsMs += 60 * 24 * hour;
});
const talked = step('talked', (model, real) => {
  if (packStateAt(real.pack, real.now) !== 'talking') return;
  expect(live(model, real)).toBe(true);
  const { expiresAt } = real.pack;
  const until = resumedExpiry({ expiresAt, pausedAt: real.pausedAt as string }, real.now);
  keep(real, [], { state: 'sent', expiresAt: until.toString() });
  real.pausedAt = null;
  model.state = 'sent';
  model.endsMs = real.now.epochMilliseconds + Math.max(model.leftMs ?? 0, 7 * 24 * hour);
  model.leftMs = null;
});

type Fault = 'none' | 'name' | 'notice' | 'answer' | 'stale';
const sign = (fault: Fault, said: readonly boolean[]) =>
  step(`sign (${fault})`, (model, real) => {
    const answers = Object.fromEntries(items.map((id, at) => [id, (said[at] ? 'yes' : 'no') as Answer]));
    if (fault === 'answer') delete answers[items[0] as string];
    const input = exampleSigning(real.pack, {
      answers,
      ...(fault === 'name' && { nameTyped: ' .' }),
      ...(fault === 'notice' && { isNoticeAcknowledged: false }),
    });
    if (fault === 'stale') input.seen = { ...input.seen, agreement: other };
    const decision = decideSign(real.pack, input, client, real.now);
    expect(decision.ok, fault).toBe(model.signed || (live(model, real) && fault === 'none'));
    if (!decision.ok) return;
    expect(decision.value.already).toBe(model.signed);
    if (decision.value.already) return;
    const { nameTyped, signedAt, state, events } = decision.value;
    const signature = { role: 'client' as const, nameTyped, signedAt, payloadSha256: other };
    keep(real, events, { state, signatures: [...real.pack.signatures, signature] });
    real.pausedAt = null;
    if (real.change?.state === 'proposed') real.change = { ...real.change, state: 'lapsed' };
    if (model.change === 'proposed') model.change = 'settled';
    Object.assign(model, { state: 'signed', signed: true });
    for (const [at, id] of items.entries()) model.answers.set(id, said[at] ? 'yes' : 'no');
  });
const countersign = (isTheirs: boolean) =>
  step(`countersign${isTheirs ? '' : ' by somebody else'}`, (model, real) => {
    const staffId = isTheirs ? ids.therapist : ids.practice;
    const input = { nameTyped: 'Leila Anwar', staffId, therapistId: ids.therapist };
    const decision = decideCountersign(real.pack, input, exampleTherapist, real.now);
    expect(decision.ok).toBe(isTheirs && (model.countersigned || model.state === 'signed'));
    if (!decision.ok) return;
    expect(decision.value.already).toBe(model.countersigned);
    if (decision.value.already) return;
    const { nameTyped, signedAt, events } = decision.value;
    const signature = { role: 'therapist' as const, nameTyped, signedAt, payloadSha256: other };
    keep(real, events, { signatures: [...real.pack.signatures, signature] });
    model.countersigned = true;
  });

const withdraw = (clauseId: string) =>
  step(`withdraw ${clauseId}`, (model, real) => {
    const decision = decideWithdraw(view(real), clauseId, client, real.now);
    expect(decision).toMatchObject({ ok: true, value: { already: model.answers.get(clauseId) !== 'yes' } });
    if (decision.ok) keep(real, decision.value.events);
    if (model.answers.get(clauseId) === 'yes') model.answers.set(clauseId, 'taken back');
  });
const give = (clauseId: string) =>
  step(`give ${clauseId}`, (model, real) => {
    const decision = decideGive(view(real), clauseId, client, real.now);
    const isYes = model.answers.get(clauseId) === 'yes';
    expect(decision.ok).toBe(isYes || (model.signed && !model.itemsClosed));
    if (!decision.ok) return;
    keep(real, decision.value.events);
    model.answers.set(clauseId, 'yes');
  });

const propose = step('propose other words', (model, real) => {
  const decision = decideProposeChange([real.pack], real.change?.state === 'proposed', real.now);
  expect(decision.ok).toBe(live(model, real) && model.change !== 'proposed');
  if (!decision.ok) return;
  real.change = { state: 'proposed', wordsSha256: other, assents: {}, waitsFor: decision.value };
  model.change = 'proposed';
});
const answer = (said: 'yes' | 'no', seen: string) =>
  step(`answer ${said}`, (model, real) => {
    if (!real.change) return;
    const before = real.pack.agreement.shownSha256;
    const decision = decideAnswerChange(real.change, real.pack, { clientId: ids.client, answer: said, seen }, real.now);
    if (model.change !== 'proposed') {
      if (decision.ok) expect(decision.value.already).toBe(true);
      return;
    }
    expect(decision.ok).toBe(live(model, real) && seen === other);
    if (!decision.ok) return;
    real.change = { ...real.change, ...decision.value };
    model.change = said === 'yes' ? 'agreed' : 'settled';
    // Other words have another hash, so that a page which shows the words before can sign nothing.
    if (said === 'yes') {
      const shownSha256 = before.replace(/^./, before.startsWith('c') ? 'd' : 'c');
      keep(real, [], { agreement: { ...real.pack.agreement, shownSha256 } });
    }
    expect(real.change.state).toBe(said === 'yes' ? 'agreed' : 'refused');
  });
const takeBack = step('take the words back', (model, real) => {
  if (!real.change) return;
  const decision = decideTakeBackChange(real.change);
  expect(decision.ok).toBe(model.change === 'proposed' || real.change.state === 'withdrawn');
  if (decision.ok && !decision.value.already) {
    real.change = { ...real.change, state: 'withdrawn' };
    model.change = 'settled';
  }
});

/** Random histories of one pack: whatever is done in whatever order, each record stands where its events say. */
export function provePackMachine(numRuns: number): void {
  const clauseId = fc.constantFrom(...items);
  const said = fc.array(fc.boolean(), { minLength: items.length, maxLength: items.length });
  const faults = fc.constantFrom<Fault>('none', 'none', 'none', 'name', 'notice', 'answer', 'stale');
  const commands = fc.commands(
    [
      fc.constantFrom(present, talk, talked, decline, cancel, sweep, propose, takeBack),
      fc.constantFrom(1, 30, 24 * 7, 24 * 61).map(wait),
      fc.boolean().map(supersede),
      fc.tuple(faults, said).map(([fault, answers]) => sign(fault, answers)),
      fc.boolean().map(countersign),
      fc
        .tuple(fc.constantFrom('yes' as const, 'no' as const), fc.constantFrom(other, 'a'.repeat(64)))
        .map(([one, seen]) => answer(one, seen)),
      clauseId.map(withdraw),
      clauseId.map(give),
    ],
    { maxCommands: 30 },
  );
  fc.assert(
    fc.property(commands, (run) => {
      fc.modelRun(() => {
        const now = start;
        const expiresAt = now.add({ hours: 24 * 14 });
        const real: Real = {
          pack: { ...blank, expiresAt: expiresAt.toString() },
          events: parts.map((part) => ({
            recordId: ids[part],
            seq: 1,
            type: 'requested',
            clauseId: null,
            ...exampleTherapist,
            at: now.toString(),
          })),
          pausedAt: null,
          change: null,
          now,
        };
        const model: Model = {
          state: 'sent',
          endsMs: expiresAt.epochMilliseconds,
          leftMs: null,
          isShown: false,
          signed: false,
          countersigned: false,
          answers: new Map(),
          itemsClosed: false,
          change: 'none',
        };
        return { model, real };
      }, run);
    }),
    { numRuns },
  );
}

describe('a pack', () => {
  it('stands where its events say, through random histories', () => provePackMachine(400));
});
