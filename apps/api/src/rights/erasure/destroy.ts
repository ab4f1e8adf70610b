import { decideDestruction, type HeldBy } from '@heather/core';
import { shredClient } from '../../backup/shred-client.ts';
import { recordsOf } from '../../clients/merge/records-of.ts';
import type { Tx } from '../../database.ts';
import type { JobContext, JobHandler } from '../../jobs/job-context.ts';
import { dateOf, instantOf, localOn } from '../../measures/instants.ts';
import type { WriteTransaction } from '../../trpc/write.ts';
import { certify } from './certify.ts';
import { countRows } from './count-rows.ts';
import { eraseRows } from './erase-rows.ts';
import { loadHeldBy } from './held-by.ts';

/**
 * Destroys one record whose days of grace are over: every row and the key of every half of the person in one transaction, so that it is
 * done whole or not at all; then its certificate. Killed at any point it begins anew and finds what is there.
 */
export const destroy: JobHandler<'rights.destroy'> = async (ctx, { destructionId }) => {
  await ctx.write(async (tx) => {
    await destroyOnce(ctx, tx, destructionId);
    ctx.shell.faultAt('rights.before-commit');
  });
  ctx.shell.faultAt('rights.after-destroy');
  await certify(ctx, destructionId);
};

/**
 * The person's rows, held for this transaction. Whoever holds, confirms, joins or begins something for them waits for it, and finds what
 * it left: of two at once one wins, and the other sees that it did.
 * @returns the ids of all halves, the given one first
 */
export async function lockPerson(tx: Tx, practiceId: string, clientId: string): Promise<string[]> {
  const take = (ids: readonly string[]) =>
    tx.$queryRaw`SELECT id FROM client WHERE practice_id = ${practiceId}::uuid AND id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE`;
  await take(await recordsOf(tx, practiceId, clientId));
  // A joining that had not ended when it was first asked is there now.
  const ids = await recordsOf(tx, practiceId, clientId);
  await take(ids);
  return ids;
}

async function destroyOnce(ctx: JobContext, tx: WriteTransaction, destructionId: string): Promise<void> {
  const { practiceId } = tx;
  const where = { practiceId, id: destructionId };
  const found = await tx.destruction.findFirst({ where, select: { clientId: true } });
  if (!found) return;
  const ids = await lockPerson(tx, practiceId, found.clientId);
  const row = await tx.destruction.findFirst({ where });
  if (!row?.destroyAfterAt || row.state !== 'confirmed') return;
  const [heldBy = []] = await loadHeldBy(tx, practiceId, [ids], ctx.now());
  const graceOver = Temporal.Instant.compare(ctx.now(), instantOf(row.destroyAfterAt)) >= 0;
  const decision = decideDestruction({ state: 'confirmed', graceOver, heldBy }, 'destroy');
  const about = { subjectType: 'destruction', subjectId: row.id, clientId: row.clientId };
  if (!decision.ok) {
    if (decision.because === 'too-early' || decision.because === 'wrong-order') return;
    await stop(tx, row.id, decision.because);
    await tx.audit('destruction.stopped', { ...about, facts: { because: decision.because } });
    return;
  }
  const at = dateOf(ctx.now());
  const counts = await countRows(tx, practiceId, ids);
  await tx.destruction.updateMany({
    where,
    data: { state: 'destroyed', destroyedAt: at, counts, keepReasonSealed: null, version: row.version + 1 },
  });
  await answerRequests(tx, ids, row.confirmedById);
  for (const id of ids) {
    await eraseRows(tx, practiceId, id, at);
    await shredClient(tx, id);
  }
  await tx.audit('record.destroyed', { ...about, facts: { source: row.source, halves: ids.length } });
}

/** What they asked for is done: the request that asked for it is answered with it. */
async function answerRequests(tx: WriteTransaction, ids: readonly string[], staffId: string | null): Promise<void> {
  const { practiceId } = tx;
  const open = await tx.rightsRequest.findMany({
    where: { practiceId, clientId: { in: [...ids] }, kind: 'erasure', state: 'open' },
    include: {
      rightsStepAsRequest: { orderBy: { seq: 'desc' }, take: 1, select: { seq: true } },
      practice: { select: { timeZone: true } },
    },
  });
  const at = dateOf(tx.now());
  for (const { id, clientId, practice, rightsStepAsRequest: steps } of open) {
    await tx.rightsRequest.updateMany({ where: { practiceId, id }, data: { state: 'answered', closedAt: at } });
    const happenedOn = new Date(`${localOn(tx.now(), practice.timeZone)}T00:00:00Z`);
    await tx.rightsStep.createMany({
      data: [
        {
          practiceId,
          requestId: id,
          clientId,
          seq: (steps[0]?.seq ?? 0) + 1,
          kind: 'answered',
          happenedOn,
          staffId,
          at,
        },
      ],
    });
    await tx.audit('rights.answered', { subjectType: 'rights-request', subjectId: id, clientId });
  }
}

/** Back on the list, with what stopped it: somebody decides anew. */
async function stop(tx: Tx & { practiceId: string }, id: string, stoppedBy: HeldBy): Promise<void> {
  await tx.destruction.updateMany({
    where: { practiceId: tx.practiceId, id, state: 'confirmed' },
    data: { state: 'listed', stoppedBy, confirmedById: null, confirmedAt: null, destroyAfterAt: null },
  });
}

/** What is due by time, and what was destroyed and has no certificate yet: nothing about it grows too old. */
export async function destroyDue(ctx: JobContext): Promise<void> {
  const { practiceId } = ctx;
  const due = await ctx.db.destruction.findMany({
    where: {
      practiceId,
      OR: [
        { state: 'confirmed', destroyAfterAt: { lte: dateOf(ctx.now()) } },
        { state: 'destroyed', certificateId: null },
      ],
    },
    select: { id: true },
    orderBy: { destroyAfterAt: 'asc' },
    take: 100,
  });
  for (const { id } of due) await ctx.write((tx) => tx.enqueue('rights.destroy', { destructionId: id }));
}
