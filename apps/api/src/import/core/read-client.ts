import { isMailAddress, normaliseAddress } from '@heather/mail';
import type { Columns } from './fields.ts';
import { type Plan, wordsOf } from './plan.ts';
import { type Cells, nameOf } from './read-cells.ts';
import { foldWord, type ImportedState, languageOf, leaveOut, type WordField } from './words.ts';

export type ClientLine = {
  line: number;
  reference: string | null;
  firstName: string;
  lastName: string;
  knownAs: string | null;
  pronouns: string | null;
  bornOn: string | null;
  email: string | null;
  telephone: string | null;
  postalAddress: string | null;
  language: string | null;
  state: ImportedState;
  therapistId: string | null;
  sinceOn: string | null;
  /** A second number, for which there is no place here. */
  hasSecondNumber: boolean;
};

/** Somebody of the file; null where something in the line is not as it has to be: the cells say what. */
export function readClient(
  line: number,
  cells: Cells,
  columns: Columns,
  plan: Plan,
  todayOn: string,
): ClientLine | null {
  const name = nameOf(cells, columns);
  const bornOn = cells.date('bornOn');
  if (bornOn !== null && bornOn > todayOn) cells.problem('bornOn', 'in-the-future');
  const sinceOn = cells.date('since');
  if (sinceOn !== null && sinceOn > todayOn) cells.problem('since', 'in-the-future');
  const [mobile, landline] = [telephoneOf(cells, 'mobile'), telephoneOf(cells, 'telephone')];
  const rest = {
    reference: cells.text('reference', 80),
    knownAs: cells.text('knownAs', 60),
    pronouns: cells.text('pronouns', 40),
    email: emailOf(cells),
    postalAddress: cells.paragraph('address', 300),
    language: languageIn(cells),
  };
  const state = meant(cells, columns, plan, 'state') as ImportedState | null;
  const therapistId = meant(cells, columns, plan, 'therapist');
  if (name === null || cells.problems.length > 0) return null;
  return {
    line,
    ...name,
    ...rest,
    bornOn,
    sinceOn,
    telephone: mobile ?? landline,
    hasSecondNumber: mobile !== null && landline !== null && mobile !== landline,
    state: state ?? (plan.state as ImportedState),
    therapistId,
  };
}

/** What a word of a column means by the plan; null where the cell is empty, and where it is a problem that the cells then have. */
export function meant(cells: Cells, columns: Columns, plan: Plan, field: WordField): string | null {
  if (columns[field] === undefined) return null;
  const word = cells.raw(field);
  if (word === '') return null;
  const meaning = wordsOf(plan, field)[foldWord(word)];
  if (meaning === undefined) return cells.problem(field, 'word-undecided');
  return meaning === leaveOut ? cells.problem(field, 'left-out') : meaning;
}

function emailOf(cells: Cells): string | null {
  const text = cells.text('email', 254);
  if (text === null) return null;
  const plain = text.replace(/^mailto:/i, '');
  return isMailAddress(plain) ? normaliseAddress(plain) : cells.problem('email', 'email-bad');
}

function telephoneOf(cells: Cells, field: 'mobile' | 'telephone'): string | null {
  const text = cells.text(field, 30);
  if (text === null) return null;
  // A bracket first is how some write the area.
  const plain = text.replace(/^\(/, '').replace(/\u00a0/gu, ' ');
  const isNumber = /^[+\d][\d ()./-]*$/.test(plain) && plain.replace(/\D/g, '').length >= 7;
  return isNumber ? plain : cells.problem(field, 'telephone-bad');
}

function languageIn(cells: Cells): string | null {
  const text = cells.text('language', 60);
  if (text === null) return null;
  return languageOf(text) ?? cells.problem('language', 'language-unknown');
}
