import { randomUUID } from 'node:crypto';
import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { queueMail } from '../mail/queue-mail.ts';
import { dateOf } from '../measures/instants.ts';
import { loadCourseFor } from '../scheduling/reach.ts';
import { clientProcedure, staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { accountFor, dayInput } from './money-input.ts';
import { findReceipt, type Paper, receiptPaper, statementPaper } from './papers.ts';

const file = z.strictObject({ fileName: z.string(), base64: z.string() });
const asFile = ({ fileName, bytes }: Paper) => ({ fileName, base64: Buffer.from(bytes).toString('base64') });

/**
 * Puts down whose statement of which days is wanted; the file is made when it is opened. Shared with a client, it stands on their page
 * and a neutral mail says that there is something to read. A payer's is never shown to the client's page, nor the client's to a payer.
 */
export const makeStatement = staffProcedure('fees.makeStatement')
  .input(
    z
      .strictObject({
        clientId: idSchema('client').optional(),
        payerId: idSchema('payer').optional(),
        fromOn: dayInput,
        untilOn: dayInput,
        /** The client may open it, and is told so. */
        isShared: z.boolean(),
      })
      .refine((one) => one.clientId !== undefined || one.payerId !== undefined, { path: ['clientId'] })
      .refine((one) => one.fromOn <= one.untilOn, { path: ['untilOn'] }),
  )
  .output(z.strictObject({ documentId: z.string(), willLeave: z.boolean() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { clientId, payerId, fromOn, untilOn } = input;
    if (clientId) await loadCourseFor(ctx, clientId);
    const isShared = input.isShared && clientId !== undefined && payerId === undefined;
    return ctx.write(async (tx) => {
      if (clientId) await accountFor(tx, practiceId, clientId, payerId);
      else if (!(await tx.payer.findFirst({ where: { practiceId, id: payerId ?? '' }, select: { id: true } })))
        return fail('not-found');
      const id = randomUUID();
      await tx.feeDocument.createMany({
        data: [
          {
            practiceId,
            id,
            kind: 'statement',
            clientId: clientId ?? null,
            payerId: payerId ?? null,
            fromOn: new Date(fromOn),
            untilOn: new Date(untilOn),
            madeById: staffId,
            madeAt: dateOf(tx.now()),
            isShared,
          },
        ],
      });
      await tx.audit('fee-document.made', {
        subjectType: 'fee-document',
        subjectId: id,
        clientId: clientId ?? null,
        facts: { kind: 'statement', fromOn, untilOn, isShared },
      });
      if (!isShared || !clientId) return { documentId: id, willLeave: false };
      const params = { url: `${ctx.shell.addresses.clientUrl}/fees` };
      const { willLeave } = await queueMail(tx, {
        clientId,
        template: 'something-to-read',
        params,
        key: `statement:${id}`,
      });
      return { documentId: id, willLeave };
    });
  });

/** A statement's file, for staff. @throws not-found outside the caller's reach */
export const statementFile = staffProcedure('fees.statementFile')
  .input(z.strictObject({ documentId: idSchema('fee-document') }))
  .output(file)
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const row = await ctx.db.feeDocument.findFirst({ where: { practiceId, id: input.documentId, kind: 'statement' } });
    if (!row) return fail('not-found');
    if (row.clientId) await loadCourseFor(ctx, row.clientId);
    else if (ctx.scope !== 'practice') return fail('not-found');
    const made = asFile(await statementPaper(ctx.db, practiceId, ctx.practice.timeZone, row));
    await ctx.write((tx) => opened(tx, row.id, row.clientId));
    return made;
  });

/** My own statement's file. */
export const myStatementFile = clientProcedure('fees.myStatementFile')
  .input(z.strictObject({ documentId: idSchema('fee-document') }))
  .output(file)
  .query(async ({ ctx, input }) => {
    const { practiceId, clientId } = ctx.actor;
    const where = { practiceId, id: input.documentId, clientId, kind: 'statement', isShared: true, payerId: null };
    const row = await ctx.db.feeDocument.findFirst({ where });
    if (!row) return fail('not-found');
    return asFile(await statementPaper(ctx.db, practiceId, ctx.practice.timeZone, row));
  });

const opened = (tx: WriteTransaction, id: string, clientId: string | null) =>
  tx.audit('fee-document.opened', { subjectType: 'fee-document', subjectId: id, clientId });

/** A receipt's file, for staff. @throws not-found outside the caller's reach */
export const receiptFile = staffProcedure('fees.receiptFile')
  .input(z.strictObject({ receiptId: idSchema('receipt') }))
  .output(file)
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const row = await findReceipt(ctx.db, practiceId, input.receiptId);
    await loadCourseFor(ctx, row.clientId);
    const made = asFile(await receiptPaper(ctx.db, practiceId, ctx.practice.timeZone, row));
    await ctx.write((tx) => opened(tx, row.id, row.clientId));
    return made;
  });

/** My own receipt's file: of what I paid, never of what a payer did. */
export const myReceiptFile = clientProcedure('fees.myReceiptFile')
  .input(z.strictObject({ receiptId: idSchema('receipt') }))
  .output(file)
  .query(async ({ ctx, input }) => {
    const { practiceId, clientId } = ctx.actor;
    const row = await findReceipt(ctx.db, practiceId, input.receiptId);
    if (row.clientId !== clientId || row.entry.payerId !== null) return fail('not-found');
    return asFile(await receiptPaper(ctx.db, practiceId, ctx.practice.timeZone, row));
  });
