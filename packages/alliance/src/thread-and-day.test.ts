import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DayFacts,
  dayCardLines,
  inWords,
  lineText,
  ordinal,
  type ThreadSession,
  threadMarks,
  wordCount,
  wordsPerCard,
} from './index.ts';

const held = (count: number, ruptures: Record<number, 'open' | 'repaired'> = {}): ThreadSession[] =>
  Array.from({ length: count }, (_, index) => ({
    on: `2026-09-${String(index + 1).padStart(2, '0')}`,
    state: 'held',
    rupture: ruptures[index + 1] ?? null,
  }));
const today = { on: '2026-11-24', state: 'planned' } as const;
const base = { agreedAt: '2026-09-01', today: '2026-11-24', planned: 16 };
const count = (thread: ReturnType<typeof threadMarks>, kind: string) =>
  thread.marks.filter((mark) => mark.kind === kind).length;

describe('threadMarks', () => {
  it('draws the day’s example, and says it', () => {
    const thread = threadMarks({ ...base, sessions: [...held(10, { 6: 'repaired', 10: 'open' }), today] });
    expect(thread.text).toBe(
      'Agreed; ten sessions; a rupture at the sixth, repaired; one at the tenth, still open; today the eleventh of sixteen',
    );
    expect(['post', 'knot', 'ring', 'open-dot'].map((kind) => count(thread, kind))).toEqual([1, 10, 1, 5]);
    expect(thread.segments).toEqual([
      { kind: 'line', from: 0, to: 6 },
      { kind: 'arch', from: 6, to: 7 },
      { kind: 'line', from: 7, to: 10 },
      { kind: 'gap', from: 10, to: 11 },
    ]);
    expect(thread.length).toBe(16);
  });
  it.each([
    ['Agreed; two sessions; today the third of twelve', { ...base, planned: 12, sessions: [...held(2), today] }],
    ['Agreed; today the first of twelve', { ...base, planned: 12, sessions: [today] }],
    ['Agreed; one session; eleven still planned', { ...base, planned: 12, sessions: held(1) }],
    ['Agreed; no sessions; two still planned', { ...base, planned: 2, sessions: [] }],
    ['Agreed; three sessions; today the fourth', { ...base, planned: null, sessions: [...held(3), today] }],
    ['Not yet agreed; no sessions; six still planned', { ...base, agreedAt: null, planned: 6, sessions: [] }],
    [
      'Agreed; seven sessions; agreed again after the seventh; today the eighth of sixteen',
      { ...base, agreedChangesOn: ['2026-10-30'], sessions: [...held(7), today] },
    ],
    ['Agreed; sixteen sessions', { ...base, sessions: held(16) }],
  ])('%s', (text, facts) => expect(threadMarks(facts).text).toBe(text));

  it('dots what is only offered, and puts a post between sessions at an agreed change', () => {
    const offered = threadMarks({ ...base, agreedAt: null, sessions: [today], planned: 6 });
    expect([offered.segments, count(offered, 'post')]).toEqual([[{ kind: 'dotted', from: 0, to: 1 }], 0]);
    const changed = threadMarks({ ...base, agreedChangesOn: ['2026-09-02'], sessions: held(4) });
    expect(changed.marks.filter(({ kind }) => kind === 'post').map(({ at }) => at)).toEqual([0, 2.5]);
  });
  it('leaves no mark for a session missed, and an open end after a rupture at the last', () => {
    const thread = threadMarks({
      ...base,
      sessions: [...held(2, { 2: 'open' }), { on: '2026-09-20', state: 'missed' }],
    });
    expect(count(thread, 'knot')).toBe(2);
    expect(thread.segments.at(-1)).toEqual({ kind: 'gap', from: 2, to: 3 });
  });
  it('puts every mark once, in order, with every lived step joined or gapped', () => {
    const session = fc.record({
      state: fc.constantFrom('held', 'missed'),
      rupture: fc.constantFrom('open', 'repaired', null),
    });
    fc.assert(
      fc.property(
        fc.array(session, { maxLength: 60 }),
        fc.option(fc.nat(60), { nil: null }),
        fc.boolean(),
        (rows, planned, isToday) => {
          const sessions = rows.map((row, index) => ({
            ...row,
            on: `2026-${String(1 + Math.floor(index / 28)).padStart(2, '0')}-${String((index % 28) + 1).padStart(2, '0')}`,
          }));
          const all = isToday ? [...sessions, today] : sessions;
          const { marks, segments, length } = threadMarks({ ...base, planned, sessions: all as ThreadSession[] });
          const places = marks.map(({ at }) => at);
          expect(places).toEqual(Array.from({ length: length + 1 }, (_, index) => index));
          for (const [index, { from, to }] of segments.entries()) {
            expect(from).toBe(segments[index - 1]?.to ?? 0);
            expect(to).toBeGreaterThan(from);
          }
        },
      ),
    );
  });
});

describe('numbers in words', () => {
  it.each([
    [0, 'no', '0'],
    [1, 'one', 'first'],
    [12, 'twelve', 'twelfth'],
    [20, 'twenty', 'twentieth'],
    [21, 'twenty-one', 'twenty-first'],
    [40, 'forty', 'fortieth'],
    [99, 'ninety-nine', 'ninety-ninth'],
    [112, '112', '112th'],
    [122, '122', '122nd'],
  ])('%d: %s, %s', (number, cardinal, place) => expect([inWords(number), ordinal(number)]).toEqual([cardinal, place]));
});

describe('dayCardLines', () => {
  const facts: DayFacts = {
    alert: null,
    repairs: [{ sinceOn: '2026-11-17', words: 'we moved on too quickly' }],
    toTalkAbout: ['On 17 November, “Understood” was “Partly”.'],
    unsigned: [{ what: 'online-work agreement', sentOn: '2026-11-12' }],
    wish: 'to talk about Sunday, and not rush to fix it.',
    agreement: { sessionNumber: 11, planned: 16, minutes: 50, feePence: 5500, place: 'Room 2' },
    goals: [{ words: 'Say no without a knot in my stomach.', last: { rating: 5, on: '2026-11-10', previous: 4 } }],
    feedback: { on: '2026-11-17', talkedOn: null },
  };
  it('says each thing once, the most urgent first', () => {
    expect(dayCardLines({ ...facts, alert: { since: '11:21' } }).map(lineText)).toEqual([
      'Safety answer waiting since 11:21',
      'Repair open since 17 November: “we moved on too quickly”',
      'Not yet talked about: On 17 November, “Understood” was “Partly”.',
      'Not signed: online-work agreement, sent 12 November',
      'Today I’d like “to talk about Sunday, and not rush to fix it.”',
      'Session 11 of 16. 50 minutes, £55, Room 2.',
      'Goal “Say no without a knot in my stomach.” 5 of 10 on 10 November, was 4',
      'Check-in of 17 November',
    ]);
  });
  it('says a result that waits for its conversation before the wish, and one that was talked about among the last', () => {
    const result = { name: 'PHQ-9', total: 8, on: '2026-11-23' };
    const texts = (results: NonNullable<DayFacts['results']>) => dayCardLines({ ...facts, results }).map(lineText);
    const waits = texts([{ ...result, isTalked: false }]);
    expect(waits.indexOf('PHQ-9 8 on 23 November, not yet talked about')).toBe(3);
    expect(waits[4]).toMatch(/^Today I’d like/);
    expect(texts([{ ...result, isTalked: true }]).slice(-2)).toEqual([
      'PHQ-9 8 on 23 November',
      'Check-in of 17 November',
    ]);
    expect(texts([{ ...result, total: null, isTalked: false, by: 'Sam' }])[3]).toBe(
      'Sam: PHQ-9 on 23 November, without a score, not yet talked about',
    );
  });
  it('says plainly what is not there', () => {
    const empty = { ...facts, repairs: [], toTalkAbout: [], unsigned: [], wish: null, goals: [], feedback: null };
    const open = { sessionNumber: 19, planned: null, minutes: 50, feePence: 4750, place: 'online' };
    expect(dayCardLines({ ...empty, agreement: open }).map(lineText)).toEqual([
      'No word yet about today.',
      'Session 19, open-ended. 50 minutes, £47.50, online.',
    ]);
    expect(dayCardLines({ ...empty, agreement: null }).map(({ kind }) => kind)).toEqual(['wish']);
  });
  it('says who would like what when several wrote, what somebody would talk about first, and what waits for one’s own name', () => {
    const unsigned = [
      { what: 'new agreement', sentOn: '2026-11-12', talk: 'The fee, please.' },
      { what: 'agreement', sentOn: '2026-11-12', waitsForMe: true },
    ];
    const wish = [
      { by: 'Sam', words: 'to go slowly.' },
      { by: 'Dee', words: 'to decide about March.' },
    ];
    const empty = { ...facts, repairs: [], toTalkAbout: [], goals: [], feedback: null, agreement: null };
    expect(dayCardLines({ ...empty, unsigned, wish }).map(lineText)).toEqual([
      'Talk first: “The fee, please.” about the new agreement',
      'Waits for your signature: agreement',
      'Sam would like “to go slowly.”',
      'Dee would like “to decide about March.”',
    ]);
    expect(dayCardLines({ ...empty, unsigned: [], wish: [] }).map(lineText)).toEqual(['No word yet about today.']);
  });
  it('leaves out whole lines, the least urgent first, keeps the agreement, and says that there is more', () => {
    const long = Array(38).fill('word').join(' ');
    const full = { ...facts, alert: { since: '11:21' }, goals: [1, 2, 3].map(() => ({ words: long, last: null })) };
    const lines = dayCardLines(full);
    expect(lines.map(({ kind }) => kind)).toEqual([
      'alert',
      'repair',
      'talk',
      'unsigned',
      'wish',
      'agreement',
      'goal',
      'feedback',
      'more',
    ]);
    expect(lines.reduce((sum, line) => sum + wordCount(line), 0)).toBeLessThanOrEqual(wordsPerCard);
  });
  it('never says more than 120 words, never cuts a sentence, and never loses the alert or the agreement', () => {
    const words = fc
      .array(fc.constantFrom('a', 'bb', 'c.'), { minLength: 1, maxLength: 90 })
      .map((list) => list.join(' '));
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 6 }),
        fc.array(words, { maxLength: 3 }),
        words,
        fc.boolean(),
        (toTalkAbout, goals, wish, isAlert) => {
          const given = {
            ...facts,
            toTalkAbout,
            wish,
            goals: goals.map((goal) => ({ words: goal, last: null })),
            alert: isAlert ? { since: '11:21' } : null,
            results: [{ name: 'PHQ-9', total: 8, on: '2026-11-23', isTalked: isAlert }],
          };
          const lines = dayCardLines(given);
          expect(lines.reduce((sum, line) => sum + wordCount(line), 0)).toBeLessThanOrEqual(wordsPerCard);
          const kinds = lines.map(({ kind }) => kind);
          expect(kinds.includes('agreement')).toBe(true);
          expect(kinds.includes('alert')).toBe(isAlert);
          const whole = new Set([...toTalkAbout, ...goals, wish]);
          for (const { kind, runs } of lines)
            if (['talk', 'goal', 'wish'].includes(kind)) expect(whole.has(runs[1]?.text ?? '')).toBe(true);
        },
      ),
    );
  });
});
