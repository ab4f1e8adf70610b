import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cancellationTerms } from './cancellation.ts';
import { joinWindow } from './join-window.ts';
import {
  attendanceSchema,
  decideAttendance,
  decideCancel,
  decideMove,
  isToCome,
  type SessionState,
  sessionStatusSchema,
} from './session-decisions.ts';

const at = (text: string) => Temporal.Instant.from(text);
const session = (over: Partial<SessionState> = {}): SessionState => ({
  status: 'planned',
  startsAt: at('2027-03-30T17:00Z'),
  endsAt: at('2027-03-30T17:50Z'),
  windowHours: 48,
  feePence: 5500,
  ...over,
});

describe('the cancellation window', () => {
  test.each<[string, 'client' | 'practice', string, string, number]>([
    ['long before', 'client', '2027-03-01T00:00Z', 'in-time', 0],
    ['at the very moment', 'client', '2027-03-28T17:00Z', 'in-time', 0],
    ['a millisecond later', 'client', '2027-03-28T17:00:00.001Z', 'late', 5500],
    ['late, by the practice', 'practice', '2027-03-30T16:00Z', 'late', 0],
  ])('%s, by the %s', (_name, by, now, kind, feeDuePence) => {
    const terms = cancellationTerms({ ...session(), now: at(now), by });
    expect(terms).toMatchObject({ kind, feeDuePence });
    // 48 elapsed hours, though the clocks changed in between.
    expect(terms.closesAt.toString()).toBe('2027-03-28T17:00:00Z');
  });
});

describe('cancelling', () => {
  const now = at('2027-03-30T09:00Z');
  test.each<[string, Parameters<typeof decideCancel>[1], string, number]>([
    ['late', { by: 'client' }, 'cancelled-late', 5500],
    ['told in time, written down late', { by: 'client', toldAt: at('2027-03-27T09:00Z') }, 'cancelled-in-time', 0],
    ['by us', { by: 'practice' }, 'cancelled-by-us', 0],
  ])('%s', (_name, by, status, feeDuePence) => {
    expect(decideCancel(session(), by, now)).toMatchObject({ ok: true, value: { status, feeDuePence } });
    expect(decideCancel(session({ status: 'moved' }), by, now)).toMatchObject({ ok: true });
  });

  test('a session that began cannot be cancelled, unless the client had said so before', () => {
    const after = at('2027-03-30T17:00Z');
    expect(decideCancel(session(), { by: 'client' }, after)).toMatchObject({ code: 'scheduling/in-the-past' });
    expect(decideCancel(session(), { by: 'client', toldAt: now }, after)).toMatchObject({ ok: true });
    expect(decideCancel(session(), { by: 'client', toldAt: after }, now)).toMatchObject({ code: 'bad-input' });
  });
});

describe('moving', () => {
  const now = at('2027-03-30T09:00Z');
  const to = (startsAt: string, endsAt: string) => ({ startsAt: at(startsAt), endsAt: at(endsAt) });
  test('keeps the time it came from, and says that the window had closed', () => {
    const move = decideMove(session(), to('2027-03-31T17:00Z', '2027-03-31T17:50Z'), now);
    expect(move).toMatchObject({ ok: true, value: { status: 'moved', isLate: true } });
    if (move.ok) expect(move.value.movedFromStartsAt.toString()).toBe('2027-03-30T17:00:00Z');
  });
  test.each<[string, ReturnType<typeof to>, string, string]>([
    ['to now', to('2027-03-30T09:00Z', '2027-03-30T09:50Z'), '2027-03-30T09:00Z', 'scheduling/in-the-past'],
    ['once it began', to('2027-03-31T09:00Z', '2027-03-31T09:50Z'), '2027-03-30T17:00Z', 'scheduling/in-the-past'],
    ['by decades', to('2099-03-31T09:00Z', '2099-03-31T09:50Z'), '2027-03-30T09:00Z', 'scheduling/too-far-ahead'],
    ['nowhere', to('2027-03-30T17:00Z', '2027-03-30T17:50Z'), '2027-03-30T09:00Z', 'scheduling/same-time'],
    ['backwards', to('2027-03-31T17:00Z', '2027-03-31T16:00Z'), '2027-03-30T09:00Z', 'bad-input'],
    ['for days', to('2027-03-31T17:00Z', '2027-04-02T17:00Z'), '2027-03-30T09:00Z', 'bad-input'],
  ])('not %s', (_name, target, when, code) => {
    expect(decideMove(session(), target, at(when))).toMatchObject({ ok: false, code });
  });
});

describe('attendance', () => {
  const begun = at('2027-03-30T17:00Z');
  test.each([
    ['attended', 5500],
    ['did-not-attend', 5500],
    ['cancelled-by-us', 0],
  ] as const)('%s', (outcome, feeDuePence) => {
    expect(decideAttendance(session(), outcome, begun)).toEqual({ ok: true, value: { status: outcome, feeDuePence } });
  });
  test('not before it began', () => {
    expect(decideAttendance(session(), 'attended', begun.subtract({ milliseconds: 1 }))).toMatchObject({
      code: 'scheduling/not-begun',
    });
  });
  test('a recorded outcome is put right only on purpose, and only by another', () => {
    const recorded = session({ status: 'attended' });
    expect(decideAttendance(recorded, 'did-not-attend', begun)).toMatchObject({ code: 'scheduling/wrong-state' });
    expect(decideAttendance(recorded, 'did-not-attend', begun, { isCorrection: true })).toMatchObject({ ok: true });
    expect(decideAttendance(recorded, 'attended', begun, { isCorrection: true })).toMatchObject({ ok: false });
    const cancelled = session({ status: 'cancelled-late' });
    expect(decideAttendance(cancelled, 'attended', begun, { isCorrection: true })).toMatchObject({ ok: false });
  });
});

test('property: a session that is over stays over, whatever is tried at whatever time; what is due is nothing or the fee', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...sessionStatusSchema.options),
      fc.integer({ min: -200, max: 200 }),
      fc.integer({ min: -200, max: 200 }),
      fc.constantFrom('client' as const, 'practice' as const),
      fc.constantFrom(...attendanceSchema.options),
      (status, hours, target, by, outcome) => {
        const given = session({ status });
        const now = at('2027-03-30T17:00Z').add({ hours });
        const startsAt = at('2027-03-30T17:00Z').add({ hours: target });
        const results = [
          decideMove(given, { startsAt, endsAt: startsAt.add({ minutes: 50 }) }, now),
          decideCancel(given, { by }, now),
          decideAttendance(given, outcome, now),
        ];
        for (const result of results) {
          if (!isToCome(status)) expect(result).toMatchObject({ ok: false, code: 'scheduling/wrong-state' });
          else if (result.ok && 'feeDuePence' in result.value) expect([0, 5500]).toContain(result.value.feeDuePence);
        }
        // At any moment a session can be either cancelled or recorded, never both.
        expect(results[1]?.ok && results[2]?.ok).toBe(false);
      },
    ),
  );
});

test.each([
  ['2027-03-30T16:44:59.999Z', 'early'],
  ['2027-03-30T16:45:00Z', 'open'],
  ['2027-03-30T17:49:59.999Z', 'open'],
  ['2027-03-30T17:50:00Z', 'over'],
])('the join link at %s: %s', (now, state) => {
  expect(joinWindow(session().startsAt, session().endsAt, at(now))).toMatchObject({ state, isOpen: state === 'open' });
});
