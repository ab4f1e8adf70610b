import type { ClauseKind, Nation, TemplateKind } from '@heather/confidentiality';

/** What a member of staff calls each document; its own title is what a client reads. */
export const kindWords: Record<TemplateKind, string> = {
  'working-agreement': 'Working agreement',
  'privacy-notice': 'Privacy notice',
  'optional-consents': 'Optional consents',
  'confidentiality-agreement': 'Confidentiality agreement',
  'online-work': 'Online work',
  'couple-confidentiality': 'Couple: confidentiality and secrets',
  'group-confidentiality': 'Group: confidentiality and secrets',
  'young-person': 'Young person',
  guardian: 'Guardian of a young person',
};

export const clauseKindWords: Record<ClauseKind, string> = {
  term: 'Term, agreed by signing',
  limit: 'Limit of confidentiality',
  optional_consent: 'Optional consent, with its own yes and no',
  statement: 'Statement, told and not agreed',
};

export const nations: readonly { value: Nation; label: string }[] = [
  { value: 'england-and-wales', label: 'England and Wales' },
  { value: 'scotland', label: 'Scotland' },
  { value: 'northern-ireland', label: 'Northern Ireland' },
];
export const nationWord = (nation: Nation): string => nations.find(({ value }) => value === nation)?.label ?? nation;

export const stateWords = {
  draft: 'being written',
  reviewed: 'read, not published yet',
  published: 'in use',
  superseded: 'replaced',
  withdrawn: 'put away',
} as const;

export const dayOf = (iso: string): string =>
  new Date(iso).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

export const people = (count: number): string => `${count} ${count === 1 ? 'person' : 'people'}`;

const fieldNames: Record<string, string> = {
  heading: 'heading',
  summary: 'the one line',
  text: 'text',
  question: 'question',
  yesLabel: 'words of the yes',
  noLabel: 'words of the no',
  afterWithdrawal: 'what stops',
  validMonths: 'how long a yes holds',
  onlyWhere: 'where it is said',
  under: 'place',
  kind: 'what it is',
  binds: 'whom it binds',
  source: 'source',
  checkedOn: 'day it was checked',
  purpose: 'purpose',
  recipients: 'who hears',
  dataCategories: 'kinds of data',
  lawfulBasis: 'lawful basis',
  healthCondition: 'condition for health data',
  nations: 'nations',
  validFromOn: 'first day',
  validUntilOn: 'last day',
  isLive: 'whether it may change without signing',
};
export const fieldWord = (field: string): string => fieldNames[field] ?? field;
