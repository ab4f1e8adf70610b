import { canonicalJson, sha256Hex } from '@heather/core';
import type { JobContext } from '../jobs/job-context.ts';

type Read = {
  id: string;
  staff_id: string;
  client_id: string;
  subject_type: string;
  subject_count: number;
  purpose: string;
  request_id: string | null;
  at: Date;
};

const batchSize = 1000;

/**
 * Hashes the reads since the last time into the chain: one event with their number and the hash over them in order of id. Each read
 * then carries the number of its batch, which the event says too. Runs twice safely: a read is in at most one batch.
 */
export async function hashReads(ctx: JobContext): Promise<void> {
  for (let more = true; more; ) {
    more = await ctx.write(async (tx) => {
      const reads = await tx.$queryRaw<Read[]>`
        SELECT id, staff_id, client_id, subject_type, subject_count, purpose, request_id, at FROM clinical_read
        WHERE practice_id = ${ctx.practiceId}::uuid AND batch_seq IS NULL ORDER BY id LIMIT ${batchSize} FOR UPDATE SKIP LOCKED`;
      if (reads.length === 0) return false;
      const [last] = await tx.$queryRaw<{ seq: bigint }[]>`
        SELECT coalesce(max(batch_seq), 0) AS seq FROM clinical_read WHERE practice_id = ${ctx.practiceId}::uuid`;
      const batch = Number(last?.seq ?? 0n) + 1;
      await tx.$executeRaw`
        UPDATE clinical_read SET batch_seq = ${batch}
        WHERE practice_id = ${ctx.practiceId}::uuid AND id = ANY (${reads.map((read) => read.id)}::uuid[])`;
      await tx.audit('reads.hashed', {
        subjectType: 'read-batch',
        subjectId: String(batch),
        facts: { count: reads.length, sha256: hashOfReads(reads) },
      });
      return reads.length === batchSize;
    });
  }
}

/** The hash over a batch, in the order of id. */
export function hashOfReads(reads: readonly Read[]): string {
  return sha256Hex(canonicalJson(reads.map((read) => ({ ...read, at: read.at.toISOString() }))));
}
