import { randomUUID } from 'node:crypto';
import type { Prisma } from '@heather/database';
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
    const { therapistId, roomId } = row;
    await holdTimes(tx, row.awaySessionId, picked, { therapistId, roomId, state: 'held' });
    for (const { startsAt, endsAt } of picked) taken.push({ startsAt, endsAt, roomId });
    if (picked.length > 0) offered.add(row.awaySessionId);
  }
  return offered;
}

/** Writes these times of one session and takes them: held for its people, or asked of whose they are. @returns their ids, in order */
export async function holdTimes(
  tx: WriteTransaction,
  awaySessionId: string,
  times: readonly Held[],
  { therapistId, roomId, state }: { therapistId: string; roomId: string | null; state: 'held' | 'asked' },
): Promise<string[]> {
  const { practiceId } = tx;
  const ids: string[] = [];
  for (const { startsAt, endsAt } of times) {
    const id = randomUUID();
    await tx.awayTime.create({
      data: {
        practiceId,
        id,
        awaySessionId,
        therapistId,
        roomId,
        startsAt: dateOf(startsAt),
        endsAt: dateOf(endsAt),
        lapsesAt: dateOf(againLapsesAt(startsAt, tx.now())),
        state,
      },
    });
    await tx.occupied.createMany({ data: heldRows(practiceId, id, { startsAt, endsAt, therapistId, roomId }) });
    ids.push(id);
  }
  return ids;
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

/** Lets go of whatever is still held or asked for these sessions. @returns how many times that were */
export const releaseTimes = (
  tx: WriteTransaction,
  awaySessionIds: readonly string[],
  as: 'released' | 'lapsed' = 'released',
): Promise<number> => releaseWhere(tx, { awaySessionId: { in: [...awaySessionIds] } }, as);

/** The same for whichever times these are. */
export async function releaseWhere(
  tx: WriteTransaction,
  where: Prisma.AwayTimeWhereInput,
  as: 'released' | 'lapsed' | 'declined' = 'released',
): Promise<number> {
  const { practiceId } = tx;
  const open = await tx.awayTime.findMany({
    where: { state: { in: ['held', 'asked'] }, ...where, practiceId },
    select: { id: true },
  });
  const ids = open.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await tx.occupied.deleteMany({ where: { practiceId, awayTimeId: { in: ids } } });
  await tx.awayTime.updateMany({ where: { practiceId, id: { in: ids } }, data: { state: as } });
  return ids.length;
}
