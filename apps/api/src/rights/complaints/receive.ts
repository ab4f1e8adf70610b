import { randomUUID } from 'node:crypto';
import { dateOnSchema, fail, idSchema, regulatorOf, textSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { z } from 'zod';
import { mustReach } from '../../agreements/reach.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import { dateOf, localOn } from '../../measures/instants.ts';
import { type ClientContext, clientProcedure, type StaffContext, staffProcedure } from '../../trpc/procedures.ts';
import type { WriteTransaction } from '../../trpc/write.ts';
import { channelSchema, complaintPlace, dayDate, findHandler } from './complaint-row.ts';

type Given = {
  clientId: string;
  receivedOn: string;
  channel: z.output<typeof channelSchema>;
  words: string;
  aboutId: string | null;
  recordedById: string | null;
  saveKey: string;
};

/** Mails whoever looks into it: neutral, once for each who does. */
export async function tellHandler(
  tx: WriteTransaction,
  complaintId: string,
  handlerId: string,
  step: string,
): Promise<void> {
  await queueMail(tx, {
    staffId: handlerId,
    template: 'something-to-read',
    params: { url: `${tx.shell.addresses.staffUrl}/complaints/${complaintId}` },
    key: `complaint:${complaintId}:${step}:${handlerId}`,
  });
}

/**
 * Kept through the worker's door: its number and its handler are found among rows that whoever files it may not see. Sent twice it is
 * one.
 */
function receive(ctx: ClientContext | StaffContext, given: Given): Promise<string> {
  return ctx.asWorker((worker) =>
    worker.write(async (tx) => {
      const { practiceId } = tx;
      const { clientId, saveKey } = given;
      await lockName(tx, `complaint:${practiceId}`);
      const done = await tx.complaint.findFirst({
        where: { practiceId, saveKey },
        select: { id: true, clientId: true },
      });
      if (done) return done.clientId === clientId ? done.id : fail('conflict');
      if (given.aboutId) {
        const about = await tx.staffMember.findFirst({
          where: { practiceId, id: given.aboutId },
          select: { id: true },
        });
        if (!about) return fail('not-found');
      }
      const [last, handlerId] = await Promise.all([
        tx.complaint.findFirst({ where: { practiceId }, orderBy: { number: 'desc' }, select: { number: true } }),
        findHandler(tx, practiceId, given.aboutId),
      ]);
      const id = randomUUID();
      await tx.complaint.createMany({
        data: [
          {
            practiceId,
            id,
            number: (last?.number ?? 0) + 1,
            clientId,
            receivedOn: dayDate(given.receivedOn),
            channel: given.channel,
            wordsSealed: await tx.vault.seal(clientId, complaintPlace(id), given.words),
            aboutId: given.aboutId,
            recordedById: given.recordedById,
            handlerId,
            state: 'received',
            saveKey,
            createdAt: dateOf(tx.now()),
          },
        ],
      });
      // The trail names whoever filed it and never whom it is about: they can read the trail.
      await tx.audit('complaint.received', {
        subjectType: 'complaint',
        subjectId: id,
        facts: { channel: given.channel },
      });
      if (handlerId) await tellHandler(tx, id, handlerId, 'received');
      return id;
    }),
  );
}

const words = textSchema(4000, 1);

/** A client's own complaint about how their data is handled. Nothing is asked of them first. */
export const make = clientProcedure('complaints.make')
  .input(z.strictObject({ words, aboutId: idSchema('staff').nullable(), saveKey: z.uuid() }))
  .output(z.strictObject({ complaintId: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, clientId } = ctx.actor;
    if (input.aboutId) {
      // Nobody else's name is told by trying: only those whom this client knows are taken.
      const known = await ctx.db.staffMember.findFirst({
        where: { practiceId, id: input.aboutId },
        select: { id: true },
      });
      if (!known) return fail('not-found');
    }
    const receivedOn = localOn(ctx.now(), ctx.practice.timeZone);
    const complaintId = await receive(ctx, { ...input, clientId, receivedOn, channel: 'portal', recordedById: null });
    return { complaintId };
  });

/** One that came by telephone, letter or word of mouth, written down by whoever took it. It goes its way without them. */
export const record = staffProcedure('complaints.record')
  .input(
    z.strictObject({
      clientId: idSchema('client'),
      receivedOn: dateOnSchema,
      channel: channelSchema,
      words,
      aboutId: idSchema('staff').nullable(),
      saveKey: z.uuid(),
    }),
  )
  .output(z.strictObject({ kept: z.literal(true) }))
  .mutation(async ({ ctx, input }) => {
    await mustReach(ctx, input.clientId);
    if (input.receivedOn > localOn(ctx.now(), ctx.practice.timeZone)) return fail('bad-input');
    if (input.aboutId === ctx.actor.staffId) return fail('rights/about-yourself');
    await receive(ctx, { ...input, recordedById: ctx.actor.staffId });
    return { kept: true };
  });

/** Whom a complaint may be about, and who may look into it: everybody who works here, by name. */
export const people = staffProcedure('complaints.people')
  .output(
    z.strictObject({
      staff: z.array(z.strictObject({ staffId: z.string(), name: z.string() })),
      regulator: z.strictObject({
        name: z.string(),
        address: z.string(),
        telephone: z.string(),
        web: z.string(),
        office: z.string().nullable(),
      }),
    }),
  )
  .query(async ({ ctx }) => {
    const rows = await ctx.db.staffMember.findMany({
      where: { practiceId: ctx.actor.practiceId, state: 'active' },
      select: { id: true, shortName: true },
      orderBy: { shortName: 'asc' },
    });
    return {
      staff: rows.map(({ id, shortName }) => ({ staffId: id, name: shortName })),
      regulator: regulatorOf(ctx.practice.nation),
    };
  });
