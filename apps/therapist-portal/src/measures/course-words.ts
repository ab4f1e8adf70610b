import { checkIn, checkInParts } from '@heather/alliance';
import { describeChange, describeFirst, type MeasureDefinition, type MeasureKey, measures } from '@heather/outcomes';
import { dateLabel } from '@heather/scheduling';
import type { CourseData, CourseEntry } from '@heather/ui';
import type { Course } from './course-answer.ts';

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
/** "8 Sep" */
export const shortDate = (on: string) =>
  dateLabel(on)
    .split(' ')
    .slice(1)
    .join(' ')
    .replace(/^(\d+ \w{3}).*/, '$1');
/** "8 September" */
export const dayOf = (on: string) => dateLabel(on).split(' ').slice(1).join(' ');

const lived = new Set(['attended']);
/** We cancelled it: a break that both knew of. What a client cancels or misses leaves no mark. */
const broken = 'cancelled-by-us';

/** What the server told → what the chart is laid out from: one entry a day, in order of time. Nothing is judged here. */
export function courseData(course: Course, key: MeasureKey): CourseData {
  const definition = measures[key];
  return {
    entries: courseEntries(course),
    scale: scaleOf(definition),
    lanes:
      course.checkIns.length === 0
        ? []
        : checkIn.questions.map(({ name }) => ({ name, answers: [...checkIn.options] })),
    lanesWords: 'Check-ins, “not at all” (low) to “completely” (high). A ring: “partly” or less, or two steps down.',
  };
}

/** A day that had a session is a session; one that had answers alone is an answer; agreements are posts; then today. */
export function courseEntries({ agreements, sessions, scores, checkIns, todayOn }: Course): CourseEntry[] {
  const scoreOn = new Map(scores.map((score) => [score.on, score.total]));
  const checkInOn = new Map(checkIns.map((entry) => [entry.on, entry]));
  const heldOn = new Set(sessions.filter(({ status }) => lived.has(status)).map(({ on }) => on));
  const days = new Set([...heldOn, ...scoreOn.keys(), ...checkInOn.keys()]);
  const entries: CourseEntry[] = [...days].map((on) => {
    const answers = checkInOn.get(on);
    return {
      on,
      kind: heldOn.has(on) ? 'session' : 'answer',
      ...(scoreOn.has(on) && { score: scoreOn.get(on) ?? null }),
      ...(answers && {
        checkIn: checkInParts.map((part) => answers[part]),
        ringed: checkInParts.flatMap((part, index) => (answers.ringed.includes(part) ? [index] : [])),
      }),
    };
  });
  for (const { on, status } of sessions)
    if (status === broken && !days.has(on)) entries.push({ on, kind: 'break', words: 'Break' });
  for (const [index, { on, plannedSessions }] of agreements.entries())
    entries.push({ on, kind: 'agreed', words: index === 0 ? `Agreed ${shortDate(on)}` : againWords(plannedSessions) });
  if (!heldOn.has(todayOn)) entries.push({ on: todayOn, kind: 'today' });
  const order = { agreed: 0, session: 1, answer: 1, break: 1, today: 2 };
  return entries.toSorted((a, b) => (a.on === b.on ? order[a.kind] - order[b.kind] : a.on < b.on ? -1 : 1));
}

const againWords = (planned: number | null) =>
  planned === null ? 'Agreed again' : `Agreed again: ${planned} sessions`;

function scaleOf({ range, bands, cutoff, reliableChange }: MeasureDefinition): CourseData['scale'] {
  return {
    max: range.max,
    tick: range.max > 60 ? 20 : range.max > 30 ? 10 : 5,
    bands: bands.map(({ name, from }) => ({ name: capital(name), from })),
    ...(cutoff && { cutoff: { at: cutoff.value, words: `Cut-off ${cutoff.value}. Most people score below it` } }),
    ...(reliableChange && {
      corridor: {
        points: reliableChange.points,
        words: `Between the dashes: ${reliableChange.comparison === 'inclusive' ? 'under' : 'up to'} ${reliableChange.points} points, which could be chance`,
      },
    }),
  };
}

/** The course in sentences that can be checked against the table. */
export function courseSentences({ scores }: Course, key: MeasureKey): string[] {
  const scored = scores.filter((score): score is typeof score & { total: number } => score.total !== null);
  const [first, last, before] = [scored[0], scored.at(-1), scored.at(-2)];
  if (!first || !last) return [];
  if (first === last) return describeFirst(key, first.total);
  // With two scores the time before is the first, and the first sentence has said it.
  const previous = before && before !== first ? before.total : null;
  return describeChange(key, first.total, previous, last.total, before ? dayOf(before.on) : undefined);
}

/** Every figure of the picture, a row a day. */
export function courseRows(course: Course) {
  const number = new Map(course.sessions.map((session) => [session.on, session.number]));
  const score = new Map(course.scores.map((each) => [each.on, each]));
  return courseEntries(course)
    .filter(({ kind }) => kind !== 'today')
    .map((entry, index) => ({
      key: `${entry.on}-${index}`,
      on: shortDate(entry.on),
      session: entry.kind === 'session' ? (number.get(entry.on) ?? '') : '',
      score: entry.score ?? '',
      band: entry.score == null ? '' : capital(score.get(entry.on)?.band ?? ''),
      answers: checkInParts.map((_, part) => checkIn.options[entry.checkIn?.[part] ?? -1] ?? ''),
      note: entry.kind === 'agreed' || entry.kind === 'break' ? (entry.words ?? '') : noteOf(score.get(entry.on)),
    }));
}

function noteOf(score: Course['scores'][number] | undefined): string {
  if (!score) return '';
  const how =
    score.collection === 'paper'
      ? 'On paper.'
      : score.collection === 'in-session'
        ? 'In the session.'
        : score.collection === 'imported'
          ? 'From the system before.'
          : '';
  return [how, score.missing > 0 ? `${score.missing} left out.` : ''].filter(Boolean).join(' ');
}
