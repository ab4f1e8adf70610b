import type { WorkingAgreementInput } from '@heather/confidentiality';
import { stamp } from '../calendar.ts';
import { makeAgreement, makePack, type Pack } from '../factories/agreements.ts';
import {
  countersignPack,
  endPack,
  makeSigningLink,
  presentPack,
  signPack,
  talkFirst,
  withdrawItem,
} from '../factories/signing.ts';
import type { Row } from '../tables.ts';
import type { Path, Stage } from './allocating.ts';
import type { House } from './house.ts';
import type { LaidCourse } from './layout.ts';
import { people } from './people.ts';
import { byClient, byStaff, bySystem } from './trail.ts';
import { paces, talks, whenStuck } from './words.ts';

type Versions = { number: number; agreement: Row<'workingAgreement'>; packs: Pack[] };
type Enrolled = { episode: Row<'episode'>; offers: Row<'offer'>[]; path: Path };
type Sending = {
  stage: Stage;
  laid: LaidCourse;
  course: Enrolled;
  therapistKey: string;
  frame?: Partial<WorkingAgreementInput>;
};

const hours = (count: number) => ({ hours: count });
const fullName = (client: Row<'client'>) => `${client.firstName} ${client.lastName}`;

/** The agreements of one course, each version in its turn. @returns the one that holds, if any does */
export function agree(stage: Stage, laid: LaidCourse, course: Enrolled): Row<'workingAgreement'> | null {
  const { ground } = stage;
  const { spec } = laid;
  const story = spec.story ?? 'agreed';
  const sentAt = course.path.acceptedAt.add(hours(48));
  const first: Sending = { stage, laid, course, therapistKey: spec.before?.therapist ?? spec.therapist };
  const end = spec.endedWeeksAgo !== undefined ? (course.episode.endedAt as string) : null;
  switch (story) {
    case 'sent':
    case 'talking':
    case 'client-signed':
    case 'draft':
      return proposed(first, story);
    case 'declined': {
      const version = send(first, 1, sentAt);
      const declinedAt = sentAt.add(hours(50));
      for (const pack of version.packs) {
        presentPack(ground, pack, declinedAt.subtract({ minutes: 12 }));
        endPack(ground, pack, 'declined', declinedAt);
      }
      version.agreement.state = 'declined';
      return null;
    }
    case 'expired-first':
    case 'cancelled-first':
    case 'reworded-before-signing': {
      const before = send(first, 1, sentAt);
      const expired = story === 'expired-first';
      const endedAt = sentAt.add(hours(expired ? 24 * 14 : 26));
      const ending = expired ? 'expired' : story === 'cancelled-first' ? 'cancelled' : 'superseded';
      for (const pack of before.packs) {
        endPack(ground, pack, ending, endedAt);
        const actor = expired || ending === 'superseded' ? bySystem : byStaff(stage.house, first.therapistKey);
        stage.tell(`agreement.${ending}`, actor, endedAt, {
          type: 'pack',
          id: pack.pack.id,
          clientId: pack.pack.clientId,
          changes: ['state'],
        });
      }
      before.agreement.state = ending === 'superseded' ? 'superseded' : 'closed';
      return agreed(first, 2, endedAt.add(hours(2)), before.agreement, end);
    }
    case 'renewed': {
      const shorter = spec.count ? { frame: { plannedSessions: 12 } } : {};
      const before = agreed({ ...first, ...shorter }, 1, sentAt, null, null);
      const at = spec.before
        ? ground.now.subtract(hours(24 * 7 * spec.before.untilWeeksAgo - 40))
        : ground.now.subtract(hours(24 * 25));
      return agreed({ ...first, therapistKey: spec.therapist }, 2, at, before, end);
    }
    default: {
      const holds = agreed(first, 1, sentAt, null, end);
      if (spec.before)
        return agreed(
          { ...first, therapistKey: spec.therapist },
          2,
          atHandover(stage, laid),
          supersede(stage, holds, atHandover(stage, laid)),
          end,
        );
      if (story !== 'agreed') next(first, story, holds);
      return holds;
    }
  }
}

const atHandover = ({ ground }: Stage, { spec }: LaidCourse) =>
  ground.now.subtract(hours(24 * 7 * (spec.before?.untilWeeksAgo ?? 0) - 40));

/** The wording that is to come for a course that already has one. */
function next(
  sending: Sending,
  story: 'new-fee-sent' | 'new-place-talking' | 'next-in-draft' | string,
  holds: Row<'workingAgreement'>,
): void {
  const { ground } = sending.stage;
  if (story === 'next-in-draft') {
    draft({ ...sending, frame: { plannedSessions: 16 } }, 2, ground.now.subtract(hours(20)), holds);
    return;
  }
  const frame: Partial<WorkingAgreementInput> =
    story === 'new-fee-sent'
      ? { feePence: 6000 }
      : { contactBetweenSessions: { ways: ['portal-message', 'telephone'], answerWithinWorkingDays: 2 } };
  const sentAt = ground.now.subtract(hours(story === 'new-fee-sent' ? 24 * 5 : 24 * 9 + 3));
  const version = send({ ...sending, frame }, 2, sentAt, holds);
  if (story !== 'new-place-talking') return;
  for (const pack of version.packs) talk(sending, pack, 1, sentAt.add(hours(30)));
}

function proposed(sending: Sending, story: 'sent' | 'talking' | 'client-signed' | 'draft'): null {
  const { ground } = sending.stage;
  const sentAt = ground.now.subtract(hours(24 * 3 - 4));
  if (story === 'draft') {
    draft(sending, 1, ground.now.subtract(hours(6)));
    return null;
  }
  const { packs } = send(sending, 1, sentAt);
  for (const pack of packs) {
    if (story === 'talking') talk(sending, pack, 0, sentAt.add(hours(21)));
    if (story === 'client-signed') sign(sending, pack, sentAt.add(hours(29)));
  }
  return null;
}

function talk({ stage, therapistKey }: Sending, pack: Pack, index: number, at: Temporal.Instant): void {
  const { words, clauseId } = talks[index % talks.length] as (typeof talks)[number];
  const known = pack.wordings.agreement.version.clauses.some((clause) => clause.clauseId === clauseId);
  presentPack(stage.ground, pack, at.subtract({ minutes: 7 }));
  talkFirst(stage.ground, pack, {
    words,
    at,
    ...(known ? { clauseId } : {}),
    ...(index === 1
      ? { answeredAt: at.add(hours(20)), answeredById: stage.house.staff[therapistKey]?.id as string }
      : {}),
  });
}

function agreed(
  sending: Sending,
  number: number,
  sentAt: Temporal.Instant,
  before: Row<'workingAgreement'> | null,
  end: string | null,
): Row<'workingAgreement'> {
  const { stage, therapistKey } = sending;
  const version = send(sending, number, sentAt, before);
  const agreedAt = sentAt.add(hours(46));
  const member = stage.house.staff[therapistKey] as Row<'staffMember'>;
  for (const pack of version.packs) {
    const onPaper = pack.pack.channel === 'paper';
    const signedAt = sentAt.add(hours(stage.ground.random.fork(pack.pack.id).int(3, 40)));
    sign(sending, pack, signedAt);
    countersignPack(stage.ground, pack, {
      at: agreedAt,
      nameTyped: member.fullName,
      staffId: member.id,
      method: onPaper ? 'paper' : 'typed',
    });
    stage.tell('agreement.countersigned', byStaff(stage.house, therapistKey), agreedAt, {
      type: 'pack',
      id: pack.pack.id,
      clientId: pack.pack.clientId,
    });
  }
  version.agreement.agreedAt = stamp(agreedAt);
  version.agreement.state = end ? 'closed' : 'agreed';
  live.set(version.agreement, version);
  if (before?.state === 'agreed') supersede(stage, before, agreedAt);
  return version.agreement;
}

const live = new WeakMap<object, Versions>();

/** A signed version gives way to the next: its packs are superseded, what the client said to the optional consents was asked again. */
function supersede(stage: Stage, agreement: Row<'workingAgreement'>, at: Temporal.Instant): Row<'workingAgreement'> {
  if (agreement.state === 'superseded') return agreement;
  for (const pack of live.get(agreement)?.packs ?? []) {
    endPack(stage.ground, pack, 'superseded', at);
    stage.tell('agreement.superseded', bySystem, at, {
      type: 'pack',
      id: pack.pack.id,
      clientId: pack.pack.clientId,
      changes: ['state'],
    });
  }
  agreement.state = 'superseded';
  return agreement;
}

function sign({ stage }: Sending, pack: Pack, at: Temporal.Instant): void {
  const { ground, tell } = stage;
  const client = Object.values(stage.clients).find((one) => one.id === pack.pack.clientId) as Row<'client'>;
  const random = ground.random.fork(`sign/${pack.pack.id}`);
  const onPaper = pack.pack.channel === 'paper';
  if (!onPaper) presentPack(ground, pack, at.subtract({ minutes: 6 }));
  const items = pack.wordings.consents.version.clauses.map(({ clauseId }) => clauseId);
  const answers = Object.fromEntries(
    items.map((clauseId) => [clauseId, random.chance(0.5) ? ('yes' as const) : ('no' as const)]),
  );
  signPack(ground, pack, {
    at,
    nameTyped: fullName(client),
    method: onPaper ? 'paper' : random.chance(0.1) ? 'drawn' : 'typed',
    answers,
  });
  const subject = { type: 'pack', id: pack.pack.id, clientId: client.id, changes: ['state'] };
  if (onPaper) tell('agreement.recorded-from-paper', byStaff(stage.house, 'bethan'), at, subject);
  else {
    tell('agreement.opened', byClient(client), at.subtract({ minutes: 6 }), { ...subject, changes: [] });
    tell('agreement.signed', byClient(client), at, subject);
    tell('notice.acknowledged', byClient(client), at, {
      type: 'record',
      id: pack.records.notice.id,
      clientId: client.id,
    });
    tell('consent.answered', byClient(client), at, {
      type: 'record',
      id: pack.records.consents.id,
      clientId: client.id,
    });
  }
  const given = items.find((clauseId) => answers[clauseId] === 'yes');
  const takesBackAt = at.add(hours(24 * 6));
  if (given && random.chance(0.15) && Temporal.Instant.compare(takesBackAt, ground.now) < 0) {
    withdrawItem(ground, pack, given, takesBackAt);
    tell('consent.withdrawn', byClient(client), takesBackAt, {
      type: 'record',
      id: pack.records.consents.id,
      clientId: client.id,
    });
  }
}

function draft(sending: Sending, number: number, createdAt: Temporal.Instant, before?: Row<'workingAgreement'>) {
  const { stage, laid, course, therapistKey } = sending;
  const nation = nationOf(sending);
  const made = makeAgreement(
    stage.ground,
    course.episode,
    stage.house.staff[therapistKey] as Row<'staffMember'>,
    stage.house.wordings[nation],
    {
      number,
      state: 'draft',
      offerId: number === 1 ? (course.offers[0]?.id ?? null) : null,
      supersedesId: before?.id ?? null,
      createdAt: stamp(createdAt),
      frame: { ...frameOf(stage, laid, therapistKey, nation), ...sending.frame },
    },
  );
  stage.tell('agreement.drafted', byStaff(stage.house, therapistKey), createdAt, {
    type: 'agreement',
    id: made.agreement.id,
  });
  return made;
}

function send(
  sending: Sending,
  number: number,
  sentAt: Temporal.Instant,
  before?: Row<'workingAgreement'> | null,
): Versions {
  const { stage, laid, therapistKey } = sending;
  const { ground, house, clients, tell } = stage;
  const { agreement, frame } = draft(sending, number, sentAt.subtract(hours(3)), before ?? undefined);
  agreement.state = 'sent';
  const packs = laid.spec.people.map((key) => {
    const client = clients[key] as Row<'client'>;
    const reach = people.find((person) => person.key === key)?.reach;
    const onPaper = reach === 'telephone' || reach === 'no-mail-yet' || reach === 'post';
    const pack = makePack(ground, {
      agreement,
      frame,
      client,
      wordings: house.wordings[nationOf(sending)],
      requestedById: house.staff[therapistKey]?.id as string,
      channel: onPaper ? 'paper' : 'online',
      sentAt: stamp(sentAt),
      remindersSent: number === 1 ? 0 : 1,
      remindedAt: number === 1 ? null : stamp(sentAt.add(hours(30))),
    });
    if (!onPaper) makeSigningLink(ground, pack);
    tell('agreement.sent', byStaff(house, therapistKey), sentAt, {
      type: 'pack',
      id: pack.pack.id,
      clientId: client.id,
    });
    return pack;
  });
  return { number, agreement, packs };
}

function nationOf({ stage, laid }: Sending) {
  return (stage.clients[laid.spec.people[0] as string] as Row<'client'>).nation as keyof House['wordings'];
}

function frameOf(
  stage: Stage,
  { spec, rule, roomKey }: LaidCourse,
  therapistKey: string,
  nation: keyof House['wordings'],
): Partial<WorkingAgreementInput> {
  const { house, clients, ground } = stage;
  const therapist = house.therapists[therapistKey];
  const start = Temporal.PlainDateTime.from(rule.start);
  const random = ground.random.fork(`frame/${spec.key}`);
  const room = roomKey ? house.rooms[roomKey] : undefined;
  const names = spec.people.map((key) => fullName(clients[key] as Row<'client'>));
  return {
    nation,
    parties: {
      client: { name: spec.kind === 'group' ? 'Each member of the group' : names.join(' and ') },
      therapist: {
        name: therapist?.staff.fullName.split(' ')[0] as string,
        registration: {
          body: therapist?.profile.registrationBody as string,
          number: therapist?.profile.registrationNumber as string,
        },
      },
      practice: { name: house.practice.name },
    },
    day: start.dayOfWeek,
    time: rule.start.slice(11),
    zone: rule.zone,
    everyWeeks: rule.everyWeeks,
    lengthMinutes: rule.durationMinutes,
    place: room
      ? {
          kind: 'room',
          name: room.name,
          address: '4 Fern Row, Leeds',
          ...(room.stepFree ? { access: 'There are no stairs' } : {}),
        }
      : spec.place === 'telephone'
        ? { kind: 'telephone', whoRings: 'therapist' }
        : { kind: 'online', joinOpensMinutes: 15 },
    feePence: spec.feePence ?? therapist?.profile.feePence ?? 5500,
    plannedSessions: spec.count,
    howWeWork: { pace: random.pick(paces), whenStuck: random.pick(whenStuck) },
  };
}
