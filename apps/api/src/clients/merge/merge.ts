import { randomUUID } from 'node:crypto';
import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { dateOf, instantOf } from '../../measures/instants.ts';
import { staffProcedure } from '../../trpc/procedures.ts';
import type { WriteTransaction } from '../../trpc/write.ts';
import { changedKeys, contactOf, contactSchema } from '../contact-shape.ts';
import { keepContact } from '../keep-contact.ts';
import { decideMerge, undoUntil } from './decide-merge.ts';
import { loadHalves } from './load-half.ts';

/** Takes the rows of both people for itself, in one order, so that of two merges at once the second sees the first. */
async function lockClients(tx: WriteTransaction, ids: readonly string[]): Promise<void> {
  await tx.$queryRaw`SELECT id FROM client WHERE practice_id = ${tx.practiceId}::uuid AND id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE`;
}

const both = (keptId: string, closedId: string) => [
  { subjectType: 'client', subjectId: keptId, clientId: keptId, facts: { other: closedId } },
  { subjectType: 'client', subjectId: closedId, clientId: closedId, facts: { other: keptId } },
];

/** Two records become one to read: `closedId` goes on under `keptId`. No row of either moves (DECISIONS.md). Asked again it is the same. */
export const mergeClients = staffProcedure('clients.merge')
  .input(
    z.strictObject({ keptId: idSchema('client'), closedId: idSchema('client'), contact: z.enum(['kept', 'merged']) }),
  )
  .output(z.strictObject({ mergeId: z.string() }))
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const { keptId, closedId, contact } = input;
      await lockClients(tx, [keptId, closedId]);
      const done = await tx.clientMerge.findFirst({
        where: { practiceId, clientId: closedId, keptId, undoneAt: null },
      });
      if (done) return { mergeId: done.id };
      const halves = await loadHalves(tx, practiceId, [keptId, closedId], dateOf(tx.now()));
      const kept = halves.find(({ id }) => id === keptId) ?? fail('not-found');
      const closing = halves.find(({ id }) => id === closedId) ?? fail('not-found');
      const decision = decideMerge(kept, closing);
      if (!decision.ok) return fail(decision.code, { open: [...decision.open] });
      const before = await tx.safeContact.findFirst({ where: { practiceId, clientId: keptId } });
      if (contact === 'merged') {
        const chosen = await tx.safeContact.findFirst({ where: { practiceId, clientId: closedId } });
        // An address that comes over by the desk's hand gets no code until the person says that it is theirs: else a record made up with
        // somebody's own address, joined to a client's, would sign them in as that client.
        const sayer = { by: 'staff', hasBegun: true, isAnothers: false } as const;
        await keepContact(tx, keptId, contactSchema.parse(contactOf(chosen)), sayer);
      }
      const mergeId = randomUUID();
      await tx.clientMerge.createMany({
        data: [
          {
            practiceId,
            id: mergeId,
            clientId: closedId,
            keptId,
            contact,
            ...(contact === 'merged' &&
              before && {
                contactBefore: {
                  ...contactOf(before),
                  confirmedAt: before.confirmedAt?.toISOString() ?? null,
                  emailUnprovenAt: before.emailUnprovenAt?.toISOString() ?? null,
                },
              }),
            mergedById: ctx.actor.staffId,
            mergedAt: dateOf(tx.now()),
          },
        ],
      });
      for (const about of both(keptId, closedId)) await tx.audit('client.merged', about);
      return { mergeId };
    }),
  );

const moment = z.iso
  .datetime()
  .nullable()
  .transform((at) => (at === null ? null : new Date(at)));
const contactBeforeSchema = z.object({ confirmedAt: moment, emailUnprovenAt: moment }).loose();

/**
 * Two people again, exactly as they were. The kept one's safe contact goes back to what it was while nobody has changed it since;
 * otherwise the newer word stays, and the answer says so. Asked again it is the same.
 */
export const undoMerge = staffProcedure('clients.undoMerge')
  .input(z.strictObject({ mergeId: idSchema('merge') }))
  .output(z.strictObject({ contact: z.enum(['untouched', 'put-back', 'left-as-changed']) }))
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const merge = await tx.clientMerge.findFirst({ where: { practiceId, id: input.mergeId } });
      if (!merge) return fail('not-found');
      const { clientId, keptId } = merge;
      await lockClients(tx, [keptId, clientId]);
      if (Temporal.Instant.compare(tx.now(), undoUntil(instantOf(merge.mergedAt))) > 0)
        return fail('client/too-late-to-part');
      const ended = { undoneAt: dateOf(tx.now()), undoneById: ctx.actor.staffId };
      const { count } = await tx.clientMerge.updateMany({
        where: { practiceId, id: merge.id, undoneAt: null },
        data: ended,
      });
      if (count === 0) return { contact: 'untouched' };
      for (const about of both(keptId, clientId)) await tx.audit('client.merge-undone', about);
      if (merge.contact === 'kept' || merge.contactBefore === null) return { contact: 'untouched' };
      const where = { practiceId, clientId: keptId };
      const [now, theirs] = await Promise.all([
        tx.safeContact.findFirst({ where }),
        tx.safeContact.findFirst({ where: { practiceId, clientId } }),
      ]);
      const isSame = now?.confirmedAt === null && changedKeys(theirs, contactSchema.parse(contactOf(now))).length === 0;
      if (!isSame) return { contact: 'left-as-changed' };
      const { confirmedAt, emailUnprovenAt } = contactBeforeSchema.parse(merge.contactBefore);
      const before = contactOf(merge.contactBefore as object);
      await tx.safeContact.updateMany({
        where,
        data: { ...before, confirmedAt, emailUnprovenAt, updatedAt: dateOf(tx.now()) },
      });
      const changes = changedKeys(now, before as Parameters<typeof changedKeys>[1]);
      const about = { subjectType: 'client', subjectId: keptId, clientId: keptId };
      if (changes.length > 0) await tx.audit('client.safe-contact.changed', { ...about, changes });
      return { contact: 'put-back' };
    }),
  );

/** Somebody looked: two people. They are not offered as one again. */
export const holdApart = staffProcedure('clients.holdApart')
  .input(z.strictObject({ clientId: idSchema('client'), otherId: idSchema('client') }))
  .output(z.strictObject({ kept: z.literal(true) }))
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const [clientId, otherId] = [input.clientId, input.otherId].toSorted() as [string, string];
      if (clientId === otherId) return fail('bad-input');
      const found = await tx.client.count({ where: { practiceId, id: { in: [clientId, otherId] } } });
      if (found < 2) return fail('not-found');
      const { count } = await tx.clientApart.createMany({
        data: [
          { practiceId, id: randomUUID(), clientId, otherId, saidById: ctx.actor.staffId, saidAt: dateOf(tx.now()) },
        ],
        skipDuplicates: true,
      });
      if (count === 0) return { kept: true };
      const about = { subjectType: 'client', subjectId: clientId, clientId, facts: { other: otherId } };
      await tx.audit('client.held-apart', about);
      return { kept: true };
    }),
  );
