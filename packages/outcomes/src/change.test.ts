import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  classifyChange,
  classifyMeasureChange,
  clinicalCutoffs,
  exactZ,
  reliableChange,
  talkingTherapiesOutcome,
} from './index.ts';

describe('reliableChange', () => {
  // Jacobson and Truax 1991: SD 7.5, r .80; the client who went from 32.5 to 47.5.
  const jt = { pre: 32.5, post: 47.5, sdPre: 7.5, reliability: 0.8, higherIsBetter: true };
  it('gives the 1991 example', () => {
    const { rci, points, isReliable, direction } = reliableChange(jt);
    expect(rci).toBeCloseTo(3.1623, 4);
    expect((points ?? 0) / 1.96).toBeCloseTo(4.7434, 4);
    expect((points ?? 0) / 1.96 / Math.SQRT2).toBeCloseTo(3.3541, 4);
    expect([isReliable, direction]).toEqual([true, 'improved']);
  });
  it('gives the published points with the exact quantile, and the usual ones with 1.96', () => {
    expect(reliableChange({ ...jt, z: 'exact' }).points).toBeCloseTo(9.296925484568419, 12);
    expect(reliableChange(jt).points).toBeCloseTo(9.297096, 6);
    expect(exactZ).toBeCloseTo(1.959964, 6);
  });
  it('is strict: a change equal to the criterion could still be chance', () => {
    // SD √2 and r .75 make S_diff exactly 1, so the points are 1.96 and a change of 1.96 is an index of 1.96.
    const edge = { pre: 0, sdPre: 1, reliability: 0.5, higherIsBetter: true };
    expect(reliableChange({ ...edge, post: 1.96 })).toMatchObject({ rci: 1.96, isReliable: false });
    expect(reliableChange({ ...edge, post: 1.9601 })).toMatchObject({ isReliable: true });
  });
  it.each([
    [true, 10, 30, 'improved'],
    [false, 10, 30, 'deteriorated'],
    [false, 30, 10, 'improved'],
    [true, 10, 10, 'none'],
  ] as const)('higher is better %s, %d to %d: %s', (higherIsBetter, pre, post, direction) => {
    expect(reliableChange({ ...jt, pre, post, higherIsBetter }).direction).toBe(direction);
  });
  it.each([{ sdPre: 0 }, { sdPre: -1 }, { reliability: 1 }, { reliability: -0.1 }, { pre: NaN }, { post: Infinity }])(
    'refuses %j rather than dividing by nothing',
    (bad) => {
      expect(reliableChange({ ...jt, ...bad })).toEqual({
        rci: null,
        points: null,
        isReliable: false,
        direction: 'none',
      });
    },
  );
});

describe('clinicalCutoffs', () => {
  it('gives the 1991 example, and its mirror image', () => {
    const clinical = { mean: 40, sd: 7.5 };
    const normative = { mean: 60, sd: 7.5 };
    expect(clinicalCutoffs({ clinical, normative, higherIsBetter: true })).toEqual({ a: 55, b: 45, c: 50 });
    const turned = clinicalCutoffs({ clinical: normative, normative: clinical, higherIsBetter: false });
    expect(turned).toEqual({ a: 45, b: 55, c: 50 });
  });
  it('gives 10.46 from the CORE-10 norms, which is read as 11', () => {
    const norms = { clinical: { mean: 19.7, sd: 7.7 }, normative: { mean: 4.7, sd: 4.8 }, higherIsBetter: false };
    expect(clinicalCutoffs(norms).c).toBeCloseTo(10.46, 2);
  });
  it('gives nothing from a norm that is none', () => {
    const cutoffs = clinicalCutoffs({
      clinical: { mean: 40, sd: 0 },
      normative: { mean: 60, sd: 7 },
      higherIsBetter: true,
    });
    expect(cutoffs).toEqual({ a: null, b: 46, c: null });
  });
});

describe('classifyChange', () => {
  const rule = { cutoff: 50, reliablePoints: 9, higherIsBetter: true };
  it.each([
    [40, 55, 'recovered'],
    [30, 40, 'improved'],
    [52, 65, 'improved'],
    [40, 45, 'unchanged'],
    [46, 55, 'unchanged'],
    [45, 30, 'deteriorated'],
    [60, 45, 'harmed'],
    // A score equal to the cut-off is on neither side.
    [50, 65, 'improved'],
    [40, 50, 'improved'],
    [60, 50, 'deteriorated'],
  ] as const)('%d → %d: %s', (pre, post, expected) => {
    expect(classifyChange({ ...rule, pre, post })).toBe(expected);
    expect(classifyChange({ ...rule, pre: -pre, post: -post, cutoff: -50, higherIsBetter: false })).toBe(expected);
  });
  it('tells "more than" from "or more"', () => {
    expect(classifyChange({ ...rule, pre: 40, post: 49 })).toBe('unchanged');
    expect(classifyChange({ ...rule, pre: 40, post: 49, comparison: 'inclusive' })).toBe('improved');
  });
  it('does not class what it cannot compare', () => {
    expect(classifyChange({ ...rule, pre: NaN, post: 1 })).toBe(null);
    expect(classifyChange({ ...rule, pre: 1, post: 1, reliablePoints: -1 })).toBe(null);
  });
  it.each([
    ['phq-9', 15, 9, 'recovered'],
    ['phq-9', 15, 10, 'unchanged'],
    ['phq-9', 16, 10, 'improved'],
    ['gad-7', 11, 7, 'recovered'],
    ['gad-7', 11, 8, 'unchanged'],
    ['gad-7', 7, 11, 'harmed'],
    ['core-10', 16.67, 10.67, 'recovered'],
    ['core-10', 23, 16, 'improved'],
    ['core-10', 16, 23, 'deteriorated'],
    ['core-om', 30, 5, null],
  ] as const)('%s by its published numbers: %d → %d is %s', (key, first, last, expected) => {
    expect(classifyMeasureChange(key, first, last)).toBe(expected);
  });
  it('is its own mirror: going back undoes the class', () => {
    const back = {
      recovered: 'harmed',
      improved: 'deteriorated',
      unchanged: 'unchanged',
      deteriorated: 'improved',
      harmed: 'recovered',
    };
    const score = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(score, score, (pre, post) => {
        const there = classifyChange({ ...rule, pre, post });
        expect(classifyChange({ ...rule, pre: post, post: pre })).toBe(there && back[there]);
      }),
    );
  });
});

describe('talkingTherapiesOutcome', () => {
  const flags = (from: [number | null, number | null], to: [number | null, number | null]) => {
    const outcome = talkingTherapiesOutcome({ phq9: from[0], gad7: from[1] }, { phq9: to[0], gad7: to[1] });
    return Object.entries(outcome)
      .filter(([, holds]) => holds)
      .map(([name]) => name)
      .join(' ');
  };
  it.each<[[number | null, number | null], [number | null, number | null], string]>([
    [[15, 12], [9, 7], 'paired caseAtStart recovery reliableImprovement reliableRecovery'],
    [[10, 7], [9, 7], 'paired caseAtStart recovery'],
    [[10, 7], [4, 7], 'paired caseAtStart recovery reliableImprovement reliableRecovery'],
    [[15, 12], [10, 7], 'paired caseAtStart reliableImprovement'],
    [[15, 12], [9, 8], 'paired caseAtStart reliableImprovement'],
    [[9, 7], [3, 7], 'paired reliableImprovement'],
    [[9, 7], [9, 7], 'paired'],
    [[9, 7], [15, 7], 'paired reliableDeterioration'],
    [[9, 8], [9, 12], 'paired caseAtStart reliableDeterioration'],
    // One reliably down and one reliably up is neither.
    [[20, 8], [14, 12], 'paired caseAtStart'],
    // A rise short of the threshold does not undo an improvement.
    [[20, 8], [14, 11], 'paired caseAtStart reliableImprovement'],
    // Six and four are reached, not exceeded; five and three are not.
    [[20, 16], [15, 13], 'paired caseAtStart'],
    [[20, null], [9, 7], 'caseAtStart'],
    [[null, null], [9, 7], ''],
    [[9, 7], [null, 7], ''],
    [[99, 7], [9, 7], ''],
  ])('%j → %j: %s', (from, to, expected) => expect(flags(from, to)).toBe(expected));
  it('does not throw on what is no pair at all', () => {
    expect(talkingTherapiesOutcome(undefined as never, null as never)).toMatchObject({
      paired: false,
      recovery: false,
    });
  });
});
