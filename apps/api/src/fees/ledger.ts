import { idSchema } from '@heather/core';
import { dateLabel } from '@heather/scheduling';
import { z } from 'zod';
import type { Tx } from '../database.ts';
import { localOn } from '../measures/instants.ts';
import { loadCourseFor } from '../scheduling/reach.ts';
import { clientProcedure, staffProcedure } from '../trpc/procedures.ts';
import { settle } from './balances.ts';

const entrySchema = z.strictObject({
  id: z.string(),
  on: z.string(),
  kind: z.enum(['charge', 'payment', 'waiver']),
  /** "Session on Tuesday 3 November", "Paid by card" */
  words: z.string(),
  pence: z.number(),
  sessionId: z.string().nullable(),
  /** Of a charge: what is still open. */
  openPence: z.number(),
});
const ledgerSchema = z.strictObject({ owedPence: z.number(), entries: z.array(entrySchema), more: z.boolean() });

/** Everything of one person's ledger, newest first; at most this many lines are shown, the sum counts all. */
const shownLines = 120;

export async function readLedger(db: Tx, practiceId: string, clientId: string, zone: string) {
  const rows = await db.ledgerEntry.findMany({
    where: { practiceId, clientId },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: { id: true, sessionId: true, kind: true, pence: true, reason: true, method: true, at: true },
  });
  const sessionIds = rows.flatMap(({ sessionId }) => (sessionId ? [sessionId] : []));
  const sessions = await db.session.findMany({
    where: { practiceId, id: { in: [...new Set(sessionIds)] } },
    select: { id: true, startsAt: true },
  });
  const starts = new Map(
    sessions.map(({ id, startsAt }) => [id, dateLabel(localOn(startsAt, zone), { withYear: true })]),
  );
  const lines = settle(rows);
  const owedPence = rows.reduce((sum, { kind, pence }) => sum + (kind === 'charge' ? pence : -pence), 0);
  const entries = rows
    .map((row) => ({
      id: row.id,
      on: dateLabel(localOn(row.at, zone), { withYear: true }),
      kind: row.kind as 'charge' | 'payment' | 'waiver',
      words: wordsFor(row, row.sessionId ? starts.get(row.sessionId) : undefined),
      pence: row.pence,
      sessionId: row.sessionId,
      openPence:
        row.kind === 'charge' && row.sessionId
          ? (lines.find((line) => line.sessionId === row.sessionId)?.openPence ?? 0)
          : 0,
    }))
    .reverse();
  return { owedPence, entries: entries.slice(0, shownLines), more: entries.length > shownLines };
}

const methods: Record<string, string> = { card: 'card', transfer: 'bank transfer', cash: 'cash', other: 'another way' };
const charges: Record<string, string> = {
  session: 'Session',
  'late-cancellation': 'Late cancellation',
  'did-not-attend': 'Session not attended',
};

function wordsFor(row: { kind: string; reason: string; method: string }, day: string | undefined): string {
  const of = day ? ` on ${day}` : '';
  if (row.kind === 'payment') return `Paid by ${methods[row.method] ?? 'another way'}`;
  if (row.kind === 'waiver') return `Waived${day ? `, for ${day}` : ''}`;
  return `${charges[row.reason] ?? 'Session'}${of}`;
}

/** One client's ledger. @throws not-found for a client outside the caller's reach, as for a random id */
export const ledger = staffProcedure('fees.ledger')
  .input(z.strictObject({ clientId: idSchema('client') }))
  .output(ledgerSchema.extend({ name: z.string(), mayRecord: z.boolean() }))
  .query(async ({ ctx, input }) => {
    const { clientName } = await loadCourseFor(ctx, input.clientId);
    const found = await readLedger(ctx.db, ctx.actor.practiceId, input.clientId, ctx.practice.timeZone);
    return { ...found, name: clientName, mayRecord: ctx.scope === 'practice' };
  });

/** What I owe, and what I paid. */
export const mine = clientProcedure('fees.mine')
  .output(ledgerSchema)
  .query(({ ctx }) => readLedger(ctx.db, ctx.actor.practiceId, ctx.actor.clientId, ctx.practice.timeZone));
