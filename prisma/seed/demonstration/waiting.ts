import type { Wishes } from '@heather/allocation';
import { stamp } from '../calendar.ts';
import { makeEntry, makeOffer, makeOfferEvent } from '../factories/allocation.ts';
import { makeSigningLink } from '../factories/signing.ts';
import type { Ground } from '../ground.ts';
import type { Row } from '../tables.ts';
import { enquire, nextContact, type Stage, waitedDays, waitingSince } from './allocating.ts';
import { type Diary, takeFirstFree } from './diary.ts';
import { horizonOf } from './layout.ts';
import { byStaff, bySystem } from './trail.ts';
import { offerReasons, referredTo } from './words.ts';

const evening = (weekday: number) => ({ weekday, startsLocal: '17:00', endsLocal: '21:00' });
const morning = (weekday: number) => ({ weekday, startsLocal: '08:00', endsLocal: '12:00' });

/** What those who wait asked for. Danny was hard to reach: his times are not known yet. */
const wishes: Record<string, Wishes> = {
  priya: {
    times: [evening(2), evening(4)],
    places: ['room'],
    stepFree: true,
    feeCeilingPence: 4500,
    therapistGender: 'woman',
    languages: ['English', 'Urdu'],
    styleWords: ['gentle', 'room for silence'],
  },
  kofi: { times: [evening(1), evening(3)], places: ['room', 'online'], feeCeilingPence: 8000, modalities: ['couples'] },
  danny: { places: ['telephone'] },
  rosa: {
    times: [morning(1), morning(2), morning(3)],
    places: ['room'],
    feeCeilingPence: 6000,
    modalities: ['person-centred'],
    styleWords: ['unhurried'],
  },
  wei: { places: ['online'], feeCeilingPence: 2500, languages: ['English'] },
  elin: { places: ['room', 'online'], languages: ['Welsh'] },
};

type Past = {
  therapist: string;
  state: 'lapsed' | 'withdrawn' | 'declined-by-therapist';
  daysAgo: number;
  reason?: string;
  privateReason?: string;
};

/** Offers that came to nothing. */
const past: Record<string, Past[]> = {
  priya: [
    { therapist: 'owen', state: 'lapsed', daysAgo: 30 },
    { therapist: 'marta', state: 'withdrawn', daysAgo: 15 },
  ],
  kofi: [
    {
      therapist: 'leila',
      state: 'declined-by-therapist',
      daysAgo: 12,
      reason: 'not-able',
      privateReason: 'I taught with her sister. We are still in touch.',
    },
  ],
  danny: [{ therapist: 'tomos', state: 'lapsed', daysAgo: 13 }],
  rosa: [{ therapist: 'niamh', state: 'withdrawn', daysAgo: 6 }],
  wei: [{ therapist: 'kit', state: 'declined-by-therapist', daysAgo: 4, reason: 'caseload-full' }],
};

/** Places that are held now, by how far the offer has come. */
const held = [
  { key: 'aaron', therapist: 'tomos', state: 'held', hours: 60 },
  { key: 'shanice', therapist: 'leila', state: 'held', hours: 30 },
  { key: 'viktor', therapist: 'owen', state: 'accepted-by-therapist', hours: 44 },
  { key: 'moira', therapist: 'niamh', state: 'accepted-by-therapist', hours: 20 },
  { key: 'imran', therapist: 'leila', state: 'offered-to-client', hours: 70 },
  { key: 'polly', therapist: 'kit', state: 'offered-to-client', hours: 26 },
] as const;

/** The waiting list with its offers, those who have only just asked, and those who went elsewhere. */
export function makeWaiting(stage: Stage, diary: Diary): void {
  const { ground, clients } = stage;
  for (const key of Object.keys(wishes)) {
    const enquiry = enquire(
      stage,
      key,
      waitingSince(ground, key),
      key === 'elin' || key === 'rosa' ? { state: 'assessment' } : {},
    );
    const entry = makeEntry(ground, enquiry, {
      clients: (key === 'kofi' ? ['kofi', 'jo'] : [key]).map((one) => ({ id: (clients[one] as Row<'client'>).id })),
      episodeKind: key === 'kofi' ? 'couple' : 'individual',
      assessmentFirst: key === 'elin' || key === 'rosa',
      sinceAt: stamp(waitingSince(ground, key)),
      nextContactOn:
        key === 'danny' ? null : nextContact(ground, key === 'elin' ? 1 : 3 + ((waitedDays[key] ?? 0) % 5)),
      wishes: wishes[key] ?? {},
    });
    for (const offer of past[key] ?? []) makePastOffer(stage, entry, offer);
  }
  for (const place of held) makeHeldOffer(stage, diary, place);
  for (const [index, key] of ['kerry', 'adebayo', 'lynne'].entries()) {
    enquire(stage, key, ground.now.subtract({ hours: 5 + index * 19 }), { state: 'new' });
  }
  for (const [index, key] of ['gareth', 'sunita'].entries()) {
    const asked = ground.now.subtract({ hours: 24 * (20 + index * 30) });
    enquire(stage, key, asked, { state: 'referred-on', referredTo: referredTo[index] ?? null });
  }
  leave(stage, 'alex', 60, 'found-help-elsewhere');
  leave(stage, 'bridget', 25, 'changed-mind');
}

function leave(stage: Stage, key: string, daysAgo: number, leftReason: string): void {
  const { ground, tell, clients } = stage;
  const asked = ground.now.subtract({ hours: 24 * daysAgo });
  const enquiry = enquire(stage, key, asked, { state: 'withdrawn' });
  const leftAt = asked.add({ hours: 24 * 9 });
  const entry = makeEntry(ground, enquiry, { sinceAt: stamp(asked), state: 'left', leftReason, leftAt: stamp(leftAt) });
  tell('entry.closed', byStaff(stage.house, 'bethan'), leftAt, {
    type: 'entry',
    id: entry.id,
    clientId: clients[key]?.id ?? null,
    changes: ['state'],
  });
}

function makePastOffer(
  { ground, house, tell }: Stage,
  entry: Row<'waitingListEntry'>,
  { therapist, state, daysAgo, reason, privateReason }: Past,
): void {
  const madeAt = ground.now.subtract({ hours: 24 * daysAgo });
  const answeredAt = madeAt.add({ hours: 18 });
  const closedAt = state === 'declined-by-therapist' ? answeredAt : madeAt.add({ hours: 72 });
  const manager = { kind: 'staff', id: house.staff.carys?.id as string } as const;
  const member = house.staff[therapist] as Row<'staffMember'>;
  const startsLocal = `${ground.monday.subtract({ weeks: Math.ceil(daysAgo / 7) - 2 }).toString()}T12:00`;
  const offer = makeOffer(ground, entry, member, {
    startsLocal,
    state,
    madeById: manager.id,
    madeAt: stamp(madeAt),
    heldUntil: stamp(madeAt.add({ hours: 72 })),
    reasonWords: ground.random.fork(`past/${entry.id}`).pick(offerReasons),
    declineReason: reason ?? null,
    ...(privateReason ? { privateReason: JSON.stringify({ hasConflictOfRole: true, words: privateReason }) } : {}),
    therapistAnsweredAt: stamp(answeredAt),
    closedAt: stamp(closedAt),
  });
  const subject = { type: 'offer', id: offer.id, clientId: entry.clientId };
  makeOfferEvent(ground, offer, 'made', manager, madeAt);
  tell('offer.made', byStaff(house, 'carys'), madeAt, subject);
  if (state === 'declined-by-therapist') {
    makeOfferEvent(ground, offer, 'therapist-declines', { kind: 'staff', id: member.id }, answeredAt);
    tell('offer.declined-by-therapist', byStaff(house, therapist), answeredAt, { ...subject, changes: ['state'] });
    return;
  }
  makeOfferEvent(ground, offer, 'therapist-accepts', { kind: 'staff', id: member.id }, answeredAt);
  tell('offer.accepted-by-therapist', byStaff(house, therapist), answeredAt, { ...subject, changes: ['state'] });
  const lapsed = state === 'lapsed';
  if (lapsed) makeOfferEvent(ground, offer, 'send-to-client', manager, answeredAt.add({ hours: 2 }));
  makeOfferEvent(ground, offer, lapsed ? 'lapse' : 'withdraw', lapsed ? { kind: 'system' } : manager, closedAt);
  tell(lapsed ? 'offer.lapsed' : 'offer.withdrawn', lapsed ? bySystem : byStaff(house, 'carys'), closedAt, {
    ...subject,
    changes: ['state'],
  });
}

function makeHeldOffer(stage: Stage, diary: Diary, { key, therapist, state, hours }: (typeof held)[number]): void {
  const { ground, house, clients, tell } = stage;
  const client = clients[key] as Row<'client'>;
  const enquiry = enquire(stage, key, waitingSince(ground, key));
  const { rule, roomKey } = findPlace(ground, house, diary, therapist, key);
  const entry = makeEntry(ground, enquiry, {
    sinceAt: stamp(waitingSince(ground, key)),
    state: 'offered',
    nextContactOn: nextContact(ground, 2),
    wishes: { places: [roomKey ? 'room' : 'online'], feeCeilingPence: 6000 },
  });
  const heldUntil = ground.now.add({ hours });
  const madeAt = heldUntil.subtract({ hours: 72 });
  const answeredAt = madeAt.add({ hours: 1 });
  const profile = house.therapists[therapist]?.profile;
  const manager = { kind: 'staff', id: house.staff.carys?.id as string } as const;
  const member = house.staff[therapist] as Row<'staffMember'>;
  const offer = makeOffer(ground, entry, member, {
    startsLocal: rule.start,
    roomId: roomKey ? (house.rooms[roomKey]?.id ?? null) : null,
    placeKind: roomKey ? 'room' : 'online',
    feePence: profile?.lowFeePence ?? profile?.feePence ?? 5500,
    plannedSessions: key === 'viktor' ? 8 : null,
    state,
    madeById: manager.id,
    madeAt: stamp(madeAt),
    heldUntil: stamp(heldUntil),
    reasonWords: ground.random.fork(`held/${key}`).pick(offerReasons),
    therapistAnsweredAt: state === 'held' ? null : stamp(answeredAt),
  });
  const subject = { type: 'offer', id: offer.id, clientId: client.id };
  makeOfferEvent(ground, offer, 'made', manager, madeAt);
  tell('offer.made', byStaff(house, 'carys'), madeAt, subject);
  if (state === 'held') return;
  makeOfferEvent(ground, offer, 'therapist-accepts', { kind: 'staff', id: member.id }, answeredAt);
  tell('offer.accepted-by-therapist', byStaff(house, therapist), answeredAt, { ...subject, changes: ['state'] });
  if (state !== 'offered-to-client') return;
  makeOfferEvent(ground, offer, 'send-to-client', manager, answeredAt.add({ minutes: 30 }));
  makeSigningLink(ground, { offer });
}

function findPlace(ground: Ground, house: Stage['house'], diary: Diary, therapist: string, key: string) {
  const own = house.therapists[therapist];
  const rooms = own?.profile.worksInPerson === false ? [null] : ['room2', 'room4', 'room1', 'room5'];
  const today = ground.today.dayOfWeek;
  const candidates = (own?.hours ?? [])
    .filter(({ weekday }) => therapist !== 'tomos' || weekday !== today)
    .flatMap(({ weekday, from, until }) => {
      const first = Temporal.PlainTime.from(from);
      const room = Math.floor(first.until(Temporal.PlainTime.from(until)).total('minutes') / 60);
      return Array.from({ length: room }, (_, hour) => ({
        weekday,
        time: first.add({ hours: hour }).toString({ smallestUnit: 'minute' }),
      }));
    })
    .flatMap(({ weekday, time }) =>
      rooms.map((roomKey) => ({
        rule: {
          start: `${ground.monday.add({ weeks: 1, days: weekday - 1 }).toString()}T${time}`,
          zone: ground.zone,
          durationMinutes: 50,
          everyWeeks: 1,
        },
        roomKey,
        resources: [`therapist:${therapist}`, ...(roomKey ? [`room:${roomKey}`] : []), `client:${key}`],
      })),
    );
  return takeFirstFree(diary, candidates, horizonOf(ground));
}
