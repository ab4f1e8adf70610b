import { capitalised, dayAndMonth, pounds } from './in-words.ts';

/** What is known about one session of the day. Dates YYYY-MM-DD; `since` a time or day in words, as the strip says it. */
export type DayFacts = {
  alert: { since: string } | null;
  repairs: readonly { sinceOn: string; words: string | null }[];
  /** Sentences of signals and results that still wait for a conversation. */
  toTalkAbout: readonly string[];
  /** `talk`: the client's own words, where they would like to talk first. `waitsForMe`: they have signed, the therapist has not. */
  unsigned: readonly { what: string; sentOn: string; talk?: string | null; waitsForMe?: boolean }[];
  /** One person's line; several people's with who wrote each. */
  wish: string | null | readonly { by: string; words: string }[];
  agreement: { sessionNumber: number; planned: number | null; minutes: number; feePence: number; place: string } | null;
  goals: readonly { words: string; last: { rating: number; on: string; previous: number | null } | null }[];
  /**
   * Of a measure the newest result that nobody has talked about, or the last where all were. `by`: whose, where several people come;
   * `total` null: too much was left out for a score.
   */
  results?: readonly { name: string; total: number | null; on: string; isTalked: boolean; by?: string }[];
  feedback: { on: string; talkedOn: string | null } | null;
};

/** `strong` is what is open; `quiet` is Heather speaking; `quote` is the client's own words, to be set in quote marks. */
export type Run = { style: 'strong' | 'quiet' | 'quote'; text: string };
export type DayLineKind =
  | 'alert'
  | 'repair'
  | 'talk'
  | 'unsigned'
  | 'result'
  | 'wish'
  | 'agreement'
  | 'goal'
  | 'feedback'
  | 'more';
export type DayLine = { kind: DayLineKind; runs: Run[] };

export const wordsPerCard = 120;

const strong = (text: string): Run => ({ style: 'strong', text });
const quiet = (text: string): Run => ({ style: 'quiet', text });
const quote = (text: string): Run => ({ style: 'quote', text });

export const lineText = ({ runs }: DayLine): string =>
  runs.map(({ style, text }) => (style === 'quote' ? `“${text}”` : text)).join(' ');
export const wordCount = (line: DayLine): number => lineText(line).split(/\s+/u).filter(Boolean).length;

/**
 * A session's card in lines, most urgent first, at most 120 words together. What does not fit is left out whole, the least
 * urgent first, and a last line says that there is more. The agreement's line is always kept: it is what today rests on.
 */
export function dayCardLines(facts: DayFacts): DayLine[] {
  const lines = allLines(facts);
  if (total(lines) <= wordsPerCard) return lines;
  const more: DayLine = { kind: 'more', runs: [quiet('More on the client’s page.')] };
  const kept = lines.map(({ kind }) => kind === 'alert' || kind === 'agreement');
  let left = wordsPerCard - wordCount(more) - total(lines.filter((_, index) => kept[index]));
  for (const [index, line] of lines.entries()) {
    if (kept[index] || wordCount(line) > left) continue;
    kept[index] = true;
    left -= wordCount(line);
  }
  return [...lines.filter((_, index) => kept[index]), more];
}

const total = (lines: readonly DayLine[]) => lines.reduce((sum, line) => sum + wordCount(line), 0);

function allLines(facts: DayFacts): DayLine[] {
  const { alert, repairs, toTalkAbout, unsigned, wish, agreement, goals, results = [], feedback } = facts;
  const resultLines = (isTalked: boolean) =>
    results.filter((result) => result.isTalked === isTalked).map((result) => line('result', quiet(resultText(result))));
  return [
    ...(alert ? [line('alert', strong('Safety answer waiting'), quiet(`since ${alert.since}`))] : []),
    ...repairs.map(({ sinceOn, words }) => repairLine(sinceOn, words)),
    ...toTalkAbout.map((sentence) => line('talk', strong('Not yet talked about:'), quiet(sentence))),
    ...unsigned.map(unsignedLine),
    ...resultLines(false),
    ...wishLines(wish),
    ...(agreement ? [line('agreement', quiet(agreementText(agreement)))] : []),
    ...goals.map(({ words, last }) =>
      line('goal', quiet('Goal'), quote(words), ...(last ? [quiet(ratingText(last))] : [])),
    ),
    ...resultLines(true),
    ...(feedback ? [line('feedback', quiet(feedbackText(feedback)))] : []),
  ];
}

const line = (kind: DayLineKind, ...runs: Run[]): DayLine => ({ kind, runs });

function unsignedLine({ what, sentOn, talk, waitsForMe }: DayFacts['unsigned'][number]): DayLine {
  if (waitsForMe) return line('unsigned', strong('Waits for your signature:'), quiet(what));
  const sent = `${what}, sent ${dayAndMonth(sentOn)}`;
  return talk == null
    ? line('unsigned', strong('Not signed:'), quiet(sent))
    : line('unsigned', strong('Talk first:'), quote(talk), quiet(`about the ${what}`));
}

function wishLines(wish: DayFacts['wish']): DayLine[] {
  if (wish === null || wish.length === 0) return [line('wish', quiet('No word yet about today.'))];
  if (typeof wish === 'string') return [line('wish', quiet('Today I’d like'), quote(wish))];
  return wish.map(({ by, words }) => line('wish', quiet(`${by} would like`), quote(words)));
}

function repairLine(sinceOn: string, words: string | null): DayLine {
  const since = `since ${dayAndMonth(sinceOn)}`;
  const runs = words === null ? [quiet(since)] : [quiet(`${since}:`), quote(words)];
  return line('repair', strong('Repair open'), ...runs);
}

/** "Session 11 of 16. 50 minutes, £55, Room 2." */
export function agreementText(agreement: NonNullable<DayFacts['agreement']>): string {
  const { sessionNumber, planned, minutes, feePence, place } = agreement;
  const which = planned === null ? `Session ${sessionNumber}, open-ended.` : `Session ${sessionNumber} of ${planned}.`;
  return `${which} ${capitalised(`${minutes} minutes, ${pounds(feePence)}, ${place}`)}.`;
}

function ratingText({ rating, on, previous }: { rating: number; on: string; previous: number | null }): string {
  return `${rating} of 10 on ${dayAndMonth(on)}, ${previous === null ? 'first rating' : `was ${previous}`}`;
}

/** "PHQ-9 8 on 23 November, not yet talked about" */
function resultText({ name, total, on, isTalked, by }: NonNullable<DayFacts['results']>[number]): string {
  const what = `${by === undefined ? '' : `${by}: `}${name}${total === null ? '' : ` ${total}`} on ${dayAndMonth(on)}`;
  return `${what}${total === null ? ', without a score' : ''}${isTalked ? '' : ', not yet talked about'}`;
}

function feedbackText({ on, talkedOn }: { on: string; talkedOn: string | null }): string {
  return talkedOn === null
    ? `Check-in of ${dayAndMonth(on)}`
    : `Check-in of ${dayAndMonth(on)} talked about on ${dayAndMonth(talkedOn)}`;
}
