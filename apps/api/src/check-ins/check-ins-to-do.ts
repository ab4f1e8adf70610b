import type { Db } from '../database.ts';
import { dateOf } from '../measures/instants.ts';

export type CheckInToDo = {
  checkInId: string;
  href: string;
  state: 'open' | 'begun' | 'not-today';
  minutes: number;
  savedAt: Date | null;
};

/** A client's check-ins that still take answers, oldest first. As the client. */
export async function checkInsToDo(
  db: Pick<Db, 'checkIn'>,
  practiceId: string,
  clientId: string,
  now: Temporal.Instant,
): Promise<CheckInToDo[]> {
  const rows = await db.checkIn.findMany({
    where: { practiceId, clientId, state: { in: ['open', 'begun', 'not-today'] }, closesAt: { gt: dateOf(now) } },
    orderBy: { dueAt: 'asc' },
    select: { id: true, state: true, savedAt: true },
  });
  return rows.map(({ id, state, savedAt }) => ({
    checkInId: id,
    href: `/check-in/${id}`,
    state: state as CheckInToDo['state'],
    minutes: 1,
    savedAt,
  }));
}
