import { foldName } from '@heather/core';
import { type MeasureKey, measureKeys, measures } from '@heather/outcomes';

/** A word of the file as it is compared. */
export const foldWord = (word: string): string => foldName(word).replace(/\s+/g, ' ').trim();

/** Words of one column that mean one thing each, and which a person settles once for the whole file. */
export const wordFields = ['status', 'state', 'measure', 'therapist', 'place'] as const;
export type WordField = (typeof wordFields)[number];
/** Lines with this word stay out. */
export const leaveOut = 'leave-out';

export const sessionOutcomes = [
  'attended',
  'did-not-attend',
  'cancelled-in-time',
  'cancelled-late',
  'cancelled-by-us',
] as const;
export type SessionOutcome = (typeof sessionOutcomes)[number];
export const clientStates = ['active', 'waiting', 'ended'] as const;
export type ImportedState = (typeof clientStates)[number];
export const places = ['room', 'online', 'telephone'] as const;

const known: Record<Exclude<WordField, 'measure' | 'therapist'>, Record<string, readonly string[]>> = {
  // A bare "cancelled" says neither who nor how late, and is asked.
  status: {
    attended: [
      'attended',
      'completed',
      'complete',
      'held',
      'arrived',
      'seen',
      'did attend',
      'show',
      'showed',
      'yes',
      'att',
      'kept',
    ],
    'did-not-attend': [
      'did not attend',
      'dna',
      'did not arrive (dna)',
      'no show',
      'no-show',
      'noshow',
      'missed',
      'not attended',
      'did not arrive',
      "didn't attend",
      'absent',
    ],
    'cancelled-in-time': [
      'cancelled in time',
      'cancelled by client',
      'client cancelled',
      'cancelled with notice',
      'cancelled in notice',
    ],
    'cancelled-late': [
      'late cancellation',
      'cancelled late',
      'late cancel',
      'cancelled without notice',
      'short notice cancellation',
    ],
    'cancelled-by-us': [
      'cancelled by practice',
      'cancelled by therapist',
      'therapist cancelled',
      'cancelled by practitioner',
      'practitioner cancelled',
      'cancelled by us',
      'cancelled by provider',
    ],
  },
  state: {
    active: ['active', 'current', 'open', 'ongoing', 'in therapy', 'in treatment', 'yes', 'true', 'live'],
    waiting: ['waiting', 'waiting list', 'on waiting list', 'waitlist'],
    ended: [
      'ended',
      'closed',
      'inactive',
      'archived',
      'discharged',
      'completed',
      'past',
      'former',
      'no',
      'false',
      'finished',
    ],
  },
  place: {
    room: ['room', 'in person', 'in-person', 'face to face', 'face-to-face', 'f2f', 'office', 'clinic', 'practice'],
    online: ['online', 'video', 'zoom', 'teams', 'remote', 'video call', 'telehealth', 'skype'],
    telephone: ['telephone', 'phone', 'phone call', 'by telephone', 'by phone'],
  },
};

const measureOf = (word: string): MeasureKey | null => {
  const plain = word.replace(/[^a-z0-9]/g, '');
  return (
    measureKeys.find((key) => plain === key.replace(/-/g, '') || foldWord(measures[key].fullName) === word) ?? null
  );
};

/** What a word means where it can mean one thing; null: it is asked. Therapists are matched with the practice's people elsewhere. */
export function guessWord(field: Exclude<WordField, 'therapist'>, word: string): string | null {
  const folded = foldWord(word);
  if (field === 'measure') return measureOf(folded);
  return Object.entries(known[field]).find(([, words]) => words.includes(folded))?.[0] ?? null;
}

export function meaningsOf(field: Exclude<WordField, 'therapist'>): readonly string[] {
  if (field === 'status') return sessionOutcomes;
  if (field === 'state') return clientStates;
  return field === 'place' ? places : measureKeys;
}

/** More different words than this are no status, but names or notes of somebody. */
export const mostWords = 60;

const languages: Record<string, readonly string[]> = {
  'en-GB': ['english', 'en', 'en-gb', 'eng', 'british english'],
  cy: ['welsh', 'cymraeg', 'cy'],
  gd: ['scottish gaelic', 'gaelic', 'gaidhlig', 'gd'],
  ga: ['irish', 'gaeilge', 'ga'],
  pl: ['polish', 'polski', 'pl'],
  ro: ['romanian', 'ro'],
  pa: ['punjabi', 'panjabi', 'pa'],
  ur: ['urdu', 'ur'],
  bn: ['bengali', 'bangla', 'bn'],
  gu: ['gujarati', 'gu'],
  ar: ['arabic', 'ar'],
  fr: ['french', 'francais', 'fr'],
  es: ['spanish', 'espanol', 'es'],
  pt: ['portuguese', 'portugues', 'pt'],
  it: ['italian', 'italiano', 'it'],
  de: ['german', 'deutsch', 'de'],
  so: ['somali', 'so'],
  tr: ['turkish', 'tr'],
  uk: ['ukrainian', 'uk'],
  ru: ['russian', 'ru'],
  fa: ['persian', 'farsi', 'fa'],
  zh: ['chinese', 'mandarin', 'cantonese', 'zh'],
};

/** A language's tag; null for a word that is not known here. */
export function languageOf(word: string): string | null {
  const folded = foldWord(word);
  return Object.entries(languages).find(([, words]) => words.includes(folded))?.[0] ?? null;
}
