import { howWeWorkSchema, nothingSaid } from '@heather/confidentiality';
import { createPlainPool, lockName, Prisma } from '@heather/database';
import type { Shell } from '../shell.ts';
import { loggable } from '../trpc/errors.ts';
import { sealHowWeWork } from './how-we-work.ts';

/** Agreements a transaction. */
const batch = 100;

/**
 * How people work stood in clear beside each agreement until it was sealed. What is left of that is sealed here, into the packs of its
 * signers, before anybody is served; done before, it finds nothing. Killed half-way it goes on at the next start.
 * @param ownerUrl rewrites the tables afterwards, so that no page of them holds what was there
 * @returns how many agreements were sealed
 */
export async function sealHowWeWorkOfBefore(shell: Shell, ownerUrl: string): Promise<number> {
  let sealed = 0;
  for (const { practiceId } of await shell.database.lookups.practices()) {
    for (let done = batch; done === batch; sealed += done) done = await sealSome(shell, practiceId);
  }
  if (sealed > 0) await forget(shell, ownerUrl);
  return sealed;
}

function sealSome(shell: Shell, practiceId: string): Promise<number> {
  return shell.workerDatabase.transaction(
    { kind: 'worker', practiceId },
    async (tx) => {
      await lockName(tx, `how-we-work:${practiceId}`);
      const rows = await tx.workingAgreement.findMany({
        where: { practiceId, howWeWork: { not: Prisma.DbNull } },
        orderBy: { id: 'asc' },
        take: batch,
        select: {
          id: true,
          howWeWork: true,
          agreementPackAsWorkingAgreement: { select: { id: true, clientId: true } },
        },
      });
      const packs = rows.flatMap((row) => row.agreementPackAsWorkingAgreement);
      const keys = await tx.clientKey.findMany({
        where: { practiceId, clientId: { in: packs.map(({ clientId }) => clientId) }, destroyedAt: null },
        select: { clientId: true },
      });
      // Of somebody whose key was destroyed nothing is kept: that was what destroying it meant.
      const hasKey = new Set(keys.map(({ clientId }) => clientId));
      const vault = shell.vault.scope(tx, practiceId);
      for (const row of rows) {
        const said = howWeWorkSchema.safeParse(row.howWeWork).data ?? nothingSaid;
        for (const pack of row.agreementPackAsWorkingAgreement.filter(({ clientId }) => hasKey.has(clientId))) {
          const howWeWorkSealed = await sealHowWeWork(vault, pack, said);
          await tx.agreementPack.updateMany({
            where: { practiceId, id: pack.id, howWeWorkSealed: null },
            data: { howWeWorkSealed },
          });
        }
      }
      await tx.workingAgreement.updateMany({
        where: { practiceId, id: { in: rows.map(({ id }) => id) } },
        data: { howWeWork: Prisma.DbNull },
      });
      return rows.length;
    },
    { timeoutMs: 120_000 },
  );
}

/** A changed row's old version stays in its page until the table is rewritten; the log of changes is reused by and by. */
async function forget(shell: Shell, url: string): Promise<void> {
  const pool = createPlainPool({ url, max: 1, applicationName: 'heather-seal' });
  try {
    for (const table of ['working_agreement', 'consent_record']) await pool.query(`VACUUM (FULL) public.${table}`);
  } catch (error) {
    shell.log.warn(
      loggable(error),
      'the tables of agreements were not rewritten: run VACUUM FULL on them when it is quiet',
    );
  } finally {
    await pool.end();
  }
}
