import { randomUUID } from 'node:crypto';
import { fail } from '@heather/core';
import { isExclusionViolation, lockResources } from '@heather/database';
import { expandSeries, occupiedRanges, type SeriesRule } from '@heather/scheduling';
import type { WriteTransaction } from '../trpc/write.ts';

/** For how many weeks an open offer holds its place: as long as the search for places looks. */
export const heldWeeks = 12;

export type HeldPlace = {
  id: string;
  therapistId: string;
  roomId: string | null;
  startsLocal: string;
  zone: string;
  everyWeeks: number;
  lengthMinutes: number;
  plannedSessions: number | null;
};

/**
 * Takes therapist and room for the place of an offer, from its first session for twelve weeks. Locks both first, in one order for
 * everybody, so that of two managers one waits and then reads what the other did; the database refuses an overlap all the same.
 * @param awayOn local dates on which no session takes place (leave, closure): they are left free for others
 * @throws Refusal 'offer/already-held' when any of it is taken
 */
export async function holdPlace(tx: WriteTransaction, offer: HeldPlace, awayOn: readonly string[] = []): Promise<void> {
  const { practiceId } = tx;
  await lockPlace(tx, offer);
  await refuseIfTaken(tx, offer, awayOn);
  const ranges = rangesOf(offer, awayOn);
  try {
    await tx.occupied.createMany({
      data: ranges.map(({ kind, resourceId, startsAt, endsAt }) => ({
        practiceId,
        id: randomUUID(),
        kind,
        resourceId,
        offerId: offer.id,
        startsAt: new Date(startsAt.epochMilliseconds),
        endsAt: new Date(endsAt.epochMilliseconds),
      })),
    });
  } catch (error) {
    if (isExclusionViolation(error, 'occupied_once')) return fail('offer/already-held');
    throw error;
  }
}

/** @throws Refusal 'offer/already-held' when any of the place is taken now */
export async function refuseIfTaken(tx: WriteTransaction, offer: HeldPlace, awayOn: readonly string[] = []) {
  if (await isTaken(tx, rangesOf(offer, awayOn))) return fail('offer/already-held');
}

/** The place is free for others when this commits. Again: nothing. */
export async function releaseHold(tx: WriteTransaction, offerId: string): Promise<void> {
  await tx.occupied.deleteMany({ where: { practiceId: tx.practiceId, offerId } });
}

export async function lockPlace(tx: WriteTransaction, place: { therapistId: string; roomId: string | null }) {
  await lockResources(tx, [
    { kind: 'therapist', resourceId: place.therapistId },
    ...(place.roomId === null ? [] : [{ kind: 'room' as const, resourceId: place.roomId }]),
  ]);
}

type Ranges = ReturnType<typeof occupiedRanges>;

function rangesOf(offer: HeldPlace, awayOn: readonly string[]): Ranges {
  const from = Temporal.PlainDateTime.from(offer.startsLocal).toZonedDateTime(offer.zone).toInstant();
  const window = { from, to: from.add({ hours: 24 * 7 * heldWeeks }) };
  const whole: SeriesRule = {
    start: offer.startsLocal,
    zone: offer.zone,
    durationMinutes: offer.lengthMinutes,
    everyWeeks: offer.everyWeeks,
    ...(offer.plannedSessions !== null && { count: offer.plannedSessions }),
  };
  const away = expandSeries(whole, window).filter(({ key }) => awayOn.includes(key.slice(0, 10)));
  const rule = { ...whole, exceptions: away.map(({ key }) => ({ key, kind: 'cancelled' as const })) };
  return occupiedRanges({
    kind: 'held-place',
    rule,
    ...window,
    therapistIds: [offer.therapistId],
    roomId: offer.roomId,
  });
}

async function isTaken(tx: WriteTransaction, ranges: Ranges): Promise<boolean> {
  const [first, last] = [ranges[0], ranges.at(-1)];
  if (!first || !last) return false;
  const taken = await tx.occupied.findMany({
    where: {
      practiceId: tx.practiceId,
      active: true,
      resourceId: { in: [...new Set(ranges.map((range) => range.resourceId))] },
      startsAt: { lt: new Date(last.endsAt.epochMilliseconds) },
      endsAt: { gt: new Date(first.startsAt.epochMilliseconds) },
    },
    select: { kind: true, resourceId: true, startsAt: true, endsAt: true },
  });
  return ranges.some((range) =>
    taken.some(
      (row) =>
        row.kind === range.kind &&
        row.resourceId === range.resourceId &&
        row.startsAt.getTime() < range.endsAt.epochMilliseconds &&
        row.endsAt.getTime() > range.startsAt.epochMilliseconds,
    ),
  );
}
