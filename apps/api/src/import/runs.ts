import { randomUUID } from 'node:crypto';
import { fail } from '@heather/core';
import type { PracticeVault, Tx } from '../database.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { dateOf } from '../measures/instants.ts';
import type { StaffContext } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { type Plan, planSchema } from './core/plan.ts';
import type { Found } from './found.ts';

/** States in which the file itself is still here. */
export const openStates = ['uploading', 'checking', 'checked', 'refused'];

export type RunRow = Awaited<ReturnType<typeof findRun>>;

/** A run of one's own: a file that somebody brought is theirs to look at. @throws not-found for anybody else's, as for none */
export async function findRun(db: Tx, practiceId: string, staffId: string, id: string) {
  const run = await db.importRun.findFirst({ where: { practiceId, id, madeById: staffId } });
  return run ?? fail('not-found');
}

/** The same, held until the transaction ends: a plan and a commit of one run come one after the other. */
export async function holdRun(tx: WriteTransaction, staffId: string, id: string) {
  await tx.$queryRaw`SELECT 1 FROM import_run WHERE practice_id = ${tx.practiceId}::uuid AND id = ${id}::uuid FOR UPDATE`;
  return findRun(tx, tx.practiceId, staffId, id);
}

const place = (column: 'plan_sealed' | 'found_sealed', rowId: string) => ({ table: 'import_run', column, rowId });

export const sealPlan = (vault: PracticeVault, id: string, plan: Plan) =>
  vault.seal(null, place('plan_sealed', id), JSON.stringify(plan));
export const sealFound = (vault: PracticeVault, id: string, found: Found) =>
  vault.seal(null, place('found_sealed', id), JSON.stringify(found));

type Sealed = { id: string; planSealed: Uint8Array | null; foundSealed: Uint8Array | null };

export async function openPlan(vault: PracticeVault, { id, planSealed }: Sealed): Promise<Plan | null> {
  return planSealed && planSchema.parse(JSON.parse(await vault.open(null, place('plan_sealed', id), planSealed)));
}

export async function openFound(vault: PracticeVault, { id, foundSealed }: Sealed): Promise<Found | null> {
  return foundSealed && (JSON.parse(await vault.open(null, place('found_sealed', id), foundSealed)) as Found);
}

const partPlace = (rowId: string) => ({ table: 'import_part', column: 'bytes_sealed', rowId });

/** Keeps one part of the file, sealed. The same part again is the same. */
export async function keepPart(tx: WriteTransaction, runId: string, ordinal: number, bytes: Uint8Array): Promise<void> {
  const id = randomUUID();
  const bytesSealed = await tx.vault.sealBytes(null, partPlace(id), bytes);
  await tx.importPart.createMany({
    skipDuplicates: true,
    data: [{ practiceId: tx.practiceId, id, runId, ordinal, bytesSealed }],
  });
}

/** The whole file as it was brought. */
export async function openFile(
  ctx: Pick<JobContext, 'db' | 'vault' | 'practiceId'>,
  runId: string,
): Promise<Uint8Array> {
  const parts = await ctx.db.importPart.findMany({
    where: { practiceId: ctx.practiceId, runId },
    orderBy: { ordinal: 'asc' },
  });
  const opened: Uint8Array[] = [];
  for (const { id, bytesSealed } of parts) opened.push(await ctx.vault.openBytes(null, partPlace(id), bytesSealed));
  return Buffer.concat(opened);
}

/** The file goes, and what was said of it. What stays is that there was one. */
export async function giveUp(tx: WriteTransaction, runId: string): Promise<void> {
  const { practiceId } = tx;
  await tx.importPart.deleteMany({ where: { practiceId, runId } });
  await tx.importRun.updateMany({
    where: { practiceId, id: runId },
    data: {
      state: 'discarded',
      planSealed: null,
      foundSealed: null,
      changedAt: dateOf(tx.now()),
      version: { increment: 1 },
    },
  });
  await tx.audit('import.discarded', { subjectType: 'import', subjectId: runId });
}

/** Writing to a run as the worker, which alone reaches it; the trail names the caller. */
export function writeRun<T>(ctx: StaffContext, body: (tx: WriteTransaction) => Promise<T>): Promise<T> {
  return ctx.asWorker((worker) => worker.write(body));
}
