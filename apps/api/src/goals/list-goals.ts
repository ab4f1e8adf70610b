import type { GoalParty } from '@heather/alliance';
import type { PracticeVault } from '@heather/database';
import type { Db } from '../database.ts';
import { localOn } from '../measures/instants.ts';
import { goalWords, openGoal, type ShownGoal } from './goal-row.ts';

const order = ['proposed', 'agreed', 'paused', 'reached', 'let-go'];

/** All goals of one client in one course, what is worked on first. Two queries. */
export async function listGoals(
  { db, vault, zone }: { db: Pick<Db, 'goal' | 'goalRating'>; vault: PracticeVault; zone: string },
  where: { practiceId: string; clientId: string; episodeId: string },
): Promise<ShownGoal[]> {
  const rows = await db.goal.findMany({ where, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
  const ratings = await db.goalRating.findMany({
    where: { practiceId: where.practiceId, clientId: where.clientId, goalId: { in: rows.map(({ id }) => id) } },
    orderBy: [{ ratedAt: 'asc' }, { ratedBy: 'asc' }, { id: 'asc' }],
  });
  const shown = await Promise.all(
    rows.map(async (row): Promise<ShownGoal> => {
      const goal = await openGoal(vault, row);
      return {
        id: row.id,
        words: goalWords(goal),
        state: goal.state,
        waitsFor: goal.waitsFor,
        proposedBy: goal.proposedBy,
        earlier: goal.wordings
          .slice(0, -1)
          .toReversed()
          .map(({ words, by, at }) => ({ words, by, on: localOn(at, zone) })),
        ratings: ratings
          .filter(({ goalId }) => goalId === row.id)
          .map(({ rating, ratedAt, ratedBy }) => ({ rating, on: localOn(ratedAt, zone), by: ratedBy as GoalParty })),
      };
    }),
  );
  return shown.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
}
