import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Clause } from './clause.ts';
import { differenceOf, suggestMaterial, wordsThatDiffer } from './difference.ts';
import { ownSet } from './own-set/index.ts';
import type { TemplateVersion } from './template.ts';

const { agreement } = ownSet('england-and-wales');
const with_ = (clauses: Clause[], title = agreement.title): TemplateVersion => ({ ...agreement, title, clauses });
const [time, online, fee, cancelling] = agreement.clauses as [Clause, Clause, Clause, Clause];
const base = with_([time, online, fee, cancelling]);
const shown = (newer: TemplateVersion) =>
  differenceOf(base, newer).clauses.map(({ clauseId, change, fields }) => [clauseId, change, ...fields].join(' '));

describe('the difference between two wordings', () => {
  it.each([
    ['the same', base, []],
    ['one reworded', with_([{ ...time, text: 'Other.' }, online, fee, cancelling]), ['time reworded text']],
    [
      'one gone, named where it stood',
      with_([time, fee, { ...cancelling, heading: 'No' }]),
      ['working-online removed', 'cancelling reworded heading'],
    ],
    ['one new', with_([time, online, { ...fee, clauseId: 'gifts' }, fee, cancelling]), ['gifts added']],
    ['one moved: the fewest are named', with_([cancelling, time, online, fee]), ['cancelling moved']],
    ['none left', with_([]), ['time removed', 'working-online removed', 'fee removed', 'cancelling removed']],
  ] as const)('%s', (_what, newer, expected) => expect(shown(newer as TemplateVersion)).toEqual(expected));

  it('names another title, and nothing that no signature binds', () => {
    expect(differenceOf(base, { ...base, title: 'Our agreement' }).title).toEqual({
      before: 'Working agreement',
      after: 'Our agreement',
    });
    expect(differenceOf(base, { ...base, ...{ state: 'superseded', number: 9 } }).isSame).toBe(true);
  });

  it('tells what people read from what only stands about it, and a comma from another meaning', () => {
    const limit = agreement.clauses.find(({ kind }) => kind === 'limit') as Extract<Clause, { kind: 'limit' }>;
    const older = with_([time, limit]);
    const material = (clause: Clause) => suggestMaterial(differenceOf(older, with_([time, clause])));
    expect(material({ ...limit, checkedOn: '2027-01-01' })).toBe(false);
    expect(differenceOf(older, with_([time, { ...limit, checkedOn: '2027-01-01' }])).clauses[0]?.isRead).toBe(false);
    expect(material({ ...limit, text: limit.text.replace('.', ' !') })).toBe(false);
    expect(material({ ...limit, text: `${limit.text} Always.` })).toBe(true);
    expect(material({ ...limit, text: limit.text.replace('{therapist}', '{practice}') })).toBe(true);
    expect(suggestMaterial(differenceOf(older, with_([time])))).toBe(true);
    expect(suggestMaterial(differenceOf(older, with_([limit, time])))).toBe(false);
  });
});

/** Wordings whose clauses are some of a few ids, each in one of a few wordings. */
const wording = fc
  .uniqueArray(fc.record({ at: fc.nat(11), text: fc.constantFrom('One.', 'Two.', 'Three.') }), {
    selector: ({ at }) => at,
    maxLength: 12,
  })
  .map((picks) => with_(picks.map(({ at, text }) => ({ ...(agreement.clauses[at] as Clause), text }) as Clause)));

describe('for any two wordings', () => {
  it('what is said to differ is all that differs: the older and the difference give the newer', () => {
    fc.assert(
      fc.property(wording, wording, (older, newer) => {
        const { clauses } = differenceOf(older, newer);
        const now = new Map(older.clauses.map((clause) => [clause.clauseId, clause]));
        for (const { clauseId, after } of clauses) {
          if (after) now.set(clauseId, after);
          else now.delete(clauseId);
        }
        const byId = (list: Iterable<Clause>) => [...list].toSorted((a, b) => (a.clauseId < b.clauseId ? -1 : 1));
        expect(byId(now.values())).toEqual(byId(newer.clauses));
        const moved = new Set(clauses.filter(({ hasMoved }) => hasMoved).map(({ clauseId }) => clauseId));
        const has = (list: Clause[]) => new Set(list.map(({ clauseId }) => clauseId));
        const [before, after] = [has(older.clauses), has(newer.clauses)];
        const order = ({ clauses: list }: TemplateVersion) =>
          list.map(({ clauseId }) => clauseId).filter((id) => before.has(id) && after.has(id) && !moved.has(id));
        expect(order(older)).toEqual(order(newer));
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it('is empty for one and itself, and turns round: added is removed, reworded stays', () => {
    const turned: Record<string, string> = { added: 'removed', removed: 'added', reworded: 'reworded', moved: 'moved' };
    fc.assert(
      fc.property(wording, wording, (older, newer) => {
        expect(differenceOf(older, older).isSame).toBe(true);
        const one = differenceOf(older, newer).clauses.filter(({ change }) => change !== 'moved');
        const other = differenceOf(newer, older).clauses.filter(({ change }) => change !== 'moved');
        const keys = (list: typeof one, back: boolean) =>
          list.map(({ clauseId, change }) => `${clauseId} ${back ? turned[change] : change}`).sort();
        expect(keys(one, false)).toEqual(keys(other, true));
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it('word by word, what stayed and went is the older text, what stayed and came the newer', () => {
    const text = fc
      .array(fc.constantFrom('we', 'meet', 'each', ' ', '\n\n', 'week.', 'é', '🙂', 'نحن'))
      .map((l) => l.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = wordsThatDiffer(before, after);
        const of = (kinds: string[]) => pieces.filter(({ kind }) => kinds.includes(kind)).map((piece) => piece.text);
        expect(of(['same', 'out']).join('')).toBe(before);
        expect(of(['same', 'in']).join('')).toBe(after);
        expect(pieces.every((piece) => piece.text !== '')).toBe(true);
      }),
      { seed: 4, numRuns: 300 },
    );
    expect(wordsThatDiffer('We meet each week.', 'We meet each day.')).toEqual([
      { kind: 'same', text: 'We meet each ' },
      { kind: 'out', text: 'week.' },
      { kind: 'in', text: 'day.' },
    ]);
    expect(wordsThatDiffer('a '.repeat(2000), 'b')).toHaveLength(2);
  });
});
