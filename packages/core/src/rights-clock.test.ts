import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideRightsStep,
  type RightsAsked,
  type RightsStep,
  type RightsStepKind,
  rightsClock,
  rightsKinds,
  rightsStepKinds,
} from './rights-clock.ts';

const access = (receivedOn: string): RightsAsked => ({ kind: 'access', receivedOn });
const step = (kind: RightsStepKind, on: string): RightsStep => ({ kind, on });

describe('one calendar month', () => {
  it.each([
    ['2026-11-23', '2026-12-23'],
    ['2026-01-31', '2026-02-28'],
    ['2028-01-31', '2028-02-29'],
    ['2026-03-31', '2026-04-30'],
    ['2026-12-31', '2027-01-31'],
    // 25 December is a bank holiday and 1 May 2027 a Saturday: neither shortens nor moves it.
    ['2026-11-25', '2026-12-25'],
    ['2027-04-01', '2027-05-01'],
    // The night on which the clocks go forward is a day like another.
    ['2027-02-28', '2027-03-28'],
  ])('from %s to %s', (receivedOn, dueOn) => {
    expect(rightsClock(access(receivedOn), [], receivedOn)).toMatchObject({ state: 'running', dueOn, isLate: false });
    expect(rightsClock(access(receivedOn), [], dueOn)).toMatchObject({ daysLeft: 0, isLate: false });
    const after = Temporal.PlainDate.from(dueOn).add({ days: 1 }).toString();
    expect(rightsClock(access(receivedOn), [], after)).toMatchObject({ daysLeft: -1, isLate: true });
  });
});

describe('what stops it', () => {
  it('does not begin before the identity that was asked for is shown', () => {
    const asked = [step('identity-asked', '2026-11-25')];
    expect(rightsClock(access('2026-11-23'), asked, '2027-02-01')).toMatchObject({
      state: 'waiting',
      waitsFor: { what: 'identity', sinceOn: '2026-11-25' },
      startsOn: null,
      dueOn: null,
      isLate: false,
    });
    const shown = [...asked, step('identity-confirmed', '2026-12-01')];
    expect(rightsClock(access('2026-11-23'), shown, '2026-12-02')).toMatchObject({
      startsOn: '2026-12-01',
      dueOn: '2027-01-01',
    });
  });

  it('stands still while it is unclear what is wanted, and goes on where it stood', () => {
    const asked = [step('clarification-asked', '2026-11-25')];
    expect(rightsClock(access('2026-11-23'), asked, '2026-12-30')).toMatchObject({ state: 'waiting', dueOn: null });
    const said = [...asked, step('clarification-given', '2026-12-05')];
    expect(rightsClock(access('2026-11-23'), said, '2026-12-06')).toMatchObject({
      state: 'running',
      stoppedDays: 10,
      dueOn: '2027-01-02',
    });
  });

  it.each(['correction', 'erasure', 'restriction', 'objection'] as const)(
    'goes on for %s while something is asked: the Act stops it for access alone',
    (kind) => {
      const asked = [step('clarification-asked', '2026-11-25')];
      const clock = rightsClock({ kind, receivedOn: '2026-11-23' }, asked, '2026-12-01');
      expect(clock).toMatchObject({ state: 'running', dueOn: '2026-12-23', waitsFor: { what: 'clarification' } });
    },
  );

  it('counts no day twice where both were asked', () => {
    const steps = [
      step('identity-asked', '2026-11-24'),
      step('clarification-asked', '2026-11-26'),
      step('identity-confirmed', '2026-12-01'),
      step('clarification-given', '2026-12-04'),
    ];
    expect(rightsClock(access('2026-11-23'), steps, '2026-12-05')).toMatchObject({
      startsOn: '2026-12-01',
      stoppedDays: 3,
      dueOn: '2027-01-04',
    });
  });
});

describe('what lengthens it', () => {
  it('is two months more, told within the first', () => {
    const asked = access('2026-11-30');
    expect(decideRightsStep(asked, [], step('extended', '2026-12-30'), '2026-12-30')).toEqual({ ok: true });
    expect(decideRightsStep(asked, [], step('extended', '2026-12-31'), '2026-12-31')).toEqual({
      ok: false,
      code: 'rights/too-late-to-extend',
    });
    const longer = rightsClock(asked, [step('extended', '2026-12-20')], '2027-01-15');
    expect(longer).toMatchObject({ isExtended: true, dueOn: '2027-02-28', isLate: false });
    expect(
      decideRightsStep(asked, [step('extended', '2026-12-20')], step('extended', '2026-12-21'), '2027-01-01'),
    ).toEqual({
      ok: false,
      code: 'rights/wrong-step',
    });
  });

  it('has its stops in the first month too', () => {
    const steps = [step('clarification-asked', '2026-12-01'), step('clarification-given', '2026-12-11')];
    expect(rightsClock(access('2026-11-23'), steps, '2026-12-12').extendByOn).toBe('2027-01-02');
  });
});

describe('what may follow', () => {
  it.each([
    [[], 'identity-confirmed', 'rights/wrong-step'],
    [[], 'clarification-given', 'rights/wrong-step'],
    [[step('identity-asked', '2026-11-24')], 'answered', 'rights/wrong-step'],
    [[step('identity-asked', '2026-11-24')], 'extended', 'rights/wrong-step'],
    [[step('identity-asked', '2026-11-24')], 'refused', null],
    [[step('answered', '2026-11-24')], 'withdrawn', 'rights/closed'],
    [[step('clarification-asked', '2026-11-24')], 'clarification-asked', 'rights/wrong-step'],
    [[], 'answered', null],
  ] as const)('after %j: %s → %s', (steps, kind, code) => {
    const decided = decideRightsStep(access('2026-11-23'), steps, step(kind, '2026-11-25'), '2026-11-25');
    expect(decided).toEqual(code ? { ok: false, code } : { ok: true });
  });

  it('is on no day before the last step, nor ahead of today', () => {
    const asked = access('2026-11-23');
    for (const on of ['2026-11-22', '2026-11-26']) {
      expect(decideRightsStep(asked, [], step('answered', on), '2026-11-25')).toMatchObject({
        code: 'rights/wrong-day',
      });
    }
  });
});

// Any steps that are allowed one after another, as a manager might press them over months.
const histories = fc
  .record({
    kind: fc.constantFrom(...rightsKinds),
    received: fc.integer({ min: 0, max: 1500 }),
    tries: fc.array(fc.tuple(fc.constantFrom(...rightsStepKinds), fc.integer({ min: 0, max: 40 })), { maxLength: 12 }),
  })
  .map(({ kind, received, tries }) => {
    let on = Temporal.PlainDate.from('2026-01-01').add({ days: received });
    const asked = { kind, receivedOn: on.toString() };
    const steps: RightsStep[] = [];
    for (const [next, days] of tries) {
      on = on.add({ days });
      const wanted = { kind: next, on: on.toString() };
      if (decideRightsStep(asked, steps, wanted, on.toString()).ok) steps.push(wanted);
    }
    return { asked, steps, todayOn: on.toString() };
  });

describe('whatever happened', () => {
  it('gives never less than a month from receipt, and never more than three and the days it stood still', () => {
    fc.assert(
      fc.property(histories, ({ asked, steps, todayOn }) => {
        const clock = rightsClock(asked, steps, todayOn);
        if (clock.dueOn === null || clock.startsOn === null) return clock.state !== 'running';
        const month = Temporal.PlainDate.from(asked.receivedOn).add({ months: 1 }).toString();
        const longest = Temporal.PlainDate.from(clock.startsOn).add({ months: 3 }).add({ days: clock.stoppedDays });
        return clock.dueOn >= month && clock.dueOn <= longest.toString() && clock.startsOn >= asked.receivedOn;
      }),
    );
  });

  it('is closed at most once, and nothing follows', () => {
    fc.assert(
      fc.property(histories, ({ steps }) => {
        const ends = steps.filter(({ kind }) => ['answered', 'refused', 'withdrawn'].includes(kind));
        return ends.length === 0 || (ends.length === 1 && ends[0] === steps.at(-1));
      }),
    );
  });

  it('stands still only while something is waited for, and then nothing is late', () => {
    fc.assert(
      fc.property(histories, ({ asked, steps, todayOn }) => {
        const clock = rightsClock(asked, steps, todayOn);
        return clock.state !== 'waiting' || (clock.waitsFor !== null && clock.dueOn === null && !clock.isLate);
      }),
    );
  });
});
