import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  type Choice,
  daysLate,
  decideAddendum,
  decideChoice,
  decideLeaveOut,
  decideShare,
  decideSign,
} from './decide-note.ts';
import { decideSave, isNewest } from './decide-save.ts';
import { afterStep, type NoteRecord, noNote, type Step } from './note-record.ts';

const a = (seq: number) => ({ id: 'tab-a', seq });
const b = (seq: number) => ({ id: 'tab-b', seq });
const draft: NoteRecord = { state: 'draft', words: 'one', version: 3, tab: a(2), apart: [], entries: [] };
const signed: NoteRecord = {
  ...draft,
  state: 'signed',
  words: '',
  version: 4,
  entries: [{ kind: 'signed', words: 'one', saveKey: 'k1' }],
};
const two: NoteRecord = { ...draft, apart: [{ id: 'x', tab: b(1), words: 'two' }] };

describe('where the words of a page go', () => {
  const rows: [string, NoteRecord, Parameters<typeof decideSave>[1], Step['kind'], boolean][] = [
    ['the first words begin a note', noNote, { tab: a(1), baseVersion: 0, words: 'one' }, 'words', true],
    ['nothing begins none', noNote, { tab: a(1), baseVersion: 0, words: ' \n' }, 'none', true],
    ['a page that saw the newest replaces them', draft, { tab: b(1), baseVersion: 3, words: 'two' }, 'words', true],
    ['a page that saw them may take them out', draft, { tab: b(1), baseVersion: 3, words: '' }, 'words', true],
    ['a page that did not see them is kept apart', draft, { tab: b(1), baseVersion: 2, words: 'two' }, 'apart', false],
    ['a page that lost our answer goes on', draft, { tab: a(3), baseVersion: 1, words: 'one two' }, 'words', true],
    ['what a page sent before arrives after', draft, { tab: a(1), baseVersion: 1, words: 'on' }, 'none', true],
    ['the same words twice are once', draft, { tab: b(1), baseVersion: 1, words: 'one' }, 'none', true],
    [
      'an empty page that did not see them takes nothing out',
      draft,
      { tab: b(1), baseVersion: 1, words: '' },
      'none',
      false,
    ],
    [
      'what comes after the signature is kept apart',
      signed,
      { tab: b(1), baseVersion: 3, words: 'one two' },
      'apart',
      false,
    ],
    ['also with the newest version in hand', signed, { tab: b(1), baseVersion: 4, words: 'one two' }, 'apart', false],
    ['what was signed comes again', signed, { tab: b(1), baseVersion: 3, words: 'one' }, 'none', false],
    [
      'a note that was left out is begun after all',
      { ...draft, state: 'not-kept', words: '' },
      { tab: b(1), baseVersion: 3, words: 'two' },
      'words',
      true,
    ],
  ];
  it.each(rows)('%s', (_title, record, save, kind, newest) => {
    const step = decideSave(record, save, 'new');
    expect(step.kind).toBe(kind);
    expect(isNewest(afterStep(record, step), save)).toBe(newest);
  });

  it('keeps one version apart a page, the last it sent', () => {
    expect(decideSave(two, { tab: b(2), baseVersion: 1, words: 'two three' }, 'new')).toEqual({
      kind: 'apart',
      id: 'x',
      tab: b(2),
      words: 'two three',
      isNew: false,
    });
    expect(decideSave(two, { tab: b(1), baseVersion: 1, words: 'tw' }, 'new')).toEqual({ kind: 'none' });
    expect(decideSave(two, { tab: { id: 'tab-c', seq: 1 }, baseVersion: 1, words: 'four' }, 'new')).toMatchObject({
      id: 'new',
      isNew: true,
    });
  });
});

describe('choosing between two versions', () => {
  const choose = (record: NoteRecord, choice: Choice, version = record.version) =>
    decideChoice(record, { apartId: 'x', choice, version, tab: a(9), saveKey: 'k9' });
  it.each([
    ['newest', 'one', null],
    ['apart', 'two', 'one'],
    ['both', 'one\n\ntwo', null],
  ] as const)('%s leaves "%s"', (choice, words, setAside) => {
    const decision = choose(two, choice);
    expect(decision.ok && afterStep(two, decision.value)).toMatchObject({ words, apart: [] });
    if (decision.ok && decision.value.kind === 'words') expect(decision.value.setAside).toBe(setAside);
  });
  it('is of what the author saw, and once', () => {
    expect(choose(two, 'apart', 2)).toMatchObject({ code: 'conflict' });
    expect(choose(draft, 'apart')).toEqual({ ok: true, value: { kind: 'none' } });
  });
  it('adds to a signed note and never replaces it', () => {
    const late = { ...signed, apart: two.apart };
    for (const choice of ['apart', 'both'] as const)
      expect(choose(late, choice)).toMatchObject({ code: 'note/locked' });
    const decision = choose(late, 'addendum');
    expect(decision.ok && afterStep(late, decision.value).entries.map(({ words }) => words)).toEqual(['one', 'two']);
    expect(choose(two, 'addendum')).toMatchObject({ code: 'note/wrong-state' });
  });
});

describe('signing, adding, leaving out, sharing', () => {
  const sign = (record: NoteRecord, version = record.version, saveKey = 'k1') =>
    decideSign(record, { version, saveKey });
  it.each([
    ['nothing', noNote, 'note/nothing-written'],
    ['a blank draft', { ...draft, words: ' ' }, 'note/nothing-written'],
    ['a draft with another version beside it', two, 'note/two-versions'],
    ['what is left out', { ...draft, state: 'not-kept', words: '' } as NoteRecord, 'note/nothing-written'],
  ] as const)('%s is not signed', (_what, record, code) => expect(sign(record)).toMatchObject({ code }));
  it('signs what the author saw, once', () => {
    expect(sign(draft, 2)).toMatchObject({ code: 'conflict' });
    expect(sign(signed, 3)).toEqual({ ok: true, value: { kind: 'none' } });
    expect(sign(signed, 4, 'k2')).toMatchObject({ code: 'note/locked' });
    const decision = sign(draft);
    expect(decision.ok && afterStep(draft, decision.value)).toMatchObject({ state: 'signed', words: '', version: 4 });
  });
  it('an addendum comes after a signature, has words, and comes once', () => {
    expect(decideAddendum(draft, { words: 'more', saveKey: 'k2' })).toMatchObject({ code: 'note/wrong-state' });
    expect(decideAddendum(signed, { words: ' ', saveKey: 'k2' })).toMatchObject({ code: 'note/nothing-written' });
    const first = decideAddendum(signed, { words: 'more', saveKey: 'k2' });
    const after = first.ok ? afterStep(signed, first.value) : signed;
    expect(after.entries).toHaveLength(2);
    expect(decideAddendum(after, { words: 'more', saveKey: 'k2' })).toEqual({ ok: true, value: { kind: 'none' } });
    // Typed on after an answer that was lost: never taken for what was added before.
    expect(decideAddendum(after, { words: 'more and more', saveKey: 'k2' })).toMatchObject({ code: 'conflict' });
  });
  it('only what has no words is left out', () => {
    expect(decideLeaveOut(noNote, a(1))).toMatchObject({ value: { kind: 'leave-out' } });
    expect(decideLeaveOut(draft, a(1))).toMatchObject({ code: 'note/has-words' });
    expect(decideLeaveOut({ ...two, words: '' }, a(1))).toMatchObject({ code: 'note/has-words' });
    expect(decideLeaveOut(signed, a(1))).toMatchObject({ code: 'note/locked' });
  });
  it.each([
    [draft, null, 1, { code: 'note/wrong-state' }],
    [signed, null, 1, { value: { kind: 'share', entries: 1, endsOpen: false } }],
    [signed, 1, 1, { value: { kind: 'none' } }],
    [signed, null, 2, { code: 'conflict' }],
    [signed, 1, null, { value: { kind: 'end' } }],
    [signed, null, null, { value: { kind: 'none' } }],
  ] as const)('shares %#', (record, open, entries, expected) =>
    expect(decideShare(record, open, entries)).toMatchObject(expected),
  );
});

it.each([
  ['2026-11-20', '2026-11-20', null],
  ['2026-11-20', '2026-11-23', null],
  ['2026-11-20', '2026-11-24', 4],
  ['2026-10-24', '2026-11-24', 31],
])('a session of %s signed on %s is %s days late', (session, on, late) => expect(daysLate(session, on)).toBe(late));

/**
 * Whole histories over several pages of one note, with lost answers, words that arrive late and twice, choices, a signature and
 * addenda. Each page only ever adds a word of its own to what it shows, so a word that is gone was lost.
 */
type Act =
  | { do: 'open' | 'type' | 'send' | 'send-and-lose' | 'send-again'; page: number }
  | { do: 'choose'; page: number; choice: Choice }
  | { do: 'sign' | 'add'; page: number };
type Page = { words: string; base: number; seq: number; sent: { seq: number; base: number; words: string }[] };

const acts = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constantFrom('open', 'type', 'type', 'send', 'send', 'send-and-lose', 'send-again'),
        page: fc.nat(2),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('choose' as const),
        page: fc.nat(2),
        choice: fc.constantFrom<Choice>('newest', 'apart', 'both', 'addendum'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('sign', 'add'), page: fc.nat(2) }) },
  ),
  { maxLength: 60 },
) as fc.Arbitrary<Act[]>;

function live(history: readonly Act[]) {
  let record = noNote;
  let count = 0;
  const next = (stem: string) => {
    count += 1;
    return `${stem}${count}`;
  };
  const pages: Page[] = [];
  const received = new Set<string>();
  const chosenAway = new Set<string>();
  const frozen: string[] = [];
  const wordsOf = (text: string) => text.split(/\s+/).filter(Boolean);
  const take = (step: Step) => {
    if (step.kind === 'words' && step.setAside) for (const word of wordsOf(step.setAside)) chosenAway.add(word);
    if (step.kind === 'settle' && !step.entry) {
      const gone = record.apart.find(({ id }) => id === step.id)?.words ?? '';
      for (const word of wordsOf(gone)) chosenAway.add(word);
    }
    const before = record;
    record = afterStep(record, step);
    // What is signed, and each addendum, stays as it was and where it was.
    expect(record.entries.slice(0, before.entries.length)).toEqual(before.entries);
    if (before.state === 'signed') expect(record.state).toBe('signed');
    frozen.splice(0, frozen.length, ...record.entries.map(({ words }) => words));
  };
  for (const act of history) {
    const id = `page-${act.page}`;
    const page = pages[act.page] ?? { words: '', base: 0, seq: 0, sent: [] };
    pages[act.page] = page;
    const deliver = (sent: Page['sent'][number]) => {
      for (const word of wordsOf(sent.words)) received.add(word);
      const save = { tab: { id, seq: sent.seq }, baseVersion: sent.base, words: sent.words };
      take(decideSave(record, save, next('apart-')));
      return isNewest(record, save);
    };
    if (act.do === 'open' && record.state !== 'signed')
      Object.assign(page, { words: record.words, base: record.version });
    if (act.do === 'type') page.words = `${page.words} ${next('word-')}`.trim();
    if (act.do === 'send' || act.do === 'send-and-lose') {
      page.seq += 1;
      const sent = { seq: page.seq, base: page.base, words: page.words };
      page.sent.push(sent);
      if (deliver(sent) && act.do === 'send') page.base = record.version;
    }
    if (act.do === 'send-again' && page.sent.length > 0)
      deliver(page.sent[count % page.sent.length] as Page['sent'][number]);
    if (act.do === 'choose' && record.apart[0]) {
      page.seq += 1;
      const given = {
        apartId: record.apart[0].id,
        choice: act.choice,
        version: record.version,
        tab: { id, seq: page.seq },
        saveKey: next('key-'),
      };
      const decision = decideChoice(record, given);
      if (decision.ok) {
        take(decision.value);
        Object.assign(page, { words: record.words, base: record.version });
      }
    }
    if (act.do === 'sign') {
      const decision = decideSign(record, { version: record.version, saveKey: next('key-') });
      if (decision.ok) take(decision.value);
    }
    if (act.do === 'add') {
      const words = next('word-');
      const decision = decideAddendum(record, { words, saveKey: next('key-') });
      if (decision.ok) {
        received.add(words);
        take(decision.value);
      }
    }
  }
  const kept = [record.words, ...record.apart.map(({ words }) => words), ...record.entries.map(({ words }) => words)];
  return { record, received, chosenAway, kept: new Set(kept.flatMap(wordsOf)) };
}

test('no history loses a word that reached us, unless its author chose the other version', () => {
  fc.assert(
    fc.property(acts, (history) => {
      const { received, chosenAway, kept } = live(history);
      expect([...received].filter((word) => !kept.has(word) && !chosenAway.has(word))).toEqual([]);
    }),
    { numRuns: 3000 },
  );
});

test('with one page and whatever connection, there is never a second version and the last words stand', () => {
  const alone = acts.map((history) =>
    history.filter((act) => act.page === 0 && ['type', 'send', 'send-and-lose', 'send-again'].includes(act.do)),
  );
  fc.assert(
    fc.property(alone, (history) => {
      const { record, received, kept } = live(history);
      expect(record.apart).toEqual([]);
      expect([...received].every((word) => kept.has(word))).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
