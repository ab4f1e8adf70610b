/**
 * What somebody is told when a therapist is away, and what may never stand in it. A mail can be read over a shoulder: no name, no
 * reason, nothing that says what kind of appointment it is.
 */

/** Longest message that somebody writes themselves: one screen of a telephone. */
export const longestAwayWords = 400;

export type AwayWordsFor = {
  /** The times that fall away, in words: 'Monday 23 November, 17:30'. At least one. */
  times: readonly string[];
  /** Are other times held for them? */
  offered: boolean;
  /** Somebody else reads this mailbox, or nobody has said yet that it is theirs. */
  guarded: boolean;
  /** Does the standing time go on afterwards? */
  keepsPlace: boolean;
};

/** What a mailbox that others may read is told, and no more. */
export const guardedWords = 'One of your times has changed. Please look before you set out.';

/** The message as it is first written; whoever sends it may change it (not the guarded one). */
export function awayWords({ times, offered, guarded, keepsPlace }: AwayWordsFor): string {
  if (guarded) return guardedWords;
  const [first = ''] = times;
  const off =
    times.length === 1
      ? `Your appointment on ${first} will not go ahead. We are sorry. There is nothing to pay.`
      : times.length <= 4
        ? `These appointments will not go ahead: ${listed(times)}. We are sorry. There is nothing to pay.`
        : `Your next ${times.length} appointments, from ${first} to ${times.at(-1)}, will not go ahead. We are sorry. There is nothing to pay.`;
  return [
    off,
    offered ? 'You can choose another time on your page.' : '',
    keepsPlace ? 'Your usual time is kept for you.' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** What somebody is told when it goes ahead after all. */
export function backWords({ times, guarded }: { times: readonly string[]; guarded: boolean }): string {
  if (guarded) return guardedWords;
  return times.length === 1
    ? `Your appointment on ${times[0]} goes ahead after all.`
    : `These appointments go ahead after all: ${listed(times)}.`;
}

const listed = (times: readonly string[]) =>
  times.length < 2 ? (times[0] ?? '') : `${times.slice(0, -1).join('; ')} and ${times.at(-1)}`;

export type AwayProblem =
  | { kind: 'empty' }
  | { kind: 'long'; most: number }
  | { kind: 'link' }
  | { kind: 'telling' | 'reason' | 'name'; word: string };

/** Beginnings of words that say what kind of appointment it is. */
const telling = [
  'counsel',
  'therap',
  'psych',
  'mental',
  'session',
  'treatment',
  'clinic',
  'patient',
  'client',
  'supervis',
  'depress',
  'anxi',
  'trauma',
  'suicid',
  'self-harm',
  'diagnos',
  'medic',
  'measure',
  'wellbeing',
  'helpline',
  'crisis',
  'addict',
  'abus',
  'grief',
  'bereave',
]; // prettier-ignore
/** Beginnings of words that say why somebody is away. */
const reasons = [
  'ill',
  'sick',
  'unwell',
  'flu',
  'covid',
  'hospital',
  'surgery',
  'operation',
  'pregnan',
  'maternity',
  'paternity',
  'parental',
  'funeral',
  'cancer',
  'virus',
  'infection',
  'migraine',
  'holiday',
  'leave',
  'died',
  'death',
  'dead',
  'dying',
  'passed',
  'emergency',
  'family',
]; // prettier-ignore
/** Whole words: these begin others that are harmless ('illustrate', 'leaves'). */
const wholeWords = new Set(['ill', 'flu', 'leave', 'passed', 'dead', 'died']);

/**
 * What must be changed before these words can leave, in the order in which it stands there. Empty: they may.
 * @param names of people and of the practice, each whole or as single words; none of them may be said
 */
export function awayProblems(words: string, names: readonly string[] = []): AwayProblem[] {
  const text = words.trim();
  if (text === '') return [{ kind: 'empty' }];
  const found: AwayProblem[] = [];
  if (text.length > longestAwayWords) found.push({ kind: 'long', most: longestAwayWords });
  if (/https?:|www\.|\S@\S|\b[a-z0-9-]+\.(?:com|org|net|uk|co|io|app)\b/i.test(text)) found.push({ kind: 'link' });
  const folded = fold(text);
  for (const word of folded.split(/[^\p{L}\p{N}-]+/u).filter(Boolean)) {
    const says = (list: readonly string[]) =>
      list.some((one) => (wholeWords.has(one) ? word === one || word === `${one}ness` : word.startsWith(one)));
    if (says(telling)) found.push({ kind: 'telling', word });
    else if (says(reasons)) found.push({ kind: 'reason', word });
  }
  for (const name of names) {
    const plain = fold(name).trim();
    if (plain.length >= 2 && new RegExp(`(?<![\\p{L}\\p{N}])${escaped(plain)}(?![\\p{L}\\p{N}])`, 'u').test(folded))
      found.push({ kind: 'name', word: name.trim() });
  }
  return found;
}

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** One sentence for each problem, saying what to do. */
export function awayProblemWords(problem: AwayProblem): string {
  switch (problem.kind) {
    case 'empty':
      return 'Write what they are told';
    case 'long':
      return `Keep it under ${problem.most} letters`;
    case 'link':
      return 'Leave out addresses and links; the link to their page is added';
    case 'telling':
      return `Leave out “${problem.word}”: it says what kind of appointment this is`;
    case 'reason':
      return `Leave out “${problem.word}”: the reason stays here`;
    case 'name':
      return `Leave out “${problem.word}”: a mail names nobody`;
  }
}

/** The columns of a safe contact that decide the way. */
export type AwayContact = {
  email: string | null;
  emailIsSafe: boolean;
  emailIsShared: boolean;
  /** Staff typed the address and the person has not said yet that it is theirs. */
  emailIsUnproven: boolean;
  telephone: string | null;
  telephoneIsSafe: boolean;
  textIsSafe: boolean;
  prefers: string;
};
export type AwayRoute = { route: 'mail' | 'telephone' | 'text' | 'none'; guarded: boolean };

/**
 * The way by which somebody can be told today. What they prefer comes first where it is safe; a mailbox of their own before the
 * telephone; the telephone before a mailbox that others read. Post is too slow for it.
 */
export function awayRoute(contact: AwayContact | null, isAddress: (email: string | null) => boolean): AwayRoute {
  if (!contact) return { route: 'none', guarded: false };
  const canMail = contact.emailIsSafe && isAddress(contact.email);
  const canRing = contact.telephoneIsSafe && (contact.telephone ?? '') !== '';
  const canText = contact.textIsSafe && (contact.telephone ?? '') !== '';
  const guarded = contact.emailIsShared || contact.emailIsUnproven;
  if (contact.prefers === 'telephone' && canRing) return { route: 'telephone', guarded: false };
  if (contact.prefers === 'text' && canText) return { route: 'text', guarded: false };
  if (canMail && !guarded) return { route: 'mail', guarded: false };
  if (canRing) return { route: 'telephone', guarded: false };
  if (canText) return { route: 'text', guarded: false };
  return canMail ? { route: 'mail', guarded: true } : { route: 'none', guarded: false };
}
