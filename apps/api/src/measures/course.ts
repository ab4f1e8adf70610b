import {
  allCheckInSignals,
  type CheckInEntry,
  checkInParts,
  notYetTalkedAbout,
  type TalkedAbout,
} from '@heather/alliance';
import { fail, idSchema } from '@heather/core';
import { isMeasureKey, type MeasureKey } from '@heather/outcomes';
import { z } from 'zod';
import { type StaffContext, staffProcedure } from '../trpc/procedures.ts';
import { measureKeySchema } from './definitions.ts';
import { localOn } from './instants.ts';
import { loadCourse } from './load-course.ts';

const on = z.string();
const part = z.int().min(0).max(4).nullable();
const subject = z.strictObject({
  subjectType: z.enum(['administration', 'alliance-signal']),
  subjectId: z.string(),
  on,
});

/**
 * How the weeks have been: one measure's scores, the sessions and the check-ins on one axis of days, what waits to be talked about.
 * Scores and check-in answers only; which item was answered how stays sealed.
 */
export const course = staffProcedure('measures.course')
  .input(z.strictObject({ clientId: idSchema('client'), measureKey: measureKeySchema.optional() }))
  .output(
    z.strictObject({
      client: z.strictObject({ id: z.string(), name: z.string(), firstName: z.string() }),
      timeZone: z.string(),
      todayOn: on,
      /** The measures that have scores or a plan, the most used first. */
      measureKeys: z.array(z.string()),
      measureKey: z.string().nullable(),
      agreements: z.array(z.strictObject({ on, plannedSessions: z.number().nullable() })),
      sessions: z.array(z.strictObject({ id: z.string(), on, number: z.number().nullable(), status: z.string() })),
      scores: z.array(
        z.strictObject({
          administrationId: z.string(),
          sessionId: z.string().nullable(),
          on,
          total: z.number().nullable(),
          band: z.string().nullable(),
          missing: z.number(),
          prorated: z.boolean(),
          collection: z.string(),
          talkedOn: on.nullable(),
        }),
      ),
      checkIns: z.array(
        z.strictObject({
          id: z.string(),
          sessionId: z.string(),
          on,
          bond: part,
          goals: part,
          tasks: part,
          whole: part,
          ringed: z.array(z.string()),
        }),
      ),
      signals: z.array(
        z.strictObject({ id: z.string(), on, kind: z.string(), sentence: z.string(), talkedOn: on.nullable() }),
      ),
      /** Oldest first. */
      notYetTalkedAbout: z.array(subject),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const zone = ctx.practice.timeZone;
    const own = await loadCourse(ctx, input.clientId);
    const where = { practiceId, clientId: own.clientId, episodeId: own.episodeId };
    const [client, sessions, given, plans, checkIns, signals, talks, agreements] = await Promise.all([
      ctx.db.client.findFirst({
        where: { practiceId, id: own.clientId },
        select: { shortName: true, firstName: true },
      }),
      ctx.db.session.findMany({
        where: { practiceId, episodeId: own.episodeId, startsAt: { lte: new Date(ctx.now().epochMilliseconds) } },
        orderBy: { startsAt: 'asc' },
        select: { id: true, startsAt: true, number: true, status: true },
      }),
      ctx.db.administration.findMany({
        where: { ...where, state: 'submitted' },
        orderBy: { dueAt: 'asc' },
        include: { session: { select: { startsAt: true } } },
      }),
      ctx.db.measurePlan.findMany({ where: { ...where, endedAt: null }, select: { measureKey: true } }),
      ctx.db.checkIn.findMany({
        where: { ...where, state: 'submitted' },
        orderBy: { dueAt: 'asc' },
        include: { session: { select: { startsAt: true } } },
      }),
      ctx.db.allianceSignal.findMany({ where: { ...where, closedAt: null }, orderBy: { raisedAt: 'asc' } }),
      ctx.db.talkedAbout.findMany({ where: { practiceId, clientId: own.clientId } }),
      ctx.db.workingAgreement.findMany({
        where: { practiceId, episodeId: own.episodeId, agreedAt: { not: null } },
        orderBy: { agreedAt: 'asc' },
        select: { agreedAt: true, frame: true },
      }),
    ]);
    const measureKeys = keysByUse(given, plans);
    if (input.measureKey !== undefined && !measureKeys.includes(input.measureKey as MeasureKey))
      return fail('measure/unknown');
    const measureKey = (input.measureKey as MeasureKey | undefined) ?? measureKeys[0] ?? null;

    const talked: TalkedAbout[] = talks.map((talk) => ({
      subjectType: talk.subjectType as TalkedAbout['subjectType'],
      subjectId: talk.subjectId,
      talkedOn: talk.talkedOn.toISOString().slice(0, 10),
    }));
    const talkedOn = (id: string) => talked.find(({ subjectId }) => subjectId === id)?.talkedOn ?? null;
    const scores = given
      .filter((each) => each.measureKey === measureKey)
      .map((each) => ({
        administrationId: each.id,
        sessionId: each.sessionId,
        on: localOn(each.session?.startsAt ?? each.dueAt, zone),
        total: each.total,
        band: each.band,
        missing: each.missing ?? 0,
        prorated: each.prorated ?? false,
        collection: each.collection,
        talkedOn: talkedOn(each.id),
      }))
      .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
    const lanes = await openCheckIns(ctx, own.clientId, checkIns, zone);
    const sentences = await Promise.all(
      signals.map(async ({ id, kind, raisedAt, sentenceSealed, clientId }) => ({
        id,
        kind,
        on: localOn(raisedAt, zone),
        sentence: await ctx.vault.open(
          clientId,
          { table: 'alliance_signal', column: 'sentence_sealed', rowId: id },
          sentenceSealed,
        ),
        talkedOn: talkedOn(id),
      })),
    );
    await ctx.recordRead(
      'response',
      own.clientId,
      scores.map(({ administrationId }) => administrationId),
      own.purpose,
    );
    await ctx.recordRead(
      'check-in',
      own.clientId,
      lanes.map(({ id }) => id),
      own.purpose,
    );
    const waiting = [
      ...notYetTalkedAbout(
        'administration',
        // What came from elsewhere was talked about there, or not.
        scores
          .filter(({ collection }) => collection !== 'imported')
          .map((each) => ({ id: each.administrationId, on: each.on })),
        talked,
      ).map((each) => ({ subjectType: 'administration' as const, subjectId: each.id, on: each.on })),
      ...notYetTalkedAbout(
        'alliance-signal',
        sentences.map(({ id, on: day }) => ({ id, on: day })),
        talked,
      ).map((each) => ({
        subjectType: 'alliance-signal' as const,
        subjectId: each.id,
        on: each.on,
      })),
    ];
    return {
      client: { id: own.clientId, name: client?.shortName ?? '', firstName: client?.firstName ?? '' },
      timeZone: zone,
      todayOn: localOn(ctx.now(), zone),
      measureKeys,
      measureKey,
      agreements: agreements.map(({ agreedAt, frame }) => ({
        on: localOn(agreedAt as Date, zone),
        plannedSessions: plannedIn(frame),
      })),
      sessions: sessions.map(({ id, startsAt, number, status }) => ({
        id,
        on: localOn(startsAt, zone),
        number,
        status,
      })),
      scores,
      checkIns: lanes,
      signals: sentences,
      notYetTalkedAbout: waiting.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
    };
  });

function keysByUse(given: readonly { measureKey: string }[], plans: readonly { measureKey: string }[]): MeasureKey[] {
  const uses = new Map<MeasureKey, number>();
  for (const { measureKey } of [...plans, ...given])
    if (isMeasureKey(measureKey)) uses.set(measureKey, (uses.get(measureKey) ?? 0) + 1);
  return [...uses].toSorted((a, b) => b[1] - a[1]).map(([key]) => key);
}

type CheckInRow = {
  id: string;
  clientId: string;
  sessionId: string;
  answersSealed: Parameters<StaffContext['vault']['open']>[2] | null;
  session: { startsAt: Date };
};

/** The four answers of each, and which of them the rules ring: low, or fallen by two. Full marks are an invitation, not a ring. */
async function openCheckIns(ctx: StaffContext, clientId: string, rows: readonly CheckInRow[], zone: string) {
  const entries = await Promise.all(
    rows.map(async ({ id, sessionId, answersSealed, session }) => {
      const json =
        answersSealed &&
        (await ctx.vault.open(clientId, { table: 'check_in', column: 'answers_sealed', rowId: id }, answersSealed));
      const kept = (json ? JSON.parse(json) : {}) as Record<string, unknown>;
      const answer = (key: string) => (typeof kept[key] === 'number' ? (kept[key] as number) : null);
      const [bond, goals, tasks, whole] = checkInParts.map(answer) as [
        number | null,
        number | null,
        number | null,
        number | null,
      ];
      return { id, sessionId, on: localOn(session.startsAt, zone), bond, goals, tasks, whole };
    }),
  );
  const rings = allCheckInSignals(entries satisfies readonly CheckInEntry[]).filter(
    ({ kind }) => kind !== 'full-marks',
  );
  return entries.map((entry) => ({
    ...entry,
    ringed: [
      ...new Set(rings.filter(({ checkInId }) => checkInId === entry.id).flatMap(({ parts }) => parts as string[])),
    ],
  }));
}

/** How many sessions an agreement is for; null when it is open-ended. */
function plannedIn(frame: unknown): number | null {
  const planned = (frame as { plannedSessions?: unknown } | null)?.plannedSessions;
  return typeof planned === 'number' ? planned : null;
}
