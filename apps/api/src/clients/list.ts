import { episodeWeight, reviewAhead } from '@heather/allocation';
import { localLabel } from '@heather/scheduling';
import { z } from 'zod';
import type { Tx } from '../database.ts';
import { dateOf, instantOf, localOn } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { agreementWords, capacityOf, capacitySchema, quarterFrom } from './capacity-shape.ts';
import { type CaseloadCourse, endingOf, loadCaseload, loadGround, placesOf } from './load-caseload.ts';

const row = z.strictObject({
  clientId: z.string(),
  episodeId: z.string(),
  name: z.string(),
  /** For one whom the caller covers: whose they are. */
  coveringFor: z.string().nullable(),
  handover: z.boolean(),
  kind: z.enum(['individual', 'couple', 'family', 'group']),
  everyWeeks: z.number(),
  lastOn: z.string().nullable(),
  nextAt: z.string().nullable(),
  /** The same in words, on the practice's wall. */
  next: z.string().nullable(),
  /** The next session's number; the last one's where none is booked. */
  session: z.strictObject({ number: z.number(), of: z.number().nullable() }),
  endsOn: z.string().nullable(),
  agreement: agreementWords,
  /** Whether measures are asked, and when the last was answered. No answer and no score. */
  measures: z.strictObject({ isPlanned: z.boolean(), lastOn: z.string().nullable() }),
  review: z.strictObject({ atSession: z.number(), isNext: z.boolean() }).nullable(),
  /** What waits for the client, or for a talk. States alone. */
  prompts: z.array(z.enum(['alert', 'talk', 'asked'])),
  weightTenths: z.number(),
  /** What the therapist said that it asks of them beyond its rhythm. Theirs alone. */
  extraTenths: z.number(),
});

type CareRow = {
  clientId: string;
  episodeId: string;
  isAlert: boolean;
  isTalk: boolean;
  isAsked: boolean;
  isPlanned: boolean;
  measuredAt: Date | null;
  extraTenths: number;
};

/** What is open between the two, by client and course, in one query. Row-level security leaves out whoever is not the caller's. */
function loadCare(db: Tx, practiceId: string, courses: readonly CaseloadCourse[], now: Date): Promise<CareRow[]> {
  const pairs = courses.flatMap(({ episodeId, clients }) => clients.map(({ id }) => ({ id, episodeId })));
  return db.$queryRaw<CareRow[]>`
    SELECT k.id AS "clientId", k.episode_id AS "episodeId",
      EXISTS (SELECT FROM risk_alert a WHERE a.practice_id = ${practiceId}::uuid AND a.client_id = k.id AND a.state = 'open') AS "isAlert",
      EXISTS (SELECT FROM alliance_signal g WHERE g.practice_id = ${practiceId}::uuid AND g.client_id = k.id
        AND g.episode_id = k.episode_id AND g.closed_at IS NULL AND NOT EXISTS (SELECT FROM talked_about b
          WHERE b.practice_id = g.practice_id AND b.subject_type = 'alliance-signal' AND b.subject_id = g.id)) AS "isTalk",
      (EXISTS (SELECT FROM check_in c WHERE c.practice_id = ${practiceId}::uuid AND c.client_id = k.id
          AND c.state IN ('open', 'begun') AND c.closes_at > ${now})
        OR EXISTS (SELECT FROM administration m WHERE m.practice_id = ${practiceId}::uuid AND m.client_id = k.id
          AND m.state IN ('open', 'begun') AND (m.closes_at IS NULL OR m.closes_at > ${now}))) AS "isAsked",
      EXISTS (SELECT FROM measure_plan q WHERE q.practice_id = ${practiceId}::uuid AND q.client_id = k.id
        AND q.episode_id = k.episode_id AND q.ended_at IS NULL AND q.measure_key <> 'check-in') AS "isPlanned",
      (SELECT max(m.submitted_at) FROM administration m WHERE m.practice_id = ${practiceId}::uuid AND m.client_id = k.id
        AND m.episode_id = k.episode_id AND m.state = 'submitted') AS "measuredAt",
      coalesce((SELECT w.extra_tenths FROM course_weight w WHERE w.practice_id = ${practiceId}::uuid AND w.client_id = k.id
        AND w.episode_id = k.episode_id), 0) AS "extraTenths"
    FROM unnest(${pairs.map(({ id }) => id)}::uuid[], ${pairs.map(({ episodeId }) => episodeId)}::uuid[]) AS k (id, episode_id)`;
}

/**
 * The caller's own caseload today, whom they cover for, and what they can take: the same few queries for any number. Their own view
 * counts what a course asks of them beyond its rhythm; the practice's (clients.capacity) never does.
 */
export const list = staffProcedure('clients.list')
  .output(z.strictObject({ clients: z.array(row), capacity: capacitySchema }))
  .query(async ({ ctx }) => {
    const { practiceId, staffId } = ctx.actor;
    const now = dateOf(ctx.now());
    const zone = ctx.practice.timeZone;
    const todayOn = localOn(now, zone);
    const { weeks, until } = quarterFrom(todayOn, zone);
    const covered = await ctx.db.cover.findMany({
      where: { practiceId, coverId: staffId, startsAt: { lte: now }, endsAt: { gt: now } },
      select: { therapistId: true, therapist: { select: { shortName: true } } },
    });
    const [courses, [ground]] = await Promise.all([
      loadCaseload(
        ctx.db,
        practiceId,
        { therapistIds: [staffId, ...covered.map(({ therapistId }) => therapistId)] },
        now,
      ),
      loadGround(ctx.db, practiceId, [{ id: staffId, name: '' }], { now, zone, until }),
    ]);
    const care = new Map(
      (await loadCare(ctx.db, practiceId, courses, now)).map((one) => [`${one.clientId} ${one.episodeId}`, one]),
    );
    const mine = courses.filter(({ therapistId }) => therapistId === staffId);
    const extraOf = ({ episodeId, clients }: CaseloadCourse) =>
      clients.reduce((sum, { id }) => sum + (care.get(`${id} ${episodeId}`)?.extraTenths ?? 0), 0);
    const places = mine
      .filter(({ handover }) => !handover)
      .flatMap((course) => {
        const [place] = placesOf([course], zone, todayOn);
        return place ? [{ ...place, weightTenths: place.weightTenths + extraOf(course) }] : [];
      });
    const rows = courses.flatMap((course) =>
      course.clients.map(({ id, name }): z.infer<typeof row> => {
        const own = care.get(`${id} ${course.episodeId}`);
        const nextAt = course.toComeAt[0] ?? null;
        return {
          clientId: id,
          episodeId: course.episodeId,
          name,
          coveringFor:
            course.therapistId === staffId
              ? null
              : (covered.find(({ therapistId }) => therapistId === course.therapistId)?.therapist.shortName ?? ''),
          handover: course.handover,
          kind: course.kind,
          everyWeeks: course.everyWeeks,
          lastOn: course.lastAt && localOn(course.lastAt, zone),
          nextAt: nextAt?.toISOString() ?? null,
          next: nextAt && localLabel(instantOf(nextAt), zone),
          session: { number: course.attended + (nextAt ? 1 : 0), of: course.plannedSessions },
          endsOn: endingOf(course, zone, todayOn),
          agreement: course.agreement,
          measures: {
            isPlanned: own?.isPlanned ?? false,
            lastOn: own?.measuredAt ? localOn(own.measuredAt, zone) : null,
          },
          review: reviewAhead(course.attended, course.reviewEvery),
          prompts: [
            ...(own?.isAlert ? (['alert'] as const) : []),
            ...(own?.isTalk ? (['talk'] as const) : []),
            ...(own?.isAsked ? (['asked'] as const) : []),
          ],
          weightTenths: episodeWeight(course),
          extraTenths: own?.extraTenths ?? 0,
        };
      }),
    );
    return {
      clients: newestOf(rows).toSorted(byNext),
      capacity: capacityOf(ground, places, weeks),
    };
  });

type CaseRow = z.infer<typeof row>;

/** Somebody in two open courses stands once: in their own therapist's rather than a covered one's, and in what meets next. */
function newestOf(rows: CaseRow[]): CaseRow[] {
  const byClient = new Map<string, CaseRow>();
  const isBefore = (one: CaseRow, other: CaseRow) =>
    Number(one.coveringFor !== null) - Number(other.coveringFor !== null) ||
    Number(one.handover) - Number(other.handover) ||
    byNext(one, other);
  for (const one of rows) {
    const known = byClient.get(one.clientId);
    if (!known || isBefore(one, known) < 0) byClient.set(one.clientId, one);
  }
  return [...byClient.values()];
}

const byNext = (a: CaseRow, b: CaseRow) =>
  (a.nextAt ?? '9999') < (b.nextAt ?? '9999')
    ? -1
    : (a.nextAt ?? '9999') > (b.nextAt ?? '9999')
      ? 1
      : a.name < b.name
        ? -1
        : 1;
