import { createHash } from 'node:crypto';
import type { Prisma } from './generated/client.ts';

export type Resource = { kind: 'therapist' | 'room' | 'client'; resourceId: string };

/**
 * Holds the resources until the transaction ends. Taken in one sorted order by everybody, so that two bookings wait for each other
 * and never deadlock; without it 200 attempts at one place take 40 s and 44 deadlocks (research/stack.md §3), with it half a second.
 */
export async function lockResources(tx: Prisma.TransactionClient, resources: Resource[]): Promise<void> {
  const keys = [...new Set(resources.map((resource) => lockKey(`${resource.kind}:${resource.resourceId}`)))].sort(
    (a, b) => (a < b ? -1 : 1),
  );
  if (keys.length === 0) return;
  await tx.$executeRawUnsafe(
    'SELECT pg_advisory_xact_lock(key) FROM unnest($1::text[]::bigint[]) AS key',
    keys.map(String),
  );
}

/** Holds one named thing, such as the end of a practice's audit chain, until the transaction ends. */
export async function lockName(tx: Prisma.TransactionClient, name: string): Promise<void> {
  await tx.$executeRawUnsafe('SELECT pg_advisory_xact_lock($1::text::bigint)', String(lockKey(name)));
}

function lockKey(name: string): bigint {
  return createHash('sha256').update(name).digest().readBigInt64BE(0);
}
