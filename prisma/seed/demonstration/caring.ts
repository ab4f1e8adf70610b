import { allCheckInSignals, type CheckInEntry } from '@heather/alliance';
import { dayOf, instantFrom, stamp } from '../calendar.ts';
import {
  type CheckInTicks,
  makeCheckIn,
  makeGoal,
  makeGoalRating,
  makeSignal,
  makeTalkedAbout,
  makeWish,
} from '../factories/alliance.ts';
import { makePlan } from '../factories/outcomes.ts';
import type { Random } from '../random.ts';
import type { Row } from '../tables.ts';
import type { Stage } from './allocating.ts';
import { people } from './people.ts';
import type { Meeting, Met } from './planning.ts';
import { byClient, byStaff } from './trail.ts';
import { goals, wishes } from './words.ts';

type Subject = { practiceId: string; episodeId: string; clientId: string };

const ticks = (bond: number, goalsTick: number, tasks: number, whole: number): CheckInTicks => ({
  bond,
  goals: goalsTick,
  tasks,
  whole,
});

/** What some said after their last sessions, the last one last. */
const said: Record<string, CheckInTicks[]> = {
  amira: [ticks(3, 3, 2, 3), ticks(4, 3, 3, 4), ticks(2, 3, 3, 2)],
  marek: [ticks(3, 2, 3, 2)],
  joel: [ticks(3, 3, 3, 3), ticks(2, 2, 3, 2)],
  elis: [ticks(4, 4, 4, 4), ticks(4, 4, 4, 4), ticks(4, 4, 4, 4), ticks(4, 4, 4, 4)],
};
/** Whose newest prompt is still open or half filled in. */
const unfinished: Record<string, 'open' | 'begun'> = {
  sam: 'open',
  beth: 'open',
  ines: 'open',
  farah: 'begun',
  hollie: 'begun',
  callum: 'open',
};
const talkedAlready = ['marek', 'joel'];

const notes = [
  'Thank you for waiting while I found the word.',
  'The bit about my sister was quicker than I would have liked.',
  'I liked that we laughed.',
  'Nothing to add. It was a quiet one.',
];

/** Check-ins after the sessions of a course, what they signalled, and whether it was talked about. */
export function checkIn(stage: Stage, { laid: { spec }, meetings }: Met, episode: Row<'episode'>): void {
  const held = meetings.filter(({ status }) => status === 'attended');
  for (const key of spec.people) {
    const reach = people.find((person) => person.key === key)?.reach;
    // Asked on the phone's page; who has none is asked in the room.
    if (reach === 'telephone' || reach === 'no-mail-yet' || reach === 'post') continue;
    const client = stage.clients[key] as Row<'client'>;
    const subject = { practiceId: client.practiceId, episodeId: episode.id, clientId: client.id };
    const plannerKey = spec.before?.therapist ?? spec.therapist;
    const plan = makePlan(stage.ground, subject, stage.house.staff[plannerKey]?.id as string, {
      measureKey: 'check-in',
      startsAt: episode.openedAt ?? stamp(stage.ground.now),
      endedAt: episode.endedAt ?? null,
    });
    stage.tell('measure.planned', byStaff(stage.house, plannerKey), episode.openedAt as string, {
      type: 'plan',
      id: plan.id,
      clientId: client.id,
    });
    const random = stage.ground.random.fork(`check-in/${spec.key}/${key}`);
    const history = held.map((meeting, index) => checkInAfter(stage, subject, key, meeting, held, index, random));
    signal(stage, subject, key, held, history, random);
  }
}

type Given = { row: Row<'checkIn'>; entry: CheckInEntry | null };

function checkInAfter(
  stage: Stage,
  subject: Subject,
  key: string,
  meeting: Meeting,
  held: readonly Meeting[],
  index: number,
  random: Random,
): Given {
  const { ground, tell } = stage;
  const session = meeting.row as Row<'session'>;
  const endsAt = instantFrom(session.endsAt);
  const weekOn = endsAt.add({ hours: 24 * 7 });
  const following = held[index + 1]?.row?.startsAt;
  const closesAt =
    following && Temporal.Instant.compare(instantFrom(following), weekOn) < 0 ? instantFrom(following) : weekOn;
  const fromEnd = held.length - index;
  const scripted = said[key]?.at(-fromEnd);
  const roll = random.int(1, 100);
  const isOpen = Temporal.Instant.compare(closesAt, ground.now) > 0;
  const savedAt = endsAt.add({ hours: random.int(2, 30) });
  const hasAnswered = scripted !== undefined || roll <= 66;
  const isYetToCome = Temporal.Instant.compare(savedAt, ground.now) > 0;
  const state =
    isOpen && fromEnd === 1 && unfinished[key]
      ? unfinished[key]
      : isOpen && (isYetToCome || !hasAnswered)
        ? 'open'
        : hasAnswered
          ? 'submitted'
          : roll <= 78
            ? 'not-today'
            : 'closed';
  const shared = { closesAt: stamp(closesAt), state };
  if (state === 'begun') {
    const draft = { ...ticks(3, 3, 0, 0), tasks: null, whole: null };
    return {
      row: makeCheckIn(ground, subject, session, {
        ...shared,
        answers: draft,
        savedAt: stamp(ground.now.subtract({ hours: 1 })),
        submittedAt: null,
      }),
      entry: null,
    };
  }
  if (state !== 'submitted') return { row: makeCheckIn(ground, subject, session, shared), entry: null };
  const answers = scripted ?? usual(random);
  const row = makeCheckIn(ground, subject, session, {
    ...shared,
    answers,
    note: random.chance(0.12) ? random.pick(notes) : null,
    audience: random.chance(0.08)
      ? 'therapist-and-supervisor'
      : random.chance(0.05)
        ? 'practice-without-name'
        : 'therapist',
    savedAt: stamp(savedAt),
    submittedAt: stamp(savedAt),
    version: 2,
  });
  tell('check-in.submitted', byClient({ id: subject.clientId }), savedAt, {
    type: 'check-in',
    id: row.id,
    clientId: subject.clientId,
    changes: ['state'],
  });
  const on = dayOf(instantFrom(session.startsAt), ground.zone).toString();
  return { row, entry: { id: row.id, on, ...answers } };
}

const usual = (random: Random): CheckInTicks => {
  const base = random.chance(0.06) ? 2 : 3;
  const tick = () => Math.min(4, base + (random.chance(0.35) ? 1 : 0));
  return ticks(tick(), tick(), tick(), tick());
};

function signal(
  stage: Stage,
  subject: Subject,
  key: string,
  held: readonly Meeting[],
  history: readonly Given[],
  random: Random,
): void {
  const { ground, house, tell } = stage;
  const entries = history.flatMap(({ entry }) => (entry ? [entry] : []));
  for (const { kind, ruleVersion, checkInId, sentence } of allCheckInSignals(entries)) {
    const index = history.findIndex(({ row }) => row.id === checkInId);
    const raisedAt = history[index]?.row.submittedAt as string;
    const following = held[index + 1];
    const talkedAt = following
      ? instantFrom(following.row?.endsAt as string)
      : talkedAlready.includes(key)
        ? instantFrom(raisedAt).add({ hours: 3 })
        : null;
    const isTalked = talkedAt !== null && (talkedAlready.includes(key) || random.chance(0.85));
    const row = makeSignal(ground, subject, {
      kind,
      ruleVersion,
      sentence,
      checkInId,
      raisedAt,
      closedAt: isTalked ? stamp(talkedAt) : null,
    });
    if (!isTalked) continue;
    const therapistKey = (following ?? (held.at(-1) as Meeting)).therapistKey;
    makeTalkedAbout(ground, row, 'alliance-signal', house.staff[therapistKey]?.id as string, talkedAt);
    tell('check-in.talked-about', byStaff(house, therapistKey), talkedAt, {
      type: 'alliance-signal',
      id: row.id,
      clientId: subject.clientId,
    });
  }
}

/** Goals with ratings that matter to today, in the client's own words. */
const goalsBy: Record<string, { words: string; ratings: number[] }> = {
  amira: { words: 'Say no without a knot in my stomach.', ratings: [3, 4, 5] },
  marek: { words: 'Sleep in my own bed again.', ratings: [2] },
  joel: { words: 'Be someone my daughter rings.', ratings: [6, 6] },
  beth: { words: 'Talk about Mum without changing the subject.', ratings: [1, 3, 4, 6] },
  sam: { words: 'Have one evening a week that is ours.', ratings: [2] },
};
const goalStates: Record<string, string> = {
  elis: 'reached',
  gita: 'reached',
  farah: 'paused',
  yusra: 'paused',
  mags: 'let-go',
  stephen: 'let-go',
  amos: 'proposed',
  callum: 'proposed',
};

/** What the clients of a course want from it, and where that stands. A group has no goals of its own here. */
export function want(stage: Stage, { laid: { spec }, meetings }: Met, episode: Row<'episode'>): void {
  if (spec.kind === 'group') return;
  const { ground, clients } = stage;
  const key = spec.people[0] as string;
  const client = clients[key] as Row<'client'>;
  const subject = { practiceId: client.practiceId, episodeId: episode.id, clientId: client.id };
  const held = meetings.filter(({ status }) => status === 'attended');
  const random = ground.random.fork(`goals/${key}`);
  const first = held[Math.min(1, held.length - 1)];
  if (!first) return;
  const createdAt = instantFrom(first.row?.endsAt as string);
  const own = goalsBy[key];
  const state = goalStates[key];
  if (state || !own) {
    const words = random.pick(goals);
    const goal = makeGoal(ground, subject, words, {
      createdAt: stamp(createdAt),
      state: state ?? 'agreed',
      proposedBy: random.chance(0.25) ? 'therapist' : 'client',
    });
    const rated = state === 'proposed' ? [] : held.filter((_, index) => index >= 2 && index % 5 === 2);
    rated.forEach((meeting, index) => {
      const rating = Math.max(0, Math.min(10, 2 + index + random.int(-1, 1)));
      makeGoalRating(
        ground,
        goal,
        rating,
        instantFrom(meeting.row?.startsAt as string),
        random.chance(0.15) ? 'therapist' : 'client',
      );
    });
  }
  if (!own) return;
  const goal = makeGoal(ground, subject, own.words, { createdAt: stamp(createdAt) });
  const spread = held
    .slice(-own.ratings.length * 2)
    .filter((_, index, all) => (all.length - 1 - index) % 2 === 0)
    .slice(-own.ratings.length);
  spread.forEach((meeting, index) => {
    makeGoalRating(ground, goal, own.ratings[index] as number, instantFrom(meeting.row?.startsAt as string));
  });
}

const wishedToday: Record<string, number> = { amira: 0, marek: 1, elis: 2, hollie: 7 };

/** "Today I'd like …", for the next sessions of a few, and for some that are over. */
export function wish(stage: Stage, { laid: { spec }, meetings }: Met): void {
  const { ground, clients, tell } = stage;
  const key = spec.people[0] as string;
  const client = clients[key] as Row<'client'>;
  const random = ground.random.fork(`wish/${key}`);
  const next = meetings.find(
    ({ status, start }) => (status === 'planned' || status === 'moved') && start > ground.now.epochMilliseconds,
  );
  const wished = wishedToday[key];
  const write = (meeting: Meeting, words: string, at: Temporal.Instant) => {
    const row = makeWish(ground, meeting.row as Row<'session'>, client, words, { writtenAt: stamp(at) });
    tell('line-for-today.written', byClient(client), at, { type: 'session-wish', id: row.id, clientId: client.id });
  };
  if (wished !== undefined && next) write(next, wishes[wished] as string, ground.now.subtract({ hours: 4 }));
  for (const meeting of meetings.filter(({ status }) => status === 'attended')) {
    if (random.chance(0.08))
      write(meeting, random.pick(wishes), instantFrom(meeting.row?.startsAt as string).subtract({ hours: 5 }));
  }
}
