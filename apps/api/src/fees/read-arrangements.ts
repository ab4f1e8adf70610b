import { z } from 'zod';
import type { Tx } from '../database.ts';
import { dayOf, dayOrNull, limitOf, usedSessions } from './arrangements.ts';
import { limitState, sessionsLeft } from './rules/limit.ts';

export const limitStates = ['none', 'far', 'near', 'expiring', 'reached', 'expired'] as const;

export const arrangementSchema = z.strictObject({
  id: z.string(),
  payerId: z.string(),
  payer: z.string(),
  kind: z.enum(['person', 'insurer', 'employer']),
  share: z.enum(['whole', 'fixed', 'percent']),
  sharePence: z.number().nullable(),
  sharePoints: z.number().nullable(),
  fromOn: z.string(),
  untilOn: z.string().nullable(),
  isOver: z.boolean(),
  sessionLimit: z.number().nullable(),
  used: z.number(),
  left: z.number().nullable(),
  state: z.enum(limitStates),
  authorisation: z.string().nullable(),
  authorisedUntilOn: z.string().nullable(),
  memberReference: z.string().nullable(),
  coversMissed: z.boolean(),
  shownAs: z.enum(['name', 'initials', 'reference']),
  datesAgreed: z.boolean(),
  beyond: z.enum(['ask', 'client-pays']),
  /** Sessions beyond the limit for which nobody has chosen who pays. */
  waiting: z.number(),
  waitingPence: z.number(),
  version: z.number(),
});
export type ArrangementView = z.infer<typeof arrangementSchema>;

/** Who pays for a client, now and before, each with what is left of its limit. Payers' names need the rights of staff or the worker. */
export async function readArrangements(
  db: Tx,
  practiceId: string,
  clientId: string,
  today: string,
): Promise<ArrangementView[]> {
  const rows = await db.paymentArrangement.findMany({
    where: { practiceId, clientId },
    orderBy: [{ fromOn: 'desc' }, { id: 'desc' }],
    take: 40,
    include: { payer: { select: { name: true, kind: true } } },
  });
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [used, waiting] = await Promise.all([
    usedSessions(db, practiceId, ids),
    db.$queryRaw<{ id: string; sessions: bigint; pence: bigint }[]>`
      SELECT w.arrangement_id AS id, count(*) AS sessions, sum(w.open) AS pence FROM (SELECT e.arrangement_id, e.session_id,
        sum(e.effect_pence) AS open FROM ledger_entry e WHERE e.practice_id = ${practiceId}::uuid AND e.client_id = ${clientId}::uuid
          AND e.party = 'undecided' GROUP BY 1, 2 HAVING sum(e.effect_pence) > 0) w GROUP BY 1`,
  ]);
  const waitingOf = new Map(waiting.map((row) => [row.id, row]));
  return rows.map((row) => {
    const limit = limitOf(row, used.get(row.id) ?? 0);
    const untilOn = dayOrNull(row.untilOn);
    const isOver = untilOn !== null && untilOn < today;
    const { payer, share, shownAs, beyond } = row as typeof row & Pick<ArrangementView, 'share' | 'shownAs' | 'beyond'>;
    return {
      id: row.id,
      payerId: row.payerId,
      payer: payer.name,
      kind: payer.kind as ArrangementView['kind'],
      share,
      sharePence: row.sharePence,
      sharePoints: row.sharePoints,
      fromOn: dayOf(row.fromOn),
      untilOn,
      isOver,
      sessionLimit: row.sessionLimit,
      used: limit.used,
      left: sessionsLeft(limit),
      state: isOver ? 'none' : limitState(limit, today),
      authorisation: row.authorisation,
      authorisedUntilOn: limit.authorisedUntilOn,
      memberReference: row.memberReference,
      coversMissed: row.coversMissed,
      shownAs,
      datesAgreed: row.datesAgreed,
      beyond,
      waiting: Number(waitingOf.get(row.id)?.sessions ?? 0),
      waitingPence: Number(waitingOf.get(row.id)?.pence ?? 0),
      version: row.version,
    };
  });
}
