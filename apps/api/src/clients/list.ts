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
