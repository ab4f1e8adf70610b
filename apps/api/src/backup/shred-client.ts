import { shredClient as shred } from '@heather/database';
import type { WriteTransaction } from '../trpc/write.ts';

/**
 * Destroys a client's key in the caller's transaction, with its line in the trail; the ring beside the backups follows at once by a
 * job. What else an erasure does (names, addresses, files) is the caller's.
 * @param tx of a worker: ctx.asWorker((worker) => worker.write((tx) => …))
 * @returns when it was destroyed (maybe earlier); null when the client never had a key
 */
export async function shredClient(tx: WriteTransaction, clientId: string): Promise<{ destroyedAt: Date } | null> {
  const at = new Date(tx.now().epochMilliseconds);
  const done = await shred(tx, tx.shell.vault, tx.practiceId, clientId, at);
  if (done && done.destroyedAt !== at) return done;
  if (done) await tx.audit('key.shredded', { subjectType: 'client-key', subjectId: clientId, clientId });
  await tx.enqueue('backup.keep-ring', {});
  return done;
}
