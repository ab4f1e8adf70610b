import type { WeeklyPlace } from '@heather/scheduling';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caseloadWeight, weightWords } from './caseload.ts';
import { type AllocatableTherapist, matchTherapists, type WaitingEntry } from './match.ts';
import { orderWaitingList, pastLimit, waitingDays } from './waiting-list.ts';
import { type Wishes, wishesSchema } from './wishes.ts';

const at = (text: string) => Temporal.Instant.from(text);
const free: WeeklyPlace = {
  therapistId: 'ada',
  placeKind: 'room',
  roomId: 'r1',
  otherRoomIds: [],
  stepFree: true,
  weekday: 2,
  time: '17:30',
  zone: 'Europe/London',
  durationMinutes: 50,
  everyWeeks: 1,
  firstOn: '2027-05-04',
  startsLocal: '2027-05-04T17:30',
  freeNow: false,
  awayOn: [],
  sessions: 12,
};
const ada: AllocatableTherapist = {
  id: 'ada',
  gender: 'woman',
  languages: ['English', 'Welsh'],
  modalities: ['person-centred'],
  styleWords: ['direct', 'warm'],
  feePence: 5500,
  lowFeePence: 2550,
  lowFeePlacesFree: 0,
  places: ['room', 'online'],
  capacityTenths: 180,
  loadTenths: 175,
  freePlaces: [free],
};
const entry = (wishes: Wishes, over: Partial<WaitingEntry> = {}): WaitingEntry => ({
  id: 'e1',
  sinceAt: at('2027-01-01T00:00Z'),
  wishes,
  episodeKind: 'individual',
  ...over,
});
const match = (wishes: Wishes, over: Partial<AllocatableTherapist> = {}, more: Partial<WaitingEntry> = {}) =>
  matchTherapists(entry(wishes, more), [{ ...ada, ...over }])[0];
const evening = { weekday: 2, startsLocal: '17:00', endsLocal: '21:00' };

describe('each wish is held against a therapist in words', () => {
  test.each<[string, Wishes, Partial<AllocatableTherapist>, string, string]>([
    ['time', { times: [evening] }, {}, 'fits', 'Tuesdays, 17:30, free from 2027-05-04.'],
    [
      'time, free now',
      { times: [evening] },
      { freePlaces: [{ ...free, freeNow: true }] },
      'fits',
      'Tuesdays, 17:30, free now.',
    ],
    [
      'time, the end sticks out',
      { times: [{ ...evening, endsLocal: '18:00' }] },
      {},
      'does-not',
      'No free place then. The soonest: Tuesdays, 17:30, free from 2027-05-04.',
    ],
    ['time, none free', { times: [evening] }, { freePlaces: [] }, 'does-not', 'No free place.'],
    ['time, not looked up', { times: [evening] }, { freePlaces: null }, 'unknown', 'Free places were not looked up.'],
    ['place', { places: ['online', 'telephone'] }, {}, 'fits', 'Works online.'],
    ['place, not', { places: ['telephone'] }, {}, 'does-not', 'Does not work by telephone.'],
    ['place, not recorded', { places: ['telephone'] }, { places: null }, 'unknown', 'Not recorded for this therapist.'],
    ['step-free', { stepFree: true }, {}, 'fits', 'Has a free place in a step-free room.'],
    [
      'step-free, not',
      { stepFree: true },
      { freePlaces: [{ ...free, stepFree: false }] },
      'does-not',
      'No free place in a step-free room.',
    ],
    [
      'step-free, not recorded',
      { stepFree: true },
      { freePlaces: [{ ...free, stepFree: null }] },
      'unknown',
      'Access to the room is not recorded.',
    ],
    ['fee', { feeCeilingPence: 5500 }, {}, 'fits', '£55 a session.'],
    ['fee, over by a penny', { feeCeilingPence: 5499 }, {}, 'does-not', '£55 a session; no lower-fee place is free.'],
    [
      'fee, lower',
      { feeCeilingPence: 2550 },
      { lowFeePlacesFree: 1 },
      'fits',
      '£25.50 a session, in a lower-fee place.',
    ],
    ['fee, over both', { feeCeilingPence: 2000 }, { lowFeePlacesFree: 1 }, 'does-not', '£55 a session, over £20.'],
    ['fee, not recorded', { feeCeilingPence: 2000 }, { feePence: null }, 'unknown', 'Not recorded for this therapist.'],
    ['gender', { therapistGender: 'Woman' }, {}, 'fits', 'As wished: woman.'],
    ['gender, not', { therapistGender: 'man' }, {}, 'does-not', 'Not as wished: woman.'],
    [
      'gender, not recorded',
      { therapistGender: 'man' },
      { gender: null },
      'unknown',
      'Not recorded for this therapist.',
    ],
    ['language', { languages: ['welsh', 'Polish'] }, {}, 'fits', 'Works in welsh.'],
    ['language, not', { languages: ['Polish', 'BSL'] }, {}, 'does-not', 'Does not work in Polish or BSL.'],
    [
      'language, nobody filled it in',
      { languages: ['Polish'] },
      { languages: [] },
      'unknown',
      'Not recorded for this therapist.',
    ],
    ['modality', { modalities: ['EMDR'] }, {}, 'does-not', 'Does not offer EMDR.'],
    ['style', { styleWords: ['warm', 'direct'] }, {}, 'fits', 'Says of their own work: warm and direct.'],
  ])('%s', (_name, wishes, over, answer, reason) => {
    expect(match(wishes, over)?.wishes).toEqual([{ wish: expect.any(String), answer, reason }]);
  });

  test('what was not wished is not answered; stepFree: false is no wish', () => {
    expect(match({ stepFree: false, times: [], languages: [] })).toMatchObject({ wishes: [], places: [free] });
  });

  test('places are those that meet time, kind, access and rhythm', () => {
    expect(match({ places: ['online'] })?.places).toEqual([]);
    expect(match({ stepFree: true }, { freePlaces: [{ ...free, stepFree: false }] })).toMatchObject({
      places: [],
      isOpen: false,
    });
    expect(match({}, {}, { everyWeeks: 2 })?.places).toEqual([]);
  });

  test('capacity is by weight: half an hour of room is enough for a fortnightly hour', () => {
    expect(match({})?.capacity).toEqual({
      answer: 'does-not',
      reason: 'Carries 17.5 of 18; this adds 1.',
      freeTenths: 5,
    });
    expect(match({}, {}, { everyWeeks: 2 })?.capacity.answer).toBe('fits');
    expect(match({}, { capacityTenths: null })).toMatchObject({ capacity: { answer: 'unknown' }, isOpen: true });
  });

  test('an earlier offer that came to nothing closes the way, and says nothing of why', () => {
    const again = match({}, { loadTenths: 0 }, { notAgainTherapistIds: ['ada'] });
    expect(again).toMatchObject({
      isOpen: false,
      earlierOffer: { reason: 'An earlier offer with this therapist came to nothing.' },
    });
    expect(JSON.stringify(again)).not.toMatch(/conflict|declin/i);
  });
});

test('property: order and number of therapists are kept, each expressed wish is answered once, and nothing throws', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 });
  const wishes = fc.record(
    {
      stepFree: fc.boolean(),
      feeCeilingPence: fc.nat(9000),
      languages: words,
      styleWords: words,
      therapistGender: fc.constantFrom('a', 'b'),
    },
    { requiredKeys: [] },
  );
  const profile = fc.record(
    {
      gender: fc.constantFrom('a', null),
      languages: fc.option(words),
      styleWords: fc.option(words),
      feePence: fc.option(fc.nat(9000)),
      freePlaces: fc.constantFrom([free], [], null),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(wishes, fc.array(profile, { maxLength: 4 }), (given, profiles) => {
      const therapists = profiles.map((p, i) => ({ id: `t${i}`, loadTenths: 0, ...p }));
      const matches = matchTherapists(entry(given), therapists);
      expect(matches.map((m) => m.therapistId)).toEqual(therapists.map((t) => t.id));
      for (const { wishes: answered } of matches) {
        expect(new Set(answered.map((w) => w.wish)).size).toBe(answered.length);
        expect(answered.every((w) => ['fits', 'does-not', 'unknown'].includes(w.answer) && /[.]$/.test(w.reason))).toBe(
          true,
        );
        expect(JSON.stringify(answered)).not.toMatch(/undefined|null|NaN/);
      }
    }),
  );
});

test('wishes are coded: unknown keys, endless lists and a time that ends before it starts are refused', () => {
  const bad = [
    { why: 'x' },
    { languages: Array(11).fill('a') },
    { times: [{ ...evening, endsLocal: '16:00' }] },
    { feeCeilingPence: -1 },
  ];
  for (const wishes of bad) expect(wishesSchema.safeParse(wishes).success).toBe(false);
  expect(wishesSchema.safeParse({ times: [{ ...evening, endsLocal: '24:00' }], places: ['online'] }).success).toBe(
    true,
  );
});

test('a caseload is weight, not heads', () => {
  expect(caseloadWeight([])).toBe(0);
  expect(
    caseloadWeight([
      { kind: 'individual', everyWeeks: 1 },
      { kind: 'individual', everyWeeks: 2 },
      { kind: 'couple', everyWeeks: 1 },
      { kind: 'group', everyWeeks: 1 },
    ]),
  ).toBe(10 + 5 + 12 + 15);
  expect(
    caseloadWeight([{ kind: 'group', everyWeeks: 1 }], { individual: 10, couple: 10, family: 10, group: 30 }),
  ).toBe(30);
  expect([weightWords(175), weightWords(180)]).toEqual(['17.5', '18']);
});

describe('the waiting list', () => {
  test.each([
    ['a minute before midnight in London', '2027-06-30T22:59Z', '2027-07-01T00:00Z', 1],
    ['a minute after it, still June in UTC', '2027-06-30T23:01Z', '2027-07-01T00:00Z', 0],
    ['over the spring change', '2027-03-27T12:00Z', '2027-03-29T11:00Z', 2],
    ['in the future', '2027-08-01T00:00Z', '2027-07-01T00:00Z', 0],
  ])('days are days of the practice: %s', (_name, since, now, days) => {
    expect(waitingDays(at(since), at(now), 'Europe/London')).toBe(days);
  });

  test('longest first, ties by id; past the limit is the day after it', () => {
    const entries = [
      { id: 'c', sinceAt: at('2027-05-20T10:00Z') },
      { id: 'b', sinceAt: at('2027-05-19T10:00Z') },
      { id: 'a', sinceAt: at('2027-05-20T10:00Z') },
    ];
    const rows = orderWaitingList(entries, { now: at('2027-07-01T09:00Z'), zone: 'Europe/London', waitLimitDays: 42 });
    expect(rows.map((row) => [row.id, row.waitingDays, row.isPastLimit])).toEqual([
      ['b', 43, true],
      ['a', 42, false],
      ['c', 42, false],
    ]);
    expect(pastLimit(42, 42)).toBe(false);
  });
});
