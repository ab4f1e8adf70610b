import type { Wishes } from '@heather/allocation';
import { stamp } from '../calendar.ts';
import {
  type Course,
  makeAllocation,
  makeEnquiry,
  makeEntry,
  makeEpisode,
  makeOffer,
  makeOfferEvent,
} from '../factories/allocation.ts';
import type { Ground } from '../ground.ts';
import type { Row } from '../tables.ts';
import type { Clients } from './clients.ts';
import type { House } from './house.ts';
import { isProposed, type LaidCourse } from './layout.ts';
import { people } from './people.ts';
import { byClient, byStaff, bySystem, type Tell } from './trail.ts';
import { brings, bringsBy, needs, offerReasons, triageNotes } from './words.ts';

export type Stage = { ground: Ground; house: House; clients: Clients; tell: Tell };

/** From the first word to the course: instants in order. */
export type Path = { askedAt: Temporal.Instant; offeredAt: Temporal.Instant; acceptedAt: Temporal.Instant };

const days = (count: number) => ({ hours: 24 * count });

/** When things happened before a course began: three weeks between the offer and the first session, more when signing took two goes. */
export function pathOf(ground: Ground, { spec, rule }: LaidCourse): Path {
  const first = Temporal.PlainDateTime.from(rule.start).toZonedDateTime(rule.zone).toInstant();
  if (isProposed(spec)) {
    const offeredAt = ground.now.subtract(days(6));
    return { askedAt: ground.now.subtract(days(30)), offeredAt, acceptedAt: offeredAt.add(days(2)) };
  }
  if (spec.story === 'declined') {
    const offeredAt = ground.now.subtract(days(spec.key === 'leon' ? 24 : 20));
    return { askedAt: waitingSince(ground, spec.key), offeredAt, acceptedAt: offeredAt.add(days(2)) };
  }
  const twice =
    spec.story === 'expired-first' || spec.story === 'cancelled-first' || spec.story === 'reworded-before-signing';
  const offeredAt = first.subtract(days(twice ? 36 : 18));
  return { askedAt: offeredAt.subtract(days(25)), offeredAt, acceptedAt: offeredAt.add(days(3)) };
}

/** Days for which those on the waiting list have waited. The practice's limit is 42. */
export const waitedDays: Record<string, number> = {
  priya: 47,
  leon: 39,
  hanna: 31,
  kofi: 26,
  danny: 18,
  rosa: 12,
  wei: 9,
  elin: 3,
  aaron: 16,
  shanice: 21,
  viktor: 14,
  moira: 19,
  imran: 25,
  polly: 22,
};

export function waitingSince(ground: Ground, key: string): Temporal.Instant {
  const on = ground.today.subtract({ days: waitedDays[key] ?? 20 });
  return on.toZonedDateTime({ timeZone: ground.zone, plainTime: '00:20' }).toInstant();
}

/** One enquiry a person, however many courses followed. */
export function enquire(
  { ground, house, clients, tell }: Stage,
  key: string,
  askedAt: Temporal.Instant,
  overrides: Partial<Row<'enquiry'>> = {},
): Row<'enquiry'> {
  const client = clients[key] as Row<'client'>;
  const before = ground.rows.enquiry.find((enquiry) => enquiry.clientId === client.id);
  if (before) return before;
  const random = ground.random.fork(`enquiry/${key}`);
  const rang = people.find((person) => person.key === key)?.reach === 'telephone';
  const state = overrides.state ?? 'suitable';
  const triagedAt = state === 'new' ? null : askedAt.add({ hours: random.int(20, 60) });
  const wording = house.wordings[client.nation as keyof House['wordings']];
  const enquiry = makeEnquiry(ground, client, {
    source: rang ? 'telephone' : 'web',
    recordedById: rang ? (house.staff.bethan?.id ?? null) : null,
    receivedAt: stamp(askedAt),
    brings: bringsBy[key] ?? random.pick(brings),
    needs: random.chance(0.4) ? random.pick(needs) : null,
    triageNote: triagedAt ? random.pick(triageNotes) : null,
    triagedById: triagedAt ? (house.staff.ruth?.id ?? null) : null,
    triagedAt: triagedAt ? stamp(triagedAt) : null,
    noticeVersionId: wording.notice.row.id,
    ...overrides,
    state,
  });
  const subject = { type: 'enquiry', id: enquiry.id, clientId: client.id };
  tell('client.created', rang ? byStaff(house, 'bethan') : { kind: 'system' }, askedAt, {
    ...subject,
    type: 'client',
    id: client.id,
  });
  tell('enquiry.made', rang ? byStaff(house, 'bethan') : byClient(client), askedAt, subject);
  if (triagedAt) tell('enquiry.triaged', byStaff(house, 'ruth'), triagedAt, { ...subject, changes: ['state'] });
  return enquiry;
}

type Enrolled = Course & { offers: Row<'offer'>[]; path: Path };

/** Enquiry, waiting, offer, acceptance and allocation of one course; for a group, of each member. */
export function enrol(stage: Stage, laid: LaidCourse): Enrolled {
  const { ground, house, clients, tell } = stage;
  const { spec } = laid;
  const path = pathOf(ground, laid);
  const parties = spec.kind === 'group' ? spec.people.map((key) => [key]) : [spec.people];
  const offers = parties.map((keys) => offerCourse(stage, laid, keys, path));
  const everyone = spec.people.map((key) => clients[key] as Row<'client'>);
  const isOver = spec.endedWeeksAgo !== undefined;
  const endedAt = isOver ? endOf(ground, laid, path) : null;
  const firstTherapist = spec.before?.therapist ?? spec.therapist;
  const handoverAt = spec.before ? atWeek(ground, spec.before.untilWeeksAgo) : null;
  const course = makeEpisode(ground, {
    therapist: house.staff[firstTherapist] as Row<'staffMember'>,
    clients: everyone,
    kind: spec.kind ?? 'individual',
    state: isProposed(spec) ? 'proposed' : isOver ? 'ended' : spec.isEnding ? 'ending' : 'open',
    openedAt: stamp(path.acceptedAt),
    plannedSessions: spec.count ?? null,
    endedAt: endedAt ? stamp(endedAt) : null,
    allocation: {
      offerId: offers[0]?.id ?? null,
      madeById: house.staff.carys?.id ?? null,
      untilAt: handoverAt ? stamp(handoverAt) : endedAt ? stamp(endedAt) : null,
      handoverUntilAt: handoverAt
        ? stamp(handoverAt.add(days(14)))
        : endedAt && spec.story !== 'declined'
          ? stamp(endedAt.add(days(28)))
          : null,
    },
  });
  const subject = { type: 'allocation', id: course.allocation.id, clientId: everyone[0]?.id ?? null };
  tell('allocation.made', byStaff(house, 'carys'), path.acceptedAt, subject);
  if (handoverAt) {
    tell('allocation.ended', byStaff(house, 'carys'), handoverAt, { ...subject, changes: ['untilAt'] });
    const next = makeAllocation(ground, course.episode, house.staff[spec.therapist] as Row<'staffMember'>, {
      reason: 'therapist-left',
      fromAt: stamp(handoverAt),
      madeById: house.staff.carys?.id ?? null,
    });
    tell('allocation.made', byStaff(house, 'carys'), handoverAt, { ...subject, id: next.id });
  } else if (endedAt) {
    tell('allocation.ended', byStaff(house, 'carys'), endedAt, { ...subject, changes: ['untilAt'] });
  }
  return { ...course, offers, path };
}

export const atWeek = (ground: Ground, weeksAgo: number): Temporal.Instant =>
  ground.monday
    .subtract({ weeks: weeksAgo })
    .toZonedDateTime({ timeZone: ground.zone, plainTime: '00:00' })
    .toInstant();

function endOf(ground: Ground, { spec, occurrences }: LaidCourse, path: Path): Temporal.Instant {
  const last = occurrences.at(-1);
  if (spec.story === 'declined' || !last) return path.acceptedAt.add(days(6));
  const end = Temporal.Instant.fromEpochMilliseconds(last.end);
  return Temporal.Instant.compare(end, ground.now) < 0 ? end : ground.now;
}

function offerCourse(stage: Stage, laid: LaidCourse, keys: readonly string[], path: Path): Row<'offer'> {
  const { ground, house, clients, tell } = stage;
  const { spec, rule, roomKey } = laid;
  const client = clients[keys[0] as string] as Row<'client'>;
  const enquiry = enquire(stage, keys[0] as string, path.askedAt);
  const isDeclined = spec.story === 'declined';
  const state = isProposed(spec) ? 'accepted-by-client' : isDeclined ? 'declined-by-client' : 'agreed';
  const entry = makeEntry(ground, enquiry, {
    clients: keys.map((key) => ({ id: (clients[key] as Row<'client'>).id })),
    episodeKind: spec.kind ?? 'individual',
    sinceAt: stamp(path.askedAt),
    state: isDeclined ? 'waiting' : 'allocated',
    nextContactOn: isDeclined ? nextContact(ground, 3) : null,
    wishes: wishesFor(spec.key, laid),
  });
  const therapist = house.staff[spec.before?.therapist ?? spec.therapist] as Row<'staffMember'>;
  const therapistKey = spec.before?.therapist ?? spec.therapist;
  const answeredAt = path.offeredAt.add({ hours: 20 });
  const offer = makeOffer(ground, entry, therapist, {
    startsLocal: rule.start,
    everyWeeks: rule.everyWeeks,
    lengthMinutes: rule.durationMinutes,
    roomId: roomKey ? (house.rooms[roomKey]?.id ?? null) : null,
    placeKind: spec.place,
    feePence: spec.feePence ?? house.therapists[spec.therapist]?.profile.feePence ?? 5500,
    plannedSessions: spec.count ?? null,
    state,
    madeById: house.staff.carys?.id as string,
    madeAt: stamp(path.offeredAt),
    heldUntil: stamp(isProposed(spec) ? ground.now.add(days(11)) : path.offeredAt.add(days(14))),
    reasonWords: ground.random.fork(`offer/${spec.key}`).pick(offerReasons),
    therapistAnsweredAt: stamp(answeredAt),
    clientAnsweredAt: stamp(path.acceptedAt),
    closedAt: isProposed(spec) ? null : stamp(path.acceptedAt.add(days(6))),
  });
  const subject = { type: 'offer', id: offer.id, clientId: client.id, changes: ['state'] };
  tell('entry.added', byStaff(house, 'ruth'), path.askedAt.add({ hours: 60 }), {
    type: 'entry',
    id: entry.id,
    clientId: client.id,
  });
  tell('offer.made', byStaff(house, 'carys'), path.offeredAt, { ...subject, changes: [] });
  tell('offer.accepted-by-therapist', byStaff(house, therapistKey), answeredAt, subject);
  tell('offer.accepted-by-client', byClient(client), path.acceptedAt, subject);
  const manager = { kind: 'staff', id: house.staff.carys?.id as string } as const;
  makeOfferEvent(ground, offer, 'made', manager, path.offeredAt);
  makeOfferEvent(ground, offer, 'therapist-accepts', { kind: 'staff', id: therapist.id }, answeredAt);
  makeOfferEvent(ground, offer, 'send-to-client', manager, answeredAt.add({ hours: 2 }));
  makeOfferEvent(ground, offer, 'client-accepts', { kind: 'client', id: client.id }, path.acceptedAt);
  if (isDeclined) {
    makeOfferEvent(ground, offer, 'client-declines', { kind: 'client', id: client.id }, path.acceptedAt.add(days(6)));
    tell('offer.declined-by-client', byClient(client), path.acceptedAt.add(days(6)), subject);
  } else if (state === 'agreed') {
    makeOfferEvent(ground, offer, 'signed', { kind: 'system' }, path.acceptedAt.add(days(6)));
    tell('entry.closed', bySystem, path.acceptedAt.add(days(6)), {
      type: 'entry',
      id: entry.id,
      clientId: client.id,
      changes: ['state'],
    });
  }
  return offer;
}

export const nextContact = (ground: Ground, inDays: number) =>
  `${ground.today.add({ days: inDays }).toString()}T00:00:00.000Z`;

/** Those who wait again say in their wishes what they are waiting for; for the rest their own place is what they wished. */
function wishesFor(key: string, { spec, rule }: LaidCourse): Wishes {
  if (key === 'leon') return { places: ['room'], feeCeilingPence: 5500, modalities: ['integrative', 'CBT'] };
  if (key === 'hanna')
    return { places: ['online', 'room'], therapistGender: 'woman', languages: ['English'], styleWords: ['warm'] };
  const weekday = Temporal.PlainDateTime.from(rule.start).dayOfWeek;
  return {
    times: [{ weekday, startsLocal: '08:00', endsLocal: '21:00' }],
    places: [spec.place],
    ...(spec.stepFree ? { stepFree: true } : {}),
    ...(spec.feePence ? { feeCeilingPence: spec.feePence } : {}),
  };
}
