import { randomUUID } from 'node:crypto';
import { fail, idSchema } from '@heather/core';
import { receiptPdf, statementPdf } from '@heather/documents';
import { z } from 'zod';
import type { Tx } from '../database.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { dateOf, instantOf, localOn } from '../measures/instants.ts';
import { loadCourseFor } from '../scheduling/reach.ts';
import { clientProcedure, staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { dayOf } from './arrangements.ts';
import { lineWords, longDay, methodWords } from './line-words.ts';
import { accountFor, dayInput } from './money-input.ts';
import { receiptNumber } from './references.ts';
import { payerTerms, type StatementOf, statementSections } from './statement-facts.ts';

const file = z.strictObject({ fileName: z.string(), base64: z.string() });
const asFile = (fileName: string, bytes: Uint8Array) => ({ fileName, base64: Buffer.from(bytes).toString('base64') });

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
    const made = await statement(ctx.db, practiceId, ctx.practice.timeZone, row);
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
    return statement(ctx.db, practiceId, ctx.practice.timeZone, row);
  });

const opened = (tx: WriteTransaction, id: string, clientId: string | null) =>
  tx.audit('fee-document.opened', { subjectType: 'fee-document', subjectId: id, clientId });

type Row = { id: string; clientId: string | null; payerId: string | null; fromOn: Date; untilOn: Date; madeAt: Date };

async function statement(db: Tx, practiceId: string, zone: string, row: Row) {
  const { clientId, payerId } = row;
  const of: StatementOf = { clientId, payerId, fromOn: dayOf(row.fromOn), untilOn: dayOf(row.untilOn) };
  const [{ practice, currency }, to, parts] = await Promise.all([
    practiceHead(db, practiceId),
    recipient(db, practiceId, clientId, payerId),
    statementSections(db, practiceId, zone, of),
  ]);
  const { ourReference, ...who } = to;
  const { bytes } = await statementPdf({
    practice,
    to: who,
    currency,
    madeAt: instantOf(row.madeAt).toString(),
    fromOn: of.fromOn,
    untilOn: of.untilOn,
    ourReference,
    ...parts,
  });
  return asFile(`Statement ${of.fromOn} to ${of.untilOn}.pdf`, bytes);
}

/** A receipt's file, for staff. @throws not-found outside the caller's reach */
export const receiptFile = staffProcedure('fees.receiptFile')
  .input(z.strictObject({ receiptId: idSchema('receipt') }))
  .output(file)
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const row = await findReceipt(ctx.db, practiceId, input.receiptId);
    await loadCourseFor(ctx, row.clientId);
    const made = await receipt(ctx.db, practiceId, ctx.practice.timeZone, row);
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
    return receipt(ctx.db, practiceId, ctx.practice.timeZone, row);
  });

async function findReceipt(db: Tx, practiceId: string, id: string) {
  const row = await db.receipt.findFirst({ where: { practiceId, id }, include: { entry: true } });
  return row ?? fail('not-found');
}

async function receipt(db: Tx, practiceId: string, zone: string, row: Awaited<ReturnType<typeof findReceipt>>) {
  const { entry, clientId } = row;
  const [{ practice, currency }, to, settled, back, terms] = await Promise.all([
    practiceHead(db, practiceId),
    recipient(db, practiceId, clientId, entry.payerId),
    db.ledgerAllocation.findMany({
      where: { practiceId, creditId: entry.id },
      include: { debit: { include: { session: { select: { startsAt: true } } } } },
    }),
    db.ledgerEntry.findFirst({ where: { practiceId, reversesId: entry.id }, select: { at: true } }),
    entry.payerId ? payerTerms(db, practiceId, entry.payerId, [clientId]) : null,
  ]);
  const term = terms?.get(clientId) ?? null;
  const byDebit = Map.groupBy(
    settled.filter(({ debit }) => debit.reversesId === null),
    ({ debitId }) => debitId,
  );
  const lines = [...byDebit.values()].flatMap((own) => {
    const pence = own.reduce((sum, one) => sum + one.pence, 0);
    const debit = own[0]?.debit;
    if (pence === 0 || !debit) return [];
    const startsAt = debit.session?.startsAt;
    const day = startsAt ? longDay(localOn(startsAt, zone)) : undefined;
    // Who is not given the days is not told which of them were missed either: a statement counts appointments.
    const hidesDays = term !== null && !term.seesDates;
    const words = hidesDays && debit.kind === 'charge' ? 'Appointment' : lineWords(debit, hidesDays ? undefined : day);
    return [{ words, pence, at: startsAt ?? debit.at }];
  });
  lines.sort((a, b) => a.at.getTime() - b.at.getTime());
  const paid = lines.reduce((sum, { pence }) => sum + pence, 0);
  const number = receiptNumber(row.number);
  const { bytes } = await receiptPdf({
    practice,
    to: { name: row.issuedTo, address: to.address },
    currency,
    madeAt: instantOf(row.issuedAt).toString(),
    number,
    pence: entry.pence,
    receivedOn: entry.receivedOn ? dayOf(entry.receivedOn) : localOn(entry.at, zone),
    method: methodWords(entry.method),
    reference: entry.reference,
    forWhom: term?.name ?? null,
    lines: back ? [] : lines.map(({ words, pence }) => ({ words, pence })),
    creditPence: back ? 0 : Math.max(0, entry.pence - paid),
    takenBackOn: back ? localOn(back.at, zone) : null,
  });
  return asFile(`Receipt ${number}.pdf`, bytes);
}

async function practiceHead(db: Tx, practiceId: string) {
  const row = await db.practice.findFirst({ where: { id: practiceId } });
  return {
    practice: { name: row?.name ?? '', address: row?.controllerAddress ?? null, telephone: row?.telephone ?? null },
    currency: row?.currency ?? 'GBP',
  };
}

/** A client's own papers carry their name; where it is safe to send them is not the file's to say. */
async function recipient(db: Tx, practiceId: string, clientId: string | null, payerId: string | null) {
  if (payerId) {
    const payer = await db.payer.findFirst({ where: { practiceId, id: payerId } });
    return { name: payer?.name ?? '', address: payer?.address ?? null, ourReference: payer?.reference ?? null };
  }
  const client = await db.client.findFirst({ where: { practiceId, id: clientId ?? '' } });
  return { name: client ? `${client.firstName} ${client.lastName}` : '', address: null, ourReference: null };
}
