import { randomUUID } from 'node:crypto';
import { againLapsesAt, againNoticeHours, pickAgain } from '@heather/scheduling';
import { dateOf } from '../measures/instants.ts';
import { movingSlots } from '../scheduling/free-times.ts';
import type { SessionRow } from '../scheduling/session-rows.ts';
import { occupiedRows } from '../scheduling/write-sessions.ts';
import type { WriteTransaction } from '../trpc/write.ts';

/** How far after the absence times are looked for. */
const lookDays = 14;
/** So many sessions are given times of their own; a search each. */
export const mostOffered = 60;

type Held = { startsAt: Temporal.Instant; endsAt: Temporal.Instant };

/**
 * Holds up to three free times for each session, none of them twice: therapist and room are taken until it lapses. The caller has
 * locked both, and the absence stands in the diary already. Answers which sessions got any.
 */
export async function holdAgain(
  tx: WriteTransaction,
  rows: readonly (SessionRow & { awaySessionId: string })[],
  awayEndsAt: Temporal.Instant,
): Promise<Set<string>> {
  const { practiceId } = tx;
  const now = tx.now();
  const taken: (Held & { roomId: string | null })[] = [];
  const offered = new Set<string>();
  for (const row of rows.slice(0, mostOffered)) {
    const slots = await movingSlots(tx, practiceId, row, now, {
      from: awayEndsAt,
      days: lookDays,
      noticeMinutes: (againNoticeHours + 1) * 60,
    });
    const usual = Temporal.Instant.fromEpochMilliseconds(row.startsAt.getTime()).toZonedDateTimeISO(row.zone);
    const picked = pickAgain(slots, { minuteOfDay: usual.hour * 60 + usual.minute, zone: row.zone }, taken);
    for (const { startsAt, endsAt } of picked) {
      const id = randomUUID();
      const { therapistId, roomId } = row;
      await tx.awayTime.create({
        data: {
          practiceId,
          id,
          awaySessionId: row.awaySessionId,
          therapistId,
          roomId,
          startsAt: dateOf(startsAt),
          endsAt: dateOf(endsAt),
          lapsesAt: dateOf(againLapsesAt(startsAt, now)),
          state: 'held',
        },
      });
      await tx.occupied.createMany({ data: heldRows(practiceId, id, { startsAt, endsAt, therapistId, roomId }) });
      taken.push({ startsAt, endsAt, roomId });
      offered.add(row.awaySessionId);
    }
  }
  return offered;
}

/** The rows of `occupied` that a held time takes: the therapist's and the room's, and not its people's. */
export function heldRows(
  practiceId: string,
  awayTimeId: string,
  time: Held & { therapistId: string; roomId: string | null },
) {
  const { therapistId, ...rest } = time;
  return occupiedRows(practiceId, '', { ...rest, therapistIds: [therapistId], clientIds: [] }).map(
    ({ sessionId: _, ...row }) => ({ ...row, awayTimeId }),
  );
}

/** Lets go of whatever is still held or asked for these sessions; all of the absence's without a list. */
export async function releaseTimes(
  tx: WriteTransaction,
  awaySessionIds: readonly string[],
  as: 'released' | 'lapsed' = 'released',
): Promise<void> {
  const { practiceId } = tx;
  const open = await tx.awayTime.findMany({
    where: { practiceId, awaySessionId: { in: [...awaySessionIds] }, state: { in: ['held', 'asked'] } },
    select: { id: true },
  });
  const ids = open.map(({ id }) => id);
  if (ids.length === 0) return;
  await tx.occupied.deleteMany({ where: { practiceId, awayTimeId: { in: ids } } });
  await tx.awayTime.updateMany({ where: { practiceId, id: { in: ids } }, data: { state: as } });
}
