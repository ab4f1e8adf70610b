import { createHash } from 'node:crypto';
import type { AuditEvent } from '@heather/audit';
import { type Ciphertext, createDatabase, createVault, DatabaseProblem, type Restored } from '@heather/database';
import { pino } from 'pino';
import { appendAudit } from '../audit/append-audit.ts';
import { verifyTrail } from '../audit/verify-trail.ts';
import { type Database, runAs, type Vault } from '../database.ts';
import { jobSchemas } from '../jobs/job-schemas.ts';
import { startJobs } from '../jobs/jobs.ts';
import { eraseRows } from '../rights/erasure/erase-rows.ts';

export type Proven = { events: number; seals: number; jobs: number; gone: number };

/**
 * What only the server can say of a restored database: every trail holds from its first event to its last, every sealed file is the
 * one that was sealed; and the jobs that were waiting wait again. Only then is it finished, and may be served.
 * @throws DatabaseProblem 'backup'
 */
export async function finishRestore(restored: Restored): Promise<Proven> {
  const database = createDatabase({ url: restored.urls.worker, max: 3, applicationName: 'heather-restore' });
  try {
    const vault = createVault({ masterKey: restored.masterKey });
    const proven: Proven = { events: 0, seals: 0, jobs: 0, gone: restored.gone.length };
    for (const { practiceId } of restored.manifest.practices) {
      await runAs({ kind: 'worker', practiceId }, async () => {
        const verdict = await verifyTrail(database.prisma, practiceId);
        if (!verdict.ok) throw wrong('the trail of who did what is broken');
        proven.events += verdict.events;
        proven.seals += await proveSeals(database, vault, practiceId);
      });
    }
    await eraseAgain(restored, database);
    proven.jobs = await queueAgain(restored, database);
    await restored.finish();
    return proven;
  } finally {
    await database.close();
  }
}

const wrong = (what: string) =>
  new DatabaseProblem(
    'backup',
    `What was restored is not what was kept: ${what}. It is not served; use another backup.`,
  );

/**
 * Whoever was erased since the backup was made is erased in what came from it too, before anybody is served; the trail says so, for
 * what was written of it then did not come back.
 */
async function eraseAgain({ gone }: Restored, database: Database): Promise<void> {
  const now = Temporal.Now.instant();
  const at = new Date(now.epochMilliseconds);
  for (const { practiceId, clientId } of gone)
    await database.transaction({ kind: 'worker', practiceId }, async (tx) => {
      const before = await tx.client.findFirst({ where: { practiceId, id: clientId }, select: { state: true } });
      await eraseRows(tx, practiceId, clientId, at);
      if (before && before.state !== 'erased')
        await appendAudit(tx, practiceId, [destroyedAgain(practiceId, clientId, now)]);
    });
}

const destroyedAgain = (practiceId: string, clientId: string, at: Temporal.Instant): Omit<AuditEvent, 'id'> => ({
  practiceId,
  occurredAt: at.toString({ smallestUnit: 'millisecond' }),
  type: 'record.destroyed-again',
  outcome: 'success',
  actorKind: 'system',
  actorId: null,
  actorRoles: [],
  clientId,
  subjectType: 'client',
  subjectId: clientId,
  changes: [],
  facts: {},
  requestId: null,
  authMethods: [],
});

/** @returns how many sealed files were opened and are what their seals say */
async function proveSeals(database: Database, vault: Vault, practiceId: string): Promise<number> {
  const { prisma } = database;
  const scope = vault.scope(prisma, practiceId);
  const destroyed = await prisma.clientKey.findMany({
    where: { practiceId, destroyedAt: { not: null } },
    select: { clientId: true },
  });
  const gone = new Set(destroyed.map(({ clientId }) => clientId));
  let proven = 0;
  for (let after: string | undefined; ; ) {
    const files = await prisma.sealedFile.findMany({
      where: { practiceId, ...(after && { id: { gt: after } }) },
      orderBy: { id: 'asc' },
      take: 50,
    });
    if (files.length === 0) return proven;
    after = files.at(-1)?.id;
    const seals = await prisma.seal.findMany({ where: { practiceId, fileId: { in: files.map(({ id }) => id) } } });
    for (const file of files.filter(({ clientId }) => !gone.has(clientId))) {
      const place = { table: 'sealed_file', column: 'bytes_sealed', rowId: file.id };
      const bytes = await scope.openBytes(file.clientId, place, file.bytesSealed as Ciphertext).catch(() => null);
      const sha256 = bytes && createHash('sha256').update(bytes).digest('hex');
      const own = seals.filter(({ fileId }) => fileId === file.id);
      if (!sha256 || own.some(({ sealedSha256 }) => sealedSha256 !== sha256))
        throw wrong('a sealed agreement is not the one that was sealed');
      proven += own.length;
    }
  }
}

/** By name and data, so that no row of the queue's own making has to fit. Kinds that this version does not know are left. */
async function queueAgain(restored: Restored, database: Database): Promise<number> {
  if (restored.jobs.length === 0) return 0;
  const jobs = await startJobs(restored.urls, pino({ level: 'silent' }));
  let queued = 0;
  try {
    for (const { name, data, start_after: startAfter } of restored.jobs) {
      if (!Object.hasOwn(jobSchemas, name)) continue;
      const kind = name as keyof typeof jobSchemas;
      const { practiceId, data: own } = data as { practiceId?: string; data?: Record<string, unknown> };
      const read = jobSchemas[kind].safeParse(own ?? {});
      if (!read.success || !practiceId) continue;
      const startAt = Temporal.Instant.fromEpochMilliseconds(new Date(startAfter).getTime());
      await database.transaction({ kind: 'worker', practiceId }, (tx) =>
        jobs.enqueue(tx, practiceId, kind, read.data as never, { startAt }),
      );
      queued += 1;
    }
    return queued;
  } finally {
    await jobs.stop();
  }
}
