import { isMeasureKey, measures } from '@heather/outcomes';
import type { Db } from '../database.ts';
import { minutesFor } from './definitions.ts';
import { dateOf } from './instants.ts';

export type MeasureToDo = {
  administrationId: string;
  href: string;
  state: 'open' | 'begun' | 'not-today';
  minutes: number;
  savedAt: Date | null;
};

/** A client's measures that still take answers, oldest first, for their list of things to do. As the client. */
export async function measuresToDo(
  db: Pick<Db, 'administration'>,
  practiceId: string,
  clientId: string,
  now: Temporal.Instant,
): Promise<MeasureToDo[]> {
  const rows = await db.administration.findMany({
    where: {
      practiceId,
      clientId,
      collection: 'online',
      state: { in: ['open', 'begun', 'not-today'] },
      OR: [{ closesAt: null }, { closesAt: { gt: dateOf(now) } }],
    },
    orderBy: { dueAt: 'asc' },
    select: { id: true, state: true, measureKey: true, savedAt: true },
  });
  return rows.flatMap(({ id, state, measureKey, savedAt }) =>
    isMeasureKey(measureKey)
      ? [
          {
            administrationId: id,
            href: `/measure/${id}`,
            state: state as MeasureToDo['state'],
            minutes: minutesFor(measures[measureKey]),
            savedAt,
          },
        ]
      : [],
  );
}
