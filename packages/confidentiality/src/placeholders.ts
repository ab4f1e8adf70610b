/** What a privacy notice can say of the practice; it is read before there is any agreement. */
export const noticePlaceholders = [
  'practice',
  'address',
  'contact',
  'controllers',
  'registration',
  'retention',
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
] as const;

export type Placeholder = (typeof framePlaceholders)[number];
export type NoticePlaceholder = (typeof noticePlaceholders)[number];

export function placeholdersOf(kind: 'working-agreement' | 'privacy-notice' | 'optional-consents'): readonly string[] {
  return kind === 'privacy-notice' ? noticePlaceholders : framePlaceholders;
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
