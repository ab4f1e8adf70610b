import { Prisma } from '@heather/database';
import { z } from 'zod';
import { eachRow } from '../jobs/each-row.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { dateOf, localOn } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { dayOrNull } from './arrangements.ts';
import { limitStates } from './read-arrangements.ts';
import { type LimitState, limitState, nearDays, nearSessions, sessionsLeft } from './rules/limit.ts';

type Row = {
  id: string;
  client_id: string;
  name: string;
  payer: string;
  session_limit: number | null;
  used: bigint;
  authorised_until_on: Date | null;
  warned: string | null;
  beyond: string;
  therapist_id: string | null;
};

type Of = { practiceId: string; today: string; now: Date; staffId?: string; after?: string };
const aPage = 500;
const none = '00000000-0000-0000-0000-000000000000';

/**
 * Arrangements of today that have a limit, with what is used of it and who is the client's therapist: a page, by id. Those that are
 * far from their end by any count are left out here, so that what is near is found however many there are.
 */
const limited = ({ practiceId, today, now, staffId, after }: Of) => Prisma.sql`
  SELECT * FROM (SELECT a.id, a.client_id, k.short_name AS name, p.name AS payer, a.session_limit, a.authorised_until_on, a.warned, a.beyond,
    a.used_before + (SELECT count(*) FROM (SELECT FROM ledger_entry e WHERE e.practice_id = a.practice_id AND e.arrangement_id = a.id
      AND e.party = 'payer' AND e.kind = 'charge' GROUP BY e.session_id HAVING sum(e.effect_pence) > 0) s) AS used, t.therapist_id
  FROM payment_arrangement a JOIN client k ON k.practice_id = a.practice_id AND k.id = a.client_id
    JOIN payer p ON p.practice_id = a.practice_id AND p.id = a.payer_id
    LEFT JOIN LATERAL (SELECT l.therapist_id FROM episode_participant m
      JOIN allocation l ON l.practice_id = m.practice_id AND l.episode_id = m.episode_id
      WHERE m.practice_id = a.practice_id AND m.client_id = a.client_id AND l.from_at <= ${now} AND (l.until_at IS NULL OR l.until_at > ${now})
      ORDER BY l.from_at DESC LIMIT 1) t ON true
  WHERE a.practice_id = ${practiceId}::uuid AND a.from_on <= ${today}::date AND (a.until_on IS NULL OR a.until_on >= ${today}::date)
    AND (a.session_limit IS NOT NULL OR a.authorised_until_on IS NOT NULL)
    AND (${staffId ?? null}::uuid IS NULL OR t.therapist_id = ${staffId ?? null}::uuid)
    AND a.id > ${after ?? none}::uuid) l
  WHERE l.session_limit <= l.used + ${nearSessions} OR l.authorised_until_on <= ${today}::date + ${nearDays}::integer
  ORDER BY l.id LIMIT ${aPage}`;

const stateOf = (row: Row, today: string) => {
  const authorisedUntilOn = dayOrNull(row.authorised_until_on);
  const limit = { sessionLimit: row.session_limit, used: Number(row.used), authorisedUntilOn };
  return { state: limitState(limit, today), left: sessionsLeft(limit), authorisedUntilOn };
};

/** Limits that are near or reached: the practice's for the desk, a therapist's own clients'. */
export const limits = staffProcedure('fees.limits')
  .output(
    z.strictObject({
      limits: z.array(
        z.strictObject({
          arrangementId: z.string(),
          clientId: z.string(),
          name: z.string(),
          payer: z.string(),
          state: z.enum(limitStates),
          left: z.number().nullable(),
          authorisedUntilOn: z.string().nullable(),
        }),
      ),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId, staffId } = ctx.actor;
    const today = localOn(ctx.now(), ctx.practice.timeZone);
    const of = { practiceId, today, now: dateOf(ctx.now()), ...(ctx.scope !== 'practice' && { staffId }) };
    const rows = await ctx.db.$queryRaw<Row[]>(limited(of));
    return {
      limits: rows.flatMap((row) => {
        const { state, left, authorisedUntilOn } = stateOf(row, today);
        if (state === 'none' || state === 'far' || row.beyond === 'client-pays') return [];
        const { id: arrangementId, client_id: clientId, name, payer } = row;
        return [{ arrangementId, clientId, name, payer, state, left, authorisedUntilOn }];
      }),
    };
  });

/**
 * Before a limit ends, and again when it has: a neutral mail to the client, their therapist and the managers, once each time it comes
 * nearer. What it is about stands behind the sign-in.
 */
export async function warnLimits(ctx: JobContext): Promise<void> {
  const { practiceId } = ctx;
  const practice = await ctx.db.practice.findFirst({ where: { id: practiceId }, select: { timeZone: true } });
  const today = localOn(ctx.now(), practice?.timeZone ?? 'Europe/London');
  const due: (Row & { state: LimitState })[] = [];
  for (let after: string | undefined; ; ) {
    const rows = await ctx.db.$queryRaw<Row[]>(
      limited({ practiceId, today, now: dateOf(ctx.now()), ...(after && { after }) }),
    );
    for (const row of rows) {
      const { state } = stateOf(row, today);
      if (state !== 'none' && state !== 'far' && state !== row.warned) due.push({ ...row, state });
    }
    if (rows.length < aPage) break;
    after = rows.at(-1)?.id;
  }
  if (due.length === 0) return;
  const managers = await ctx.db.staffRole.findMany({
    where: { practiceId, role: 'manager', staff: { state: 'active' } },
    select: { staffId: true },
  });
  const { clientUrl, staffUrl } = ctx.shell.addresses;
  await eachRow(ctx, due, ({ id, client_id: clientId, therapist_id: therapistId, state, warned }) =>
    ctx.write(async (tx) => {
      const { count } = await tx.paymentArrangement.updateMany({
        where: { practiceId, id, warned },
        data: { warned: state },
      });
      if (count === 0) return;
      const template = 'something-to-read' as const;
      const key = `limit:${id}:${state}:${today}`;
      const page = { url: `${staffUrl}/clients/${clientId}/ledger` };
      await queueMail(tx, { clientId, template, params: { url: `${clientUrl}/fees` }, key: `${key}:client` });
      const told = new Set([...managers.map(({ staffId }) => staffId), ...(therapistId ? [therapistId] : [])]);
      for (const staffId of told) await queueMail(tx, { staffId, template, params: page, key: `${key}:${staffId}` });
      await tx.audit('fee.limit-warned', { subjectType: 'arrangement', subjectId: id, clientId, facts: { state } });
    }),
  );
}
