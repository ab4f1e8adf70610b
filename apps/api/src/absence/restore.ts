import { lockResources } from '@heather/database';
import { localLabel, resourcesOf } from '@heather/scheduling';
import { dateOf, instantOf } from '../measures/instants.ts';
import { findClashes } from '../scheduling/find-clashes.ts';
import { findSessions, type SessionRow } from '../scheduling/session-rows.ts';
import { occupiedRows } from '../scheduling/write-sessions.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { releaseTimes } from './hold-again.ts';

export type Restored = { rows: SessionRow[] /** Times that cannot be had back, in words. */; lost: string[] };

/**
 * Sessions that fell away and begin at `from` or later take place after all, as they were: status, time, room. One whose room or people
 * are taken meanwhile, or for which another time was chosen, stays off. The absence is out of those hours already.
 */
export async function restoreSessions(tx: WriteTransaction, awayId: string, from: Temporal.Instant): Promise<Restored> {
  const { practiceId, actor } = tx;
  // Before the sessions and their time, as whoever chooses one of the held times does.
  await tx.$queryRaw`SELECT id FROM away_session WHERE practice_id = ${practiceId}::uuid AND away_id = ${awayId}::uuid ORDER BY id FOR UPDATE`;
  const fallen = await tx.awaySession.findMany({
    where: {
      practiceId,
      awayId,
      state: { in: ['told', 'offered', 'left', 'lapsed'] },
      session: { status: 'cancelled-by-us', startsAt: { gte: dateOf(from) } },
    },
    select: { id: true, sessionId: true, statusBefore: true },
  });
  const ids = fallen.map(({ sessionId }) => sessionId);
  if (ids.length === 0) return { rows: [], lost: [] };
  await tx.$queryRaw`SELECT id FROM session WHERE practice_id = ${practiceId}::uuid AND id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE`;
  const [rows, people] = await Promise.all([
    findSessions(tx, { practiceId, id: { in: ids }, status: 'cancelled-by-us' }),
    tx.sessionParticipant.findMany({
      where: { practiceId, sessionId: { in: ids } },
      select: { sessionId: true, clientId: true },
    }),
  ]);
  const clientsOf = (id: string) => people.filter(({ sessionId }) => sessionId === id).map(({ clientId }) => clientId);
  const candidates = rows.map((row) => ({
    key: row.id,
    start: instantOf(row.startsAt),
    end: instantOf(row.endsAt),
    resources: resourcesOf({ therapistIds: [row.therapistId], roomId: row.roomId, clientIds: clientsOf(row.id) }),
  }));
  const resources = new Map(
    candidates.flatMap((one) =>
      one.resources.map(({ kind, id }) => [`${kind}:${id}`, { kind, resourceId: id }] as const),
    ),
  );
  await lockResources(tx, [...resources.values()]);
  await releaseTimes(
    tx,
    fallen.map(({ id }) => id),
  );
  const byZone = new Map<string, typeof candidates>();
  for (const [at, row] of rows.entries()) {
    const one = candidates[at];
    if (one) byZone.set(row.zone, [...(byZone.get(row.zone) ?? []), one]);
  }
  const clashing = new Set<string>();
  for (const [zone, some] of byZone)
    for (const { key } of await findClashes(tx, practiceId, some, zone)) clashing.add(key);
  const back = rows.filter(({ id }) => !clashing.has(id));
  for (const row of back) {
    const one = fallen.find(({ sessionId }) => sessionId === row.id);
    await tx.session.updateMany({
      where: { practiceId, id: row.id, version: row.version },
      data: {
        status: one?.statusBefore ?? 'planned',
        feeDuePence: null,
        statusAt: dateOf(tx.now()),
        statusByKind: 'staff',
        statusById: actor.kind === 'staff' ? actor.staffId : null,
        icsSequence: { increment: 1 },
        version: { increment: 1 },
      },
    });
    const { therapistId, roomId } = row;
    await tx.occupied.createMany({
      data: occupiedRows(practiceId, row.id, {
        startsAt: instantOf(row.startsAt),
        endsAt: instantOf(row.endsAt),
        therapistIds: [therapistId],
        roomId,
        clientIds: clientsOf(row.id),
      }),
    });
  }
  await tx.awaySession.updateMany({
    where: { practiceId, awayId, sessionId: { in: back.map(({ id }) => id) } },
    data: { state: 'restored', decidedAt: dateOf(tx.now()) },
  });
  // One that stays off no longer has times held for it.
  await tx.awaySession.updateMany({
    where: { practiceId, awayId, state: 'offered', sessionId: { in: ids } },
    data: { state: 'lapsed', decidedAt: dateOf(tx.now()) },
  });
  return {
    rows: back,
    lost: rows.filter(({ id }) => clashing.has(id)).map((row) => localLabel(instantOf(row.startsAt), row.zone)),
  };
}

/** Weeks that a standing session had left out, because its therapist was away, are looked at again with the next sweep. */
export async function lookAgainFrom(tx: WriteTransaction, therapistId: string, from: Temporal.Instant): Promise<void> {
  await tx.seriesGap.updateMany({
    where: { practiceId: tx.practiceId, state: 'open', startsAt: { gte: dateOf(from) }, series: { therapistId } },
    data: { lookedAt: new Date(0) },
  });
}
