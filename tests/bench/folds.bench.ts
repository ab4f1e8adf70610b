import { allCheckInSignals, type CheckInEntry, checkInParts, checkInSignals } from '@heather/alliance';
import { type ConsentEvent, consentGates, effectiveConsent } from '@heather/consent';
import { courseGeometry, courseScale, measures } from '@heather/outcomes';
import { type BenchRow, timed } from './harness.ts';
import { plainConsent, plainSignalCount } from './plain-folds.ts';
import { sequence } from './sequence.ts';

// As many people as the large practice has clients; a dozen of their consents and check-ins each.
const howMany = 20_000;
const at = Temporal.Instant.from('2027-03-01T09:00:00Z');
const clauses = Object.values(consentGates);
const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

let people: ConsentEvent[][] = [];

/** Five answers, some of them taken back or given anew on a second record, in the order in which they came. */
function makePeople(): ConsentEvent[][] {
  const next = sequence(11);
  return Array.from({ length: howMany }, (_, person) => {
    let day = 0;
    const events: ConsentEvent[] = [];
    const add = (recordId: string, type: ConsentEvent['type'], clauseId: string | null) => {
      day += next(20);
      const seq = events.filter((event) => event.recordId === recordId).length + 1;
      const when = Temporal.Instant.fromEpochMilliseconds(1_767_225_600_000 + day * 86_400_000);
      const by = { channel: 'online', actorKind: 'client', actorId: null } as const;
      events.push({ recordId, seq, type, clauseId, ...by, at: when.toString() });
    };
    const [first, second] = [idOf(2 * person), idOf(2 * person + 1)];
    for (const clause of clauses) add(first, next(3) === 0 ? 'item-declined' : 'item-given', clause);
    for (const clause of clauses) if (next(4) === 0) add(first, 'item-withdrawn', clause);
    if (next(3) === 0) {
      add(first, 'superseded', null);
      for (const clause of clauses) add(second, next(2) === 0 ? 'item-declined' : 'item-given', clause);
    }
    return events;
  });
}

const openGates = () =>
  people.reduce(
    (sum, events) => sum + Object.values(effectiveConsent(events, at)).filter(({ state }) => state === 'given').length,
    0,
  );
const plainOpenGates = () =>
  people.reduce(
    (sum, events) => sum + clauses.filter((clause) => plainConsent(events, clause, at) === 'given').length,
    0,
  );

let histories: CheckInEntry[][] = [];
const signalCount = () => histories.reduce((sum, history) => sum + checkInSignals(history).length, 0);

/** Twelve check-ins a person, one a week: mostly well, now and then low, falling, full marks, or a question left out. */
function makeHistories(): CheckInEntry[][] {
  const next = sequence(13);
  return Array.from({ length: howMany }, (_, person) => {
    const isGlad = next(10) === 0;
    return Array.from({ length: 12 }, (__, week) => {
      const tick = () => (isGlad ? 4 : next(40) === 0 ? null : next(12) === 0 ? next(3) : 3 + next(2));
      const on = Temporal.PlainDate.from('2026-12-07').add({ weeks: week }).toString();
      return { id: idOf(person * 12 + week), on, bond: tick(), goals: tick(), tasks: tick(), whole: tick() };
    });
  });
}

const course = Array.from({ length: 200 }, (_, index) => ({
  on: Temporal.PlainDate.from('2023-01-02').add({ weeks: index }).toString(),
  total: index % 37 === 36 ? null : 24 - Math.floor(index / 12) + (index % 5),
}));
const drawing = { width: 720, height: 320, margin: { left: 40, right: 80, top: 10, bottom: 30 } };

export const rows: BenchRow[] = [
  {
    name: 'consent.effective-20k',
    unit: 'ms',
    baseline: 'each item of each person folded again from all events',
    target: { atMost: 1, of: 'ratio' },
    rounds: 5,
    prepare() {
      people = makePeople();
      if (openGates() !== plainOpenGates()) throw new Error('the fast way and the plain way disagree');
    },
    run: () => timed(openGates),
    runBaseline: () => timed(plainOpenGates),
  },
  {
    name: 'alliance.signals-20k',
    unit: 'ms',
    baseline: 'each check-in held against all before it, words left out',
    rounds: 5,
    prepare() {
      histories = makeHistories();
      const fast = histories.reduce((sum, history) => sum + allCheckInSignals(history).length, 0);
      const plain = histories.reduce((sum, history) => sum + plainSignalCount(history), 0);
      if (fast !== plain || fast < howMany) throw new Error(`the two ways disagree: ${fast} and ${plain}`);
    },
    run: () => timed(signalCount),
    runBaseline: () => timed(() => histories.reduce((sum, history) => sum + plainSignalCount(history), 0)),
  },
  {
    name: 'chart.course-200',
    unit: 'ms',
    // A picture that takes longer than a frame (60 a second) is seen to come.
    target: { atMost: 16, of: 'value' },
    baseline: 'the place of each dot and nothing else',
    rounds: 25,
    run: () => timed(() => courseGeometry(course, measures['phq-9'], drawing)),
    runBaseline: () =>
      timed(() => {
        const [first, last] = [course[0]?.on as string, course.at(-1)?.on as string];
        const { x, y } = courseScale(measures['phq-9'], { ...drawing, fromOn: first, toOn: last });
        return course.flatMap(({ on, total }) => (total === null ? [] : [{ x: x(on), y: y(total) }]));
      }),
    close() {
      people = [];
      histories = [];
    },
  },
];

if (checkInParts.length !== 4) throw new Error('the plain way knows four parts');
