import { randomUUID } from 'node:crypto';
import { fail, idSchema } from '@heather/core';
import { lockName, Prisma } from '@heather/database';
import { z } from 'zod';
import { dateOf, localOn } from '../measures/instants.ts';
import { loadCourseFor } from '../scheduling/reach.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { lockLedger, openLines } from './accounts.ts';
import { currencyOf, dayInput, methodSchema, penceSchema, receivedDay, referenceSchema } from './money-input.ts';
import { recordedByHand } from './payment-provider.ts';
import { takePayment } from './record-payment.ts';
import { clientReference } from './references.ts';

const kinds = z.enum(['person', 'insurer', 'employer']);
const payerShape = z.strictObject({
  id: z.string(),
  kind: kinds,
  name: z.string(),
  address: z.string().nullable(),
  email: z.string().nullable(),
  reference: z.string().nullable(),
  version: z.number(),
});
const text = (max: number) => z.string().trim().min(1).max(max);

/**
 * Makes or changes a payer: who they are and how an invoice reaches them. Nothing says why anybody comes. The page makes the id, so that
 * two presses make one.
 */
export const savePayer = staffProcedure('fees.savePayer')
  .input(
    z.strictObject({
      payerId: idSchema('payer'),
      /** 0 for a new one. */
      version: z.int().min(0),
      kind: kinds,
      name: text(120),
      address: text(400).nullable(),
      email: z.email().max(254).nullable(),
      reference: referenceSchema.nullable(),
      /** Whom a person pays for; an organisation belongs to nobody. */
      clientId: idSchema('client').optional(),
    }),
  )
  .output(z.strictObject({ payerId: z.string(), version: z.number() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const { payerId: id, version, clientId, ...said } = input;
    if (clientId) await loadCourseFor(ctx, clientId);
    return ctx.write(async (tx) => {
      await lockName(tx, `payer:${practiceId}:${id}`);
      const there = await tx.payer.findFirst({ where: { practiceId, id } });
      if (!there && version > 0) return fail('not-found');
      if ((said.kind === 'person') !== (clientId !== undefined) && !there)
        return fail('bad-input', { fields: ['clientId'] });
      if (there) {
        const isSame = Object.entries(said).every(([key, value]) => there[key as keyof typeof there] === value);
        if (isSame) return { payerId: id, version: there.version };
        if (there.version !== version) return fail('conflict');
        // What somebody is does not change: a person pays for one client, an organisation for many.
        if (there.kind !== said.kind) return fail('bad-input', { fields: ['kind'] });
        await tx.payer.updateMany({ where: { practiceId, id, version }, data: { ...said, version: { increment: 1 } } });
      } else {
        await tx.payer.createMany({
          data: [{ practiceId, id, ...said, clientId: clientId ?? null, createdAt: dateOf(tx.now()) }],
        });
      }
      const changes = Object.entries(said).flatMap(([key, value]) =>
        there && there[key as keyof typeof there] === value ? [] : [key],
      );
      await tx.audit('fee.payer-kept', { subjectType: 'payer', subjectId: id, clientId: clientId ?? null, changes });
      return { payerId: id, version: there ? version + 1 : 1 };
    });
  });

type PayerRow = { id: string; kind: string; name: string; owed: bigint; since: Date | null; clients: bigint };

/** Everybody else who pays, with what they owe. Persons are named here as payers; whom they pay for stands in that client's ledger. */
export const payers = staffProcedure('fees.payers')
  .input(z.strictObject({ after: z.int().min(0).max(100_000).optional() }))
  .output(
    z.strictObject({
      payers: z.array(
        z.strictObject({
          id: z.string(),
          kind: kinds,
          name: z.string(),
          clients: z.number(),
          owedPence: z.number(),
          since: z.string().nullable(),
        }),
      ),
      next: z.number().nullable(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const after = input.after ?? 0;
    const rows = await ctx.db.$queryRaw<PayerRow[]>`
      SELECT p.id, p.kind, p.name, coalesce(l.owed, 0) AS owed, l.since,
        (SELECT count(DISTINCT a.client_id) FROM payment_arrangement a WHERE a.practice_id = p.practice_id AND a.payer_id = p.id) AS clients
      FROM payer p LEFT JOIN LATERAL (SELECT sum(e.effect_pence) AS owed, min(e.at) FILTER (WHERE e.effect_pence > coalesce((SELECT sum(s.pence)
          FROM ledger_allocation s WHERE s.practice_id = e.practice_id AND s.debit_id = e.id), 0)) AS since
        FROM ledger_entry e WHERE e.practice_id = p.practice_id AND e.payer_id = p.id) l ON true
      WHERE p.practice_id = ${practiceId}::uuid AND p.is_active
      ORDER BY (p.kind = 'person'), lower(p.name), p.id OFFSET ${after} LIMIT ${page + 1}`;
    return {
      payers: rows.slice(0, page).map((row) => ({
        id: row.id,
        kind: kinds.parse(row.kind),
        name: row.name,
        clients: Number(row.clients),
        owedPence: Number(row.owed),
        since: row.since ? localOn(row.since, ctx.practice.timeZone) : null,
      })),
      next: rows.length > page ? after + page : null,
    };
  });
const page = 100;

type OpenCharge = {
  id: string;
  client_id: string;
  name: string;
  session_at: Date | null;
  at: Date;
  open: bigint;
  member: string | null;
  authorisation: string | null;
};

/** One payer: what is open, line by line, so that one transfer for several clients can be set against the right ones. */
export const payer = staffProcedure('fees.payer')
  .input(z.strictObject({ payerId: idSchema('payer') }))
  .output(
    z.strictObject({
      payer: payerShape,
      open: z.array(
        z.strictObject({
          entryId: z.string(),
          clientId: z.string(),
          name: z.string(),
          reference: z.string(),
          on: z.string(),
          openPence: z.number(),
        }),
      ),
      more: z.boolean(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const found = await ctx.db.payer.findFirst({ where: { practiceId, id: input.payerId } });
    if (!found) return fail('not-found');
    const rows = await ctx.db.$queryRaw<OpenCharge[]>(Prisma.sql`
      SELECT e.id, e.client_id, k.short_name AS name, s.starts_at AS session_at, e.at, e.effect_pence - coalesce(x.pence, 0) AS open,
        a.member_reference AS member, a.authorisation
      FROM ledger_entry e JOIN client k ON k.practice_id = e.practice_id AND k.id = e.client_id
        LEFT JOIN session s ON s.practice_id = e.practice_id AND s.id = e.session_id
        LEFT JOIN payment_arrangement a ON a.practice_id = e.practice_id AND a.id = e.arrangement_id
        LEFT JOIN LATERAL (SELECT sum(l.pence) AS pence FROM ledger_allocation l WHERE l.practice_id = e.practice_id AND l.debit_id = e.id) x ON true
      WHERE e.practice_id = ${practiceId}::uuid AND e.payer_id = ${input.payerId}::uuid AND e.effect_pence > coalesce(x.pence, 0)
      ORDER BY coalesce(s.starts_at, e.at), e.id LIMIT ${openShown + 1}`);
    const { id, kind, name, address, email, reference, version } = found;
    return {
      payer: { id, kind: kinds.parse(kind), name, address, email, reference, version },
      open: rows.slice(0, openShown).map((row) => ({
        entryId: row.id,
        clientId: row.client_id,
        name: row.name,
        reference: row.member ?? row.authorisation ?? clientReference(row.client_id),
        on: localOn(row.session_at ?? row.at, ctx.practice.timeZone),
        openPence: Number(row.open),
      })),
      more: rows.length > openShown,
    };
  });
const openShown = 200;

/**
 * One transfer of a payer for several clients: a payment and a receipt for each, of one batch, set against the lines that were ticked.
 * All or none. The page makes the ids; a press too many is the same batch.
 * @throws conflict when a line was settled meanwhile
 */
export const recordPayerPayment = staffProcedure('fees.recordPayerPayment')
  .input(
    z.strictObject({
      payerId: idSchema('payer'),
      batchId: idSchema('ledger'),
      method: methodSchema,
      receivedOn: dayInput.optional(),
      reference: referenceSchema.optional(),
      lines: z
        .array(z.strictObject({ chargeId: idSchema('ledger'), pence: penceSchema }))
        .min(1)
        .max(openShown),
    }),
  )
  .output(z.strictObject({ pence: z.number(), receipts: z.number() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const { payerId, batchId, method, reference } = input;
    const receivedOn = receivedDay(ctx.now(), ctx.practice.timeZone, input.receivedOn);
    const pence = input.lines.reduce((sum, line) => sum + line.pence, 0);
    const currency = await currencyOf(ctx.db, practiceId);
    const asked = { id: batchId, practiceId, pence, currency, method, description: 'Appointment' } as const;
    if ((await recordedByHand.take(asked)).state === 'refused') return fail('fee/not-taken');
    return ctx.write(async (tx) => {
      if (!(await tx.payer.findFirst({ where: { practiceId, id: payerId }, select: { id: true } })))
        return fail('not-found');
      await lockName(tx, `batch:${practiceId}:${batchId}`);
      const made = await tx.ledgerEntry.aggregate({
        where: { practiceId, batchId },
        _sum: { pence: true },
        _count: true,
      });
      if (made._count > 0) return made._sum.pence === pence ? { pence, receipts: made._count } : fail('conflict');
      const ids = input.lines.map(({ chargeId }) => chargeId);
      const charges = await tx.ledgerEntry.findMany({
        where: { practiceId, payerId, id: { in: ids }, effectPence: { gt: 0 } },
        select: { id: true, clientId: true },
      });
      if (charges.length !== new Set(ids).size || charges.length !== ids.length) return fail('not-found');
      const byClient = Map.groupBy(charges, ({ clientId }) => clientId);
      const clientIds = [...byClient.keys()].sort();
      for (const clientId of clientIds) await lockLedger(tx, clientId);
      for (const clientId of clientIds) {
        const account = { clientId, party: 'payer' as const, payerId };
        const own = new Set(byClient.get(clientId)?.map(({ id }) => id));
        const open = new Map((await openLines(tx, practiceId, account)).map(({ id, pence }) => [id, pence]));
        const towards = input.lines
          .filter(({ chargeId }) => own.has(chargeId))
          .map((line) => ({ id: line.chargeId as string, upToPence: line.pence }));
        // Somebody else was quicker with one of these: the whole transfer is looked at again, never guessed at.
        if (towards.some(({ id, upToPence }) => upToPence > (open.get(id) ?? 0))) return fail('conflict');
        await takePayment(
          tx,
          account,
          {
            id: randomUUID(),
            pence: towards.reduce((all, line) => all + line.upToPence, 0),
            method,
            receivedOn,
            reference: reference ?? null,
            batchId,
          },
          { towards, keepsCredit: false },
        );
      }
      return { pence, receipts: clientIds.length };
    });
  });
