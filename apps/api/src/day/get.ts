import { dateLabel, timeLabel } from '@heather/scheduling';
import { currentAgreements } from '../agreements/current-agreement.ts';
import { dateOf, localOn } from '../measures/instants.ts';
import { loadUnfinished } from '../notes/load-unfinished.ts';
import { firstOpenGap } from '../scheduling/load-gaps.ts';
import { windowOf } from '../scheduling/standing-plan.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { cardOf } from './card.ts';
import { loadFeedback, loadGoals, loadResults, loadSignals } from './load-care.ts';
import { loadCourses } from './load-courses.ts';
import { loadSessions } from './load-sessions.ts';
import { loadLandmarks, loadOpenOffers, loadOpenPacks } from './load-waiting.ts';
import { openCare } from './open-care.ts';
import { phaseOf } from './phase.ts';
import { daySchema } from './shapes.ts';
import { comingUp, mostCounted, waitingRows } from './side.ts';

/**
 * A therapist's today: their sessions and those they cover for now, each as a card of at most 120 words. Thirteen queries for any number of
 * sessions (and two more when no key of today's clients is at hand); clinical reads are noted once a client, in one insert.
 */
export const get = staffProcedure('day.get')
  .output(daySchema)
  .query(async ({ ctx }) => {
    const { practiceId, staffId } = ctx.actor;
    const { timeZone } = ctx.practice;
    const now = ctx.now();
    const on = localOn(now, timeZone);
    const { from, to } = windowOf(on, on, timeZone);
    const by = { practiceId, staffId, now: dateOf(now) };
    const [from_, until] = [dateOf(from.toInstant()), dateOf(to.toInstant())];
    const sessions = await loadSessions(ctx.db, { ...by, from: from_, until });
    const phases = phaseOf(sessions, now);
    const reached = sessions.filter(({ isReached }) => isReached);
    const episodeIds = unique(sessions.map(({ episodeId }) => episodeId));
    // What somebody said is read for the sessions that are to come, and for no other.
    const ahead = reached.filter(({ id }) => ['now', 'next', 'later'].includes(phases.get(id) ?? ''));
    const care = {
      practiceId,
      clientIds: unique(reached.flatMap(({ people }) => people.map(({ clientId }) => clientId))),
      episodeIds: unique(reached.map(({ episodeId }) => episodeId)),
    };
    const [courses, agreements, goals, feedback, results, signals, packs, offers, unfinished, landmarks, gap] =
      await Promise.all([
        loadCourses(ctx.db, practiceId, episodeIds, dateOf(now.subtract({ hours: 24 * toldDays }))),
        currentAgreements(ctx.db, practiceId, episodeIds),
        loadGoals(ctx.db, care),
        loadFeedback(ctx.db, care),
        loadResults(ctx.db, care),
        loadSignals(ctx.db, care),
        loadOpenPacks(ctx.db, by),
        loadOpenOffers(ctx.db, by),
        loadUnfinished(ctx.db, by, mostCounted),
        loadLandmarks(ctx.db, by, until, dateOf(to.add({ days: 8 }).toInstant())),
        firstOpenGap(ctx.db, practiceId, now, staffId),
      ]);
    const opened = await openCare(ctx, ahead, { goals, signals, packs, results });
    const cards = sessions.map((session) =>
      cardOf(session, {
        on,
        now,
        zone: timeZone,
        ownId: staffId,
        phase: phases.get(session.id) ?? 'later',
        course: courses.find(({ episodeId }) => episodeId === session.episodeId),
        agreement: agreements.get(session.episodeId) ?? null,
        packs: packs.filter(({ episodeId }) => episodeId === session.episodeId),
        signals,
        feedback,
        results,
        opened,
      }),
    );
    return {
      on,
      label: dateLabel(on),
      timeZone,
      nowTime: timeLabel(now, timeZone),
      sessions: cards,
      nextDay: sessions.length === 0 ? await nextDay() : null,
      waiting: waitingRows({ packs, offers, agreements, unfinished, gap, on, zone: timeZone }),
      comingUp: comingUp({ packs, landmarks, agreements, zone: timeZone }),
    };

    async function nextDay(): Promise<string | null> {
      const next = await ctx.db.session.findFirst({
        where: { practiceId, therapistId: staffId, status: { in: ['planned', 'moved'] }, startsAt: { gte: until } },
        orderBy: { startsAt: 'asc' },
        select: { startsAt: true },
      });
      return next && dateLabel(localOn(next.startsAt, timeZone));
    }
  });

/** So long a card says that a yes was taken back. */
const toldDays = 14;

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];
