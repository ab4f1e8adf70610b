import fc from 'fast-check';
import { expect, test } from 'vitest';
import { courseExample } from '../gallery/course-example.ts';
import type { CourseData, CourseEntry } from './course-data.ts';
import { layCourse } from './lay-course.ts';

const lanes: CourseData['lanes'] = [{ name: 'Understood', answers: ['Not at all', 'Partly', 'Completely'] }];
const scale = { max: 40, tick: 10, bands: [{ name: 'Low', from: 0 }] };

test('the example has the places of the drawing it was measured from', () => {
  const geometry = layCourse(courseExample);
  expect(geometry.dots.slice(0, 3)).toEqual([
    { x: 68, y: 121.9 },
    { x: 128.7, y: 128.6 },
    { x: 189.5, y: 115.2 },
  ]);
  expect(geometry.corridor).toMatchObject({ y: 81.7 });
  expect(geometry.cut?.y).toBe(202.3);
  expect(geometry.thread.today).toBe(736);
});

test('a break divides the score line and every lane; the gap is drawn apart', () => {
  const geometry = layCourse(courseExample);
  expect(geometry.score.length).toBe(2);
  expect(geometry.gaps.length).toBe(1);
  for (const lane of geometry.lanes) expect(lane.line.match(/M/g)?.length).toBe(2);
});

test('first and last score are written, one score once', () => {
  expect(layCourse(courseExample).values.map(({ words }) => words)).toEqual(['23', '16']);
  const one = layCourse({ entries: [{ on: '2026-09-08', kind: 'session', score: 7 }], scale, lanes: [] });
  expect(one.values.map(({ words }) => words)).toEqual(['7']);
});

test('an answer left blank draws no dot and does not count as the lowest', () => {
  const entries: CourseEntry[] = [
    { on: '2026-09-08', kind: 'session', checkIn: [null], score: null },
    { on: '2026-09-15', kind: 'session', checkIn: [0], score: 0 },
  ];
  const geometry = layCourse({ entries, scale, lanes });
  expect(geometry.dots.length).toBe(1);
  expect(geometry.lanes[0]?.dots.length).toBe(1);
});

test('rings stand exactly where they were signalled', () => {
  const ringed = layCourse(courseExample).lanes.map((lane) => lane.dots.filter((dot) => dot.ringed).length);
  expect(ringed).toEqual([2, 0, 0, 2]);
});

test('no course leaves the drawing: every place is finite and inside', () => {
  const entry = fc.record({
    day: fc.integer({ min: 0, max: 4000 }),
    kind: fc.constantFrom('session' as const, 'answer' as const, 'break' as const, 'agreed' as const),
    score: fc.option(fc.integer({ min: 0, max: 40 })),
    answer: fc.option(fc.integer({ min: 0, max: 2 })),
    rupture: fc.constantFrom('open' as const, 'repaired' as const, undefined),
  });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 40 }), (drawn) => {
      const entries = drawn
        .sort((a, b) => a.day - b.day)
        .map(({ day, answer, ...rest }): CourseEntry => {
          const on = Temporal.PlainDate.from('2020-01-01').add({ days: day }).toString();
          return { ...rest, on, checkIn: [answer] };
        });
      const geometry = layCourse({ entries, scale: { ...scale, corridor: { points: 6, words: 'x' } }, lanes });
      expect(JSON.stringify(geometry)).not.toMatch(/null,"y"|NaN|Infinity/);
      for (const { x, y } of geometry.dots) {
        expect(x).toBeGreaterThanOrEqual(geometry.plot.left);
        expect(x).toBeLessThanOrEqual(geometry.plot.right);
        expect(y).toBeGreaterThanOrEqual(geometry.plot.top);
        expect(y).toBeLessThanOrEqual(geometry.plot.bottom);
      }
      const places = geometry.dates.map(({ x }) => x);
      for (let i = 1; i < places.length; i += 1)
        expect((places[i] ?? 0) - (places[i - 1] ?? 0)).toBeGreaterThanOrEqual(50);
    }),
  );
});
