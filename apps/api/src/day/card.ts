import { type DayFacts, dayAndMonth, dayCardLines, inWords, threadMarks } from '@heather/alliance';
import { moneyText } from '@heather/confidentiality';
import { isMeasureKey, measures } from '@heather/outcomes';
import { localLabel, timeLabel } from '@heather/scheduling';
import type { CurrentAgreement } from '../agreements/current-agreement.ts';
import { instantOf, localOn } from '../measures/instants.ts';
import { openLink } from '../scheduling/session-rows.ts';
import { firstNamesOf, namesOf, sessionOf, whatWaits } from './day-words.ts';
import type { loadFeedback, ResultRow, SignalRow } from './load-care.ts';
import type { DayCourse } from './load-courses.ts';
import type { DaySession } from './load-sessions.ts';
import type { OpenPack } from './load-waiting.ts';
import type { OpenedCare } from './open-care.ts';
import type { DayCard } from './shapes.ts';

type Around = {
  on: string;
  now: Temporal.Instant;
  zone: string;
  ownId: string;
  phase: DayCard['phase'];
  course: DayCourse | undefined;
  agreement: CurrentAgreement | null;
  packs: readonly OpenPack[];
  signals: readonly SignalRow[];
  feedback: Awaited<ReturnType<typeof loadFeedback>>;
  results: readonly ResultRow[];
  opened: OpenedCare;
};

const counts = ['attended', 'planned', 'moved'];
const missed: Record<string, string> = {
  'cancelled-in-time': 'Cancelled in time.',
  'cancelled-late': 'Cancelled late.',
  'cancelled-by-us': 'Cancelled by us.',
  'did-not-attend': 'Did not come.',
};

/** One session's card. Of one that is over: what became of it, what follows, and what is still open about it. */
export function cardOf(session: DaySession, around: Around): DayCard {
  const { zone, phase, course, agreement, on } = around;
  const isAhead = phase === 'now' || phase === 'next' || phase === 'later';
  const minutes = Math.round((session.endsAt.getTime() - session.startsAt.getTime()) / 60_000);
  const place = placeOf(session);
  const planned = plannedOf(agreement, course);
  const number = numberOf(session, course);
  const facts = factsOf(session, around, {
    sessionNumber: number,
    planned,
    minutes,
    feePence: session.feePence,
    place,
  });
  return {
    sessionId: session.id,
    clientId: session.isReached ? (session.people[0]?.clientId ?? null) : null,
    name: namesOf(session.people),
    firstNames: firstNamesOf(session.people),
    coveringFor: session.therapistId === around.ownId ? null : session.therapistName,
    time: timeLabel(instantOf(session.startsAt), zone),
    endTime: timeLabel(instantOf(session.endsAt), zone),
    startsAt: session.startsAt.toISOString(),
    endsAt: session.endsAt.toISOString(),
    phase,
    numbered: sessionOf(number, planned),
    terms: `${minutes} min, ${session.feePence === 0 ? 'no fee' : moneyText(session.feePence)}, ${place}`,
    standing: isAhead ? standingOf(session, around) : null,
    thread: isAhead ? threadOf(course, agreement, planned, { on, zone }) : null,
    lines: isAhead ? dayCardLines(facts) : [],
    after: isAhead ? [] : afterOf(session, around, facts, sessionOf(number, planned)),
    joinLink: openLink(session, around.now),
    note: phase === 'done' ? unwritten(session) : null,
  };
}

/** "No agreement yet." · "Agreement signed by both. Took back on 21 November: Record sessions." Taking back is said only to who has the course. */
function standingOf({ isReached, people }: DaySession, { agreement, course, zone }: Around): string {
  const signed =
    agreement === null
      ? 'No agreement yet.'
      : agreement.state === 'agreed'
        ? `Agreement signed by both${agreement.waiting ? ', a newer one waits' : ''}.`
        : 'The agreement waits to be signed.';
  const ids = new Set(people.map(({ clientId }) => clientId));
  const back = isReached ? (course?.takenBack ?? []).filter(({ clientId }) => ids.has(clientId)) : [];
  return [
    signed,
    ...back.map(
      ({ heading, at }) => `Took back on ${dayAndMonth(localOn(Temporal.Instant.from(at), zone))}: ${heading}.`,
    ),
  ].join(' ');
}

/** The first record in which this session has no note of the caller's that is signed. */
function unwritten({ id, isReached, people }: DaySession): DayCard['note'] {
  const one = people.find(({ note }) => note === null || note === 'draft');
  if (!isReached || !one) return null;
  return { href: `/clients/${one.clientId}/notes/${id}`, isBegun: one.note === 'draft' };
}

function factsOf(session: DaySession, around: Around, agreement: NonNullable<DayFacts['agreement']>): DayFacts {
  const { zone, on, packs, opened, feedback, results, signals } = around;
  const ids = new Set(session.people.map(({ clientId }) => clientId));
  const isOfUs = ({ clientId }: { clientId: string }) => session.isReached && ids.has(clientId);
  const alertAt = session.people
    .flatMap((person) => (person.alertAt ? [Temporal.Instant.from(person.alertAt)] : []))
    .toSorted(Temporal.Instant.compare)[0];
  const wishes = session.people.flatMap(({ firstName, wishId }) => {
    const words = wishId === null ? undefined : opened.wishes.get(wishId);
    return words === undefined ? [] : [{ by: firstName, words }];
  });
  const isOpen = (checkInId: string) => signals.some((signal) => signal.checkInId === checkInId);
  const last = feedback.filter(isOfUs).find(({ id }) => !isOpen(id));
  return {
    alert: alertAt ? { since: sinceWords(alertAt, zone, on) } : null,
    repairs: [],
    toTalkAbout: [...opened.sentences.values()].filter(isOfUs).map(({ words }) => words),
    unsigned: packs.filter(isOfUs).map((pack) => ({
      what: whatWaits(pack.frame, around.agreement?.state === 'agreed' ? around.agreement.frame : null),
      sentOn: localOn(pack.sentAt, zone),
      talk: (pack.state === 'talking' && pack.talkId && opened.talks.get(pack.talkId)) || null,
      waitsForMe: pack.waitsForMe,
    })),
    wish: session.people.length > 1 ? wishes : (wishes[0]?.words ?? null),
    agreement,
    goals: opened.goals.filter(isOfUs).map(({ words, ratings: [newest, before] }) => ({
      words,
      last: newest
        ? {
            rating: newest.rating,
            on: localOn(Temporal.Instant.from(newest.at), zone),
            previous: before?.rating ?? null,
          }
        : null,
    })),
    results: results.filter(isOfUs).map(({ clientId, measureKey, total, answeredAt, isTalked }) => ({
      name: isMeasureKey(measureKey) ? measures[measureKey].name : measureKey,
      total,
      on: localOn(answeredAt, zone),
      isTalked,
      ...(session.people.length > 1
        ? { by: session.people.find((person) => person.clientId === clientId)?.firstName ?? '' }
        : {}),
    })),
    feedback: last ? { on: localOn(last.sessionAt, zone), talkedOn: last.talkedOn } : null,
  };
}

/** What became of it, what is still open about it, and what follows: one line where it can be. What was said is on the client's page. */
function afterOf(session: DaySession, around: Around, facts: DayFacts, numbered: string): DayCard['after'] {
  const { course, zone, signals, phase } = around;
  const quiet = (text: string) => ({ style: 'quiet' as const, text });
  const strong = (text: string) => ({ style: 'strong' as const, text });
  const next = course?.sessions.find(
    (each) =>
      (each.status === 'planned' || each.status === 'moved') &&
      Temporal.Instant.from(each.startsAt).epochMilliseconds > session.startsAt.getTime(),
  );
  const isToTalk =
    session.isReached && signals.some(({ clientId }) => session.people.some((one) => one.clientId === clientId));
  const late = session.beganLateMinutes ?? 0;
  const open = [
    ...(facts.alert ? [strong(`Safety answer waiting since ${facts.alert.since}.`)] : []),
    ...(phase === 'done' && session.status !== 'attended' ? [strong('Not recorded yet.')] : []),
    ...(isToTalk ? [strong('A check-in is not yet talked about.')] : []),
    ...facts.unsigned.flatMap(({ what, waitsForMe }) => [
      strong(waitsForMe ? 'Waits for your signature:' : 'Not signed:'),
      quiet(`${what}.`),
    ]),
  ];
  return [
    phase === 'off' ? quiet(missed[session.status] ?? 'Cancelled.') : quiet(`${numbered}.`),
    ...open,
    ...(late > 0 ? [quiet(`Began ${inWords(late)} ${late === 1 ? 'minute' : 'minutes'} late.`)] : []),
    ...(next && (open.length === 0 || late === 0)
      ? [quiet(`Next on ${dayAndMonth(localOn(Temporal.Instant.from(next.startsAt), zone))}.`)]
      : []),
  ];
}

const placeOf = ({ placeKind, room }: DaySession): string =>
  placeKind === 'online' ? 'online' : placeKind === 'telephone' ? 'by telephone' : (room ?? 'a room');

const plannedOf = (agreement: CurrentAgreement | null, course: DayCourse | undefined): number | null =>
  agreement ? (agreement.frame.plannedSessions ?? null) : (course?.plannedSessions ?? null);

/** The how-manieth session it is: those that were attended before it, and it. As the thread counts. */
function numberOf(session: DaySession, course: DayCourse | undefined): number {
  const before = (course?.sessions ?? []).filter(
    (each) =>
      each.id !== session.id &&
      each.status === 'attended' &&
      Temporal.Instant.from(each.startsAt).epochMilliseconds < session.startsAt.getTime(),
  );
  return before.length + 1;
}

/** So many marks fit the column at the one scale that all threads of the screen share. */
const marksShown = 18;
const aheadShown = 5;

function threadOf(
  course: DayCourse | undefined,
  agreement: CurrentAgreement | null,
  planned: number | null,
  { on, zone }: { on: string; zone: string },
): DayCard['thread'] {
  if (!course) return null;
  const [first, ...changes] = course.agreedAt;
  const thread = threadMarks({
    agreedAt: first ?? null,
    today: on,
    planned,
    agreedChangesOn: agreement ? changes.map((at) => localOn(Temporal.Instant.from(at), zone)) : [],
    sessions: course.sessions.map(({ startsAt, status }) => ({
      on: localOn(Temporal.Instant.from(startsAt), zone),
      state: status === 'attended' ? 'held' : counts.includes(status) ? 'planned' : 'missed',
    })),
  });
  const marks = thread.marks.map(({ kind }) => kind);
  const ahead = marks.filter((kind) => kind === 'open-dot');
  const lived = marks.filter((kind) => kind !== 'open-dot');
  if (marks.length <= marksShown) return { marks, text: thread.text };
  const shownAhead = ahead.slice(0, Math.max(aheadShown, marksShown - lived.length));
  return { marks: [...lived.slice(shownAhead.length - marksShown), ...shownAhead], text: thread.text };
}

/** "11:21" today, else "Monday 23 November, 17:10". */
const sinceWords = (at: Temporal.Instant, zone: string, on: string): string =>
  localOn(at, zone) === on ? timeLabel(at, zone) : localLabel(at, zone);
