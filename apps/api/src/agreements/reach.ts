import { fail } from '@heather/core';
import type { StaffContext } from '../trpc/procedures.ts';

/** @throws Refusal not-found unless the caller's scope reaches this client; a random id is answered alike */
export async function mustReach(ctx: StaffContext, clientId: string): Promise<void> {
  if (!(await reaches(ctx, [clientId])).has(clientId)) return fail('not-found');
}

/** Which of these clients the caller's scope reaches. */
export async function reaches(ctx: StaffContext, clientIds: readonly string[]): Promise<Set<string>> {
  const { practiceId } = ctx.actor;
  const ids = [...new Set(clientIds)];
  const rows =
    ctx.scope === 'practice'
      ? await ctx.db.client.findMany({ where: { practiceId, id: { in: ids } }, select: { id: true } })
      : await ctx.db.$queryRaw<{ id: string }[]>`
          SELECT c.id FROM client c WHERE c.practice_id = ${practiceId}::uuid AND c.id = ANY (${ids}::uuid[])
            AND c.id IN (SELECT app.my_clients())`;
  return new Set(rows.map(({ id }) => id));
}

/** Whose pack it is, once it is known that the caller may reach them. @throws Refusal not-found */
export async function mustReachPack(
  ctx: StaffContext,
  packId: string,
): Promise<{ clientId: string; episodeId: string }> {
  const { practiceId } = ctx.actor;
  const row = await ctx.db.agreementPack.findFirst({
    where: { practiceId, id: packId },
    select: { clientId: true, episodeId: true },
  });
  if (!row) return fail('not-found');
  await mustReach(ctx, row.clientId);
  return row;
}
