import { fail } from '@heather/core';
import { expandSeries, type Occurrence, type Resource, resourcesOf, type SeriesRule } from '@heather/scheduling';
import { type CurrentAgreement, currentAgreement } from '../agreements/current-agreement.ts';
import type { Tx } from '../database.ts';
import type { ReachedCourse } from './reach.ts';

/** How far ahead sessions are rows. A series that goes on is filled further week by week. */
export const weeksAhead = 26;

type StandingInput = { firstOn: string; roomId?: string | null | undefined; openEnded?: boolean | undefined };

/** A standing session as it would be booked: everything from the signed agreement but its first day and its room. */
export type StandingPlan = {
  episodeId: string;
  kind: string;
  agreement: CurrentAgreement;
  rule: SeriesRule;
  count: number | null;
  therapistId: string;
  placeKind: 'room' | 'online' | 'telephone';
  roomId: string | null;
  joinLink: string | null;
  clientIds: string[];
  resources: Resource[];
  occurrences: Occurrence[];
  /** Last local day that has its rows. */
  filledUntilOn: string;
  feePence: number;
};

/**
 * @throws scheduling/not-agreed before everybody has signed, or when the course is not open; scheduling/bad-rule when the first day
 * is not the agreed weekday; scheduling/in-the-past; scheduling/too-far-ahead beyond a year; not-found for a room that is not there
 */
export async function standingPlan(
  db: Tx,
  practiceId: string,
  course: ReachedCourse,
  input: StandingInput,
  now: Temporal.Instant,
): Promise<StandingPlan> {
  const { episode } = course;
  if (episode?.state !== 'open') return fail('scheduling/not-agreed');
  const agreement = await currentAgreement(db, practiceId, episode.id);
  if (agreement?.state !== 'agreed') return fail('scheduling/not-agreed');
  const { frame, therapistId } = agreement;
  const first = Temporal.PlainDate.from(input.firstOn);
  if (first.dayOfWeek !== frame.day) return fail('scheduling/bad-rule', { fields: ['firstOn'] });
  const start = `${input.firstOn}T${frame.time}`;
  const firstAt = Temporal.PlainDateTime.from(start).toZonedDateTime(frame.zone);
  if (Temporal.Instant.compare(firstAt.toInstant(), now) <= 0) return fail('scheduling/in-the-past');
  const today = now.toZonedDateTimeISO(frame.zone).toPlainDate();
  if (Temporal.PlainDate.compare(first, today.add({ days: 366 })) > 0)
    return fail('scheduling/too-far-ahead', { days: 366 });
  const count = input.openEnded ? null : (frame.plannedSessions ?? null);
  const rule: SeriesRule = {
    start,
    zone: frame.zone,
    durationMinutes: frame.lengthMinutes,
    everyWeeks: frame.everyWeeks,
    ...(count !== null && { count }),
  };
  const filledUntilOn = first.add({ weeks: weeksAhead }).toString();
  const [people, profile, roomId] = await Promise.all([
    db.episodeParticipant.findMany({
      where: { practiceId, episodeId: episode.id, leftAt: null },
      select: { clientId: true },
      orderBy: [{ joinedAt: 'asc' }, { id: 'asc' }],
    }),
    db.therapistProfile.findFirst({ where: { practiceId, staffId: therapistId }, select: { joinLink: true } }),
    frame.place.kind === 'room' ? roomFor(db, practiceId, agreement, frame.place.name, input.roomId) : null,
  ]);
  const clientIds = people.map(({ clientId }) => clientId);
  return {
    episodeId: episode.id,
    kind: episode.kind,
    agreement,
    rule,
    count,
    therapistId,
    placeKind: frame.place.kind,
    roomId,
    joinLink: frame.place.kind === 'online' ? (profile?.joinLink ?? null) : null,
    clientIds,
    resources: resourcesOf({ therapistIds: [therapistId], roomId, clientIds }),
    occurrences: expandSeries(rule, windowOf(rule.start.slice(0, 10), filledUntilOn, frame.zone)),
    filledUntilOn,
    feePence: frame.feePence,
  };
}

/** From the beginning of one local day to the end of another. */
export function windowOf(fromOn: string, untilOn: string, zone: string) {
  const from = Temporal.PlainDate.from(fromOn).toZonedDateTime(zone);
  return { from, to: Temporal.PlainDate.from(untilOn).add({ days: 1 }).toZonedDateTime(zone) };
}

/** The room that was asked for, else the one that was offered, else the one that the agreement names. */
async function roomFor(db: Tx, practiceId: string, agreement: CurrentAgreement, name: string, asked?: string | null) {
  const rooms = await db.room.findMany({ where: { practiceId, isActive: true }, select: { id: true, name: true } });
  if (asked) return rooms.find(({ id }) => id === asked)?.id ?? fail('not-found');
  const offer = agreement.offerId
    ? await db.offer.findFirst({ where: { practiceId, id: agreement.offerId }, select: { roomId: true } })
    : null;
  const found = rooms.find(({ id }) => id === offer?.roomId) ?? rooms.find((room) => room.name === name);
  return found?.id ?? fail('bad-input', { fields: ['roomId'] });
}
