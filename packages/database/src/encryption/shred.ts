import { randomBytes } from 'node:crypto';
import type { Tx } from '../database.ts';
import { lockName } from '../locks.ts';
import type { Ciphertext } from './ciphertext.ts';
import { newRing, puncture, type Ring, readRing, ringKey, writeRing } from './ring.ts';
import type { Vault } from './vault.ts';

/** The name under which a client (null: the practice itself) stands in the ring. */
export const ringName = (practiceId: string, clientId: string | null) => `${practiceId}|${clientId ?? 'practice'}`;

/**
 * The practice's ring, made on first need. Takes a lock until the transaction ends.
 * @param tx as the worker of the practice
 */
export async function loadRing(tx: Tx, vault: Vault, practiceId: string): Promise<{ ring: Ring; version: number }> {
  await lockName(tx, `backup-ring:${practiceId}`);
  const row = await tx.backupRing.findFirst({ where: { practiceId } });
  if (row) return { ring: readRing(vault.openRing(practiceId, row.wrapped)), version: row.version };
  const ring = newRing();
  await tx.backupRing.createMany({ data: [{ practiceId, wrapped: vault.sealRing(practiceId, writeRing(ring)) }] });
  return { ring, version: 1 };
}

/**
 * Destroys a client's data key for good: here, and in every backup that was or will be read with the ring as it is from now on. All
 * that was sealed for them is noise from then on; everybody else's stays readable, in old backups too. Done already, it does nothing.
 * @param tx as the worker of the practice
 * @returns when it was destroyed; null when the client never had a key (their name goes from the backups all the same)
 */
export async function shredClient(
  tx: Tx,
  vault: Vault,
  practiceId: string,
  clientId: string,
  at: Date,
): Promise<{ destroyedAt: Date } | null> {
  const { ring, version } = await loadRing(tx, vault, practiceId);
  const key = await tx.clientKey.findFirst({ where: { practiceId, clientId } });
  if (key?.destroyedAt) return { destroyedAt: key.destroyedAt };
  const name = ringName(practiceId, clientId);
  // Their name in a backup hangs from the ring also where nothing was ever sealed for them.
  if (ringKey(ring, name))
    await tx.backupRing.updateMany({
      where: { practiceId },
      data: {
        wrapped: vault.sealRing(practiceId, writeRing(puncture(ring, name))),
        version: version + 1,
        changedAt: at,
      },
    });
  if (!key) return null;
  await tx.clientKey.updateMany({ where: { practiceId, id: key.id }, data: { wrapped: noKey(), destroyedAt: at } });
  vault.forget({ practiceId, clientId });
  return { destroyedAt: at };
}

/** What stands where a key stood: the shape of a sealed value, and nothing in it. */
export function noKey(): Ciphertext {
  const bytes = new Uint8Array(randomBytes(63));
  bytes.set([1, 0, 0]);
  return bytes as Ciphertext;
}
