import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { courseGeometry, describeChange, describeFirst, measures } from './index.ts';

describe('describeChange', () => {
  it('says the example in words that a person can check', () => {
    expect(describeChange('core-10', 23, 14, 16, 'last week')).toEqual([
      'From 23 to 16: seven points lower. Six or more is unlikely to be chance.',
      'Still five above the cut-off of 11.',
      'Two points up on last week, which could be chance.',
    ]);
  });
  it.each<[string, string[]]>([
    [
      'core-10 23 18',
      ['From 23 to 18: five points lower. Under six could be chance.', 'Still seven above the cut-off of 11.'],
    ],
    [
      'core-10 23 10',
      [
        'From 23 to 10: thirteen points lower. Six or more is unlikely to be chance.',
        'Now one below the cut-off of 11.',
      ],
    ],
    ['core-10 9 11', ['From 9 to 11: two points higher. Under six could be chance.', 'Now at the cut-off of 11.']],
    ['core-10 9 9', ['9 at first and 9 now: no change.', 'Still two below the cut-off of 11.']],
    ['gad-7 5 4', ['From 5 to 4: one point lower. Under four could be chance.', 'Still four below the cut-off of 8.']],
    [
      'core-10 23.33 17.33',
      ['From 23.33 to 17.33: six points lower. Six or more is unlikely to be chance.', 'Still 6.33 above'],
    ],
    [
      'core-om 20 14',
      ['From 20 to 14: six points lower. We have no confirmed figure for how much could be chance.', 'Still'],
    ],
    ['yp-core 20 14', ['From 20 to 14: six points lower. We have no confirmed']],
  ])('%s', (course, expected) => {
    const [key, first, last] = course.split(' ') as ['core-10', string, string];
    const sentences = describeChange(key, Number(first), null, Number(last));
    expect(sentences).toHaveLength(expected.length);
    for (const [index, start] of expected.entries()) expect(sentences[index]?.startsWith(start)).toBe(true);
  });
  it('says of the time before only what changed', () => {
    expect(describeChange('phq-9', 20, 12, 12).at(-1)).toBe('The same as the time before.');
    expect(describeChange('phq-9', 20, 18, 12).at(-1)).toBe(
      'Six points down on the time before, which is unlikely to be chance.',
    );
  });
  it('says where a first score stands', () =>
    expect(describeFirst('core-10', 23)).toEqual(['23 of 40, the first score.', 'Twelve above the cut-off of 11.']));
});

describe('courseGeometry', () => {
  const weeks = [
    ['2026-09-08', 23],
    ['2026-09-15', 22],
    ['2026-10-20', 19],
    ['2026-11-03', 17],
    ['2026-11-17', 16],
  ] as const;
  const points = weeks.map(([on, total]) => ({ on, total }));
  const drawing = {
    width: 912,
    height: 514,
    margin: { left: 34, right: 150, top: 8, bottom: 238 },
    inset: { left: 34, right: 26 },
    toOn: '2026-11-24',
    breaks: [{ fromOn: '2026-10-27', toOn: '2026-10-27' }],
  };
  const course = courseGeometry(points, measures['core-10'], drawing);
  const one = (value: number | undefined) => Number(value?.toFixed(1));

  it('puts scores, corridor, cut-off and bands where the drawing has them', () => {
    expect(course.dots.map(({ x, y }) => [one(x), one(y)])).toEqual([
      [68, 121.9],
      [128.7, 128.6],
      [432.4, 148.7],
      [553.8, 162.1],
      [675.3, 168.8],
    ]);
    expect([one(course.corridor?.y), one(course.corridor?.height)]).toEqual([81.7, 80.4]);
    expect([course.corridor?.from, course.corridor?.to]).toEqual([17, 29]);
    expect(one(course.cutoff?.y)).toBe(202.3);
    const mild = course.bands.find(({ name }) => name === 'mild');
    expect([one(mild?.y), one(mild?.height), mild?.shaded]).toEqual([175.5, 26.8, true]);
    expect(course.ticks.map(({ value }) => value)).toEqual([0, 10, 20, 30, 40]);
  });
  it('dots the line across a break and across a form that could not be scored', () => {
    expect(course.stretches.map(({ kind }) => kind)).toEqual(['solid', 'dotted', 'solid']);
    expect(course.stretches[0]?.path).toBe('M68.0 121.9L128.7 128.6L432.4 148.7');
    const unscored = courseGeometry([...points, { on: '2026-11-10', total: null }], measures['core-10'], drawing);
    expect(unscored.dots).toHaveLength(5);
    expect(unscored.stretches.map(({ kind }) => kind)).toEqual(['solid', 'dotted', 'dotted']);
  });
  it('keeps the whole scale: two close scores are drawn close', () => {
    const close = courseGeometry(
      [
        { on: '2026-01-01', total: 20 },
        { on: '2026-01-08', total: 21 },
      ],
      measures['core-10'],
      drawing,
    );
    expect(one(Math.abs((close.dots[0]?.y ?? 0) - (close.dots[1]?.y ?? 0)))).toBe(6.7);
  });
  it.each(['core-om', 'yp-core'] as const)(
    'draws no corridor for %s, whose reliable change is not confirmed',
    (key) => {
      expect(courseGeometry(points, measures[key], drawing).corridor).toBe(null);
    },
  );
  it('draws nothing wrong from nothing, from one, and in no room', () => {
    expect(courseGeometry([], measures['phq-9'], { width: 100, height: 50 }).dots).toEqual([]);
    const single = courseGeometry([{ on: '2026-01-01', total: 27 }], measures['phq-9'], { width: 100, height: 50 });
    expect(single.dots).toMatchObject([{ x: 0, y: 0 }]);
    expect(single.corridor).toMatchObject({ from: 21, to: 27 });
  });
  it('keeps every number finite and inside the plot', () => {
    const point = fc.record({
      on: fc
        .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
      total: fc.option(fc.integer({ min: -5, max: 50 }), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 30 }), fc.nat(1000), fc.nat(1000), (list, width, height) => {
        const { dots, plot } = courseGeometry(list, measures['core-10'], {
          width,
          height,
          inset: { left: 10, right: 10 },
        });
        for (const { x, y } of dots) {
          expect(x >= plot.left && x <= Math.max(plot.right, plot.left + 10)).toBe(true);
          expect(y >= plot.top && y <= plot.bottom).toBe(true);
        }
      }),
    );
  });
});
