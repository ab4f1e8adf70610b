import { Prisma } from '@heather/database';
import { z } from 'zod';
import { localOn } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';

type Row = {
  client_id: string;
  name: string;
  party: string;
  payer_id: string | null;
  payer: string | null;
  since: Date | null;
  owed: bigint;
  b0: bigint;
  b30: bigint;
  b60: bigint;
  b90: bigint;
  total: bigint;
};
const page = 100;

const rowSchema = z.strictObject({
  clientId: z.string(),
  name: z.string(),
  payerId: z.string().nullable(),
  /** Null: the client themselves. */
  payer: z.string().nullable(),
  isUndecided: z.boolean(),
  owedPence: z.number(),
  /** Open for less than 30 days, 30 to 59, 60 to 89, 90 and more. */
  agedPence: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  /** The local day of the oldest open charge. */
  since: z.string().nullable(),
});

/**
 * Who owes something, by client and payer, with how long it has been open; a therapist sees their own clients. Names, sums and days.
 * One look adds up the accounts and asks only those that owe for their open lines.
 */
export const owing = staffProcedure('fees.owing')
  .input(
    z.strictObject({
      sort: z.enum(['oldest', 'most', 'name']).optional(),
      after: z.int().min(0).max(100_000).optional(),
    }),
  )
  .output(
    z.strictObject({
      isDesk: z.boolean(),
      isManager: z.boolean(),
      count: z.number(),
      clients: z.array(rowSchema),
      next: z.number().nullable(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId, staffId, roles } = ctx.actor;
    const isDesk = ctx.scope === 'practice';
    const now = new Date(ctx.now().epochMilliseconds);
    const after = input.after ?? 0;
    const order = {
      oldest: Prisma.sql`min(d.at), k.id`,
      most: Prisma.sql`sum(d.open) DESC, k.id`,
      name: Prisma.sql`lower(k.short_name), k.id`,
    }[input.sort ?? 'oldest'];
    const rows = await ctx.db.$queryRaw<Row[]>(Prisma.sql`
      WITH account AS MATERIALIZED (
        SELECT e.client_id, e.party, e.payer_id FROM ledger_entry e WHERE e.practice_id = ${practiceId}::uuid
          AND (${isDesk}::boolean OR EXISTS (SELECT FROM episode_participant p
            JOIN allocation a ON a.practice_id = p.practice_id AND a.episode_id = p.episode_id
          WHERE p.practice_id = ${practiceId}::uuid AND p.client_id = e.client_id AND a.therapist_id = ${staffId}::uuid
            AND a.from_at <= ${now} AND (a.until_at IS NULL OR a.until_at > ${now} OR a.handover_until_at > ${now})))
        GROUP BY 1, 2, 3 HAVING sum(e.effect_pence) > 0
      ), debit AS (
        SELECT c.client_id, c.party, c.payer_id, e.at, extract(day FROM ${now}::timestamptz - e.at) AS days,
          e.effect_pence - coalesce(x.pence, 0) AS open
        FROM account c JOIN ledger_entry e ON e.practice_id = ${practiceId}::uuid AND e.client_id = c.client_id AND e.party = c.party
            AND e.payer_id IS NOT DISTINCT FROM c.payer_id AND e.effect_pence > 0
          LEFT JOIN LATERAL (SELECT sum(l.pence) AS pence FROM ledger_allocation l
            WHERE l.practice_id = ${practiceId}::uuid AND l.debit_id = e.id) x ON true
        WHERE e.effect_pence > coalesce(x.pence, 0)
      )
      SELECT d.client_id, k.short_name AS name, d.party, d.payer_id, p.name AS payer, min(d.at) AS since, sum(d.open) AS owed,
        coalesce(sum(d.open) FILTER (WHERE d.days < 30), 0) AS b0, coalesce(sum(d.open) FILTER (WHERE d.days >= 30 AND d.days < 60), 0) AS b30,
        coalesce(sum(d.open) FILTER (WHERE d.days >= 60 AND d.days < 90), 0) AS b60, coalesce(sum(d.open) FILTER (WHERE d.days >= 90), 0) AS b90,
        count(*) OVER () AS total
      FROM debit d JOIN client k ON k.practice_id = ${practiceId}::uuid AND k.id = d.client_id
        LEFT JOIN payer p ON p.practice_id = ${practiceId}::uuid AND p.id = d.payer_id
      GROUP BY d.client_id, k.id, k.short_name, d.party, d.payer_id, p.name
      ORDER BY ${order}, d.party, d.payer_id OFFSET ${after} LIMIT ${page}`);
    const count = Number(rows[0]?.total ?? 0);
    return {
      isDesk,
      isManager: roles.includes('manager'),
      count: rows.length === 0 && after > 0 ? after : count,
      clients: rows.map((row) => ({
        clientId: row.client_id,
        name: row.name,
        payerId: row.payer_id,
        payer: row.payer,
        isUndecided: row.party === 'undecided',
        owedPence: Number(row.owed),
        agedPence: [Number(row.b0), Number(row.b30), Number(row.b60), Number(row.b90)] as [
          number,
          number,
          number,
          number,
        ],
        since: row.since ? localOn(row.since, ctx.practice.timeZone) : null,
      })),
      next: after + rows.length < count ? after + rows.length : null,
    };
  });
