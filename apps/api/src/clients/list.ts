import { lineSchema } from '@heather/core';
import { localLabel } from '@heather/scheduling';
import { z } from 'zod';
import { currentAgreements } from '../agreements/current-agreement.ts';
import { dateOf, instantOf } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';

const row = z.strictObject({
  clientId: z.string(),
  name: z.string(),
  /** For one whom the caller covers: whose they are. */
  coveringFor: z.string().nullable(),
  handover: z.boolean(),
  next: z.string().nullable(),
  agreement: z.enum(['signed', 'changing', 'to-sign', 'none']),
  /** What waits for the client, or for a talk. States alone; no answer and no score. */
  prompts: z.array(z.enum(['alert', 'talk', 'asked'])),
});

type CaseRow = {
  clientId: string;
  name: string;
  episodeId: string;
  therapist: string;
  isMine: boolean;
  handover: boolean;
  nextAt: Date | null;
  isAlert: boolean;
  isTalk: boolean;
  isAsked: boolean;
};

/** The caller's own caseload today, and whom they cover for. Two queries for any number. */
export const list = staffProcedure('clients.list')
  .output(z.strictObject({ clients: z.array(row) }))
  .query(async ({ ctx }) => {
    const { practiceId, staffId } = ctx.actor;
    const now = dateOf(ctx.now());
    const zone = ctx.practice.timeZone;
    const rows = await ctx.db.$queryRaw<CaseRow[]>`
      SELECT DISTINCT ON (k.id) k.id AS "clientId", k.short_name AS name, l.episode_id AS "episodeId", t.short_name AS therapist,
        l.therapist_id = ${staffId}::uuid AS "isMine", (l.until_at IS NOT NULL AND l.until_at <= ${now}) AS handover,
        (SELECT min(s.starts_at) FROM session s WHERE s.practice_id = l.practice_id AND s.episode_id = l.episode_id
          AND s.status IN ('planned', 'moved') AND s.ends_at > ${now}) AS "nextAt",
        EXISTS (SELECT FROM risk_alert a WHERE a.practice_id = k.practice_id AND a.client_id = k.id AND a.state = 'open') AS "isAlert",
        EXISTS (SELECT FROM alliance_signal g WHERE g.practice_id = k.practice_id AND g.client_id = k.id
          AND g.episode_id = l.episode_id AND g.closed_at IS NULL AND NOT EXISTS (SELECT FROM talked_about b
            WHERE b.practice_id = g.practice_id AND b.subject_type = 'alliance-signal' AND b.subject_id = g.id)) AS "isTalk",
        (EXISTS (SELECT FROM check_in c WHERE c.practice_id = k.practice_id AND c.client_id = k.id
            AND c.state IN ('open', 'begun') AND c.closes_at > ${now})
          OR EXISTS (SELECT FROM administration m WHERE m.practice_id = k.practice_id AND m.client_id = k.id
            AND m.state IN ('open', 'begun') AND (m.closes_at IS NULL OR m.closes_at > ${now}))) AS "isAsked"
      FROM allocation l
        JOIN episode e ON e.practice_id = l.practice_id AND e.id = l.episode_id AND e.state <> 'ended'
        JOIN episode_participant p ON p.practice_id = l.practice_id AND p.episode_id = l.episode_id AND p.left_at IS NULL
        JOIN client k ON k.practice_id = p.practice_id AND k.id = p.client_id
        JOIN staff_member t ON t.practice_id = l.practice_id AND t.id = l.therapist_id
      WHERE l.practice_id = ${practiceId}::uuid AND l.from_at <= ${now}
        AND (l.until_at IS NULL OR l.until_at > ${now} OR l.handover_until_at > ${now})
        AND (l.therapist_id = ${staffId}::uuid OR l.therapist_id IN (SELECT c.therapist_id FROM cover c
          WHERE c.practice_id = l.practice_id AND c.cover_id = ${staffId}::uuid AND c.starts_at <= ${now} AND c.ends_at > ${now}))
      ORDER BY k.id, (l.until_at IS NULL) DESC, (l.therapist_id = ${staffId}::uuid) DESC, e.opened_at DESC
      LIMIT 500`;
    const agreements = await currentAgreements(
      ctx.db,
      practiceId,
      rows.map(({ episodeId }) => episodeId),
    );
    const byNext = (a: CaseRow, b: CaseRow) =>
      (a.nextAt?.getTime() ?? Number.POSITIVE_INFINITY) - (b.nextAt?.getTime() ?? Number.POSITIVE_INFINITY) ||
      (a.name < b.name ? -1 : 1);
    return {
      clients: rows.toSorted(byNext).map((one) => {
        const agreement = agreements.get(one.episodeId);
        return {
          clientId: one.clientId,
          name: one.name,
          coveringFor: one.isMine ? null : one.therapist,
          handover: one.handover,
          next: one.nextAt && localLabel(instantOf(one.nextAt), zone),
          agreement: !agreement
            ? ('none' as const)
            : agreement.state !== 'agreed'
              ? ('to-sign' as const)
              : agreement.waiting
                ? ('changing' as const)
                : ('signed' as const),
          prompts: [
            ...(one.isAlert ? (['alert'] as const) : []),
            ...(one.isTalk ? (['talk'] as const) : []),
            ...(one.isAsked ? (['asked'] as const) : []),
          ],
        };
      }),
    };
  });

const mostFound = 50;

/**
 * The practice's people by name, for whoever keeps its doors: who, with whom, next when. Nothing clinical. It only reads, yet is asked by
 * POST: a name is in no address, no history and no log.
 */
export const search = staffProcedure('clients.search')
  .input(z.strictObject({ name: lineSchema(80) }))
  .output(
    z.strictObject({
      people: z.array(
        z.strictObject({
          clientId: z.string(),
          name: z.string(),
          state: z.string(),
          therapist: z.string().nullable(),
          next: z.string().nullable(),
        }),
      ),
      /** More people have such a name than are shown. */
      isMore: z.boolean(),
    }),
  )
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const now = dateOf(ctx.now());
    const words = input.name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(/\s+/u).filter(Boolean);
    const clients = await ctx.db.client.findMany({
      where: { practiceId, AND: words.map((word) => ({ nameSearch: { contains: escapeLike(word) } })) },
      orderBy: [{ nameSearch: 'asc' }, { id: 'asc' }],
      take: mostFound + 1,
      select: { id: true, firstName: true, lastName: true, state: true },
    });
    const ids = clients.slice(0, mostFound).map(({ id }) => id);
    const around = await ctx.db.$queryRaw<{ clientId: string; therapist: string | null; nextAt: Date | null }[]>`
      SELECT DISTINCT ON (p.client_id) p.client_id AS "clientId", t.short_name AS therapist,
        (SELECT min(s.starts_at) FROM session s WHERE s.practice_id = p.practice_id AND s.episode_id = p.episode_id
          AND s.status IN ('planned', 'moved') AND s.ends_at > ${now}) AS "nextAt"
      FROM episode_participant p
        JOIN episode e ON e.practice_id = p.practice_id AND e.id = p.episode_id AND e.state <> 'ended'
        LEFT JOIN allocation l ON l.practice_id = e.practice_id AND l.episode_id = e.id AND l.until_at IS NULL
        LEFT JOIN staff_member t ON t.practice_id = l.practice_id AND t.id = l.therapist_id
      WHERE p.practice_id = ${practiceId}::uuid AND p.client_id = ANY (${ids}::uuid[]) AND p.left_at IS NULL
      ORDER BY p.client_id, e.opened_at DESC`;
    return {
      people: clients.slice(0, mostFound).map(({ id, firstName, lastName, state }) => {
        const own = around.find(({ clientId }) => clientId === id);
        return {
          clientId: id,
          name: `${firstName} ${lastName}`,
          state,
          therapist: own?.therapist ?? null,
          next: own?.nextAt ? localLabel(instantOf(own.nextAt), ctx.practice.timeZone) : null,
        };
      }),
      isMore: clients.length > mostFound,
    };
  });

/** A name with % or _ in it is looked for as it is written. */
const escapeLike = (word: string) => word.replaceAll(/[\\%_]/g, '\\$&');
