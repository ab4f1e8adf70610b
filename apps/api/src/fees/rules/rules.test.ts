import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, type Chosen } from './allocate.ts';
import { csvMoney, csvRecord } from './csv.ts';
import { isWithin, type Limit, limitState, sessionsLeft } from './limit.ts';
import { type EarningLine, monthShare, rateOn, type ShareRate } from './shares.ts';
import { type PayingArrangement, splitFee } from './split-fee.ts';
import { splitPence } from './split-pence.ts';

const total = (parts: readonly { pence: number }[]) => parts.reduce((sum, { pence }) => sum + pence, 0);
const pence = fc.integer({ min: 0, max: 1_000_000 });

describe('sharing pence out', () => {
  it('loses none and gives nobody a penny more or less than their part', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        pence,
        weights.filter((list) => list.some((one) => one > 0)),
        (sum, list) => {
          const parts = splitPence(sum, list);
          expect(parts.reduce((a, b) => a + b, 0)).toBe(sum);
          const all = list.reduce((a, b) => a + b, 0);
          parts.forEach((part, at) => {
            expect(Math.abs(part - (sum * (list[at] as number)) / all)).toBeLessThan(1);
          });
        },
      ),
    );
  });
  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [5555, [5000, 5000], [2778, 2777]],
    [1, [1, 2, 1], [0, 1, 0]],
    [0, [1, 1], [0, 0]],
  ])('%i by %j is %j', (sum, weights, parts) => expect(splitPence(sum, weights)).toEqual(parts));
});

const arrangement = (over: Partial<PayingArrangement>): PayingArrangement => ({
  id: 'a',
  payerId: 'p',
  share: 'whole',
  sharePence: null,
  sharePoints: null,
  coversMissed: false,
  isCovered: true,
  beyond: 'ask',
  ...over,
});
const anyArrangement = fc.record({
  share: fc.constantFrom('whole', 'fixed', 'percent') as fc.Arbitrary<'whole' | 'fixed' | 'percent'>,
  sharePence: fc.integer({ min: 1, max: 20_000 }),
  sharePoints: fc.integer({ min: 1, max: 9999 }),
  coversMissed: fc.boolean(),
  isCovered: fc.boolean(),
  beyond: fc.constantFrom('ask', 'client-pays') as fc.Arbitrary<'ask' | 'client-pays'>,
});

describe('the parts of a fee', () => {
  it('are the whole fee, whoever pays, and nothing beyond a limit is the client’s unless somebody chose so', () => {
    fc.assert(
      fc.property(pence, fc.boolean(), fc.array(anyArrangement, { maxLength: 4 }), (fee, isMissed, list) => {
        const all = list.map((one, at) => arrangement({ ...one, id: `a${at}`, payerId: `p${at}` }));
        const parts = splitFee(fee, isMissed, all);
        expect(total(parts)).toBe(fee);
        expect(parts.every((part) => part.pence > 0)).toBe(true);
        // Were every limit wide open, the client's own part would be no smaller: what is beyond one is never moved to them unasked.
        const asked = all.map((one) => ({ ...one, beyond: 'ask' as const }));
        const own = (list: readonly PayingArrangement[]) =>
          total(splitFee(fee, isMissed, list).filter(({ party }) => party === 'client'));
        expect(own(asked)).toBe(own(all.map((one) => ({ ...one, isCovered: true }))));
      }),
    );
  });
  const half = arrangement({ id: 'half', payerId: 'x', share: 'percent', sharePoints: 5000 });
  const fixed = arrangement({ id: 'fixed', payerId: 'y', share: 'fixed', sharePence: 4000 });
  const says = (parts: ReturnType<typeof splitFee>) =>
    parts.map((part) => `${part.payerId ?? part.party} ${part.pence}`);
  it.each([
    ['nobody else', 5500, false, [], ['client 5500']],
    ['the whole', 5500, false, [arrangement({})], ['p 5500']],
    ['a fixed sum above the fee', 3000, false, [fixed], ['y 3000']],
    ['fixed, then half of the rest', 5555, false, [half, fixed], ['y 4000', 'x 778', 'client 777']],
    ['missed and not covered', 5500, true, [arrangement({})], ['client 5500']],
    ['missed and covered', 5500, true, [arrangement({ coversMissed: true })], ['p 5500']],
    ['beyond the limit, not chosen', 5500, false, [arrangement({ isCovered: false })], ['undecided 5500']],
    [
      'beyond the limit, the client chose',
      5500,
      false,
      [arrangement({ isCovered: false, beyond: 'client-pays' })],
      ['client 5500'],
    ],
    [
      'beyond one of two',
      6000,
      false,
      [fixed, { ...half, isCovered: false }],
      ['y 4000', 'undecided 1000', 'client 1000'],
    ],
  ] as const)('%s', (_, fee, isMissed, list, wanted) => expect(says(splitFee(fee, isMissed, list))).toEqual(wanted));
});

describe('what settles what', () => {
  it('sums exactly: no credit and no debit is passed, and one side is used up', () => {
    const lines = (prefix: string) =>
      fc
        .array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 12 })
        .map((list) => list.map((sum, at) => ({ id: `${prefix}${at}`, pence: sum })));
    fc.assert(
      fc.property(lines('c'), lines('d'), fc.array(fc.integer({ min: 0, max: 14 })), (credits, debits, picks) => {
        const found = allocate(
          credits,
          debits,
          picks.map((at) => ({ id: `d${at}`, upToPence: at % 3 === 0 ? at * 100 : undefined })) as Chosen[],
        );
        expect(total(found)).toBe(Math.min(total(credits), total(debits)));
        expect(found.every((one) => one.pence > 0)).toBe(true);
        for (const credit of credits)
          expect(total(found.filter(({ creditId }) => creditId === credit.id))).toBeLessThanOrEqual(credit.pence);
        for (const debit of debits)
          expect(total(found.filter(({ debitId }) => debitId === debit.id))).toBeLessThanOrEqual(debit.pence);
      }),
    );
  });
  it('goes to what was chosen first, then to the oldest', () => {
    const debits = [
      { id: 'old', pence: 100 },
      { id: 'new', pence: 100 },
    ];
    expect(allocate([{ id: 'c', pence: 150 }], debits, [{ id: 'new' }])).toEqual([
      { creditId: 'c', debitId: 'new', pence: 100 },
      { creditId: 'c', debitId: 'old', pence: 50 },
    ]);
    expect(
      allocate([{ id: 'c', pence: 100 }], debits, [
        { id: 'new', upToPence: 30 },
        { id: 'old', upToPence: 70 },
      ]),
    ).toEqual([
      { creditId: 'c', debitId: 'new', pence: 30 },
      { creditId: 'c', debitId: 'old', pence: 70 },
    ]);
  });
});

describe('a limit', () => {
  const of = (over: Partial<Limit>): Limit => ({ sessionLimit: null, used: 0, authorisedUntilOn: null, ...over });
  it.each([
    [of({}), 'none', null, true],
    [of({ sessionLimit: 6, used: 3 }), 'far', 3, true],
    [of({ sessionLimit: 6, used: 4 }), 'near', 2, true],
    [of({ sessionLimit: 6, used: 6 }), 'reached', 0, false],
    [of({ sessionLimit: 6, used: 7 }), 'reached', 0, false],
    [of({ authorisedUntilOn: '2026-12-15' }), 'far', null, true],
    [of({ authorisedUntilOn: '2026-12-14' }), 'expiring', null, true],
    [of({ authorisedUntilOn: '2026-11-23' }), 'expiring', null, true],
    [of({ authorisedUntilOn: '2026-11-22' }), 'expired', null, false],
  ])('%j on 23 November is %s', (limit, state, left, within) => {
    expect([limitState(limit, '2026-11-23'), sessionsLeft(limit), isWithin(limit, '2026-11-23')]).toEqual([
      state,
      left,
      within,
    ]);
  });
});

describe('a cell of the accountant’s file', () => {
  it.each([
    ['=1+1', `'=1+1`],
    ['+44', `'+44`],
    ['-2', `'-2`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['  =1', `'  =1`],
    ['\t=1', `'\t=1`],
    ['＝1', `'＝1`],
    ['a,"b"', '"a,""b"""'],
    ['=a,b', `"'=a,b"`],
    ['two\nlines', '"two\nlines"'],
    ['Northgate', 'Northgate'],
  ])('%j is written as %j', (text, wanted) => expect(csvRecord([text])).toBe(`${wanted}\r\n`));
  it('of ours is a number, above and below nothing', () => {
    expect(csvRecord([csvMoney(4505), csvMoney(-5), csvMoney(0)])).toBe('45.05,-0.05,0.00\r\n');
  });
  it('never begins a formula, whatever is put in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const cell = csvRecord([text]).slice(0, -2);
        const inside = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
        expect(/^[=+\-@\t\r]/.test(inside)).toBe(false);
        expect(inside === text || inside === `'${text}`).toBe(true);
      }),
    );
  });
});

describe('a therapist’s month', () => {
  const rate = (over: Partial<ShareRate>): ShareRate => ({
    kind: 'percent',
    points: 6000,
    pence: null,
    fromOn: '2026-01-01',
    untilOn: null,
    ...over,
  });
  const line = (sessionId: string, month: string, effectPence: number, sessionOn = `${month}-10`): EarningLine => ({
    sessionId,
    sessionOn,
    month,
    effectPence,
  });
  const fixed = rate({ kind: 'fixed', points: null, pence: 3000 });
  it.each([
    [
      '60 % of what was charged',
      [line('a', '2026-11', 5500), line('b', '2026-11', 5500)],
      [rate({})],
      [2, 11000, 6600, 0],
    ],
    ['half a penny goes up once', [line('a', '2026-11', 5555)], [rate({ points: 5000 })], [1, 5555, 2778, 0]],
    [
      'two accounts of one session are one session',
      [line('a', '2026-11', 4000), line('a', '2026-11', 1500)],
      [fixed],
      [1, 5500, 3000, 0],
    ],
    ['let go in its month', [line('a', '2026-11', 5500), line('a', '2026-11', -5500)], [fixed], [0, 0, 0, 0]],
    [
      'let go a month later',
      [line('a', '2026-10', 5500), line('a', '2026-11', -5500, '2026-10-10')],
      [fixed],
      [-1, -5500, -3000, 0],
    ],
    ['of an earlier month, unchanged', [line('a', '2026-10', 5500)], [fixed], [0, 0, 0, 0]],
    ['no rate on that day', [line('a', '2026-11', 5500)], [rate({ fromOn: '2026-12-01' })], [1, 5500, 0, 1]],
  ] as const)('%s', (_, lines, rates, [sessions, keptPence, sharePence, withoutRate]) =>
    expect(monthShare('2026-11', lines, rates)).toEqual({ sessions, keptPence, sharePence, withoutRate }),
  );
  it('takes the rate that began last', () => {
    const rates = [rate({ points: 5000 }), rate({ points: 6500, fromOn: '2026-06-01' })];
    expect([rateOn(rates, '2026-05-31')?.points, rateOn(rates, '2026-06-01')?.points]).toEqual([5000, 6500]);
  });
});
