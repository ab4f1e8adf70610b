import { idSchema } from '@heather/core';
import { Prisma } from '@heather/database';
import { z } from 'zod';
import { currentAgreement } from '../agreements/current-agreement.ts';
import type { Tx } from '../database.ts';
import { localOn } from '../measures/instants.ts';
import { loadCourseFor } from '../scheduling/reach.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { lineWords, longDay, reasonWords } from './line-words.ts';
import { type LineKind, lineKinds } from './lines.ts';
import { arrangementSchema, readArrangements } from './read-arrangements.ts';
import { receiptNumber } from './references.ts';

export const entrySchema = z.strictObject({
  id: z.string(),
  /** The local day of the session, or on which money came, or of the record. */
  on: z.string(),
  kind: z.enum(lineKinds),
  /** "Appointment", "Paid by card", "Waived, 3 November 2026" */
  words: z.string(),
  /** What it does to what is owed. */
  effectPence: z.number(),
  openPence: z.number(),
  party: z.enum(['client', 'payer', 'undecided']),
  payerId: z.string().nullable(),
  /** Taken back by a later line, or the taking-back itself. */
  isUndone: z.boolean(),
  /** Recorded today: one tap takes it back. */
  isToday: z.boolean(),
  why: z.string().nullable(),
  receipt: z.strictObject({ id: z.string(), number: z.string() }).nullable(),
});
type Entry = z.infer<typeof entrySchema>;

type Row = {
  id: string;
  at: Date;
  kind: string;
  reason: string;
  method: string;
  effect_pence: number;
  open: bigint;
  party: string;
  payer_id: string | null;
  reverses_id: string | null;
  undone: boolean;
  starts_at: Date | null;
  received_on: Date | null;
  receipt_id: string | null;
  receipt_number: number | null;
};
function dayOfLine(row: Row, zone: string): string {
  if (row.received_on) return row.received_on.toISOString().slice(0, 10);
  return localOn(row.kind === 'charge' && row.starts_at && row.reverses_id === null ? row.starts_at : row.at, zone);
}

/** So many lines a page. */
const page = 60;

/** A page of one client's lines, the newest first. `ownOnly`: those on the client's own account, and what waits for a choice. */
export async function readLines(
  db: Tx,
  practiceId: string,
  clientId: string,
  { zone, today, after = 0, ownOnly = false }: { zone: string; today: string; after?: number; ownOnly?: boolean },
): Promise<{ entries: Entry[]; next: number | null }> {
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    SELECT e.id, e.at, e.kind, e.reason, e.method, e.effect_pence, e.party, e.payer_id, e.reverses_id, e.received_on, s.starts_at,
      r.id AS receipt_id, r.number AS receipt_number,
      EXISTS (SELECT FROM ledger_entry c WHERE c.practice_id = e.practice_id AND c.reverses_id = e.id) AS undone,
      abs(e.effect_pence) - coalesce((SELECT sum(a.pence) FROM ledger_allocation a WHERE a.practice_id = e.practice_id
        AND CASE WHEN e.effect_pence > 0 THEN a.debit_id = e.id ELSE a.credit_id = e.id END AND a.client_id = e.client_id), 0) AS open
    FROM ledger_entry e LEFT JOIN session s ON s.practice_id = e.practice_id AND s.id = e.session_id
      LEFT JOIN receipt r ON r.practice_id = e.practice_id AND r.entry_id = e.id
    WHERE e.practice_id = ${practiceId}::uuid AND e.client_id = ${clientId}::uuid AND (NOT ${ownOnly}::boolean OR e.party <> 'payer')
    ORDER BY e.at DESC, e.id DESC OFFSET ${after} LIMIT ${page + 1}`);
  // A charge stands on the day of its session; what was let go says of which day.
  const sessionDay = ({ kind, starts_at }: Row) =>
    starts_at && kind !== 'charge' ? longDay(localOn(starts_at, zone)) : undefined;
  const entries = rows.slice(0, page).map(
    (row): Entry => ({
      id: row.id,
      on: dayOfLine(row, zone),
      kind: row.kind as LineKind,
      words: lineWords({ ...row, reversesId: row.reverses_id }, sessionDay(row)),
      effectPence: row.effect_pence,
      openPence: Number(row.open),
      party: row.party as Entry['party'],
      payerId: row.payer_id,
      isUndone: row.undone || row.reverses_id !== null,
      isToday: localOn(row.at, zone) === today,
      why: reasonWords(row.reason),
      receipt: row.receipt_id ? { id: row.receipt_id, number: receiptNumber(row.receipt_number ?? 0) } : null,
    }),
  );
  return { entries, next: rows.length > page ? after + page : null };
}

const accountSchema = z.strictObject({
  party: z.enum(['client', 'payer', 'undecided']),
  payerId: z.string().nullable(),
  /** "Priya S.", "Northgate Health", "Not yet decided" */
  name: z.string(),
  owedPence: z.number(),
});

/** One client's ledger: who owes what, each line, who pays which share. @throws not-found outside the caller's reach */
export const ledger = staffProcedure('fees.ledger')
  .input(z.strictObject({ clientId: idSchema('client'), after: z.int().min(0).max(100_000).optional() }))
  .output(
    z.strictObject({
      name: z.string(),
      mayRecord: z.boolean(),
      owedPence: z.number(),
      today: z.string(),
      accounts: z.array(accountSchema),
      entries: z.array(entrySchema),
      next: z.number().nullable(),
      arrangements: z.array(arrangementSchema),
      fee: z.strictObject({
        /** What the agreement says; null while nothing is agreed. */
        agreedPence: z.number().nullable(),
        scale: z.array(z.strictObject({ name: z.string(), pence: z.number(), isUsual: z.boolean() })),
        reason: z.string().nullable(),
        reviewOn: z.string().nullable(),
      }),
      statements: z.array(
        z.strictObject({
          id: z.string(),
          fromOn: z.string(),
          untilOn: z.string(),
          payerId: z.string().nullable(),
          isShared: z.boolean(),
        }),
      ),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const { clientId } = input;
    const { clientName: name, episode } = await loadCourseFor(ctx, clientId);
    const zone = ctx.practice.timeZone;
    const today = localOn(ctx.now(), zone);
    const [lines, sums, arrangements, agreement, scale, why, made] = await Promise.all([
      readLines(ctx.db, practiceId, clientId, { zone, today, after: input.after ?? 0 }),
      ctx.db.ledgerEntry.groupBy({
        by: ['party', 'payerId'],
        where: { practiceId, clientId },
        _sum: { effectPence: true },
      }),
      readArrangements(ctx.db, practiceId, clientId, today),
      episode && currentAgreement(ctx.db, practiceId, episode.id),
      ctx.db.feeOption.findMany({ where: { practiceId, isActive: true }, orderBy: { feePence: 'desc' }, take: 20 }),
      ctx.db.clientFeeReason.findFirst({ where: { practiceId, clientId } }),
      ctx.db.feeDocument.findMany({ where: { practiceId, clientId }, orderBy: { madeAt: 'desc' }, take: 12 }),
    ]);
    const payerIds = sums.flatMap(({ payerId }) => (payerId ? [payerId] : []));
    const payers = await ctx.db.payer.findMany({
      where: { practiceId, id: { in: payerIds } },
      select: { id: true, name: true },
    });
    const accounts = sums.map(({ party, payerId, _sum }) => ({
      party: party as Entry['party'],
      payerId,
      name:
        party === 'client'
          ? name
          : party === 'payer'
            ? (payers.find(({ id }) => id === payerId)?.name ?? '')
            : 'Not yet decided',
      owedPence: _sum.effectPence ?? 0,
    }));
    const day = (date: Date) => date.toISOString().slice(0, 10);
    return {
      name,
      mayRecord: ctx.scope === 'practice',
      owedPence: accounts.find(({ party }) => party === 'client')?.owedPence ?? 0,
      today,
      accounts,
      ...lines,
      arrangements,
      fee: {
        agreedPence: agreement?.state === 'agreed' ? agreement.frame.feePence : null,
        scale: scale.map((one) => ({ name: one.name, pence: one.feePence, isUsual: one.isDefault })),
        reason: why?.reason ?? null,
        reviewOn: why?.reviewOn ? day(why.reviewOn) : null,
      },
      statements: made.map((one) => ({
        id: one.id,
        fromOn: day(one.fromOn),
        untilOn: day(one.untilOn),
        payerId: one.payerId,
        isShared: one.isShared,
      })),
    };
  });
