import { randomUUID } from 'node:crypto';
import { fail, idSchema, lineSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { localDateTimeSchema, placeKindSchema } from '@heather/scheduling';
import { z } from 'zod';
import { queueMail } from '../mail/queue-mail.ts';
import { refuseUntilReady } from '../practice/get-checklist.ts';
import { type StaffContext, staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { holdPlace, lockPlace, refuseIfTaken } from './hold.ts';
import { loadPlaces } from './load-places.ts';
import { loadTherapists } from './load-therapists.ts';

const input = z.strictObject({
  entryId: idSchema('entry'),
  therapistId: idSchema('staff'),
  place: z.strictObject({
    startsLocal: localDateTimeSchema,
    placeKind: placeKindSchema,
    roomId: idSchema('room').nullable(),
    everyWeeks: z.int().min(1).max(8),
  }),
  fee: z.enum(['usual', 'lower']),
  plannedSessions: z.int().min(1).max(200).nullable(),
  /** Why this therapist, for the manager's own history; nothing about the client's reasons. */
  reasonWords: lineSchema(200).nullable(),
});
type Input = z.infer<typeof input>;

/**
 * Holds a therapist, a room and a weekly place for somebody who waits, and asks the therapist. An offer is the hold: both are there
 * or neither.
 * Refuses 'practice/not-ready' (with what is missing), 'offer/already-open' (this person has one), 'offer/already-held' (somebody was faster), 'scheduling/outside-hours'.
 */
export const makeOffer = staffProcedure('allocation.makeOffer')
  .input(input)
  .output(z.strictObject({ offerId: z.string(), heldUntil: z.string() }))
  .mutation(({ ctx, input: given }) =>
    ctx.write(async (tx) => {
      const entry = await lockEntry(tx, given.entryId);
      await refuseUntilReady(tx, ctx.practice, given.therapistId);
      const offer = await placeFor(tx, ctx, given);
      const practice = await tx.practice.findFirst({ where: { id: tx.practiceId }, select: { offerHoldHours: true } });
      const heldUntil = tx.now().add({ hours: practice?.offerHoldHours ?? 72 });
      const at = new Date(tx.now().epochMilliseconds);
      const { awayOn, ...row } = offer;
      const { practiceId } = tx;
      await tx.offer.createMany({
        data: [
          {
            practiceId,
            ...row,
            entryId: entry.id,
            clientId: entry.clientId,
            state: 'held',
            heldUntil: new Date(heldUntil.epochMilliseconds),
            madeById: ctx.actor.staffId,
            madeAt: at,
            reasonWords: given.reasonWords,
          },
        ],
      });
      await holdPlace(tx, row, awayOn);
      await tx.waitingListEntry.updateMany({ where: { practiceId, id: entry.id }, data: { state: 'offered' } });
      await tx.offerEvent.createMany({
        data: [
          {
            practiceId,
            id: randomUUID(),
            offerId: offer.id,
            clientId: entry.clientId,
            kind: 'made',
            actorKind: 'staff',
            actorId: ctx.actor.staffId,
            at,
          },
        ],
      });
      await tx.audit('offer.made', { subjectType: 'offer', subjectId: offer.id, clientId: entry.clientId });
      const url = `${tx.shell.addresses.staffUrl}/offers`;
      const key = `offer-made:${offer.id}`;
      await queueMail(tx, { staffId: offer.therapistId, template: 'something-to-read', params: { url }, key });
      return { offerId: offer.id, heldUntil: heldUntil.toString() };
    }),
  );

/** One open offer a person: two managers at one name wait for each other here. */
async function lockEntry(tx: WriteTransaction, id: string): Promise<{ id: string; clientId: string }> {
  await lockName(tx, `entry:${tx.practiceId}:${id}`);
  const entry = await tx.waitingListEntry.findFirst({
    where: { practiceId: tx.practiceId, id },
    select: { id: true, clientId: true, state: true },
  });
  if (!entry) return fail('not-found');
  if (entry.state === 'offered' || entry.state === 'allocated') return fail('offer/already-open');
  if (entry.state !== 'waiting') return fail('wrong-order');
  return entry;
}

/** Looks again, with therapist and room locked, whether the place is one that may be offered. */
async function placeFor(tx: WriteTransaction, ctx: StaffContext, { therapistId, place, fee, plannedSessions }: Input) {
  const { practiceId } = tx;
  const zone = ctx.practice.timeZone;
  const db = tx as unknown as StaffContext['db'];
  const { roomId, startsLocal, placeKind, everyWeeks } = place;
  if ((placeKind === 'room') !== (roomId !== null)) return fail('bad-input', { fields: ['place.roomId'] });
  await lockPlace(tx, { therapistId, roomId });
  const [therapist] = await loadTherapists(db, practiceId, therapistId);
  if (!therapist) return fail('not-found');
  if (roomId && !(await tx.room.findFirst({ where: { practiceId, id: roomId, isActive: true }, select: { id: true } })))
    return fail('not-found');
  if (fee === 'lower' && (therapist.lowFeePence == null || (therapist.lowFeePlacesFree ?? 0) === 0))
    return fail('conflict', { fields: ['fee'] });
  const offer = {
    id: randomUUID(),
    therapistId,
    roomId: roomId as string | null,
    placeKind,
    startsLocal,
    zone,
    everyWeeks,
    lengthMinutes: therapist.sessionMinutes,
    feePence: (fee === 'lower' ? therapist.lowFeePence : therapist.feePence) ?? 0,
    plannedSessions,
  };
  const query = { now: tx.now(), zone, placeKinds: [placeKind], everyWeeks };
  const places = (await loadPlaces(db, practiceId, [therapist], query)).get(therapistId) ?? [];
  const free = places.find(
    (one) =>
      one.startsLocal === startsLocal &&
      one.everyWeeks === everyWeeks &&
      (roomId === null || one.roomId === roomId || one.otherRoomIds.includes(roomId)),
  );
  if (free) return { ...offer, awayOn: free.awayOn };
  // Not offered by the search: somebody was faster, or it never was a place.
  await refuseIfTaken(tx, offer);
  return fail('scheduling/outside-hours');
}
