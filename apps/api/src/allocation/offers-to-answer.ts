import type { Db } from '../database.ts';

/** For the client's list of things to do: offers that wait for their answer, by their own rights. */
export async function offersToAnswer(
  db: Db,
  practiceId: string,
  now: Temporal.Instant,
): Promise<{ offerId: string; heldUntil: string }[]> {
  const rows = await db.offer.findMany({
    where: { practiceId, state: 'offered-to-client', heldUntil: { gt: new Date(now.epochMilliseconds) } },
    orderBy: [{ heldUntil: 'asc' }, { id: 'asc' }],
    select: { id: true, heldUntil: true },
  });
  return rows.map(({ id, heldUntil }) => ({ offerId: id, heldUntil: heldUntil.toISOString() }));
}
