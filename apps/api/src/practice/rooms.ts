import { randomUUID } from 'node:crypto';
import { fail, idSchema, lineSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { z } from 'zod';
import { dateOf } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';

const room = z.strictObject({
  name: lineSchema(60, 1),
  site: lineSchema(120, 1),
  stepFree: z.boolean(),
  /** "Hearing loop", "For two chairs or six": as clients and the desk say it. */
  features: z.array(lineSchema(60, 1)).max(12),
});
const done = z.strictObject({ done: z.literal(true) });

/** All rooms, those no longer used last. `sessionsAhead` says what would have to move. */
export const listRooms = staffProcedure('practice.listRooms')
  .output(
    z.strictObject({
      rooms: z.array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          site: z.string(),
          stepFree: z.boolean(),
          features: z.array(z.string()),
          isActive: z.boolean(),
          sessionsAhead: z.number(),
        }),
      ),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId } = ctx.actor;
    const [rooms, ahead] = await Promise.all([
      ctx.db.room.findMany({ where: { practiceId }, orderBy: [{ isActive: 'desc' }, { name: 'asc' }, { id: 'asc' }] }),
      ctx.db.session.groupBy({
        by: ['roomId'],
        where: {
          practiceId,
          roomId: { not: null },
          startsAt: { gt: dateOf(ctx.now()) },
          status: { in: ['planned', 'moved'] },
        },
        _count: true,
      }),
    ]);
    const counts = new Map(ahead.map((row) => [row.roomId, row._count]));
    return {
      rooms: rooms.map(({ practiceId: _, ...row }) => ({ ...row, sessionsAhead: counts.get(row.id) ?? 0 })),
    };
  });

/** Adds a room (`roomId` null) or changes one. Names differ within the practice: a client is told one. */
export const saveRoom = staffProcedure('practice.saveRoom')
  .input(room.extend({ roomId: idSchema('room').nullable() }))
  .output(z.strictObject({ roomId: z.string() }))
  .mutation(({ ctx, input: { roomId, ...data } }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      await lockName(tx, `rooms:${practiceId}`);
      const taken = await tx.room.findFirst({
        where: { practiceId, name: { equals: data.name, mode: 'insensitive' }, ...(roomId && { id: { not: roomId } }) },
        select: { id: true },
      });
      if (taken) return fail('practice/name-taken', { fields: ['name'] });
      const id = roomId ?? randomUUID();
      if (roomId) {
        const { count } = await tx.room.updateMany({ where: { practiceId, id }, data });
        if (count !== 1) return fail('not-found');
      } else await tx.room.createMany({ data: [{ practiceId, id, ...data }] });
      await tx.audit(roomId ? 'room.changed' : 'room.added', { subjectType: 'room', subjectId: id });
      return { roomId: id };
    }),
  );

/** Taken out of use, or back into it. What is booked there stays; nothing new is offered there. Never deleted: past sessions name it. */
export const setRoomInUse = staffProcedure('practice.setRoomInUse')
  .input(z.strictObject({ roomId: idSchema('room'), isActive: z.boolean() }))
  .output(done)
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const { count } = await tx.room.updateMany({
        where: { practiceId, id: input.roomId },
        data: { isActive: input.isActive },
      });
      if (count !== 1) return fail('not-found');
      await tx.audit('room.changed', {
        subjectType: 'room',
        subjectId: input.roomId,
        changes: ['is_active'],
        facts: { inUse: input.isActive },
      });
      return { done: true as const };
    }),
  );
