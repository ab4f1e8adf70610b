import type { WorkingAgreementInput } from '@heather/confidentiality';
import { stamp } from '../calendar.ts';
import { makeAgreement, makePack, type Pack } from '../factories/agreements.ts';
import { makeSigningLink, presentPack, signPack, withdrawItem } from '../factories/signing.ts';
import type { Row } from '../tables.ts';
import type { Path, Stage } from './allocating.ts';
import type { House } from './house.ts';
import type { LaidCourse } from './layout.ts';
import { people } from './people.ts';
import { byClient, byStaff } from './trail.ts';
import { paces, whenStuck } from './words.ts';

export type Versions = { number: number; agreement: Row<'workingAgreement'>; packs: Pack[] };
export type Enrolled = { episode: Row<'episode'>; offers: Row<'offer'>[]; path: Path };
export type Sending = {
  stage: Stage;
  laid: LaidCourse;
  course: Enrolled;
  therapistKey: string;
  frame?: Partial<WorkingAgreementInput>;
};

export const hours = (count: number) => ({ hours: count });
const fullName = (client: Row<'client'>) => `${client.firstName} ${client.lastName}`;

export function sign({ stage }: Sending, pack: Pack, at: Temporal.Instant): void {
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
    method: onPaper ? 'paper' : random.chance(0.2) ? 'drawn' : 'typed',
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

export function draft(sending: Sending, number: number, createdAt: Temporal.Instant, before?: Row<'workingAgreement'>) {
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

export function send(
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
