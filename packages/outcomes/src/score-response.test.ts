import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkStoredTotal,
  keyedValue,
  type MeasureKey,
  measureKeys,
  measures,
  riskSignals,
  scoreResponse,
} from './index.ts';

const all = (key: MeasureKey, position: number) => measures[key].items.map(() => position);
const worst = (key: MeasureKey) =>
  measures[key].items.map(({ reversed, options }) => (reversed ? 0 : options.length - 1));
const without = (answers: (number | null)[], ...items: number[]) =>
  answers.map((answer, index) => (items.includes(index + 1) ? null : answer));
const total = (key: MeasureKey, answers: unknown) => {
  const score = scoreResponse(key, answers);
  return score.ok ? score.total : score.reason;
};

describe('scoreResponse: first option everywhere, last option everywhere, the worst answer everywhere', () => {
  it.each<[MeasureKey, number, number, number]>([
    ['phq-9', 0, 27, 27],
    ['gad-7', 0, 21, 21],
    ['pcl-5', 0, 80, 80],
    // Reversed items: two of ten score 4 on the first option; eight of 34; three of ten.
    ['core-10', 8, 32, 40],
    ['core-om', 9.41, 30.59, 40],
    ['yp-core', 12, 28, 40],
  ])('%s: %d, %d, %d', (key, first, last, most) => {
    expect(total(key, all(key, 0))).toBe(first);
    expect(total(key, all(key, (measures[key].items[0]?.options.length ?? 0) - 1))).toBe(last);
    expect(total(key, worst(key))).toBe(most);
    expect(measures[key].range.max).toBe(most);
  });

  it.each<[MeasureKey, number[]]>([
    ['phq-9', []],
    ['gad-7', []],
    ['pcl-5', []],
    ['core-10', [2, 3]],
    // 30, self-blame, is not among them: one public scorer reverses it by mistake.
    ['core-om', [3, 4, 7, 12, 19, 21, 31, 32]],
    ['yp-core', [3, 5, 10]],
  ])('%s reverses %j and nothing else', (key, reversed) => {
    expect(measures[key].items.filter((item) => item.reversed).map((item) => item.number)).toEqual(reversed);
  });

  it('takes a position as ticked: "not at all able to cope" is the worst answer, not the best', () => {
    const calm = [0, 4, 4, 0, 0, 0, 0, 0, 0, 0];
    expect(total('core-10', calm)).toBe(0);
    expect(total('core-10', calm.with(2, 0))).toBe(4);
  });

  it('finds CORE-10 inside CORE-OM by item, reversals included', () => {
    const inCoreOm = [2, 3, 7, 10, 15, 16, 18, 23, 27, 28];
    const reversed = inCoreOm.map((item) => measures['core-om'].items[item - 1]?.reversed);
    expect(reversed).toEqual(measures['core-10'].items.map((item) => item.reversed));
  });
});

describe('missing answers', () => {
  it.each<[MeasureKey, number, number[], number | string]>([
    ['phq-9', 1, [5], 'too-many-missing'],
    ['phq-9', 1, [5, 6], 'too-many-missing'],
    ['gad-7', 1, [1], 'too-many-missing'],
    ['pcl-5', 1, [20], 'too-many-missing'],
    // Nine answered: 1×7 plus 3×2 = 13, over 9, times 10.
    ['core-10', 1, [1], 14.44],
    ['core-10', 1, [1, 4], 'too-many-missing'],
    ['core-10', 1, [1, 4, 5], 'too-many-missing'],
    ['yp-core', 2, [1], 20],
    ['yp-core', 2, [1, 2], 'too-many-missing'],
    ['core-om', 2, [1], 20],
    ['core-om', 2, [1, 2], 20],
    ['core-om', 2, [1, 2, 5], 20],
    ['core-om', 2, [1, 2, 5, 8], 'too-many-missing'],
  ])('%s, %d everywhere but %j → %s', (key, position, items, expected) => {
    const score = scoreResponse(key, without(all(key, position), ...items));
    expect(score.ok ? score.total : score.reason).toBe(expected);
    expect(score.missing).toBe(items.length);
    expect(score.missingItems).toEqual(items);
    if (score.ok) expect(score.prorated).toBe(true);
  });

  it('never counts a missing answer as nought in a domain, and gives no domain that lacks too many', () => {
    const answers = all('core-om', 2);
    const one = scoreResponse('core-om', without(answers, 2, 4));
    expect(one).toMatchObject({
      ok: true,
      subscales: { problems: 20, wellBeing: null, functioning: 20, risk: 20, nonRisk: 20 },
    });
    const two = scoreResponse('core-om', without(answers, 2, 5, 6));
    expect(two).toMatchObject({
      ok: true,
      total: 20,
      subscales: { problems: null, wellBeing: 20, risk: null, nonRisk: 20 },
    });
  });

  it('gives domains in the clinical metric and clusters as sums', () => {
    const score = scoreResponse('core-om', all('core-om', 0).with(15, 4));
    expect(score).toMatchObject({ subscales: { risk: 6.67, wellBeing: 20 } });
    expect(scoreResponse('pcl-5', all('pcl-5', 4))).toMatchObject({
      subscales: { clusterB: 20, clusterC: 8, clusterD: 28, clusterE: 24 },
    });
  });
});

/** Answers that add up to `sum` on a measure without reversals, or on CORE-10. */
function answersFor(key: MeasureKey, sum: number): number[] {
  let left = sum;
  return measures[key].items.map((item) => {
    const top = item.options.length - 1;
    const value = Math.min(top, left);
    left -= value;
    return item.reversed ? top - value : value;
  });
}

describe('bands and caseness change exactly at their published floors', () => {
  it.each<[MeasureKey, number, string | null, boolean]>([
    ['phq-9', 4, 'minimal', false],
    ['phq-9', 5, 'mild', false],
    ['phq-9', 9, 'mild', false],
    ['phq-9', 10, 'moderate', true],
    ['phq-9', 14, 'moderate', true],
    ['phq-9', 15, 'moderately severe', true],
    ['phq-9', 19, 'moderately severe', true],
    ['phq-9', 20, 'severe', true],
    ['gad-7', 4, 'minimal', false],
    ['gad-7', 5, 'mild', false],
    ['gad-7', 7, 'mild', false],
    ['gad-7', 8, 'mild', true],
    ['gad-7', 10, 'moderate', true],
    ['gad-7', 15, 'severe', true],
    ['core-10', 10, 'low', false],
    ['core-10', 11, 'mild', true],
    ['core-10', 14, 'mild', true],
    ['core-10', 15, 'moderate', true],
    ['core-10', 19, 'moderate', true],
    ['core-10', 20, 'moderate to severe', true],
    ['core-10', 24, 'moderate to severe', true],
    ['core-10', 25, 'severe', true],
    ['pcl-5', 32, null, false],
    ['pcl-5', 33, null, true],
  ])('%s %d → %s, case %s', (key, sum, band, isCase) => {
    expect(scoreResponse(key, answersFor(key, sum))).toMatchObject({ ok: true, total: sum, band, isCase });
  });
  it('calls nobody a case on YP-CORE, whose cut-offs differ by age and gender', () => {
    expect(scoreResponse('yp-core', worst('yp-core'))).toMatchObject({ ok: true, band: null, isCase: null });
  });
  it('does not round a prorated score up into caseness', () => {
    // 9 of 9 answered items sum to 9: 10.0, and to 10: 11.11. Between lies nothing, and 10 is below 11.
    expect(scoreResponse('core-10', [null, 4, 4, 4, 4, 1, 0, 0, 0, 0])).toMatchObject({
      total: 10,
      isCase: false,
      band: 'low',
    });
    expect(scoreResponse('core-10', [null, 4, 4, 4, 4, 2, 0, 0, 0, 0])).toMatchObject({ total: 11.11, isCase: true });
  });
});

describe('bad data is refused by name, never guessed at and never thrown back', () => {
  const revoked = Proxy.revocable([], {});
  revoked.revoke();
  const trap = Object.defineProperty([0, 0, 0], 1, {
    get: () => {
      throw new Error('no');
    },
  });
  it.each<[string, unknown, string]>([
    ['undefined', undefined, 'not-a-list'],
    ['a string', '000000000', 'not-a-list'],
    ['an object with a length', { length: 9 }, 'not-a-list'],
    ['a revoked proxy', revoked.proxy, 'not-a-list'],
    ['a getter that throws', trap, 'not-a-list'],
    ['nothing', [], 'wrong-length'],
    ['one too few', Array(8).fill(0), 'wrong-length'],
    ['one too many', Array(10).fill(0), 'wrong-length'],
    ['a million', Array(1_000_000).fill(1), 'wrong-length'],
    ['a length without values', new Array(4_294_967_295), 'wrong-length'],
    ['holes', new Array(9), 'bad-answer'],
    ['undefined inside', [0, 0, 0, 0, 0, 0, 0, 0, undefined], 'bad-answer'],
    ['figures as text', ['0', '1', '2', '3', '0', '0', '0', '0', '0'], 'bad-answer'],
    ['half a step', [0.5, 0, 0, 0, 0, 0, 0, 0, 0], 'bad-answer'],
    ['a step below', [-1, 0, 0, 0, 0, 0, 0, 0, 0], 'bad-answer'],
    ['a step above', [4, 0, 0, 0, 0, 0, 0, 0, 0], 'bad-answer'],
    ['not a number', [NaN, 0, 0, 0, 0, 0, 0, 0, 0], 'bad-answer'],
    ['infinity', [Infinity, 0, 0, 0, 0, 0, 0, 0, 0], 'bad-answer'],
    ['true', [true, 0, 0, 0, 0, 0, 0, 0, 0], 'bad-answer'],
    ['a big integer', [1n, 0, 0, 0, 0, 0, 0, 0, 0], 'bad-answer'],
    ['a boxed number', [Object(1), 0, 0, 0, 0, 0, 0, 0, 0], 'bad-answer'],
    ['nobody answered', Array(9).fill(null), 'too-many-missing'],
  ])('%s', (_name, answers, reason) => {
    expect(scoreResponse('phq-9', answers)).toMatchObject({ ok: false, reason });
  });
  it('names the bad items, and does not call what was not reached yet bad', () => {
    expect(scoreResponse('gad-7', [0, 'x', 9])).toMatchObject({ reason: 'wrong-length', badItems: [2, 3], missing: 0 });
  });
  it.each(['__proto__', 'constructor', 'toString', '', 'PHQ-9', 'phq9'])('does not know the measure %j', (key) => {
    expect(scoreResponse(key, [])).toMatchObject({ ok: false, reason: 'unknown-measure' });
    expect(riskSignals(key, [1])).toEqual([]);
  });
  it('never throws, and keeps every total inside the range, whatever comes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...measureKeys), fc.anything(), (key, anything) => {
        scoreResponse(key, anything);
        riskSignals(key, anything);
      }),
    );
    const tick = fc.option(fc.integer({ min: -1, max: 5 }), { nil: null });
    fc.assert(
      fc.property(fc.constantFrom(...measureKeys), fc.array(tick, { maxLength: 40 }), (key, answers) => {
        const score = scoreResponse(key, answers);
        const { min, max } = measures[key].range;
        if (score.ok) expect(score.total >= min && score.total <= max).toBe(true);
      }),
    );
  });
});

describe('properties of every measure', () => {
  const complete = (key: MeasureKey) =>
    fc.tuple(...measures[key].items.map(({ options }) => fc.integer({ min: 0, max: options.length - 1 })));
  it.each(measureKeys)('%s: reversing twice gives the tick back', (key) => {
    for (const item of measures[key].items)
      for (const { position } of item.options) expect(keyedValue(item, keyedValue(item, position))).toBe(position);
  });
  it.each(measureKeys)('%s: every complete form has a total in range; no form with too few answers has one', (key) => {
    const { items, prorating, range } = measures[key];
    const indexes = fc.shuffledSubarray([...items.keys()]);
    fc.assert(
      fc.property(complete(key), indexes, (ticks, gone) => {
        const score = scoreResponse(key, ticks);
        expect(score.ok && score.total >= range.min && score.total <= range.max).toBe(true);
        const thinned = ticks.map((tick, index) => (gone.includes(index) ? null : tick));
        expect(scoreResponse(key, thinned).ok).toBe(gone.length <= prorating.maxMissing);
      }),
    );
  });
});

describe('totals that came with their answers', () => {
  // The published HL7 example of a PHQ-9 response: its answers add up to 10, its stored total says 13.
  const published = [0, 0, 0, 1, 2, 1, 3, 2, 1];
  it.each([
    ['agrees', published, 10],
    ['differs', published, 13],
    ['cannot-be-checked', published.with(0, 9), 10],
    ['cannot-be-checked', published, NaN],
  ])('%s', (verdict, answers, stored) => expect(checkStoredTotal('phq-9', answers, stored)).toBe(verdict));
});
