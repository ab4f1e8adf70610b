import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ageOn,
  type DestructionState,
  decideDestruction,
  defaultRules,
  destructionActs,
  destructionStates,
  dueOf,
  heldKinds,
  type RecordFacts,
  type RetentionRule,
  rulesInForce,
  ruleWords,
} from './retention.ts';

const facts = (over: Partial<RecordFacts>): RecordFacts => ({
  bornOn: '1980-05-01',
  nation: 'england-and-wales',
  lastContactOn: '2020-03-31',
  hadCourse: true,
  ...over,
});
const rule = (over: Partial<RetentionRule>): RetentionRule => ({
  ...(defaultRules[0] as RetentionRule),
  reviewedOn: '2026-01-01',
  ...over,
});

describe('when a record falls due', () => {
  it.each<[string, Partial<RecordFacts>, string, string]>([
    ['an adult, seven years', {}, '2027-03-31', 'adult'],
    ['nobody’s birth date: as an adult', { bornOn: null }, '2027-03-31', 'adult'],
    ['a month that has no such day', { lastContactOn: '2020-02-29' }, '2027-02-28', 'adult'],
    ['a child of ten: until 25', { bornOn: '2010-06-15' }, '2035-06-15', 'young'],
    ['seventeen at the end: until 26', { bornOn: '2002-06-15' }, '2028-06-15', 'young'],
    ['eighteen that very day', { bornOn: '2002-03-31' }, '2027-03-31', 'adult'],
    ['a day short of eighteen', { bornOn: '2002-04-01' }, '2028-04-01', 'young'],
    ['born on 29 February', { bornOn: '2008-02-29', lastContactOn: '2020-03-31' }, '2033-03-01', 'young'],
    ['an enquiry that came to nothing', { hadCourse: false }, '2021-03-31', 'enquiry'],
    ['a child’s enquiry', { hadCourse: false, bornOn: '2012-01-01' }, '2021-03-31', 'enquiry'],
  ])('%s', (_, over, dueOn, kind) => {
    expect(dueOf(rulesInForce([]), facts(over))).toMatchObject({ dueOn, kind });
  });

  it('follows whichever side asks for longest, and a nation’s own rule in that nation alone', () => {
    const rules = rulesInForce([
      rule({ monthsAfter: 72 }),
      rule({ monthsAfter: 96, requiredBy: 'insurer' }),
      rule({ monthsAfter: 120, requiredBy: 'law', nation: 'scotland' }),
    ]);
    expect(dueOf(rules, facts({}))).toMatchObject({ dueOn: '2028-03-31', rule: { requiredBy: 'insurer' } });
    expect(dueOf(rules, facts({ nation: 'scotland' })).dueOn).toBe('2030-03-31');
    const scottish = rulesInForce([rule({ monthsAfter: 12, nation: 'scotland' })]);
    expect(dueOf(scottish, facts({}))).toMatchObject({ dueOn: '2027-03-31', rule: { reviewedOn: null } });
  });

  it('says the rule in words that name nobody, and whose it is', () => {
    expect(ruleWords(rule({}))).toBe('7 years after the last contact: the practice’s own rule');
    expect(ruleWords(defaultRules[1] as RetentionRule)).toContain(
      'and until 25 (26 for somebody who was 17): Heather’s suggestion',
    );
    expect(dueOf(rulesInForce([]), facts({ bornOn: null })).ageUnknown).toBe(true);
  });

  const aDay = fc
    .date({ min: new Date('1930-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  it('is never before the last contact and its months, nor while the person is under the age of the rule', () => {
    fc.assert(
      fc.property(
        aDay,
        aDay,
        fc.integer({ min: 1, max: 240 }),
        fc.integer({ min: 18, max: 40 }),
        (a, b, monthsAfter, untilAge) => {
          const [bornOn, lastContactOn] = [a, b].toSorted() as [string, string];
          const rules = [
            rule({ monthsAfter }),
            rule({ kind: 'young', monthsAfter, untilAge, untilAgeAt17: untilAge + 1 }),
          ];
          const { dueOn, kind } = dueOf(rules, facts({ bornOn, lastContactOn }));
          const least = Temporal.PlainDate.from(lastContactOn).add({ months: monthsAfter });
          expect(Temporal.PlainDate.compare(dueOn, least)).toBeGreaterThanOrEqual(0);
          if (kind === 'young') expect(ageOn(bornOn, dueOn)).toBeGreaterThanOrEqual(untilAge);
        },
      ),
    );
  });
});

describe('the way to a destruction', () => {
  const act = fc.constantFrom(...destructionActs);
  const moment = fc.record({ act, graceOver: fc.boolean(), heldBy: fc.subarray(heldKinds) });

  it('never passes by the yes, the days of grace or what holds the record; nothing follows it', () => {
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 30 }), (moments) => {
        let state: DestructionState = 'listed';
        for (const { act, graceOver, heldBy } of moments) {
          const decision = decideDestruction({ state, graceOver, heldBy }, act);
          if (state === 'destroyed' || state === 'kept' || state === 'called-off') expect(decision.ok).toBe(false);
          if (!decision.ok) continue;
          if (decision.state === 'destroyed') expect([state, graceOver, heldBy]).toEqual(['confirmed', true, []]);
          if (decision.state === 'confirmed') expect([state, heldBy]).toEqual(['listed', []]);
          state = decision.state;
        }
      }),
    );
  });

  it('says what stands against it', () => {
    const now = (state: DestructionState, over = {}) => ({ state, graceOver: false, heldBy: [], ...over });
    expect(decideDestruction(now('confirmed'), 'destroy')).toEqual({ ok: false, because: 'too-early' });
    expect(decideDestruction(now('confirmed', { heldBy: ['hold'] }), 'destroy')).toEqual({
      ok: false,
      because: 'hold',
    });
    expect(decideDestruction(now('listed', { heldBy: ['money-owed'] }), 'confirm')).toEqual({
      ok: false,
      because: 'money-owed',
    });
    for (const state of destructionStates.filter((each) => each !== 'confirmed'))
      expect(decideDestruction(now(state, { graceOver: true }), 'destroy')).toEqual({
        ok: false,
        because: 'wrong-order',
      });
  });
});
