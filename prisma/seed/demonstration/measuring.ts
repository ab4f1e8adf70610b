import {
  isMeasureKey,
  ladderStep,
  type MeasureKey,
  measures,
  promiseFor,
  type Tier,
  type WorkingHours,
} from '@heather/outcomes';
import { instantFrom, stamp } from '../calendar.ts';
import { makeTalkedAbout } from '../factories/alliance.ts';
import { answersFor, makeAdministration, makeAlert, makeHop, makePlan } from '../factories/outcomes.ts';
import type { Random } from '../random.ts';
import type { Row } from '../tables.ts';
import type { Stage } from './allocating.ts';
import type { CourseSpec } from './course-spec.ts';
import { people } from './people.ts';
import type { Meeting, Met } from './planning.ts';
import { byClient, byStaff, bySystem } from './trail.ts';
import { alertActions } from './words.ts';

type Subject = { practiceId: string; episodeId: string; clientId: string };
type Asked = {
  stage: Stage;
  spec: CourseSpec;
  subject: Subject;
  planId: string;
  measureKey: MeasureKey;
  random: Random;
  onPaper: boolean;
};

const everyN = 4;

/** What each client of a course was asked, and what they answered, up to the sessions of these days. */
export function measure(stage: Stage, { laid: { spec }, meetings }: Met, episode: Row<'episode'>): void {
  const { ground, house, clients, tell } = stage;
  const held = meetings.filter(({ status }) => status === 'attended');
  const next = meetings.find(
    ({ status, start }) => (status === 'planned' || status === 'moved') && start > ground.now.epochMilliseconds,
  );
  const cadence = spec.cadence ?? 'each-session';
  for (const key of spec.people) {
    const client = clients[key] as Row<'client'>;
    const subject = { practiceId: client.practiceId, episodeId: episode.id, clientId: client.id };
    const onPaper = ['telephone', 'no-mail-yet', 'post'].includes(
      people.find((person) => person.key === key)?.reach ?? '',
    );
    for (const measureKey of spec.measures ?? (['core-10'] as const)) {
      const plannedById = house.staff[spec.before?.therapist ?? spec.therapist]?.id as string;
      const plan = makePlan(ground, subject, plannedById, {
        measureKey,
        cadence,
        everyN: cadence === 'every-n' ? everyN : null,
        startsAt: episode.openedAt ?? stamp(ground.now),
        endedAt: episode.endedAt ?? null,
      });
      tell('measure.planned', byStaff(house, spec.before?.therapist ?? spec.therapist), episode.openedAt as string, {
        type: 'plan',
        id: plan.id,
        clientId: client.id,
      });
      const random = ground.random.fork(`measure/${spec.key}/${key}/${measureKey}`);
      const asked: Asked = { stage, spec, subject, planId: plan.id, measureKey, random, onPaper };
      held.forEach((meeting, index) => {
        const isTurn =
          cadence === 'first'
            ? index === 0
            : cadence === 'every-n'
              ? index % everyN === 0
              : cadence === 'in-session'
                ? index % 3 === 0
                : true;
        if (isTurn) askPast(asked, meeting, index, held.length);
      });
      if (next && cadence === 'each-session' && measureKey !== 'gad-7') askNext(asked, next, held.length, key);
    }
  }
}

/** The total one would expect at the nth session; CORE-10's 0 to 40 carried over to the measure's own range. */
function expectedTotal({ spec, measureKey, random }: Asked, index: number): number {
  const from = spec.from ?? 18;
  const gone = Math.min(1, index / 14);
  const drift = { better: -0.5, steady: -0.08, mixed: -0.2, worse: 0.12 }[spec.trend ?? 'steady'] * gone * from;
  const wobble = random.int(-2, 2) + (spec.trend === 'mixed' ? random.int(-2, 2) : 0);
  const range = measures[measureKey].range.max;
  return Math.max(0, Math.min(range, Math.round(((from + drift + wobble) * range) / 40)));
}

/** Past answers about safety, all read and acted on: course, how many sessions ago, who acted. */
const heldAlerts: Record<string, { ago: number; by: string; passedTo?: string }> = {
  farah: { ago: 12, by: 'leila' },
  stephen: { ago: 3, by: 'ruth', passedTo: 'ruth' },
  callum: { ago: 6, by: 'leila', passedTo: 'leila' },
  deborah: { ago: 4, by: 'niamh' },
};

function askPast(asked: Asked, meeting: Meeting, index: number, count: number): void {
  const { stage, spec, subject, planId, measureKey, random, onPaper } = asked;
  const { ground, house, tell } = stage;
  const session = meeting.row as Row<'session'>;
  const startsAt = instantFrom(session.startsAt);
  const dueAt = startsAt.subtract({ hours: 48 });
  const alert = measureKey === 'gad-7' ? undefined : heldAlerts[spec.key];
  const raises = alert !== undefined && count - index === alert.ago;
  const roll = random.int(1, 100);
  const isOneOfToday = spec.today !== undefined;
  const state = raises || index === 0 || isOneOfToday || roll <= 86 ? 'submitted' : roll <= 93 ? 'not-today' : 'closed';
  const inSession = spec.cadence === 'in-session';
  const shared = {
    sessionId: session.id,
    planId,
    measureKey,
    dueAt: stamp(dueAt),
    closesAt: session.endsAt,
    collection: inSession ? 'in-session' : onPaper ? 'paper' : 'online',
    enteredById: inSession || onPaper ? session.therapistId : null,
  };
  if (state !== 'submitted') {
    makeAdministration(ground, subject, { ...shared, state });
    return;
  }
  const savedAt = inSession ? startsAt.add({ minutes: 8 }) : startsAt.subtract({ hours: random.int(2, 40) });
  const answers = answersFor(measureKey, expectedTotal(asked, index), random, raises ? 1 : 0);
  const row = makeAdministration(ground, subject, {
    ...shared,
    answers,
    savedAt: stamp(savedAt),
    submittedAt: stamp(savedAt),
    version: 2,
  });
  const actor = inSession || onPaper ? byStaff(house, meeting.therapistKey) : byClient({ id: subject.clientId });
  tell('measure.submitted', actor, savedAt, {
    type: 'administration',
    id: row.id,
    clientId: subject.clientId,
    changes: ['state'],
  });
  if (raises && alert) raiseHeld(asked, row, answers, meeting, alert);
  const isLast = index === count - 1;
  if (!isLast && random.chance(0.7)) {
    const talkedAt = instantFrom(session.endsAt);
    makeTalkedAbout(ground, row, 'administration', session.therapistId, talkedAt);
    tell('measure.talked-about', byStaff(house, meeting.therapistKey), talkedAt, {
      type: 'administration',
      id: row.id,
      clientId: subject.clientId,
    });
  }
}

const hoursOf = (stage: Stage) => stage.house.practice.workingHours as WorkingHours;

function raiseHeld(
  { stage, subject }: Asked,
  row: Row<'administration'>,
  answers: number[],
  meeting: Meeting,
  { by, passedTo }: (typeof heldAlerts)[string],
): void {
  const { ground, house, tell } = stage;
  const raisedAt = instantFrom(row.savedAt as string);
  const promised = promiseFor('today', raisedAt, hoursOf(stage), ground.zone) ?? raisedAt.add({ hours: 1 });
  const passedAt = promised;
  const readAt = (passedTo ? passedAt : raisedAt).add({ minutes: 24 });
  const acknowledgedAt = readAt.add({ minutes: 31 });
  const holder = house.staff[by] as Row<'staffMember'>;
  const alert = makeAlert(ground, row, answers, {
    holderId: holder.id,
    heldSinceAt: stamp(passedTo ? passedAt : raisedAt),
    promisedByAt: stamp(promised),
    state: 'acknowledged',
    acknowledgedById: holder.id,
    acknowledgedAt: stamp(acknowledgedAt),
    action: ground.random.fork(`action/${row.id}`).pick(alertActions),
  });
  const first = house.staff[meeting.therapistKey]?.id as string;
  const subjectOf = { type: 'alert', id: alert.id, clientId: subject.clientId };
  makeHop(ground, alert, 'raised', first, raisedAt);
  tell('alert.raised', bySystem, raisedAt, subjectOf);
  if (passedTo) {
    makeHop(ground, alert, 'passed', house.staff[passedTo]?.id as string, passedAt);
    tell('alert.passed', bySystem, passedAt, { ...subjectOf, changes: ['holderId'] });
  }
  makeHop(ground, alert, 'read', holder.id, readAt);
  makeHop(ground, alert, 'acknowledged', holder.id, acknowledgedAt);
  tell('alert.acknowledged', byStaff(house, by), acknowledgedAt, { ...subjectOf, changes: ['state'] });
}

/** Who has an open prompt before their next session, and how far they have come. Two of them ticked an answer about safety. */
const before: Record<string, { state: 'submitted' | 'begun' | 'open'; answered?: number; raisedMinutesAgo?: number }> =
  {
    amira: { state: 'submitted' },
    marek: { state: 'begun', answered: 2 },
    joel: { state: 'begun', answered: 7, raisedMinutesAgo: 27 },
    roisin: { state: 'submitted', raisedMinutesAgo: 190 },
    hollie: { state: 'begun', answered: 5 },
    elis: { state: 'open' },
    callum: { state: 'open' },
  };

function askNext(asked: Asked, meeting: Meeting, index: number, key: string): void {
  const { stage, subject, planId, measureKey, random } = asked;
  const { ground, tell } = stage;
  const session = meeting.row as Row<'session'>;
  const startsAt = instantFrom(session.startsAt);
  const story = before[key];
  const isSoon = Temporal.Instant.compare(startsAt.subtract({ hours: 48 }), ground.now) <= 0;
  if (!story && !isSoon) return;
  const { state = 'open', answered, raisedMinutesAgo } = story ?? {};
  const savedAt = ground.now.subtract({ minutes: raisedMinutesAgo ?? 95 });
  const dueAt = isSoon ? startsAt.subtract({ hours: 48 }) : ground.now.subtract({ hours: 20 });
  const shared = { sessionId: session.id, planId, measureKey, dueAt: stamp(dueAt), closesAt: session.endsAt };
  if (state === 'open') {
    makeAdministration(ground, subject, shared);
    return;
  }
  const whole = answersFor(measureKey, expectedTotal(asked, index), random, raisedMinutesAgo ? 1 : 0);
  const answers = whole.map((answer, item) => (state === 'submitted' || item < (answered ?? 0) ? answer : null));
  const row = makeAdministration(ground, subject, {
    ...shared,
    answers,
    state,
    savedAt: stamp(savedAt),
    version: 2,
    ...(state === 'submitted' ? { submittedAt: stamp(savedAt) } : {}),
  });
  if (state === 'submitted') {
    tell('measure.submitted', byClient({ id: subject.clientId }), savedAt, {
      type: 'administration',
      id: row.id,
      clientId: subject.clientId,
      changes: ['state'],
    });
  }
  if (raisedMinutesAgo) raiseOpen(asked, row, answers, meeting, savedAt);
}

/** An alert that nobody has read yet, wherever on the ladder the practice's hours have brought it by now. */
function raiseOpen(
  { stage, subject, measureKey }: Asked,
  row: Row<'administration'>,
  answers: (number | null)[],
  meeting: Meeting,
  raisedAt: Temporal.Instant,
): void {
  const { ground, house, tell } = stage;
  if (!isMeasureKey(measureKey)) return;
  const tier: Tier = 'today';
  const promisedBy = promiseFor(tier, raisedAt, hoursOf(stage), ground.zone) ?? raisedAt.add({ hours: 1 });
  const rung = (role: 'therapist' | 'cover' | 'clinical-lead' | 'deputy', key: string) => ({
    role,
    staffId: house.staff[key]?.id as string,
  });
  const step = ladderStep(
    {
      raisedAt,
      tier,
      promisedBy,
      hops: [],
      acknowledgedAt: null,
      hours: hoursOf(stage),
      zone: ground.zone,
      ladder: [
        rung('therapist', meeting.therapistKey),
        rung('cover', 'leila'),
        rung('clinical-lead', 'ruth'),
        rung('deputy', 'gwen'),
      ],
    },
    ground.now,
  );
  if (!step.usable) throw new Error('the demonstration has a ladder');
  const alert = makeAlert(ground, row, answers, {
    tier,
    raisedAt: stamp(raisedAt),
    holderId: step.holder.staffId,
    heldSinceAt: stamp(step.heldSinceAt),
    passesAt: step.passesAt ? stamp(step.passesAt) : null,
    promisedByAt: stamp(promisedBy),
  });
  const subjectOf = { type: 'alert', id: alert.id, clientId: subject.clientId };
  makeHop(ground, alert, 'raised', house.staff[meeting.therapistKey]?.id as string, raisedAt);
  tell('alert.raised', bySystem, raisedAt, subjectOf);
  for (const hop of step.due) {
    makeHop(ground, alert, 'passed', hop.staffId, hop.at);
    tell('alert.passed', bySystem, hop.at, { ...subjectOf, changes: ['holderId'] });
  }
}
