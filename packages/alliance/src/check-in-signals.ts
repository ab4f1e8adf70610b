import { type CheckInPart, checkIn, checkInParts } from './check-in.ts';
import { capitalised, dayAndMonth, inWords, listed } from './in-words.ts';

/** One check-in handed in: the day of its session, and the position of each answer (null: left out). */
export type CheckInEntry = { id: string; on: string } & Record<CheckInPart, number | null>;

export type SignalKind = 'low' | 'falling' | 'full-marks';

/** `sentence` holds all that the rule looked at, so that a person with the answers can check it. */
export type CheckInSignal = {
  kind: SignalKind;
  ruleVersion: string;
  checkInId: string;
  on: string;
  parts: CheckInPart[];
  sentence: string;
};

/** The numbers of the rules; a change is a new version, so that an old signal can still be checked. */
export const signalRules = {
  low: { version: 'check-in-low@1', atMost: 2 },
  falling: { version: 'check-in-falling@1', steps: 2 },
  'full-marks': { version: 'check-in-full-marks@1', inARow: 4 },
} as const;

const top = checkIn.options.length - 1;
const answer = (position: number) => `“${checkIn.options[position]}”`;
const named = (part: CheckInPart) => `“${checkIn.questions.find((question) => question.part === part)?.name}”`;

/** The signals of the newest check-in of one client in one course of therapy. Oldest first or not: sorted here by day. */
export function checkInSignals(history: readonly CheckInEntry[]): CheckInSignal[] {
  return signalsOf(inOrder(history), (index) => index === history.length - 1);
}

/** The signals of every check-in, each judged by what was known on its day. For the chart's rings and a signal's history. */
export function allCheckInSignals(history: readonly CheckInEntry[]): CheckInSignal[] {
  return signalsOf(inOrder(history), () => true);
}

/** One walk from the first to the last; only what is asked for is put into words, which costs more than all the rest. */
function signalsOf(ordered: readonly CheckInEntry[], isAsked: (index: number) => boolean): CheckInSignal[] {
  const before: Partial<Record<CheckInPart, CheckInEntry>> = {};
  let run: CheckInEntry[] = [];
  return ordered.flatMap((entry, index) => {
    run = checkInParts.every((part) => entry[part] === top) ? [...run, entry] : [];
    const signals = isAsked(index) ? [low(entry), falling(entry, before), fullMarks(entry, run)] : [];
    for (const part of checkInParts) if (isTick(entry[part])) before[part] = entry;
    return signals.filter((signal) => signal !== null);
  });
}

function low(entry: CheckInEntry): CheckInSignal | null {
  const parts = checkInParts.filter((part) => isTick(entry[part]) && entry[part] <= signalRules.low.atMost);
  if (parts.length === 0) return null;
  const said = together(
    parts.map((part) => ({ part, said: answer(entry[part] as number) })),
    ['was', 'were'],
  );
  return signal('low', entry, parts, `On ${dayAndMonth(entry.on)}, ${said}.`);
}

function falling(entry: CheckInEntry, before: Partial<Record<CheckInPart, CheckInEntry>>): CheckInSignal | null {
  const falls = checkInParts.flatMap((part) => {
    const earlier = before[part];
    const [from, to] = [earlier?.[part], entry[part]];
    if (!earlier || !isTick(from) || !isTick(to) || from - to < signalRules.falling.steps) return [];
    const steps = `${inWords(from - to)} steps`;
    return [
      {
        part,
        said: `from ${answer(from)} on ${dayAndMonth(earlier.on)} to ${answer(to)} (${steps})`,
      },
    ];
  });
  if (falls.length === 0) return null;
  const said = `On ${dayAndMonth(entry.on)}, ${together(falls, ['went', 'both went', 'all went'])}.`;
  return signal(
    'falling',
    entry,
    falls.map(({ part }) => part),
    said,
  );
}

/** Parts of which the same is true are named in one breath. `verbs` for one part, for two, for more (else as for two). */
function together(
  parts: readonly { part: CheckInPart; said: string }[],
  verbs: readonly [string, string, string?],
): string {
  const groups = new Map<string, CheckInPart[]>();
  for (const { part, said } of parts) groups.set(said, [...(groups.get(said) ?? []), part]);
  return listed(
    [...groups].map(([said, same]) => {
      const verb = verbs[Math.min(same.length, 3) - 1] ?? verbs[1];
      return `${listed(same.map(named))} ${verb} ${said}`;
    }),
  );
}

/** At the fourth, the eighth, the twelfth in a row: an invitation now and then, not every week. */
function fullMarks(entry: CheckInEntry, run: readonly CheckInEntry[]): CheckInSignal | null {
  const first = run[0];
  if (!first || run.length % signalRules['full-marks'].inARow !== 0) return null;
  const said = `${answer(top)} to all four, ${inWords(run.length)} times in a row since ${dayAndMonth(first.on)}.`;
  return signal('full-marks', entry, [...checkInParts], `${said} You might ask what would be hard to say.`);
}

function signal(kind: SignalKind, { id, on }: CheckInEntry, parts: CheckInPart[], sentence: string): CheckInSignal {
  const ruleVersion = signalRules[kind].version;
  return { kind, ruleVersion, checkInId: id, on, parts, sentence: capitalised(sentence) };
}

const isTick = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= top;

const inOrder = (history: readonly CheckInEntry[]) =>
  history.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.id < b.id ? -1 : 1));
