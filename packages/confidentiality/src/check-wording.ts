import type { Nation } from './clause.ts';
import { type DraftClause, fieldsOf, settled } from './draft.ts';
import type { Language } from './languages.ts';
import { englishPlaceholders, neededIn, ownPlaceholders, placeholdersIn, placeholdersOf } from './placeholders.ts';
import { readingGrade, wordsOf } from './reading-grade.ts';
import { clauseKindsOf, natureOf, templateVersionSchema } from './template.ts';
import type { TemplateKind } from './template-kind.ts';

export type Wordings = {
  kind: TemplateKind;
  nation: Nation;
  language: Language;
  title: string;
  clauses: readonly DraftClause[];
};

export type WordingProblem = {
  /** The clause, or null for the document. */
  clauseId: string | null;
  field: string;
  words: string;
  /** It cannot be published so; otherwise it is only said. */
  isBlocking: boolean;
};

/** Above this a sentence is hard for somebody of eleven or twelve; what clients read stays under it. */
export const hardestGrade = 6;
/** Of fewer words a grade says nothing. */
const fewestWords = 12;

/** What is read of a clause as running text. */
export const readOf = (clause: DraftClause): string =>
  [clause.question, clause.text, clause.afterWithdrawal].filter(Boolean).join(' ');

/** Grade of a clause's text, of English alone; null where it would say nothing. */
export function gradeOf(clause: DraftClause, language: Language): number | null {
  const text = readOf(clause).replaceAll(/\{[A-Za-z]+\}/g, 'Sam');
  return language !== 'en-GB' || wordsOf(text).length < fewestWords ? null : readingGrade(text);
}

/** Everything that stands in the way of publishing, and what had better be looked at, in words. @param on today, YYYY-MM-DD */
export function checkWording(wording: Wordings, on: string): WordingProblem[] {
  const problems = wording.clauses.flatMap((clause, at) => ofClause(wording, clause, at, on));
  if (wording.title.trim() === '') problems.unshift(blocking(null, 'title', 'Give the document a title.'));
  if (wording.clauses.length === 0) problems.push(blocking(null, 'clauses', 'There is no clause yet.'));
  const said = wording.clauses.flatMap(textsOf).flatMap(placeholdersIn);
  for (const { any, words } of neededIn(wording.kind)) {
    const known = any.filter((name) => placeholdersOf(wording.kind, wording.language).includes(name));
    if (!any.some((name) => said.includes(name)))
      problems.push(
        blocking(null, 'clauses', `Nowhere does it say ${words}: put ${orList(known)} where you speak of it.`),
      );
  }
  // Whatever the words above did not foresee: nothing is called ready that the server would refuse.
  if (problems.every(({ isBlocking }) => !isBlocking)) {
    const read = templateVersionSchema.safeParse({
      ...{ key: wording.kind, kind: wording.kind, nation: wording.nation, language: wording.language },
      ...{ title: wording.title, number: 1, state: 'draft', clauses: wording.clauses.map(settled) },
    });
    for (const issue of read.error?.issues ?? []) {
      const at = issue.path[0] === 'clauses' ? Number(issue.path[1]) : -1;
      const clauseId = wording.clauses[at]?.clauseId ?? null;
      problems.push(blocking(clauseId, String(issue.path[2] ?? 'text'), `This cannot stand so: ${issue.message}.`));
    }
  }
  return problems;
}

const blocking = (clauseId: string | null, field: string, words: string): WordingProblem => ({
  clauseId,
  field,
  words,
  isBlocking: true,
});
const orList = (names: readonly string[]) => names.map((name) => `{${name}}`).join(' or ');

/** Whatever of a clause a reader meets, and where placeholders may stand. */
function textsOf(clause: DraftClause): string[] {
  return [clause.heading, clause.summary, clause.text, clause.question ?? '', clause.afterWithdrawal ?? ''];
}

const emptyWords: Record<string, string> = {
  heading: 'Give the clause a heading.',
  summary: 'Say it in one line: it is what people read first.',
  text: 'Write the text.',
  source: 'Name the law or the guidance that it rests on.',
  question: 'Write the question.',
  yesLabel: 'Write the words of the yes.',
  noLabel: 'Write the words of the no.',
  afterWithdrawal: 'Say what stops when the yes is taken back.',
  purpose: 'Say what it is for.',
};

function ofClause(wording: Wordings, clause: DraftClause, at: number, on: string): WordingProblem[] {
  const { clauseId } = clause;
  const found: WordingProblem[] = [];
  const stop = (field: string, words: string) => found.push(blocking(clauseId, field, words));
  const say = (field: string, words: string) => found.push({ clauseId, field, words, isBlocking: false });
  if (!clauseKindsOf(wording.kind).includes(clause.kind)) {
    const why = {
      agreed: 'a choice of its own stands in “Your choices”',
      told: 'a notice only tells',
      asked: 'here are only questions, each with its own yes and no',
    };
    stop('kind', `It does not belong here: ${why[natureOf(wording.kind)]}.`);
  }
  const mustSay = ['heading', 'summary', 'text', ...(clause.kind === 'limit' ? ['source'] : [])];
  if (clause.kind === 'optional_consent') mustSay.push('question', 'yesLabel', 'noLabel', 'afterWithdrawal', 'purpose');
  const said = clause as unknown as Record<string, unknown>;
  for (const field of mustSay)
    if (String(said[field] ?? '').trim() === '') stop(field, emptyWords[field] ?? 'This is empty.');
  if (clause.kind === 'optional_consent' && (clause.dataCategories ?? []).every((part) => part.trim() === ''))
    stop('dataCategories', 'Say which kinds of data it is about.');
  if (clause.kind === 'limit' && clause.binds === undefined) stop('binds', 'Say whom it binds.');
  if (clause.binds?.who === 'some' && clause.kind === 'limit' && clause.binds.note.trim() === '')
    stop('binds', 'Say whom it binds: it is off until somebody turns it on.');
  if (wording.clauses.findIndex((one) => one.clauseId === clauseId) !== at)
    stop('clauseId', 'Another clause has this id.');
  if (clause.under) {
    const above = wording.clauses.findIndex((one) => one.clauseId === clause.under);
    if (above < 0 || above > at || wording.clauses[above]?.under)
      stop('under', 'It stands inside a clause that is not above it, or is inside another itself.');
  }
  for (const [field, text] of Object.entries(said))
    if (typeof text === 'string' && fieldsOf[clause.kind].includes(field))
      for (const words of placeholderProblems(wording, clause, text)) stop(field, words);
  if (natureOf(wording.kind) === 'told' && /\b(i|you)\s+(hereby\s+)?(consent|agree)\b/i.test(clause.text))
    stop('text', 'A notice is read, not agreed to: say what you do, and ask nothing here.');
  if (clause.nations && clause.nations.length > 0 && !clause.nations.includes(wording.nation))
    stop('nations', 'It does not hold in this nation: take it out here.');
  if (clause.validFromOn && clause.validUntilOn && clause.validFromOn > clause.validUntilOn)
    stop('validUntilOn', 'It ends before it begins.');
  else if (clause.validUntilOn && clause.validUntilOn < on)
    stop('validUntilOn', 'Its last day is over: word it anew, or take it out.');
  else if (clause.validFromOn && clause.validFromOn > on)
    stop('validFromOn', 'It does not hold yet: publish it from that day on.');
  if (clause.kind === 'limit' && !clause.checkedOn) say('checkedOn', 'Nobody has held it against its source yet.');
  const grade = gradeOf(clause, wording.language);
  if (grade !== null && grade > hardestGrade)
    say('text', `Reading grade ${grade.toFixed(1)}: shorter sentences and shorter words bring it to ${hardestGrade}.`);
  return found;
}

function placeholderProblems({ kind, language }: Wordings, clause: DraftClause, text: string): string[] {
  const known = placeholdersOf(kind, language);
  const all = placeholdersOf(kind);
  const found: string[] = [];
  for (const name of placeholdersIn(text)) {
    if (known.includes(name)) {
      if (ownPlaceholders.includes(name) && !(clause.kind === 'statement' && clause.isLive))
        found.push(`{${name}} is the two people’s own: it may stand only in what can change without signing.`);
    } else if (englishPlaceholders.includes(name) && all.includes(name))
      found.push(`{${name}} is an English sentence: write your own round the facts, such as {time} or {fee}.`);
    else {
      const near = nearest(name, known);
      found.push(`{${name}} means nothing here.${near ? ` Did you mean {${near}}?` : ''}`);
    }
  }
  const rest = text.replaceAll(/\{[A-Za-z]+\}/g, '');
  if (/[{}]/.test(rest))
    found.push('A curly bracket stands alone: a placeholder is one word in two of them, such as {fee}.');
  return found;
}

/** The known name that takes the fewest letters to change, if they are few. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const scored = known.map((one) => [distance(name.toLowerCase(), one.toLowerCase()), one] as const);
  const [best] = scored.toSorted(([a], [b]) => a - b);
  return best && best[0] <= Math.max(2, Math.floor(name.length / 3)) ? best[1] : undefined;
}

function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1)
      next[j] = Math.min(
        (row[j] as number) + 1,
        (next[j - 1] as number) + 1,
        (row[j - 1] as number) + (one[i - 1] === other[j - 1] ? 0 : 1),
      );
    row = next;
  }
  return row[other.length] as number;
}
