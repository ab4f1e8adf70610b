import type { WeeklyPlace } from '@heather/scheduling';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { AllocatableTherapist, WaitingEntry } from './match.ts';
import { planAllocation } from './plan.ts';
import { isSamePlaceTime, optionsOf } from './plan-options.ts';

// Slow twins on a busy machine: the limit only stops a search that never ends.
vi.setConfig({ testTimeout: 60_000 });

const place = (therapistId: string, weekday: number, time: string, over: Partial<WeeklyPlace> = {}): WeeklyPlace => ({
  therapistId,
  placeKind: 'online',
  roomId: null,
  otherRoomIds: [],
  stepFree: null,
  weekday,
  time,
  zone: 'Europe/London',
  durationMinutes: 50,
  everyWeeks: 1,
  firstOn: `2027-03-0${weekday}`,
  startsLocal: `2027-03-0${weekday}T${time}`,
  freeNow: true,
  awayOn: [],
  sessions: 12,
  ...over,
});
const entry = (id: string, over: Partial<WaitingEntry> = {}): WaitingEntry => ({
  id,
  sinceAt: { epochMilliseconds: Number(id.slice(1)) },
  wishes: {},
  episodeKind: 'individual',
  ...over,
});
const therapist = (
  id: string,
  freePlaces: WeeklyPlace[],
  over: Partial<AllocatableTherapist> = {},
): AllocatableTherapist => ({
  id,
  loadTenths: 0,
  capacityTenths: 200,
  freePlaces,
  ...over,
});
const short = (entries: WaitingEntry[], therapists: AllocatableTherapist[]) =>
  planAllocation(entries, therapists).suggestions.map((s) =>
    `${s.entryId} ${s.therapistId} ${s.place.weekday} ${s.place.time} ${s.place.roomId ?? ''}`.trim(),
  );
const tuesday = { times: [{ weekday: 2, startsLocal: '09:00', endsLocal: '12:00' }] };

describe('a suggestion for the whole list', () => {
  test('the longest wait comes first, and moves over so that the next fits too', () => {
    const both = [therapist('ada', [place('ada', 1, '10:00'), place('ada', 2, '10:00')])];
    // e1 alone would take Monday, the soonest; e0 can only come on Tuesday and e2 is left.
    expect(short([entry('e2'), entry('e1'), entry('e0', { wishes: tuesday })], both)).toEqual([
      'e0 ada 2 10:00',
      'e1 ada 1 10:00',
    ]);
    // e0 takes Monday though it would do on either, and moves to Tuesday when only Monday is left for e1.
    const monday = { times: [{ weekday: 1, startsLocal: '09:00', endsLocal: '12:00' }] };
    expect(short([entry('e0'), entry('e1', { wishes: monday })], both)).toEqual(['e0 ada 2 10:00', 'e1 ada 1 10:00']);
  });

  test('nobody who waited less displaces somebody who waited longer out of the plan', () => {
    const plan = planAllocation(
      [entry('e0'), entry('e1', { wishes: tuesday })],
      [therapist('ada', [place('ada', 2, '10:00')])],
    );
    expect(plan.suggestions.map((s) => s.entryId)).toEqual(['e0']);
    expect(plan.left).toEqual([
      { entryId: 'e1', reason: 'Everybody who fits is suggested to somebody who has waited longer.' },
    ]);
  });

  test('a caseload limit is kept by weight, and so is the number of lower-fee places', () => {
    const places = [place('ada', 1, '10:00'), place('ada', 2, '10:00'), place('ada', 3, '10:00')];
    expect(
      short(
        [entry('e0'), entry('e1'), entry('e2')],
        [therapist('ada', places, { capacityTenths: 40, loadTenths: 20 })],
      ),
    ).toHaveLength(2);
    const couple = entry('e0', { episodeKind: 'couple' });
    expect(short([couple, entry('e1')], [therapist('ada', places, { capacityTenths: 20 })])).toHaveLength(1);
    const poor = { wishes: { feeCeilingPence: 3000 } };
    const lower = therapist('ada', places, { feePence: 6000, lowFeePence: 2500, lowFeePlacesFree: 1 });
    expect(short([entry('e0', poor), entry('e1', poor), entry('e2')], [lower])).toEqual([
      'e0 ada 1 10:00',
      'e2 ada 2 10:00',
    ]);
  });

  test('one room is not suggested twice for one time; another free room is', () => {
    const inRooms = (id: string, otherRoomIds: string[]) =>
      therapist(id, [place(id, 1, '10:00', { placeKind: 'room', roomId: 'r1', otherRoomIds, stepFree: true })]);
    expect(short([entry('e0'), entry('e1')], [inRooms('ada', []), inRooms('bo', [])])).toEqual(['e0 ada 1 10:00 r1']);
    expect(short([entry('e0'), entry('e1')], [inRooms('ada', []), inRooms('bo', ['r2'])])).toEqual([
      'e0 ada 1 10:00 r1',
      'e1 bo 1 10:00 r2',
    ]);
  });

  test('alternate weeks share a time', () => {
    const halves = [
      place('ada', 1, '10:00', { everyWeeks: 2 }),
      place('ada', 1, '10:00', { everyWeeks: 2, firstOn: '2027-03-08', startsLocal: '2027-03-08T10:00' }),
    ];
    const fortnightly = { everyWeeks: 2 };
    expect(short([entry('e0', fortnightly), entry('e1', fortnightly)], [therapist('ada', halves)])).toHaveLength(2);
    expect(
      short([entry('e0', fortnightly), entry('e1', fortnightly)], [therapist('ada', halves.slice(0, 1))]),
    ).toHaveLength(1);
  });

  test.each<[string, Partial<WaitingEntry>, AllocatableTherapist[], string]>([
    ['nobody', {}, [], 'There is no therapist to ask.'],
    ['times', { wishes: tuesday }, [therapist('ada', [place('ada', 1, '10:00')])], 'Nobody meets the wished times.'],
    [
      'rhythm',
      { everyWeeks: 2 },
      [therapist('ada', [place('ada', 1, '10:00')])],
      'Nobody who fits has a place free every 2 weeks.',
    ],
    [
      'caseload',
      {},
      [therapist('ada', [place('ada', 1, '10:00')], { capacityTenths: 5 })],
      'Those who fit have no room in their caseload.',
    ],
    [
      'before',
      { notAgainTherapistIds: ['ada'] },
      [therapist('ada', [place('ada', 1, '10:00')])],
      'Everybody was offered before, and it came to nothing.',
    ],
    [
      'between two',
      { wishes: { languages: ['Welsh'], therapistGender: 'woman' } },
      [
        therapist('ada', [place('ada', 1, '10:00')], { gender: 'woman', languages: ['English'] }),
        therapist('bo', [place('bo', 1, '10:00')], { gender: 'man', languages: ['Welsh'] }),
      ],
      'Nobody meets all of: the gender of the therapist, the language.',
    ],
  ])('says why somebody is left: %s', (_name, over, therapists, reason) => {
    expect(planAllocation([entry('e0', over)], therapists).left).toEqual([{ entryId: 'e0', reason }]);
  });

  test('a wish that is only a preference gives way, and the suggestion says so', () => {
    const wishes = { modalities: ['EMDR'], languages: ['Welsh'], styleWords: ['direct'] };
    const [one] = planAllocation(
      [entry('e0', { wishes })],
      [therapist('ada', [place('ada', 1, '10:00')], { modalities: ['person-centred'], languages: ['welsh'] })],
    ).suggestions;
    expect(one?.reason).toBe('Meets 1 of 3 wishes; not met: modality; to ask: style.');
  });
});

const times = ['09:00', '10:00', '11:00'];
const therapistsArb = (limit: boolean) =>
  fc
    .array(
      fc.record({
        cells: fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 2 }), fc.constantFrom(...times)), {
          maxLength: 4,
          selector: String,
        }),
        seats: fc.integer({ min: 1, max: 3 }),
        gender: fc.constantFrom('woman', 'man', null),
        room: fc.constantFrom('r1', 'r2'),
      }),
      { maxLength: 3 },
    )
    .map((all) =>
      all.map((t, i) =>
        therapist(
          `t${i}`,
          t.cells.map(([weekday, time]) =>
            limit
              ? place(`t${i}`, weekday, time, { placeKind: 'room', roomId: t.room, stepFree: false })
              : place(`t${i}`, weekday, time),
          ),
          { gender: t.gender, capacityTenths: limit ? t.seats * 10 : null },
        ),
      ),
    );
const entriesArb = fc
  .array(
    fc.record({
      gender: fc.constantFrom(undefined, undefined, 'woman'),
      days: fc.constantFrom(undefined, 1, 2),
      kind: fc.constantFrom('individual' as const, 'individual' as const, 'couple' as const),
    }),
    { maxLength: 5 },
  )
  .map((all) =>
    all.map(({ gender, days, kind }, i) =>
      entry(`e${i}`, {
        episodeKind: kind,
        wishes: {
          ...(gender ? { therapistGender: gender } : {}),
          ...(days ? { times: [{ weekday: days, startsLocal: '09:00', endsLocal: '11:00' }] } : {}),
        },
      }),
    ),
  );

test('property: a plan never doubles a place, passes a limit, breaks a firm wish, or depends on the order of input', () => {
  fc.assert(
    fc.property(entriesArb, therapistsArb(true), (entries, therapists) => {
      const plan = planAllocation(entries, therapists);
      expect(planAllocation([...entries].reverse(), [...therapists].reverse())).toEqual(plan);
      expect([...plan.suggestions, ...plan.left].map((s) => s.entryId).sort()).toEqual(entries.map((e) => e.id).sort());
      for (const [i, a] of plan.suggestions.entries()) {
        expect(a.wishes.every((w) => w.wish === 'modality' || w.wish === 'style' || w.answer !== 'does-not')).toBe(
          true,
        );
        for (const b of plan.suggestions.slice(i + 1)) {
          const isSameTime = a.place.weekday === b.place.weekday && a.place.time === b.place.time;
          expect(isSameTime && (a.therapistId === b.therapistId || a.place.roomId === b.place.roomId)).toBe(false);
        }
      }
      for (const t of therapists) {
        const load = plan.suggestions
          .filter((s) => s.therapistId === t.id)
          .reduce((sum, s) => sum + (entries.find((e) => e.id === s.entryId)?.episodeKind === 'couple' ? 12 : 10), 0);
        expect(load).toBeLessThanOrEqual(t.capacityTenths as number);
      }
    }),
    { numRuns: 400 },
  );
});

test('property: where only places are scarce the plan is the best there is, by trying all', () => {
  fc.assert(
    fc.property(entriesArb, therapistsArb(false), (entries, therapists) => {
      const waiting = entries.map((e) => optionsOf(e, therapists).options);
      const optionAt = (i: number, pick: number) => waiting[i]?.[pick];
      // Best by the promise: who is placed, first waiting first; then each one's option, in the same order. −1 is none.
      let best: number[] | null = null;
      const isBetter = (a: number[], b: number[]): boolean => {
        const firstApart = (same: (x: number, y: number) => boolean) => a.findIndex((x, i) => !same(x, b[i] as number));
        const placed = firstApart((x, y) => x < 0 === y < 0);
        if (placed >= 0) return (b[placed] as number) < 0;
        const apart = firstApart((x, y) => x === y);
        return apart >= 0 && (a[apart] as number) < (b[apart] as number);
      };
      const walk = (picks: number[]): void => {
        const options = waiting[picks.length];
        if (!options) {
          if (!best || isBetter(picks, best)) best = [...picks];
          return;
        }
        for (let pick = -1; pick < options.length; pick++) {
          const option = options[pick];
          const inTheWay = (taken: number, i: number) => {
            const other = optionAt(i, taken);
            return option !== undefined && other !== undefined && isSamePlaceTime(other, option);
          };
          if (!picks.some(inTheWay)) walk([...picks, pick]);
        }
      };
      walk([]);
      const expected = ((best ?? []) as number[]).flatMap((pick, i) => {
        const option = optionAt(i, pick);
        return option ? [`e${i} ${option.therapist.id} ${option.place.startsLocal}`] : [];
      });
      const plan = planAllocation(entries, therapists);
      expect(plan.suggestions.map((s) => `${s.entryId} ${s.therapistId} ${s.place.startsLocal}`)).toEqual(expected);
    }),
    { numRuns: 150 },
  );
});

test('a list of two hundred is planned to the last seat', () => {
  const therapists = Array.from({ length: 30 }, (_, t) =>
    therapist(
      `t${t}`,
      [1, 2, 3, 4].flatMap((day) => times.map((time) => place(`t${t}`, day, time))),
      { capacityTenths: 60 },
    ),
  );
  const entries = Array.from({ length: 200 }, (_, i) => entry(`e${i}`, i % 3 ? {} : { wishes: tuesday }));
  const plan = planAllocation(entries, therapists);
  // 30 therapists with six weekly hours each.
  expect(plan.suggestions).toHaveLength(180);
});
