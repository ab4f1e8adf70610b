import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decideOffer,
  isOfferOpen,
  type OfferEvent,
  type OfferState,
  offerEventSchema,
  offerStateSchema,
  offerSteps,
} from './offer.ts';

const at = (text: string) => Temporal.Instant.from(text);
const heldUntil = at('2027-03-10T12:00Z');
const now = at('2027-03-01T09:00Z');
const accepts: OfferEvent = { type: 'therapist-accepts', hasConflictOfRole: false };
const declines = (over: object = {}): OfferEvent => ({
  type: 'therapist-declines',
  reason: 'caseload-full',
  hasConflictOfRole: false,
  ...over,
});
const simple = (
  type: 'send-to-client' | 'client-accepts' | 'client-declines' | 'signed' | 'lapse' | 'withdraw',
): OfferEvent => ({ type });
const events = [
  accepts,
  declines(),
  simple('send-to-client'),
  simple('client-accepts'),
  simple('client-declines'),
  simple('signed'),
  simple('lapse'),
  simple('withdraw'),
];

test('the way from held to agreed, one step at a time', () => {
  let state: OfferState = 'held';
  for (const [event, next] of [
    [accepts, 'accepted-by-therapist'],
    [simple('send-to-client'), 'offered-to-client'],
    [simple('client-accepts'), 'accepted-by-client'],
    [simple('signed'), 'agreed'],
  ] as const) {
    const step = decideOffer({ state, heldUntil }, event, now);
    expect(step).toMatchObject({
      ok: true,
      value: { state: next, isChanged: true, isReleased: false, isBackOnList: false },
    });
    state = next;
  }
});

test('every state by every event: the table is the whole machine', () => {
  for (const state of offerStateSchema.options) {
    for (const event of events) {
      const late = event.type === 'lapse' ? heldUntil : now;
      const result = decideOffer({ state, heldUntil }, event, late);
      const step = offerSteps[event.type];
      if (state === step.to)
        expect(result).toMatchObject({ ok: true, value: { state, isChanged: false, isReleased: false } });
      else if (step.from.includes(state))
        expect(result).toMatchObject({ ok: true, value: { state: step.to, isChanged: true } });
      else expect(result).toMatchObject({ ok: false, code: state === 'lapsed' ? 'offer/lapsed' : 'offer/wrong-state' });
    }
  }
});

describe('time', () => {
  test('at the last moment it has lapsed, a millisecond before it has not', () => {
    const before = heldUntil.subtract({ milliseconds: 1 });
    const offer = { state: 'offered-to-client' as const, heldUntil };
    expect(decideOffer(offer, simple('client-accepts'), before)).toMatchObject({ ok: true });
    expect(decideOffer(offer, simple('client-accepts'), heldUntil)).toMatchObject({ code: 'offer/lapsed' });
    expect(decideOffer(offer, simple('lapse'), before)).toMatchObject({ code: 'offer/not-yet-lapsed' });
    expect(decideOffer(offer, simple('lapse'), heldUntil)).toMatchObject({
      value: { state: 'lapsed', isReleased: true, isBackOnList: true },
    });
    expect(decideOffer(offer, simple('withdraw'), heldUntil)).toMatchObject({ value: { state: 'withdrawn' } });
    // Signed in time, asked again later: still agreed.
    expect(decideOffer({ state: 'agreed', heldUntil }, simple('signed'), heldUntil)).toMatchObject({
      value: { isChanged: false },
    });
  });
});

describe('a conflict of role stays with the therapist', () => {
  test('it cannot be accepted with', () => {
    const event: OfferEvent = { type: 'therapist-accepts', hasConflictOfRole: true };
    expect(decideOffer({ state: 'held', heldUntil }, event, now)).toMatchObject({ code: 'offer/conflict-of-role' });
  });

  test('what others see is the same, byte for byte, as without one, whatever was ticked or written', () => {
    const open = decideOffer({ state: 'held', heldUntil }, declines({ reason: 'not-able' }), now);
    for (const reason of ['not-able', 'caseload-full', 'time-does-not-suit', 'outside-my-training']) {
      const secret = decideOffer(
        { state: 'held', heldUntil },
        declines({ reason, hasConflictOfRole: true, privateWords: 'My cousin.' }),
        now,
      );
      if (!open.ok || !secret.ok) throw new Error('refused');
      const { privateAnswer, ...seen } = secret.value;
      const { privateAnswer: none, ...usual } = open.value;
      expect(JSON.stringify(seen)).toBe(JSON.stringify(usual));
      expect(privateAnswer).toEqual({ hasConflictOfRole: true, words: 'My cousin.' });
      expect(none).toBeNull();
    }
  });
});

test('a client needs no reason, and cannot be made to give one', () => {
  expect(offerEventSchema.safeParse({ type: 'client-declines', reason: 'x' }).success).toBe(false);
  expect(decideOffer({ state: 'offered-to-client', heldUntil }, simple('client-declines'), now)).toMatchObject({
    value: { state: 'declined-by-client', isReleased: true, isBackOnList: true, declineReason: null },
  });
});

test('property: over any run of events a place is released at most once, and what is closed stays closed', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...events), fc.integer({ min: 0, max: 30 })), { maxLength: 25 }),
      (run) => {
        let state: OfferState = 'held';
        let releases = 0;
        let hours = 0;
        for (const [event, wait] of run) {
          hours += wait;
          const result = decideOffer({ state, heldUntil }, event, now.add({ hours }));
          if (!result.ok) continue;
          if (!isOfferOpen(state)) expect(result.value.isChanged).toBe(false);
          if (result.value.isReleased) releases++;
          state = result.value.state;
        }
        expect(releases).toBe(isOfferOpen(state) || state === 'agreed' ? 0 : 1);
      },
    ),
    { numRuns: 500 },
  );
});
