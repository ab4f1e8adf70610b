import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  afterComplaintAct,
  type ComplaintState,
  complaintActs,
  complaintClock,
  regulatorOf,
} from './complaint-clock.ts';

it.each([
  ['the day it came', '2026-11-23', null, '2026-11-23', '2026-12-23', 30, false],
  ['the last day', '2026-11-23', null, '2026-12-23', '2026-12-23', 0, false],
  ['the day after', '2026-11-23', null, '2026-12-24', '2026-12-23', -1, true],
  ['said in time stays in time', '2026-11-23', '2026-12-23', '2027-02-01', '2026-12-23', -40, false],
  ['said late stays late', '2026-11-23', '2026-12-24', '2027-02-01', '2026-12-23', -40, true],
  ['over 29 February', '2028-02-10', null, '2028-02-10', '2028-03-11', 30, false],
])('thirty days from the day after it came: %s', (_, received, said, today, acknowledgeByOn, daysLeft, isLate) => {
  expect(complaintClock(received, said, today)).toEqual({ acknowledgeByOn, daysLeft, isLate });
});

it('ends once, with an answer or by the person themselves, and nothing follows', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...complaintActs), { maxLength: 20 }), (acts) => {
      let state: ComplaintState = 'received';
      let ends = 0;
      for (const act of acts) {
        const next = afterComplaintAct(state, act);
        if (state === 'answered' || state === 'withdrawn') expect(next).toBeNull();
        if (next === 'answered' || next === 'withdrawn') ends += 1;
        if (next === 'received') expect(state).toBe('received');
        state = next ?? state;
      }
      expect(ends).toBeLessThanOrEqual(1);
    }),
  );
});

it('names a regulator in each nation, and where a nation is not known', () => {
  for (const nation of ['england-and-wales', 'scotland', 'northern-ireland', 'elsewhere'])
    expect(regulatorOf(nation)).toMatchObject({ name: 'Information Commissioner', telephone: '0303 123 1113' });
});
