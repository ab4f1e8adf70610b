import { randomUUID } from 'node:crypto';
import { decideGoal, decideRating, type GoalAct, type GoalParty, goalWords, proposeGoal } from '@heather/alliance';
import { fail } from '@heather/core';
import { lockName } from '@heather/database';
import { dateOf, localOn } from '../measures/instants.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { actEvents, openGoal, sealGoal } from './goal-row.ts';

export type Subject = { practiceId: string; clientId: string; episodeId: string };

/** So many that are open at once; more would be a list, not what somebody works on. */
const mostOpen = 12;

/** A new goal, proposed by one of the two. The same words proposed again while they wait are the same goal. */
export async function addGoal(
  tx: WriteTransaction,
  subject: Subject,
  by: GoalParty,
  words: string,
): Promise<{ goalId: string }> {
  const { clientId, episodeId } = subject;
  await lockName(tx, `goals:${episodeId}:${clientId}`);
  const open = await tx.goal.findMany({ where: { ...subject, state: { in: ['proposed', 'agreed', 'paused'] } } });
  for (const row of open) {
    if (row.state !== 'proposed') continue;
    const goal = await openGoal(tx.vault, row);
    if (goal.waitsFor !== by && goalWords(goal) === words) return { goalId: row.id };
  }
  if (open.length >= mostOpen) return fail('too-large', { most: mostOpen });
  const id = randomUUID();
  const columns = await sealGoal(tx.vault, { id, clientId }, proposeGoal(words, by, tx.now()));
  await tx.goal.create({ data: { ...subject, id, proposedBy: by, createdAt: dateOf(tx.now()), ...columns } });
  await tx.audit('goal.proposed', { subjectType: 'goal', subjectId: id, clientId });
  return { goalId: id };
}

/** One step of one goal, under its row's lock: of two at once the second sees what the first did. @throws not-found · goal/… */
export async function stepGoal(
  tx: WriteTransaction,
  own: Omit<Subject, 'episodeId'> & { goalId: string },
  by: GoalParty,
  act: GoalAct,
  words?: string,
): Promise<{ state: string }> {
  const { clientId, goalId } = own;
  const row = await lockGoal(tx, own);
  const decision = decideGoal(await openGoal(tx.vault, row), act, by, tx.now(), words);
  if (!decision.ok) return fail(decision.code, decision.details);
  const data = await sealGoal(tx.vault, { id: goalId, clientId }, decision.value);
  await tx.goal.updateMany({ where: { practiceId: own.practiceId, id: goalId, clientId }, data });
  await tx.audit(actEvents[act], { subjectType: 'goal', subjectId: goalId, clientId });
  return { state: decision.value.state };
}

/** How close it feels today, 0 to 10. Said again on the same day by the same person, the later one counts. */
export async function rateGoal(
  tx: WriteTransaction,
  own: Omit<Subject, 'episodeId'> & { goalId: string; zone: string },
  by: GoalParty,
  rating: number,
): Promise<{ rating: number; on: string }> {
  const { practiceId, clientId, goalId, zone } = own;
  const row = await lockGoal(tx, own);
  const decision = decideRating(await openGoal(tx.vault, row), rating);
  if (!decision.ok) return fail(decision.code, decision.details);
  const on = localOn(tx.now(), zone);
  const last = await tx.goalRating.findFirst({
    where: { practiceId, goalId, clientId, ratedBy: by },
    orderBy: { ratedAt: 'desc' },
    select: { id: true, ratedAt: true },
  });
  const ratedAt = dateOf(tx.now());
  if (last && localOn(last.ratedAt, zone) === on)
    await tx.goalRating.updateMany({ where: { practiceId, id: last.id, clientId }, data: { rating, ratedAt } });
  else
    await tx.goalRating.create({
      data: { practiceId, id: randomUUID(), goalId, clientId, rating, ratedAt, ratedBy: by },
    });
  await tx.audit('goal.rated', { subjectType: 'goal', subjectId: goalId, clientId });
  return { rating, on };
}

async function lockGoal(
  tx: WriteTransaction,
  { practiceId, clientId, goalId }: Omit<Subject, 'episodeId'> & { goalId: string },
) {
  await tx.$queryRaw`SELECT 1 FROM goal WHERE practice_id = ${practiceId}::uuid AND id = ${goalId}::uuid FOR UPDATE`;
  const row = await tx.goal.findFirst({ where: { practiceId, id: goalId, clientId } });
  return row ?? fail('not-found');
}
