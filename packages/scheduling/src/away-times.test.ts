import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { againLapsesAt, mostAgain, pickAgain, pickNear } from './away-times.ts';
import type { Slot } from './slots.ts';

const slot = (text: string, minutes = 50): Slot => {
  const startsAt = Temporal.Instant.from(text);
  return { therapistId: 't', startsAt, endsAt: startsAt.add({ minutes }), roomIds: [] };
};
const usual = { minuteOfDay: 17 * 60 + 30, zone: 'Europe/London' };
const starts = (slots: readonly Slot[]) => slots.map(({ startsAt }) => startsAt.toString());

describe('the times that are held', () => {
  it('are one a day, each nearest to the usual time of day', () => {
    const slots = ['24T09:00', '24T17:00', '24T18:30', '25T10:00', '26T17:30', '27T17:30'].map((at) =>
      slot(`2026-11-${at}:00Z`),
    );
    expect(starts(pickAgain(slots, usual))).toEqual([
      '2026-11-24T17:00:00Z',
      '2026-11-25T10:00:00Z',
      '2026-11-26T17:30:00Z',
    ]);
  });
  it('are further ones of the same day where there are no three days', () => {
    const slots = ['24T09:00', '24T12:00', '24T17:00'].map((at) => slot(`2026-11-${at}:00Z`));
    expect(pickAgain(slots, usual)).toHaveLength(3);
  });
  it('are three at most, apart from each other and from what is held for others', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 60 }), fc.nat(20), (offsets, at) => {
        const slots = [...new Set(offsets)]
          .sort((a, b) => a - b)
          .map((half) =>
            slot(
              Temporal.Instant.from('2026-11-24T08:00:00Z')
                .add({ minutes: half * 30 })
                .toString(),
            ),
          );
        const taken = slots.slice(at, at + 2);
        const picked = pickAgain(slots, usual, taken);
        expect(picked.length).toBeLessThanOrEqual(mostAgain);
        const all = [...picked, ...taken].toSorted(
          (a, b) => a.startsAt.epochMilliseconds - b.startsAt.epochMilliseconds,
        );
        for (const one of picked)
          for (const other of all)
            if (other !== one)
              expect(
                one.startsAt.epochMilliseconds >= other.endsAt.epochMilliseconds ||
                  one.endsAt.epochMilliseconds <= other.startsAt.epochMilliseconds ||
                  !picked.includes(one),
              ).toBe(true);
      }),
    );
  });
});

it('asks a colleague for the very time first, and for times beside it that do not touch it', () => {
  const slots = ['23T17:30', '24T17:00', '24T17:30', '24T18:00', '24T18:30', '27T17:30'].map((at) =>
    slot(`2026-11-${at}:00Z`),
  );
  const wanted = Temporal.Instant.from('2026-11-24T17:30:00Z').epochMilliseconds;
  expect(starts(pickNear(slots, wanted))).toEqual([
    '2026-11-23T17:30:00Z',
    '2026-11-24T17:30:00Z',
    '2026-11-24T18:30:00Z',
  ]);
  expect(pickNear([], wanted)).toEqual([]);
});

it('holds two days, and never beyond half a day before', () => {
  const now = Temporal.Instant.from('2026-11-23T08:00:00Z');
  const until = (at: string) => againLapsesAt(Temporal.Instant.from(at), now).toString();
  expect(until('2026-12-01T17:30:00Z')).toBe('2026-11-25T08:00:00Z');
  expect(until('2026-11-24T17:30:00Z')).toBe('2026-11-24T05:30:00Z');
});
