import { randomUUID } from 'node:crypto';
import { type AuditEvent, auditEventSchema, chain } from '@heather/audit';
import type { Tx } from '../database.ts';
import { insertRows } from '../insert-rows.ts';

/** More events than these at once come of bringing in many people. */
const few = 100;

/**
 * Joins events to the practice's chain inside the caller's transaction. The head row is locked until the commit: two writers
 * can therefore never follow the same event, and a rolled-back write leaves no gap.
 * @throws ZodError when an event carries anything but names, ids and plain facts
 */
export async function appendAudit(
  tx: Tx,
  practiceId: string,
  events: readonly Omit<AuditEvent, 'id'>[],
): Promise<void> {
  if (events.length === 0) return;
  const whole = events.map((event) => auditEventSchema.parse({ id: randomUUID(), ...event }));
  const heads = await tx.$queryRaw<{ seq: bigint; hash: string }[]>`
    SELECT seq, hash FROM audit_head WHERE practice_id = ${practiceId}::uuid FOR UPDATE`;
  const head = heads[0];
  if (!head) throw new Error('the practice has no head of its audit chain');
  const chained = chain(whole, { seq: Number(head.seq), hash: head.hash });
  const rows = chained.map((event) => ({ ...event, seq: BigInt(event.seq), occurredAt: new Date(event.occurredAt) }));
  if (rows.length > few) await insertRows(tx, 'auditEvent', rows);
  else await tx.auditEvent.createMany({ data: rows });
  const last = chained.at(-1) as (typeof chained)[number];
  await tx.$executeRaw`
    UPDATE audit_head SET seq = ${last.seq}, hash = ${last.hash} WHERE practice_id = ${practiceId}::uuid`;
}
