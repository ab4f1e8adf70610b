import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MeasureKey, measureKeys, measures, riskSignals, scoreResponse } from './index.ts';

const with1 = (key: MeasureKey, item: number, position: number) =>
  measures[key].items.map((_, index) => (index + 1 === item ? position : 0));
const tiers = (key: MeasureKey, answers: unknown) =>
  riskSignals(key, answers).map(({ item, tier }) => `${item} ${tier}`);

describe('riskSignals', () => {
  it.each<[MeasureKey, number, number, string[]]>([
    ['phq-9', 9, 0, []],
    ['phq-9', 9, 1, ['9 before-next-session']],
    ['phq-9', 9, 2, ['9 today']],
    ['phq-9', 9, 3, ['9 today']],
    ['core-10', 6, 0, []],
    ['core-10', 6, 1, ['6 today']],
    ['core-10', 6, 4, ['6 today']],
    ['core-om', 16, 1, ['16 today']],
    ['core-om', 34, 1, ['34 today']],
    ['core-om', 9, 1, ['9 before-next-session']],
    ['core-om', 6, 2, ['6 today']],
    ['core-om', 22, 1, ['22 before-next-session']],
    ['core-om', 24, 4, ['24 today']],
    ['yp-core', 4, 1, ['4 today']],
    ['pcl-5', 16, 1, []],
    ['pcl-5', 16, 2, ['16 before-next-session']],
    ['gad-7', 7, 3, []],
  ])('%s item %d ticked at %d → %j', (key, item, position, expected) => {
    expect(tiers(key, with1(key, item, position))).toEqual(expected);
  });

  it('fires in a draft that stops there, has gaps, bad neighbours or too many answers', () => {
    expect(tiers('core-10', [null, null, null, null, null, 1])).toEqual(['6 today']);
    expect(tiers('core-10', ['x', undefined, 2.5, {}, null, 2])).toEqual(['6 today']);
    expect(tiers('phq-9', [...Array(8).fill(null), 3, 0, 0, 0])).toEqual(['9 today']);
    expect(tiers('core-10', [0, 0, 0])).toEqual([]);
  });

  it('stays in the answer to a refused score', () => {
    expect(scoreResponse('core-10', [null, null, null, null, null, 1, 0, 0, 0, 0])).toMatchObject({
      ok: false,
      riskItems: [6],
    });
    expect(scoreResponse('phq-9', [0, 0, 0, 0, 0, 0, 0, 0, 1])).toMatchObject({ ok: true, total: 1, riskItems: [9] });
  });

  it('is never lost by answering more: a saved risk answer fires whatever stands round it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...measureKeys.filter((key) => measures[key].riskItems.length > 0)),
        fc.nat(),
        fc.array(fc.anything(), { maxLength: 40 }),
        (key, pick, around) => {
          const { riskItems } = measures[key];
          const { item, tiers: byPosition } = riskItems[pick % riskItems.length] as (typeof riskItems)[number];
          const answers = Array.from({ length: Math.max(item, around.length) }, (_, index) => around[index] ?? null);
          answers[item - 1] = byPosition.length - 1;
          expect(riskSignals(key, answers).some((signal) => signal.item === item)).toBe(true);
        },
      ),
    );
  });
});
