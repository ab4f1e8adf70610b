import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countInWords, describeThread, placeInWords } from './describe-thread.ts';
import { layThread, type ThreadMark } from './lay-thread.ts';
import { wayMarks } from './way.tsx';

const session: ThreadMark = { kind: 'session' };
const times = (count: number, mark: ThreadMark): ThreadMark[] => Array.from({ length: count }, () => mark);

test('the sentence keeps everything that the line shows', () => {
  const marks: ThreadMark[] = [
    { kind: 'agreed' },
    ...times(5, session),
    { kind: 'session', rupture: 'repaired' },
    ...times(3, session),
    { kind: 'session', rupture: 'open' },
    { kind: 'today' },
    ...times(5, { kind: 'planned' }),
  ];
  expect(describeThread(marks)).toBe(
    'Agreed; ten sessions; a rupture at the sixth, repaired; a rupture at the tenth, still open; today the eleventh of sixteen',
  );
});

test.each([
  [[{ kind: 'agreed' }, session, { kind: 'agreed' }, session], 'Agreed; two sessions; agreed anew after the first'],
  [times(2, { kind: 'held' }), 'Two held, not agreed yet'],
  [[{ kind: 'agreed' }, ...times(3, { kind: 'planned' })], 'Agreed; three planned'],
  [[], ''],
] as [ThreadMark[], string][])('%j reads "%s"', (marks, words) => {
  expect(describeThread(marks)).toBe(words);
});

test('an open rupture leaves a gap in the line, a repaired one an arch', () => {
  expect(layThread([session, session]).lived).toBe('M2 9H15');
  expect(layThread([{ kind: 'session', rupture: 'open' }, session]).lived).toBe('M15 9');
  expect(layThread([{ kind: 'session', rupture: 'repaired' }, session]).lived).toContain('c');
});

test('every mark is drawn once, in order, inside the drawing', () => {
  const mark = fc.oneof(
    fc.constant({ kind: 'agreed' } as const),
    fc.record({
      kind: fc.constant('session' as const),
      rupture: fc.constantFrom('open' as const, 'repaired' as const, undefined),
    }),
    fc.constantFrom({ kind: 'today' } as const, { kind: 'planned' } as const, { kind: 'held' } as const),
  );
  fc.assert(
    fc.property(fc.array(mark, { maxLength: 60 }), fc.constantFrom('row' as const, 'way' as const), (marks, scale) => {
      const { knots, today, planned, held, width } = layThread(marks as ThreadMark[], scale);
      const drawn = [...knots, ...today, ...planned, ...held];
      expect(drawn.length).toBe(marks.filter(({ kind }) => kind !== 'agreed').length);
      expect(new Set(drawn).size).toBe(drawn.length);
      expect(drawn.every((x) => x >= 0 && x <= width)).toBe(true);
    }),
  );
});

test('the way has one place that is now', () => {
  expect(wayMarks(2, 4).map(({ kind }) => kind)).toEqual(['session', 'today', 'planned', 'planned']);
});

test.each([
  [0, 'no'],
  [20, 'twenty'],
  [21, '21'],
])('%i in words is %s', (count, words) => expect(countInWords(count)).toBe(words));

test.each([
  [1, 'first'],
  [12, 'twelfth'],
  [21, '21st'],
  [112, '112th'],
])('place %i is %s', (place, words) => expect(placeInWords(place)).toBe(words));
