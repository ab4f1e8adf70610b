import { genesis, verifyChain } from '@heather/audit';
import type { Db } from '../database.ts';
import { hashOfReads } from './hash-reads.ts';

export type TrailVerdict =
  | { ok: true; events: number; reads: number }
  | { ok: false; brokenAt: { seq: number } | { readBatch: number } | { end: true } };

const page = 5000;

/**
 * Reads the whole trail of a practice as its worker, oldest first, and says whether it holds: every event follows the one before,
 * the end is the one that the head remembers, and every batch of reads is what its event says.
 */
export async function verifyTrail(db: Db, practiceId: string): Promise<TrailVerdict> {
  let last: { seq: number; hash: string } = genesis;
  let reads = 0;
  for (;;) {
    const rows = await db.auditEvent.findMany({
      where: { practiceId, seq: { gt: last.seq } },
      orderBy: { seq: 'asc' },
      take: page,
    });
    if (rows.length === 0) break;
    const events = rows.map((row) => ({ ...row, seq: Number(row.seq), occurredAt: row.occurredAt.toISOString() }));
    const verdict = verifyChain(events, { from: last });
    if (!verdict.ok) return { ok: false, brokenAt: { seq: last.seq + 1 + verdict.brokenAt } };
    for (const event of events.filter((each) => each.type === 'reads.hashed')) {
      const found = await readsOf(db, practiceId, Number(event.subjectId));
      const facts = event.facts as { count: number; sha256: string };
      if (found.length !== facts.count || hashOfReads(found) !== facts.sha256) {
        return { ok: false, brokenAt: { readBatch: Number(event.subjectId) } };
      }
      reads += found.length;
    }
    const end = events.at(-1) as (typeof events)[number];
    last = { seq: end.seq, hash: end.hash };
  }
  const head = await db.auditHead.findFirst({ where: { practiceId } });
  if (Number(head?.seq ?? 0) !== last.seq || (head && head.hash !== last.hash))
    return { ok: false, brokenAt: { end: true } };
  return { ok: true, events: last.seq, reads };
}

async function readsOf(db: Db, practiceId: string, batch: number) {
  return db.$queryRaw<Parameters<typeof hashOfReads>[0][number][]>`
    SELECT id, staff_id, client_id, subject_type, subject_count, purpose, request_id, at FROM clinical_read
    WHERE practice_id = ${practiceId}::uuid AND batch_seq = ${batch} ORDER BY id`;
}
