import { randomUUID } from 'node:crypto';
import { dateOnSchema, fail, idSchema, localTimeSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { placeKindSchema } from '@heather/scheduling';
import { z } from 'zod';
import { localOn } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { overlaps } from './identity.ts';

const done = z.strictObject({ done: z.literal(true) });
const hour = z.strictObject({
  weekday: z.int().min(1).max(7),
  startsLocal: localTimeSchema,
  endsLocal: localTimeSchema,
  validFromOn: dateOnSchema,
  validUntilOn: dateOnSchema.nullable(),
  /** How they work in these hours; null: in every way of their profile. */
  placeKind: placeKindSchema.nullable(),
  roomId: idSchema('room').nullable(),
});

/** Weekly hours as a whole, from today on: those that have run out stay as they were. */
export const saveStaffHours = staffProcedure('practice.saveStaffHours')
  .input(z.strictObject({ staffId: idSchema('staff'), hours: z.array(hour).max(60) }))
  .output(done)
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const { staffId, hours } = input;
      if (hours.some(isUnsound) || clash(hours)) return fail('bad-input', { fields: ['hours'] });
      await lockName(tx, `hours:${practiceId}:${staffId}`);
      const person = await tx.staffMember.findFirst({
        where: { practiceId, id: staffId, state: { not: 'left' } },
        select: { id: true },
      });
      if (!person) return fail('not-found');
      await mustHaveRooms(
        tx,
        hours.flatMap(({ roomId }) => roomId ?? []),
      );
      const today = new Date(`${localOn(tx.now(), ctx.practice.timeZone)}T00:00:00Z`);
      await tx.availability.deleteMany({
        where: { practiceId, staffId, OR: [{ validUntilOn: null }, { validUntilOn: { gte: today } }] },
      });
      await tx.availability.createMany({
        data: hours.map(({ roomId, validFromOn, validUntilOn, ...row }) => ({
          practiceId,
          id: randomUUID(),
          staffId,
          ...row,
          usualRoomId: roomId,
          validFromOn: new Date(`${validFromOn}T00:00:00Z`),
          validUntilOn: validUntilOn ? new Date(`${validUntilOn}T00:00:00Z`) : null,
        })),
      });
      await tx.audit('availability.changed', {
        subjectType: 'staff',
        subjectId: staffId,
        facts: { stretches: hours.length },
      });
      return { done: true as const };
    }),
  );

type Hour = z.infer<typeof hour>;

const isUnsound = ({ startsLocal, endsLocal, validFromOn, validUntilOn, placeKind, roomId }: Hour) =>
  startsLocal >= endsLocal ||
  (validUntilOn !== null && validUntilOn < validFromOn) ||
  (roomId !== null && placeKind !== 'room');

/** Two stretches of one weekday that overlap while both hold. */
function clash(hours: readonly Hour[]): boolean {
  return hours.some((one, at) =>
    hours.slice(at + 1).some(
      (other) =>
        one.weekday === other.weekday &&
        one.validFromOn <= (other.validUntilOn ?? '9999') &&
        other.validFromOn <= (one.validUntilOn ?? '9999') &&
        overlaps([
          { from: one.startsLocal, to: one.endsLocal },
          { from: other.startsLocal, to: other.endsLocal },
        ]),
    ),
  );
}

async function mustHaveRooms(tx: WriteTransaction, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)];
  const found = await tx.room.count({ where: { practiceId: tx.practiceId, id: { in: wanted }, isActive: true } });
  if (found !== wanted.length) fail('not-found');
}
