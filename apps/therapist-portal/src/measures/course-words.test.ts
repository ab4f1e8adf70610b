import { describe, expect, test } from 'vitest';
import type { Course } from './course-answer.ts';
import { courseData, courseEntries, courseRows, courseSentences } from './course-words.ts';

const score = (on: string, total: number | null): Course['scores'][number] => ({
  administrationId: on,
  sessionId: null,
  on,
  total,
  band: total === null ? null : 'moderate',
  missing: 0,
  prorated: false,
  collection: 'online',
  talkedOn: null,
});
const course = (given: Partial<Course>): Course => ({
  client: { id: 'c', name: 'Amira K.', firstName: 'Amira' },
  timeZone: 'Europe/London',
  todayOn: '2026-11-24',
  measureKeys: ['core-10'],
  measureKey: 'core-10',
  agreements: [{ on: '2026-09-01', plannedSessions: 12 }],
  sessions: [],
  scores: [],
  checkIns: [],
  signals: [],
  notYetTalkedAbout: [],
  ...given,
});
const session = (on: string, status = 'attended') => ({ id: on, on, number: 1, status });

describe('a course on one axis', () => {
  const whole = course({
    agreements: [
      { on: '2026-09-01', plannedSessions: 12 },
      { on: '2026-11-10', plannedSessions: 16 },
    ],
    sessions: [
      session('2026-09-08'),
      session('2026-09-15', 'cancelled-by-us'),
      session('2026-09-22', 'did-not-attend'),
    ],
    scores: [score('2026-09-08', 23), score('2026-11-20', 16)],
    checkIns: [
      {
        id: 'i',
        sessionId: '2026-09-08',
        on: '2026-09-08',
        bond: 2,
        goals: null,
        tasks: 3,
        whole: 4,
        ringed: ['bond', 'whole'],
      },
    ],
  });

  test('each day stands once, in order: what was agreed, sessions, a break we made, answers between, today', () => {
    expect(courseEntries(whole).map(({ on, kind }) => [on, kind])).toEqual([
      ['2026-09-01', 'agreed'],
      ['2026-09-08', 'session'],
      ['2026-09-15', 'break'],
      ['2026-11-10', 'agreed'],
      ['2026-11-20', 'answer'],
      ['2026-11-24', 'today'],
    ]);
  });
  test('rings are those that the server names, by lane', () => {
    expect(courseEntries(whole)[1]).toMatchObject({ score: 23, checkIn: [2, null, 3, 4], ringed: [0, 3] });
  });
  test('every figure of the picture stands in the table, and nothing of today, which has none', () => {
    const rows = courseRows(whole);
    expect(rows.map(({ on, score: total, note }) => [on, total, note])).toEqual([
      ['1 Sep', '', 'Agreed 1 Sep'],
      ['8 Sep', 23, ''],
      ['15 Sep', '', 'Break'],
      ['10 Nov', '', 'Agreed again: 16 sessions'],
      ['20 Nov', 16, ''],
    ]);
    expect(rows[1]?.answers).toEqual(['Partly', '', 'Mostly', 'Completely']);
  });
  test('the scale is the measure’s own and whole', () => {
    expect(courseData(whole, 'core-10').scale).toMatchObject({
      max: 40,
      tick: 10,
      cutoff: { at: 11 },
      corridor: { points: 6 },
    });
    expect(courseData(course({}), 'phq-9').scale).toMatchObject({ max: 27, tick: 5, cutoff: { at: 10 } });
  });
});

describe('a course in words', () => {
  test.each([
    [[], []],
    [[score('2026-09-08', 23)], ['23 of 40, the first score.', 'Twelve above the cut-off of 11.']],
    [[score('2026-09-08', null)], []],
    [
      [score('2026-09-08', 23), score('2026-11-17', 16)],
      [
        'From 23 to 16: seven points lower. Six or more is unlikely to be chance.',
        'Still five above the cut-off of 11.',
      ],
    ],
    [
      [score('2026-09-08', 23), score('2026-11-10', 14), score('2026-11-17', 16)],
      [
        'From 23 to 16: seven points lower. Six or more is unlikely to be chance.',
        'Still five above the cut-off of 11.',
        'Two points up on 10 November, which could be chance.',
      ],
    ],
  ])('%j', (scores, sentences) => {
    expect(courseSentences(course({ scores: scores as Course['scores'] }), 'core-10')).toEqual(sentences);
  });
});
