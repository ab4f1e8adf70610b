import { lockResources } from '@heather/database';
import { resourcesOf } from '@heather/scheduling';
import { dateOf, instantOf } from '../measures/instants.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { findClashes, type NamedClash } from './find-clashes.ts';
import { tellOfTimes } from './tell.ts';
import { nextNumber, writeSessions } from './write-sessions.ts';

type Settled =
  | { done: true; sessionId: string; toRing: number }
  /** No clash: it was settled before, or its series goes on no more. */
  | { done: false; clashes: NamedClash[] };

/**
 * Writes the session of a gap, at its own time or at another, and tells whose time it is. Once: whoever comes second finds it settled.
 */
export async function settleGap(
  tx: WriteTransaction,
  gapId: string,
  by: { startsAt?: Temporal.Instant; staffId: string | null },
): Promise<Settled> {
  const { practiceId } = tx;
  await tx.$queryRaw`SELECT id FROM series_gap WHERE practice_id = ${practiceId}::uuid AND id = ${gapId}::uuid FOR UPDATE`;
  const gap = await tx.seriesGap.findFirst({
    where: { practiceId, id: gapId, state: 'open', series: { state: 'active' } },
    include: { series: true },
  });
  if (!gap) return { done: false, clashes: [] };
  const { series } = gap;
  const { therapistId, roomId, zone, episodeId, id: seriesId, placeKind, joinLink, feePence } = series;
  const people = await tx.episodeParticipant.findMany({
    where: { practiceId, episodeId, leftAt: null },
    orderBy: [{ joinedAt: 'asc' }, { id: 'asc' }],
    select: { clientId: true },
  });
  const clientIds = people.map(({ clientId }) => clientId);
  const resources = resourcesOf({ therapistIds: [therapistId], roomId, clientIds });
  await lockResources(
    tx,
    resources.map(({ kind, id }) => ({ kind, resourceId: id })),
  );
  const startsAt = by.startsAt ?? instantOf(gap.startsAt);
  const endsAt = startsAt.add({ minutes: series.lengthMinutes });
  const clashes = await findClashes(tx, practiceId, [{ key: gapId, start: startsAt, end: endsAt, resources }], zone);
  if (clashes.length > 0) return { done: false, clashes };
  const [sessionId = ''] = await writeSessions(
    tx,
    [
      {
        episodeId,
        seriesId,
        occurrenceKey: gap.occurrenceKey,
        therapistId,
        roomId,
        placeKind,
        joinLink,
        zone,
        feePence,
        startsAt,
        endsAt,
        number: await nextNumber(tx, episodeId),
      },
    ],
    clientIds,
  );
  await tx.seriesGap.updateMany({
    where: { practiceId, id: gapId },
    data: { state: 'placed', settledAt: dateOf(tx.now()), settledById: by.staffId },
  });
  await tx.audit('series.gap-placed', {
    subjectType: 'series',
    subjectId: seriesId,
    clientId: clientIds[0] ?? null,
    facts: { day: gap.occurrenceKey.slice(0, 10) },
  });
  const { toRing } = await tellOfTimes(tx, 'times-set', gapId, {
    clientIds,
    therapistId,
    time: { at: startsAt, zone },
  });
  return { done: true, sessionId, toRing };
}
