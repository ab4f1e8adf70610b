import type { Tx } from '../database.ts';
import { isWithin, type Limit } from './rules/limit.ts';
import type { PayingArrangement } from './rules/split-fee.ts';

/** A date of the database, as YYYY-MM-DD. */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
export const dayOrNull = (date: Date | null): string | null => (date === null ? null : dayOf(date));

type Row = {
  id: string;
  payerId: string;
  share: string;
  sharePence: number | null;
  sharePoints: number | null;
  coversMissed: boolean;
  sessionLimit: number | null;
  usedBefore: number;
  authorisedUntilOn: Date | null;
  beyond: string;
};

/** Sessions charged to each arrangement that stayed charged, in one query. */
export async function usedSessions(
  db: Tx,
  practiceId: string,
  arrangementIds: readonly string[],
): Promise<Map<string, number>> {
  if (arrangementIds.length === 0) return new Map();
  const rows = await db.$queryRaw<{ id: string; used: bigint }[]>`
    SELECT s.arrangement_id AS id, count(*) AS used FROM (SELECT arrangement_id, session_id FROM ledger_entry
      WHERE practice_id = ${practiceId}::uuid AND arrangement_id = ANY (${[...arrangementIds]}::uuid[]) AND party = 'payer' AND kind = 'charge'
      GROUP BY arrangement_id, session_id HAVING sum(effect_pence) > 0) s GROUP BY 1`;
  return new Map(rows.map(({ id, used }) => [id, Number(used)]));
}

export const limitOf = (row: Pick<Row, 'sessionLimit' | 'usedBefore' | 'authorisedUntilOn'>, used: number): Limit => ({
  sessionLimit: row.sessionLimit,
  used: used + row.usedBefore,
  authorisedUntilOn: dayOrNull(row.authorisedUntilOn),
});

/** Who pays for this client on that local day, the oldest arrangement first, each with whether one more session is within it. */
export async function payingOn(db: Tx, practiceId: string, clientId: string, on: string): Promise<PayingArrangement[]> {
  const day = new Date(on);
  const rows = await db.paymentArrangement.findMany({
    where: { practiceId, clientId, fromOn: { lte: day }, OR: [{ untilOn: null }, { untilOn: { gte: day } }] },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const used = await usedSessions(
    db,
    practiceId,
    rows.filter(({ sessionLimit }) => sessionLimit !== null).map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    payerId: row.payerId,
    share: row.share as PayingArrangement['share'],
    sharePence: row.sharePence,
    sharePoints: row.sharePoints,
    coversMissed: row.coversMissed,
    isCovered: isWithin(limitOf(row, used.get(row.id) ?? 0), on),
    beyond: row.beyond as PayingArrangement['beyond'],
  }));
}
