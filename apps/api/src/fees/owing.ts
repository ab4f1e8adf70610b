import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';

type Row = { client_id: string; name: string; pence: bigint; since: Date | null; total: bigint };

/** Who owes something, the longest unpaid first; a therapist sees their own clients. Names, sums and dates. */
export const owing = staffProcedure('fees.owing')
  .output(
    z.strictObject({
      isDesk: z.boolean(),
      timeZone: z.string(),
      count: z.number(),
      clients: z.array(
        z.strictObject({ clientId: z.string(), name: z.string(), owedPence: z.number(), since: z.string().nullable() }),
      ),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId, staffId } = ctx.actor;
    const isDesk = ctx.scope === 'practice';
    const now = new Date(ctx.now().epochMilliseconds);
    // A charge counts as unpaid while nothing names its session; money that names none only lowers the sum.
    const rows = await ctx.db.$queryRaw<Row[]>`
      SELECT k.id AS client_id, k.short_name AS name, l.pence, l.since, count(*) OVER () AS total
      FROM (SELECT e.client_id, sum(CASE WHEN e.kind = 'charge' THEN e.pence ELSE -e.pence END) AS pence,
              min(e.at) FILTER (WHERE e.kind = 'charge' AND NOT EXISTS (SELECT FROM ledger_entry s WHERE s.practice_id = e.practice_id
                AND s.session_id = e.session_id AND s.client_id = e.client_id AND s.kind <> 'charge')) AS since
            FROM ledger_entry e WHERE e.practice_id = ${practiceId}::uuid GROUP BY e.client_id) l
        JOIN client k ON k.practice_id = ${practiceId}::uuid AND k.id = l.client_id
      WHERE l.pence > 0 AND (${isDesk}::boolean OR EXISTS (SELECT FROM episode_participant p
          JOIN allocation a ON a.practice_id = p.practice_id AND a.episode_id = p.episode_id
        WHERE p.practice_id = ${practiceId}::uuid AND p.client_id = l.client_id AND a.therapist_id = ${staffId}::uuid
          AND a.from_at <= ${now} AND (a.until_at IS NULL OR a.until_at > ${now} OR a.handover_until_at > ${now})))
      ORDER BY l.since NULLS LAST, k.id
      LIMIT 200`;
    return {
      isDesk,
      timeZone: ctx.practice.timeZone,
      count: Number(rows[0]?.total ?? 0),
      clients: rows.map((row) => ({
        clientId: row.client_id,
        name: row.name,
        owedPence: Number(row.pence),
        since: row.since?.toISOString() ?? null,
      })),
    };
  });
