import { randomUUID } from 'node:crypto';
import { type Ciphertext, lockName } from '@heather/database';
import { makeSealKey, openSealKey, type SealKey, sealKeyDaysLeft } from '@heather/documents';
import { eachRow } from '../jobs/each-row.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { workerContext } from '../jobs/worker-context.ts';
import { queueMail } from '../mail/queue-mail.ts';
import type { Shell } from '../shell.ts';

const keyPlace = (rowId: string) => ({ table: 'seal_key', column: 'private_key_sealed', rowId });
/** A new key is made this long before the old one stops holding: time enough to notice that it could not be. */
const renewDays = 30;

/**
 * The practice's sealing key, opened and proven; made at the first start and again before it runs out. Two processes at once: one
 * makes it.
 * @throws Error when it is there and cannot be opened: better no start than seals that cannot be made
 */
export async function ensureSealKey(ctx: JobContext): Promise<SealKey> {
  const found = await openNewest(ctx);
  if (found && sealKeyDaysLeft(found, ctx.now()) >= renewDays) return found;
  const { practiceId } = ctx;
  const practice = await ctx.db.practice.findFirst({ where: { id: practiceId }, select: { name: true } });
  const made = await makeSealKey({ subject: practice?.name ?? 'Practice', now: ctx.now() });
  await ctx.write(async (tx) => {
    await lockName(tx, `seal-key:${practiceId}`);
    const newest = await tx.sealKey.findFirst({
      where: { practiceId, retiredAt: null },
      orderBy: { notAfter: 'desc' },
    });
    if (newest && sealKeyDaysLeft({ notAfter: newest.notAfter.toISOString() }, ctx.now()) >= renewDays) return;
    const id = randomUUID();
    await tx.sealKey.createMany({
      data: [
        {
          practiceId,
          id,
          certificatePem: made.certificatePem,
          privateKeySealed: await tx.vault.seal(null, keyPlace(id), made.privateKeyPem),
          notBefore: new Date(Temporal.Instant.from(made.notBefore).epochMilliseconds),
          notAfter: new Date(Temporal.Instant.from(made.notAfter).epochMilliseconds),
          createdAt: new Date(ctx.now().epochMilliseconds),
        },
      ],
    });
    await tx.audit('key.created', { subjectType: 'seal-key', subjectId: id });
  });
  return (await openNewest(ctx)) ?? made;
}

async function openNewest(ctx: JobContext): Promise<SealKey | null> {
  const { practiceId } = ctx;
  const row = await ctx.db.sealKey.findFirst({
    where: { practiceId, retiredAt: null },
    orderBy: { notAfter: 'desc' },
  });
  if (!row) return null;
  const privateKeyPem = await ctx.vault.open(null, keyPlace(row.id), row.privateKeySealed as Ciphertext);
  return openSealKey({ certificatePem: row.certificatePem, privateKeyPem });
}

/** Days before its end on which the managers are told, once each. */
const toldDays = [60, 30, 7] as const;

/** Whole days that the newest key still holds; null when there is none. */
async function sealKeyLeft(
  db: Pick<JobContext['db'], 'sealKey'>,
  practiceId: string,
  now: Temporal.Instant,
): Promise<{ id: string; days: number } | null> {
  const row = await db.sealKey.findFirst({
    where: { practiceId, retiredAt: null },
    orderBy: { notAfter: 'desc' },
    select: { id: true, notAfter: true },
  });
  return row && { id: row.id, days: sealKeyDaysLeft({ notAfter: row.notAfter.toISOString() }, now) };
}

/** For the first page: how many days, from the first announcement on; null while there is time. */
export async function sealKeyEndsIn(
  db: Pick<JobContext['db'], 'sealKey'>,
  practiceId: string,
  now: Temporal.Instant,
): Promise<number | null> {
  const left = await sealKeyLeft(db, practiceId, now);
  return left && left.days <= toldDays[0] ? left.days : null;
}

/**
 * Renews a key whose time has come without waiting for something to seal, and tells every manager at 60, 30 and 7 days while the old
 * one is still the newest. The mail's key is the day: a minute's sweep sends none twice.
 */
export async function tellOfSealKey(ctx: JobContext): Promise<void> {
  const { practiceId } = ctx;
  const left = await sealKeyLeft(ctx.db, practiceId, ctx.now());
  const due = left && toldDays.findLast((days) => left.days <= days);
  if (!left || due === undefined || due === null) return;
  const managers = await ctx.db.staffMember.findMany({
    where: { practiceId, state: 'active', staffRoleAsStaff: { some: { role: 'manager' } } },
    select: { id: true },
  });
  const mails = managers.map(({ id }) => ({ id, key: `seal-key:${left.id}:${due}:${id}` }));
  const sent = await ctx.db.outboxMail.findMany({
    where: { practiceId, idempotencyKey: { in: mails.map(({ key }) => key) } },
    select: { idempotencyKey: true },
  });
  const known = new Set(sent.map(({ idempotencyKey }) => idempotencyKey));
  const params = { url: ctx.shell.addresses.staffUrl, days: left.days };
  await eachRow(
    ctx,
    mails.filter(({ key }) => !known.has(key)),
    ({ id, key }) => ctx.write((tx) => queueMail(tx, { staffId: id, template: 'key-ends', params, key })),
  );
  // Last: whatever keeps a new key from being made must not keep anybody from being told.
  if (left.days < renewDays) await ensureSealKey(ctx);
}

/** Makes and proves the key of every practice. @returns whether each still has one that holds, for /readyz */
export async function prepareSealKeys(shell: Shell): Promise<() => Promise<boolean>> {
  for (const { practiceId } of await shell.database.lookups.practices())
    await workerContext(shell, practiceId, ensureSealKey);
  return async () => {
    for (const { practiceId } of await shell.database.lookups.practices()) {
      const holds = await workerContext(shell, practiceId, ({ db, now }) =>
        db.sealKey.findFirst({
          where: { practiceId, retiredAt: null, notAfter: { gt: new Date(now().epochMilliseconds) } },
          select: { id: true },
        }),
      );
      if (!holds) return false;
    }
    return true;
  };
}
