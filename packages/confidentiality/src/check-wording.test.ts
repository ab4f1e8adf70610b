import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkWording, gradeOf } from './check-wording.ts';
import { nationSchema } from './clause.ts';
import { type DraftClause, draftClausesSchema, mergeDrafts, newClauseId, settled } from './draft.ts';
import { ownDocument, ownDocuments } from './own-set/index.ts';
import { templateVersionSchema } from './template.ts';
import type { TemplateKind } from './template-kind.ts';

const today = '2026-11-24';
const made = new Map<TemplateKind, ReturnType<typeof make>>();
const make = (kind: TemplateKind) => {
  const { title, nation, clauses } = ownDocument(kind, 'england-and-wales');
  return { kind, title, nation, language: 'en-GB' as const, clauses: draftClausesSchema.parse(clauses) };
};
const own = (kind: TemplateKind = 'working-agreement') => {
  const found = made.get(kind) ?? make(kind);
  made.set(kind, found);
  return found;
};
const blocks = (wording: Parameters<typeof checkWording>[0]) =>
  checkWording(wording, today)
    .filter(({ isBlocking }) => isBlocking)
    .map(({ clauseId, words }) => `${clauseId}: ${words}`);

describe('what is checked while one writes', () => {
  it.each(nationSchema.options)('finds nothing in the way in what is shipped for %s', (nation) => {
    for (const { kind, title, clauses } of ownDocuments(nation))
      expect(blocks({ kind, title, nation, language: 'en-GB', clauses: draftClausesSchema.parse(clauses) })).toEqual(
        [],
      );
  });

  const spoilt = (over: Partial<DraftClause>, kind?: TemplateKind) => {
    const wording = own(kind);
    return blocks({ ...wording, clauses: wording.clauses.map((one, at) => (at === 0 ? { ...one, ...over } : one)) });
  };
  it.each<[string, Partial<DraftClause>, RegExp]>([
    [
      'a placeholder with a slip',
      { heading: '{feeSentense}' },
      /time: \{feeSentense\} means nothing here. Did you mean \{feeSentence\}\?/,
    ],
    ['one that is like none', { heading: '{zebracrossing}' }, /means nothing here\.$/],
    ['one that is not closed', { heading: 'The {fee' }, /A curly bracket stands alone/],
    ['words of the two where they would be signed', { heading: 'Our {pace}' }, /the two people’s own/],
    ['an empty text', { text: ' ' }, /Write the text/],
    ['a last day that is over', { validUntilOn: '2026-11-23' }, /Its last day is over/],
    ['a first day that is to come', { validFromOn: '2027-01-01' }, /does not hold yet/],
    ['another nation', { nations: ['scotland'] }, /does not hold in this nation/],
    ['a clause inside one that comes later', { under: 'fee' }, /not above it/],
    ['an id of another', { clauseId: 'fee' }, /Another clause has this id/],
    ['a choice among terms', { kind: 'optional_consent' }, /It does not belong here: a choice of its own/],
  ])('refuses %s, in words', (_what, over, words) => expect(spoilt(over).join('\n')).toMatch(words));

  it('asks for what has to be said somewhere, by name', () => {
    const wording = own();
    const parties = wording.clauses.filter(({ clauseId }) => clauseId !== 'parties');
    const without = blocks({ ...wording, clauses: parties });
    expect(without).toHaveLength(3);
    expect(without.join()).toMatch(
      /who keeps the record when the therapist leaves: put \{recordsSentence\} or \{recordKeeper\}/,
    );
    expect(blocks({ ...wording, clauses: [] }).length).toBeGreaterThan(8);
  });

  it('lets nobody consent to a notice', () => {
    expect(spoilt({ text: 'You consent to all of this. {practice}' }, 'privacy-notice').join()).toMatch(
      /A notice is read/,
    );
    expect(spoilt({ kind: 'optional_consent' }, 'privacy-notice').join()).toMatch(/a notice only tells/);
  });

  it('in another language takes facts, and no English sentence', () => {
    const clause = {
      ...own().clauses[0],
      text: 'Sesiwn bob {day} am {time}.',
      summary: '{day}',
      heading: 'Amser',
    } as DraftClause;
    const welsh = (one: DraftClause) =>
      blocks({ ...own(), language: 'cy', clauses: [one] }).filter((line) => line.startsWith('time'));
    expect(welsh(clause)).toEqual([]);
    expect(welsh({ ...clause, text: '{whenSentence}' }).join()).toMatch(/is an English sentence/);
    expect(gradeOf(clause, 'cy')).toBeNull();
  });

  it('grades as one writes, and does not refuse a hard sentence', () => {
    const text =
      'Notwithstanding the aforementioned considerations, confidentiality obligations are circumscribed by statutory responsibilities and professional accountability requirements.';
    const wording = {
      ...own(),
      clauses: own().clauses.map((one, at) => (at === 0 ? { ...one, text: `${text} {whenSentence} {length}` } : one)),
    };
    const [problem] = checkWording(wording, today).filter(({ clauseId }) => clauseId === 'time');
    expect(problem).toMatchObject({ isBlocking: false, field: 'text' });
    expect(problem?.words).toMatch(/^Reading grade \d/);
  });
});

describe('whatever is typed', () => {
  const clauseArb: fc.Arbitrary<DraftClause> = fc
    .record(
      {
        at: fc.nat(20),
        kind: fc.constantFrom<DraftClause['kind']>('term', 'limit', 'optional_consent', 'statement'),
        heading: fc.constantFrom('', 'A', '{fee}', '{feee}'),
        text: fc.constantFrom('', 'Words.', '{pace}', '{'),
        clauseId: fc.constantFrom('time', 'fee', 'x y', ''),
        under: fc.constantFrom('time', 'none'),
        isLive: fc.boolean(),
      },
      { requiredKeys: ['at'] },
    )
    .map(({ at, ...over }) => ({ ...(own().clauses[at % own().clauses.length] as DraftClause), ...over }));
  it('what is called ready can be published', () => {
    fc.assert(
      fc.property(fc.array(clauseArb, { maxLength: 6 }), (extra) => {
        const wording = { ...own(), clauses: [...own().clauses, ...extra] };
        if (blocks(wording).length > 0) return;
        const { kind, title, nation, language, clauses } = wording;
        const whole = {
          key: kind,
          kind,
          title,
          nation,
          language,
          number: 1,
          state: 'draft',
          clauses: clauses.map(settled),
        };
        expect(templateVersionSchema.safeParse(whole).success).toBe(true);
      }),
      { seed: 4, numRuns: 100 },
    );
  });
});

describe('two who write at once', () => {
  const [time, online, fee] = own().clauses as [DraftClause, DraftClause, DraftClause];
  const base = [time, online, fee];
  it('each keep what only they changed', () => {
    const mine = [{ ...time, text: 'Mine.' }, online, fee, { ...fee, clauseId: 'own.mine' }];
    const theirs = [time, { ...fee, text: 'Theirs.' }, { ...fee, clauseId: 'own.theirs' }];
    const { clauses, clashes } = mergeDrafts(base, mine, theirs);
    expect(clashes).toEqual([]);
    expect(clauses.map(({ clauseId, text }) => [clauseId, text])).toEqual([
      ['time', 'Mine.'],
      ['fee', 'Theirs.'],
      ['own.mine', fee.text],
      ['own.theirs', fee.text],
    ]);
  });
  it('are told where both changed one, and my words stand there', () => {
    const merged = mergeDrafts(
      base,
      [{ ...time, text: 'Mine.' }, fee],
      [{ ...time, text: 'Theirs.' }, { ...online, text: 'Kept.' }, fee],
    );
    expect(merged.clashes).toEqual(['time', 'working-online']);
    expect(merged.clauses.map(({ text }) => text)).toEqual(['Mine.', 'Kept.', fee.text]);
  });
  it('lose no clause that either still has and the other did not take out, whatever they did', () => {
    const arb = fc
      .subarray(own().clauses)
      .chain((list) =>
        fc
          .array(fc.boolean(), { minLength: list.length, maxLength: list.length })
          .map((flags) => list.map((one, at) => (flags[at] ? { ...one, text: `${one.text} More.` } : one))),
      );
    fc.assert(
      fc.property(arb, arb, arb, (was, mine, theirs) => {
        const { clauses, clashes } = mergeDrafts(was, mine, theirs);
        const ids = clauses.map(({ clauseId }) => clauseId);
        expect(new Set(ids).size).toBe(ids.length);
        const has = (list: DraftClause[], id: string) => list.some(({ clauseId }) => clauseId === id);
        for (const { clauseId } of [...mine, ...theirs]) {
          const both = has(mine, clauseId) && has(theirs, clauseId);
          const isNew = !has(was, clauseId);
          if (both || isNew || clashes.includes(clauseId)) expect(ids).toContain(clauseId);
        }
        expect(mergeDrafts(was, mine, was).clauses).toEqual(mine);
        expect(mergeDrafts(was, was, theirs).clauses).toEqual(theirs);
      }),
      { seed: 4, numRuns: 100 },
    );
  });
});

it.each([
  ['Gifts and letters', 'term', [], 'own.gifts-and-letters'],
  ['Gifts and letters', 'term', ['own.gifts-and-letters'], 'own.gifts-and-letters-b'],
  ['10 % — ümlaut!', 'limit', [], 'limit.umlaut'],
  ['الخصوصية', 'optional_consent', [], 'consent.clause'],
] as const)('an id for “%s” as a %s', (heading, kind, taken, id) => expect(newClauseId(heading, kind, taken)).toBe(id));
