import { randomUUID } from 'node:crypto';
import { fail, idSchema } from '@heather/core';
import { Prisma } from '@heather/database';
import { z } from 'zod';
import type { Tx } from '../database.ts';
import { dateOf, localOn } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { dayOf } from './arrangements.ts';
import { clientReference, receiptNumber } from './references.ts';
import { type CsvCell, csvMoney, csvRecord, csvStart } from './rules/csv.ts';

/** Lines of one file at most; a large practice has some 6,000 a month. Read so many at a time. */
const most = 60_000;
const batch = 2000;

/**
 * Puts down that the accounts of these days are wanted. The days are those on which a line was recorded, so that a month that was handed
 * over once never changes: what was found out later stands in a later month, as a contrary line.
 */
export const makeAccounts = staffProcedure('fees.makeAccounts')
  .input(
    z
      .strictObject({ fromOn: z.iso.date(), untilOn: z.iso.date() })
      .refine((one) => one.fromOn <= one.untilOn && one.fromOn >= '2000-01-01' && one.untilOn < '2100', {
        path: ['untilOn'],
      }),
  )
  .output(z.strictObject({ documentId: z.string(), lines: z.number() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { fromOn, untilOn } = input;
    const { from, until } = bounds(fromOn, untilOn, ctx.practice.timeZone);
    const lines = await ctx.db.ledgerEntry.count({ where: { practiceId, at: { gte: from, lt: until } } });
    if (lines > most) return fail('fee/too-many-lines');
    return ctx.write(async (tx) => {
      const id = randomUUID();
      await tx.feeDocument.createMany({
        data: [
          {
            practiceId,
            id,
            kind: 'accounts',
            fromOn: new Date(fromOn),
            untilOn: new Date(untilOn),
            madeById: staffId,
            madeAt: dateOf(tx.now()),
          },
        ],
      });
      await tx.audit('fee-document.made', {
        subjectType: 'fee-document',
        subjectId: id,
        facts: { kind: 'accounts', fromOn, untilOn, lines },
      });
      return { documentId: id, lines };
    });
  });

/** The accountant's file: UTF-8 with its mark, CSV by RFC 4180. Clients by reference, persons who pay without their name. */
export const accountsFile = staffProcedure('fees.accountsFile')
  .input(z.strictObject({ documentId: idSchema('fee-document') }))
  .output(z.strictObject({ fileName: z.string(), base64: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const row = await ctx.db.feeDocument.findFirst({ where: { practiceId, id: input.documentId, kind: 'accounts' } });
    if (!row) return fail('not-found');
    const [fromOn, untilOn] = [dayOf(row.fromOn), dayOf(row.untilOn)];
    const text = await accountsCsv(ctx.db, practiceId, ctx.practice.timeZone, fromOn, untilOn);
    await ctx.write((tx) => tx.audit('fee-document.opened', { subjectType: 'fee-document', subjectId: row.id }));
    return { fileName: `Accounts ${fromOn} to ${untilOn}.csv`, base64: Buffer.from(text).toString('base64') };
  });

function bounds(fromOn: string, untilOn: string, zone: string) {
  const at = (day: Temporal.PlainDate) => dateOf(day.toZonedDateTime(zone).toInstant());
  return { from: at(Temporal.PlainDate.from(fromOn)), until: at(Temporal.PlainDate.from(untilOn).add({ days: 1 })) };
}

type Row = {
  id: string;
  at: Date;
  at_text: string;
  client_id: string;
  kind: string;
  reason: string;
  method: string;
  effect_pence: number;
  party: string;
  payer_kind: string | null;
  payer: string | null;
  reference: string | null;
  received_on: Date | null;
  starts_at: Date | null;
  therapist: string | null;
  receipt: number | null;
  authorisation: string | null;
};

const heads = [
  'Recorded',
  'Date',
  'Line',
  'What',
  'Client',
  'Payer',
  'Method',
  'Bank reference',
  'Authorisation',
  'Receipt',
  'Therapist',
  'Charged',
  'Let go or put right',
  'Money in',
  'Owed',
];

async function accountsCsv(db: Tx, practiceId: string, zone: string, fromOn: string, untilOn: string): Promise<string> {
  const { from, until } = bounds(fromOn, untilOn, zone);
  const currency = (await db.practice.findFirst({ where: { id: practiceId }, select: { currency: true } }))?.currency;
  const records = [csvStart + csvRecord(heads.map((head, at) => (at > 10 ? `${head} (${currency ?? 'GBP'})` : head)))];
  // In steps, by the place of the last line: what a step costs does not grow with how many went before.
  let last = { at: from.toISOString(), id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const rows = await db.$queryRaw<Row[]>(Prisma.sql`
      SELECT e.id, e.at, e.at::text AS at_text, e.client_id, e.kind, e.reason, e.method, e.effect_pence, e.party, p.kind AS payer_kind,
        p.name AS payer, e.reference, e.received_on, s.starts_at, t.short_name AS therapist, r.number AS receipt, a.authorisation
      FROM ledger_entry e LEFT JOIN payer p ON p.practice_id = e.practice_id AND p.id = e.payer_id
        LEFT JOIN session s ON s.practice_id = e.practice_id AND s.id = e.session_id
        LEFT JOIN staff_member t ON t.practice_id = s.practice_id AND t.id = s.therapist_id
        LEFT JOIN receipt r ON r.practice_id = e.practice_id AND r.entry_id = e.id
        LEFT JOIN payment_arrangement a ON a.practice_id = e.practice_id AND a.id = e.arrangement_id AND e.party = 'payer'
      WHERE e.practice_id = ${practiceId}::uuid AND (e.at, e.id) > (${last.at}::timestamptz, ${last.id}::uuid) AND e.at < ${until}
      ORDER BY e.at, e.id LIMIT ${batch}`);
    records.push(...rows.map((row) => csvRecord(cellsOf(row, zone))));
    const end = rows.at(-1);
    if (!end || rows.length < batch) return records.join('');
    last = { at: end.at_text, id: end.id };
  }
}

const what: Record<string, string> = {
  'adjustment-up': 'Added',
  'adjustment-down': 'Taken off',
  waiver: 'Waived',
  'write-off': 'Written off',
  payment: 'Payment',
  refund: 'Refund',
};
const charge: Record<string, string> = {
  'late-cancellation': 'Late cancellation',
  'did-not-attend': 'Missed appointment',
};

function cellsOf(row: Row, zone: string): CsvCell[] {
  const isMoney = row.kind === 'payment' || row.kind === 'refund';
  const isCharge = row.kind === 'charge';
  const payer =
    row.party === 'client'
      ? 'Client'
      : row.party === 'undecided'
        ? 'Not yet decided'
        : row.payer_kind === 'person'
          ? 'Another person'
          : (row.payer ?? '');
  const sum = (shown: boolean, pence: number): CsvCell => (shown ? csvMoney(pence) : '');
  return [
    localOn(row.at, zone),
    row.received_on ? dayOf(row.received_on) : localOn(row.starts_at ?? row.at, zone),
    row.id,
    isCharge ? (charge[row.reason] ?? 'Appointment') : (what[row.kind] ?? ''),
    clientReference(row.client_id),
    payer,
    row.method === 'none' ? '' : row.method,
    row.reference ?? '',
    row.authorisation ?? '',
    row.receipt === null ? '' : receiptNumber(row.receipt),
    row.therapist ?? '',
    sum(isCharge, row.effect_pence),
    sum(!isCharge && !isMoney, row.effect_pence),
    sum(isMoney, -row.effect_pence),
    csvMoney(row.effect_pence),
  ];
}
