import { expandSeries, occupiedRanges } from '@heather/scheduling';
import { instantFrom, stamp } from '../calendar.ts';
import type { Ground } from '../ground.ts';
import type { Overrides, Row } from '../tables.ts';

type ClientLike = { id: string; practiceId: string };

/** Someone asked for help. What brings them is theirs and the clinical lead's; `brings` and `needs` are sealed when saved. */
export function makeEnquiry(
  ground: Ground,
  client: ClientLike,
  {
    brings = 'I would like to talk something through.',
    needs,
    triageNote,
    ...overrides
  }: Overrides<'enquiry'> & { brings?: string | null; needs?: string | null; triageNote?: string | null } = {},
): Row<'enquiry'> {
  const id = overrides.id ?? ground.id();
  const clear = (text?: string | null) => (text ? { clear: text, clientId: client.id } : null);
  return ground.add('enquiry', {
    practiceId: client.practiceId,
    clientId: client.id,
    source: 'web',
    receivedAt: stamp(ground.now),
    bringsSealed: clear(brings),
    needsSealed: clear(needs),
    triageNoteSealed: clear(triageNote),
    practical: {},
    state: 'new',
    idempotencyKey: `seed-${id}`,
    ...overrides,
    id,
  });
}

/** One place in the waiting list, for everybody who waits together; the first client is the one who is written to. */
export function makeEntry(
  ground: Ground,
  enquiry: { id: string; clientId: string; practiceId: string },
  { clients, ...overrides }: Overrides<'waitingListEntry'> & { clients?: readonly { id: string }[] } = {},
): Row<'waitingListEntry'> {
  const entry = ground.add('waitingListEntry', {
    practiceId: enquiry.practiceId,
    clientId: enquiry.clientId,
    enquiryId: enquiry.id,
    episodeKind: 'individual',
    sinceAt: stamp(ground.now),
    state: 'waiting',
    wishes: {},
    ...overrides,
    id: overrides.id ?? ground.id(),
  });
  for (const { id } of clients ?? [{ id: enquiry.clientId }]) {
    ground.add('entryParticipant', { id: ground.id(), practiceId: entry.practiceId, entryId: entry.id, clientId: id });
  }
  return entry;
}

/** States in which an offer still holds therapist, room and place. */
export const holdingStates: readonly string[] = [
  'held',
  'accepted-by-therapist',
  'offered-to-client',
  'accepted-by-client',
];

/** Weeks for which an open offer holds its place. */
export const heldWeeks = 12;

/**
 * A named place for one entry. While it is open it holds the time of therapist and room: one row of occupied time each a week, from
 * its first session on.
 */
export function makeOffer(
  ground: Ground,
  entry: { id: string; clientId: string; practiceId: string },
  therapist: { id: string },
  {
    privateReason,
    ...overrides
  }: Overrides<'offer'> & {
    startsLocal: string;
    madeById: string;
    privateReason?: string;
  },
): Row<'offer'> {
  const offer = ground.add('offer', {
    practiceId: entry.practiceId,
    entryId: entry.id,
    clientId: entry.clientId,
    therapistId: therapist.id,
    placeKind: overrides.roomId ? 'room' : 'online',
    zone: ground.zone,
    everyWeeks: 1,
    lengthMinutes: 50,
    feePence: 5500,
    state: 'held',
    heldUntil: stamp(ground.now.add({ hours: 72 })),
    madeAt: stamp(ground.now),
    privateReasonSealed: privateReason ? { clear: privateReason, clientId: entry.clientId } : null,
    ...overrides,
    id: overrides.id ?? ground.id(),
  });
  if (holdingStates.includes(offer.state)) {
    holdPlace(ground, offer);
  }
  return offer;
}

function holdPlace(ground: Ground, offer: Row<'offer'>): void {
  const rule = {
    start: offer.startsLocal,
    zone: offer.zone,
    durationMinutes: offer.lengthMinutes,
    everyWeeks: offer.everyWeeks,
    ...(offer.plannedSessions ? { count: offer.plannedSessions } : {}),
  };
  const from = Temporal.PlainDateTime.from(offer.startsLocal).toZonedDateTime(offer.zone).toInstant();
  const to = from.add({ hours: 24 * 7 * heldWeeks });
  const takes = { therapistIds: [offer.therapistId], roomId: offer.roomId ?? null };
  if (expandSeries(rule, { from, to }).length === 0) throw new Error('an offer without a place');
  for (const range of occupiedRanges({ kind: 'held-place', rule, from, to, ...takes })) {
    ground.add('occupied', {
      id: ground.id(instantFrom(offer.madeAt ?? stamp(ground.now))),
      practiceId: offer.practiceId,
      kind: range.kind,
      resourceId: range.resourceId,
      offerId: offer.id,
      startsAt: stamp(range.startsAt),
      endsAt: stamp(range.endsAt),
    });
  }
}

/** One step in an offer's history. */
export function makeOfferEvent(
  ground: Ground,
  offer: { id: string; clientId: string; practiceId: string },
  kind: string,
  actor: { kind: 'staff' | 'client' | 'system'; id?: string },
  at: Temporal.Instant = ground.now,
): Row<'offerEvent'> {
  return ground.add('offerEvent', {
    id: ground.id(at),
    practiceId: offer.practiceId,
    offerId: offer.id,
    clientId: offer.clientId,
    kind,
    actorKind: actor.kind,
    actorId: actor.id ?? null,
    at: stamp(at),
  });
}

export type Course = {
  episode: Row<'episode'>;
  allocation: Row<'allocation'>;
  participants: Row<'episodeParticipant'>[];
};

/** A course of therapy, its people, and the therapist it is allocated to. */
export function makeEpisode(
  ground: Ground,
  {
    therapist,
    clients,
    allocation = {},
    ...overrides
  }: Overrides<'episode'> & {
    therapist: { id: string };
    clients: readonly ClientLike[];
    allocation?: Overrides<'allocation'>;
  },
): Course {
  const practiceId = (clients[0] as ClientLike).practiceId;
  const openedAt = overrides.openedAt ?? stamp(ground.now.subtract({ hours: 24 * 70 }));
  const episode = ground.add('episode', {
    practiceId,
    kind: clients.length === 2 ? 'couple' : clients.length > 2 ? 'group' : 'individual',
    state: 'open',
    openedAt,
    ...overrides,
    id: overrides.id ?? ground.id(),
  });
  const participants = clients.map((client) =>
    ground.add('episodeParticipant', {
      id: ground.id(),
      practiceId,
      episodeId: episode.id,
      clientId: client.id,
      joinedAt: openedAt,
      leftAt: episode.endedAt ?? null,
    }),
  );
  const row = makeAllocation(ground, episode, therapist, {
    fromAt: openedAt,
    untilAt: episode.endedAt ?? null,
    ...allocation,
  });
  return { episode, allocation: row, participants };
}

/** Client to therapist. Reassigning: close one with `untilAt`, then make the next. */
export function makeAllocation(
  ground: Ground,
  episode: { id: string; practiceId: string },
  therapist: { id: string },
  overrides: Overrides<'allocation'> = {},
): Row<'allocation'> {
  return ground.add('allocation', {
    practiceId: episode.practiceId,
    episodeId: episode.id,
    therapistId: therapist.id,
    reason: 'offer-agreed',
    fromAt: stamp(ground.now),
    ...overrides,
    id: overrides.id ?? ground.id(),
  });
}
