import { isExclusionViolation, lockResources } from '@heather/database';
import { expandSeries, resourcesOf } from '@heather/scheduling';
import type { JobContext } from '../jobs/job-context.ts';
import { dateOf } from '../measures/instants.ts';
import { findClashes } from './find-clashes.ts';
import { weeksAhead, windowOf } from './standing-plan.ts';
import { nextNumber, writeSessions } from './write-sessions.ts';

/** A series that ran through a lock of its own is filled a few at a time, so that nobody waits behind all of them. */
const atOnce = 200;

/**
 * Keeps every standing session filled half a year ahead. Runs twice safely: the day up to which a series has its rows moves on in the
 * same transaction, and a key of a series is there once. Days that are taken or on which somebody is away are kept as gaps: somebody
 * is shown them, and they are looked at again (look-again.ts).
 */
export async function fillSeries(ctx: JobContext): Promise<void> {
  const { practiceId } = ctx;
  const now = ctx.now();
  const today = now.toZonedDateTimeISO('UTC').toPlainDate();
  const enough = dateOf(
    today
      .add({ weeks: weeksAhead - 1 })
      .toZonedDateTime('UTC')
      .toInstant(),
  );
  const rows = await ctx.db.series.findMany({
    where: { practiceId, state: 'active', OR: [{ filledUntilOn: null }, { filledUntilOn: { lt: enough } }] },
    select: { id: true, count: true, untilOn: true, filledUntilOn: true },
    orderBy: { id: 'asc' },
    take: atOnce,
  });
  await ctx.write(async (tx) => {
    // Its last day was yesterday at the latest, in whatever zone: it is over.
    await tx.series.updateMany({
      where: { practiceId, state: 'active', untilOn: { lt: dateOf(now.subtract({ hours: 48 })) } },
      data: { state: 'ended' },
    });
  });
  for (const row of rows) {
    // One that ends before it was filled is done.
    if (row.untilOn && row.filledUntilOn && row.untilOn <= row.filledUntilOn) continue;
    await fillUntil(ctx, row.id, today.add({ weeks: weeksAhead }).toString());
  }
}

/** One series filled until a day, that day included. Days on which somebody is away or a time is taken are left out. */
export async function fillUntil(ctx: JobContext, seriesId: string, untilOn: string): Promise<void> {
  const { practiceId } = ctx;
  try {
    await ctx.write(async (tx) => {
      const series = await tx.series.findFirst({ where: { practiceId, id: seriesId, state: 'active' } });
      if (!series) return;
      const people = await tx.episodeParticipant.findMany({
        where: { practiceId, episodeId: series.episodeId, leftAt: null },
        select: { clientId: true },
      });
      const clientIds = people.map(({ clientId }) => clientId);
      const { therapistId, roomId, zone, episodeId } = series;
      const resources = resourcesOf({ therapistIds: [therapistId], roomId, clientIds });
      await lockResources(
        tx,
        resources.map(({ kind, id }) => ({ kind, resourceId: id })),
      );
      // Read under the lock: another run may have filled it meanwhile.
      const now = await tx.series.findFirst({
        where: { practiceId, id: seriesId },
        select: { filledUntilOn: true, state: true, untilOn: true },
      });
      // Somebody ended it while we waited for the lock.
      if (now?.state !== 'active') return;
      const filled = now?.filledUntilOn?.toISOString().slice(0, 10);
      if (filled && filled >= untilOn) return;
      const there = await tx.session.findMany({
        where: { practiceId, seriesId },
        select: { occurrenceKey: true },
      });
      // What could not be placed before is settled by itself or by a person (settle-gap.ts), and not here a second time.
      const gaps = await tx.seriesGap.findMany({ where: { practiceId, seriesId }, select: { occurrenceKey: true } });
      const keys = new Set([...there, ...gaps].map(({ occurrenceKey }) => occurrenceKey));
      const last = [...keys]
        .flatMap((key) => (key ? [key.slice(0, 10)] : []))
        .sort()
        .at(-1);
      const after =
        filled ?? last ?? Temporal.PlainDate.from(series.startsLocal.slice(0, 10)).subtract({ days: 1 }).toString();
      const from = Temporal.PlainDate.from(after).add({ days: 1 });
      const rule = {
        start: series.startsLocal,
        zone,
        durationMinutes: series.lengthMinutes,
        everyWeeks: series.everyWeeks,
        ...(series.count !== null && { count: series.count }),
        ...(now.untilOn && { until: now.untilOn.toISOString().slice(0, 10) }),
      };
      const due = expandSeries(rule, windowOf(from.toString(), untilOn, zone))
        .filter(({ key, start }) => !keys.has(key) && Temporal.Instant.compare(start.toInstant(), tx.now()) > 0)
        .map(({ key, start, end }) => ({ key, start, end, resources }));
      const clashes = await findClashes(tx, practiceId, due, zone);
      const free = due.filter(({ key }) => !clashes.some((clash) => clash.key === key));
      const number = await nextNumber(tx, episodeId);
      const { placeKind, joinLink, feePence } = series;
      await writeSessions(
        tx,
        free.map(({ key, start, end }, index) => ({
          episodeId,
          seriesId,
          occurrenceKey: key,
          therapistId,
          roomId,
          placeKind,
          joinLink,
          zone,
          feePence,
          startsAt: start.toInstant(),
          endsAt: end.toInstant(),
          number: number + index,
        })),
        clientIds,
      );
      await tx.seriesGap.createMany({
        skipDuplicates: true,
        data: due
          .filter((one) => !free.includes(one))
          .map(({ key, start, end }) => ({
            practiceId,
            seriesId,
            episodeId,
            occurrenceKey: key,
            startsAt: dateOf(start.toInstant()),
            endsAt: dateOf(end.toInstant()),
            state: 'open',
            foundAt: dateOf(tx.now()),
            lookedAt: dateOf(tx.now()),
          })),
      });
      await tx.series.updateMany({
        where: { practiceId, id: seriesId },
        data: { filledUntilOn: new Date(`${untilOn}T00:00:00Z`) },
      });
      if (due.length === 0) return;
      await tx.audit('series.changed', {
        subjectType: 'series',
        subjectId: seriesId,
        clientId: clientIds[0] ?? null,
        changes: ['filledUntilOn'],
        facts: { sessions: free.length, leftOut: due.length - free.length },
      });
    });
  } catch (error) {
    // Somebody took a place between our look and our rows without our lock; the next minute looks again.
    if (!isExclusionViolation(error, 'occupied_once')) throw error;
    ctx.log.warn({ seriesId }, 'a series could not be filled this time');
  }
}
