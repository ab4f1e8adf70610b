import type { CourseData, CourseEntry } from '../chart/course-data.ts';

const session = (on: string, score: number, checkIn: number[], rest: Partial<CourseEntry> = {}): CourseEntry => ({
  on,
  kind: 'session',
  score,
  checkIn,
  ...rest,
});
const answers = ['Not at all', 'A little', 'Partly', 'Mostly', 'Completely'];

/** The course of the looks: a rupture repaired, a break, a change of the agreement, a rupture still open. */
export const courseExample: CourseData = {
  entries: [
    { on: '2026-09-01', kind: 'agreed', words: 'Agreed 1 Sep' },
    session('2026-09-08', 23, [2, 1, 2, 2]),
    session('2026-09-15', 22, [2, 2, 2, 2]),
    session('2026-09-22', 24, [3, 2, 2, 3]),
    session('2026-09-29', 21, [3, 2, 3, 3]),
    session('2026-10-06', 19, [3, 3, 3, 3]),
    session('2026-10-13', 22, [1, 2, 2, 1], { rupture: 'repaired', ringed: [0, 3] }),
    session('2026-10-20', 19, [3, 3, 2, 3]),
    { on: '2026-10-27', kind: 'break', words: 'Break' },
    { on: '2026-10-30', kind: 'agreed', words: 'Agreed: 16 sessions, was 12' },
    session('2026-11-03', 17, [3, 3, 3, 3]),
    session('2026-11-10', 14, [4, 3, 3, 4]),
    session('2026-11-17', 16, [2, 3, 3, 2], { rupture: 'open', ringed: [0, 3] }),
    { on: '2026-11-24', kind: 'today' },
  ],
  scale: {
    max: 40,
    tick: 10,
    bands: [
      { name: 'Low', from: 0 },
      { name: 'Mild', from: 11 },
      { name: 'Moderate', from: 15 },
      { name: 'Moderate to severe', from: 20 },
      { name: 'Severe', from: 25 },
    ],
    cutoff: { at: 11, words: 'Cut-off 11. Most people score below it' },
    corridor: { points: 6, words: 'Between the dashes: under 6 points, which could be chance' },
  },
  lanes: ['Understood', 'What matters', 'Way of working', 'Over all'].map((name) => ({ name, answers })),
  lanesWords: 'Check-ins, from “not at all” (low) to “completely” (high). A ring: two steps below the time before.',
};
