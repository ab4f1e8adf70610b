import { runAs } from '../actor.ts';
import type { Database } from '../database.ts';
import { keyVersionOf, openBytes, sealBytes } from './envelope.ts';
import { dekPlace, type Vault } from './vault.ts';

/**
 * Gives the practice a new key and wraps every data key with it, in batches; what was sealed stays as it is and readable throughout.
 * A run that was interrupted is taken up where it stopped, without another new key. The old key's row stays, retired: a backup or a
 * slow colleague may still need it.
 * @param database connected as the worker
 * @returns how many data keys were wrapped anew
 */
export async function rotatePracticeKey(
  database: Database,
  vault: Vault,
  practiceId: string,
  options: { batchSize?: number; onBatch?: (rewrapped: number) => void | Promise<void> } = {},
): Promise<{ version: number; rewrapped: number }> {
  const actor = { kind: 'worker', practiceId } as const;
  const version = await database.transaction(actor, async (tx) => {
    const { current } = await vault.loadKeyring(tx, practiceId);
    const behind = await tx.clientKey.findFirst({
      where: { practiceId, keyVersion: { lt: current }, destroyedAt: null },
    });
    return behind ? current : (await vault.createPracticeKey(tx, practiceId)).current;
  });
  let rewrapped = 0;
  for (;;) {
    const done = await database.transaction(actor, (tx) =>
      rewrapSome(tx, vault, practiceId, version, options.batchSize ?? 500),
    );
    if (done === 0) break;
    rewrapped += done;
    await options.onBatch?.(rewrapped);
  }
  await runAs(actor, () =>
    database.prisma.practiceKey.updateMany({
      where: { practiceId, version: { lt: version }, retiredAt: null },
      data: { retiredAt: new Date() },
    }),
  );
  return { version, rewrapped };
}

async function rewrapSome(
  tx: Parameters<Parameters<Database['transaction']>[1]>[0],
  vault: Vault,
  practiceId: string,
  version: number,
  batchSize: number,
): Promise<number> {
  const { keks } = await vault.loadKeyring(tx, practiceId);
  const target = keks.get(version);
  if (!target) throw new Error('the new practice key is missing');
  const rows = await tx.clientKey.findMany({
    where: { practiceId, keyVersion: { lt: version }, destroyedAt: null },
    orderBy: { id: 'asc' },
    take: batchSize,
  });
  for (const row of rows) {
    const owner = { practiceId, clientId: row.clientId };
    const old = keks.get(keyVersionOf(row.wrapped));
    if (!old) throw new Error(`practice key ${row.keyVersion} is missing`);
    const wrapped = sealBytes(target, version, dekPlace, owner, openBytes(old, dekPlace, owner, row.wrapped));
    await tx.clientKey.updateMany({
      where: { practiceId, id: row.id, keyVersion: row.keyVersion },
      data: { wrapped, keyVersion: version },
    });
  }
  return rows.length;
}
