import type { Language } from './languages.ts';
import type { TemplateKind } from './template-kind.ts';

/** What a privacy notice can say of the practice; it is read before there is any agreement. */
export const noticePlaceholders = [
  'practice',
  'address',
  'contact',
  'controllers',
  'registration',
  'retention',
  'retentionYears',
] as const;

/** What an agreement can say of the frame. Those ending in a sentence may be empty when the frame has nothing to say. */
export const framePlaceholders = [
  ...noticePlaceholders,
  'client',
  'therapist',
  'body',
  'when',
  'whenSentence',
  'length',
  'placeShort',
  'placeSentence',
  'plannedSentence',
  'feeSummary',
  'feeSentence',
  'cancelSummary',
  'cancelSentence',
  'contactSummary',
  'contactSentence',
  'supervisionSentence',
  'review',
  'pace',
  'whenStuck',
  'gpSentence',
  'emergencySentence',
  'partySentence',
  'recordsSentence',
  'day',
  'time',
  'everyWeeks',
  'minutes',
  'fee',
  'cancelHours',
  'answerDays',
  'reviewSessions',
  'recordKeeper',
  'ownAgreementAge',
  'adultAge',
] as const;

export type Placeholder = (typeof framePlaceholders)[number];
export type NoticePlaceholder = (typeof noticePlaceholders)[number];

/** Made as English words. In another language the facts stand alone, and the practice writes the sentence round them. */
export const englishPlaceholders: readonly string[] = [
  'retention',
  'when',
  'length',
  'placeShort',
  'feeSummary',
  'cancelSummary',
  'contactSummary',
  'review',
  ...framePlaceholders.filter((name) => name.endsWith('Sentence')),
];

/** What a document of a kind may name. With a language other than English, only facts. */
export function placeholdersOf(kind: TemplateKind, language: Language = 'en-GB'): readonly string[] {
  const all: readonly string[] = kind === 'privacy-notice' ? noticePlaceholders : framePlaceholders;
  return language === 'en-GB' ? all : all.filter((name) => !englishPlaceholders.includes(name));
}

/** What a document has to say somewhere, each by one of its placeholders. */
export type Needed = { any: readonly string[]; words: string };
const notice: readonly Needed[] = [
  { any: ['practice'], words: 'who the practice is' },
  { any: ['address'], words: 'the address' },
  { any: ['contact'], words: 'how to reach you' },
  { any: ['controllers'], words: 'who is responsible in law' },
  { any: ['registration'], words: 'the number in the register of the Information Commissioner' },
  { any: ['retention', 'retentionYears'], words: 'how long the record is kept' },
];
const agreement: readonly Needed[] = [
  { any: ['client'], words: 'who the client is' },
  { any: ['therapist'], words: 'who the therapist is' },
  { any: ['whenSentence', 'when', 'time'], words: 'the day and the time' },
  { any: ['length', 'minutes'], words: 'how long a session is' },
  { any: ['feeSentence', 'fee'], words: 'the fee' },
  { any: ['cancelSentence', 'cancelHours'], words: 'when a session can be cancelled' },
  { any: ['contactSentence', 'answerDays'], words: 'what holds between sessions' },
  { any: ['retention', 'retentionYears'], words: 'how long notes are kept' },
  { any: ['partySentence', 'controllers'], words: 'who is responsible in law for what is written down' },
  { any: ['recordsSentence', 'recordKeeper'], words: 'who keeps the record when the therapist leaves' },
];

/** What has to stand in a document of a kind before it is published. */
export function neededIn(kind: TemplateKind): readonly Needed[] {
  if (kind === 'privacy-notice') return notice;
  return kind === 'working-agreement' ? agreement : [];
}

/** Words that are the two people's own. They may stand only where nobody signs: what is signed is read by others too. */
export const ownPlaceholders: readonly string[] = ['pace', 'whenStuck'];

/** Facts that the diary, the fees and the reviews go by. Words that say them follow the frame. */
export const drivingPlaceholders: readonly string[] = [
  'when',
  'whenSentence',
  'length',
  'placeShort',
  'placeSentence',
  'plannedSentence',
  'feeSummary',
  'feeSentence',
  'cancelSummary',
  'cancelSentence',
  'review',
];

const pattern = /\{([A-Za-z]+)\}/g;

export const placeholdersIn = (text: string): string[] =>
  [...text.matchAll(pattern)].map((match) => match[1] as string);

/**
 * Puts the words in, in one pass: a client called "{feeSummary}" stays called that. White space left by an empty
 * sentence closes up. Unknown names stay as they are written; the template schema keeps them out.
 */
export function fill(text: string, words: Readonly<Record<string, string>>): string {
  const filled = text.replace(pattern, (whole, name: string) =>
    Object.hasOwn(words, name) ? String(words[name]) : whole,
  );
  return filled
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/[ \t]{2,}/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}
