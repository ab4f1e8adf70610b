import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allCheckInSignals,
  type CheckInEntry,
  checkIn,
  checkInAnswersSchema,
  checkInDraftSchema,
  checkInParts,
  checkInQuestion,
  checkInSignals,
  mayHaveTalkedOn,
  notYetTalkedAbout,
  releaseVoices,
} from './index.ts';

const entry = (on: string, bond: number | null, goals = 3, tasks = 3, whole = 3): CheckInEntry => ({
  id: on,
  on: `2026-${on}`,
  bond,
  goals,
  tasks,
  whole,
});
const kinds = (history: CheckInEntry[]) =>
  checkInSignals(history).map(({ kind, parts }) => `${kind} ${parts.join('+')}`);

describe('the check-in', () => {
  it('asks its four questions in their order, with the names in the first', () => {
    expect(checkIn.questions.map(({ part }) => part)).toEqual([...checkInParts]);
    expect(checkInQuestion('bond', { therapist: 'Tomos', day: 'Tuesday' })).toBe(
      'Did you feel understood by Tomos on Tuesday?',
    );
    expect(checkInQuestion('bond', { therapist: '$& $1', day: '$&' })).toBe('Did you feel understood by $& $1 on $&?');
    expect(checkIn.about).toContain('not a validated scale');
    expect(checkIn.options).toEqual(['Not at all', 'A little', 'Partly', 'Mostly', 'Completely']);
  });
  const answers = { bond: 0, goals: 4, tasks: 2, whole: 3, note: null, audience: 'therapist' };
  it.each([
    [answers, true],
    [{ ...answers, note: ' We went too fast. ', audience: 'practice-without-name' }, true],
    [{ ...answers, bond: 5 }, false],
    [{ ...answers, bond: 1.5 }, false],
    [{ ...answers, bond: '1' }, false],
    [{ ...answers, bond: null }, false],
    [{ ...answers, audience: 'manager' }, false],
    [{ ...answers, note: 'a\u0000' }, false],
    [{ ...answers, note: 'x'.repeat(1001) }, false],
    [{ ...answers, total: 9 }, false],
  ])('handed in as %j: %s', (value, taken) => expect(checkInAnswersSchema.safeParse(value).success).toBe(taken));
  it('keeps any part of a draft, and lets an answer be taken back', () => {
    expect(checkInDraftSchema.parse({ bond: null, whole: 2 })).toEqual({ bond: null, whole: 2 });
    expect(checkInDraftSchema.safeParse({ bond: 9 }).success).toBe(false);
  });
});

describe('checkInSignals', () => {
  it.each<[string, CheckInEntry[], string[]]>([
    ['nothing from nothing', [], []],
    ['mostly is not low', [entry('09-08', 3)], []],
    ['partly is low', [entry('09-08', 2)], ['low bond']],
    ['each part that is low', [entry('09-08', 0, 2, 3, 1)], ['low bond+goals+whole']],
    ['one step down is no fall', [entry('09-08', 4), entry('09-15', 3)], []],
    ['two steps are', [entry('09-08', 4), entry('09-15', 2)], ['low bond', 'falling bond']],
    ['a rise is none', [entry('09-08', 0), entry('09-15', 4)], []],
    ['only against the time before', [entry('09-08', 4), entry('09-15', 3), entry('09-22', 2)], ['low bond']],
    [
      'over a part left out',
      [entry('09-08', 4), entry('09-15', null), entry('09-22', 2)],
      ['low bond', 'falling bond'],
    ],
    ['in whatever order they come', [entry('09-15', 2), entry('09-08', 4)], ['low bond', 'falling bond']],
    ['of the newest only', [entry('09-08', 0), entry('09-15', 3)], []],
  ])('%s', (_name, history, expected) => expect(kinds(history)).toEqual(expected));

  it('asks for criticism at the fourth full mark in a row, and then at each fourth', () => {
    const full = (day: number) => entry(`09-${String(day).padStart(2, '0')}`, 4, 4, 4, 4);
    const days = Array.from({ length: 9 }, (_, index) => full(index + 1));
    const fired = allCheckInSignals(days).map(({ kind, on }) => `${kind} ${on}`);
    expect(fired).toEqual(['full-marks 2026-09-04', 'full-marks 2026-09-08']);
    expect(kinds([...days.slice(0, 3), entry('09-04', 3, 4, 4, 4), full(5)])).toEqual([]);
  });
  it('says what it saw, so that it can be checked, and under which rule', () => {
    const signals = checkInSignals([entry('11-10', 4, 3, 3, 4), entry('11-17', 2, 3, 3, 2)]);
    expect(signals.map(({ sentence }) => sentence)).toEqual([
      'On 17 November, “Understood” and “Over all” were “Partly”.',
      'On 17 November, “Understood” and “Over all” both went from “Completely” on 10 November to “Partly” (two steps).',
    ]);
    expect(signals.map(({ ruleVersion }) => ruleVersion)).toEqual(['check-in-low@1', 'check-in-falling@1']);
  });
  it('rings the two falls of the drawing, and no other', () => {
    const bond = [2, 2, 3, 3, 3, 1, 3, 3, 4, 2];
    const history = bond.map((tick, index) => entry(`09-${10 + index}`, tick));
    const rings = allCheckInSignals(history).filter(({ kind }) => kind === 'falling');
    expect(rings.map(({ on }) => on)).toEqual(['2026-09-15', '2026-09-19']);
  });
  it('never throws, and does not depend on what comes after', () => {
    const tick = fc.option(fc.integer({ min: -1, max: 6 }), { nil: null });
    const any = fc.tuple(tick, tick, tick, tick);
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 12 }), fc.nat(), (rows, cut) => {
        const history = rows.map(([bond, goals, tasks, whole], index) => ({
          id: String(index),
          on: `2026-01-${10 + index}`,
          ...{ bond, goals, tasks, whole },
        }));
        const known = (cut % rows.length) + 1;
        const then = allCheckInSignals(history.slice(0, known));
        expect(allCheckInSignals(history).slice(0, then.length)).toEqual(then);
      }),
    );
  });
});

describe('talked about', () => {
  const subjects = [
    { id: 'b', on: '2026-11-17' },
    { id: 'a', on: '2026-11-10' },
  ];
  it('leaves what was met by a conversation, and nothing else; a newer result does not close an older one', () => {
    const ids = (talked: Parameters<typeof notYetTalkedAbout>[2]) =>
      notYetTalkedAbout('alliance-signal', subjects, talked).map(({ id }) => id);
    expect(ids([])).toEqual(['a', 'b']);
    expect(ids([{ subjectType: 'alliance-signal', subjectId: 'b', talkedOn: '2026-11-24' }])).toEqual(['a']);
    expect(ids([{ subjectType: 'administration', subjectId: 'a', talkedOn: '2026-11-24' }])).toEqual(['a', 'b']);
  });
  it.each([
    ['2026-11-17', true],
    ['2026-11-24', true],
    ['2026-11-16', false],
    ['2026-11-25', false],
  ])('on %s: %s', (on, may) => expect(mayHaveTalkedOn(on, '2026-11-17', '2026-11-24')).toBe(may));
});

describe('the practice, without my name', () => {
  const from = (...clients: string[]) => clients.map((clientId, index) => ({ clientId, words: `word ${9 - index}` }));
  it('holds four people, however often they write, and does not say how many wait', () => {
    expect(releaseVoices([])).toEqual({ held: false });
    expect(releaseVoices(from('a', 'b', 'c', 'd', 'd', 'a'))).toEqual({ held: true });
  });
  it('releases at five people: words alone, in no order of arrival', () => {
    expect(releaseVoices(from('a', 'b', 'c', 'd', 'e'))).toEqual({
      released: ['word 5', 'word 6', 'word 7', 'word 8', 'word 9'],
    });
  });
});
