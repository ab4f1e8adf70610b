import { randomUUID } from 'node:crypto';
import { eachRow } from '../../jobs/each-row.ts';
import type { JobContext } from '../../jobs/job-context.ts';
import { localOn } from '../../measures/instants.ts';
import { clockOf, findHandler } from './complaint-row.ts';
import { giveTo, lockComplaint } from './handle.ts';
import { tellHandler } from './receive.ts';

/** Days before the last day on which its handler is told again that one waits to be acknowledged. */
const reminderDays = [10, 3, 0] as const;

/** The step whose day has come, the latest; null while none has. */
export function complaintReminder(daysLeft: number): (typeof reminderDays)[number] | null {
  return reminderDays.findLast((days) => daysLeft <= days) ?? null;
}

/** Each that is not acknowledged near its day, once a step; and whoever has left hands theirs to somebody it is not about. */
export async function remindOfComplaints(ctx: JobContext): Promise<void> {
  const { practiceId } = ctx;
  const open = await ctx.db.complaint.findMany({
    where: { practiceId, state: { in: ['received', 'acknowledged'] } },
    include: { handler: { select: { state: true } }, practice: { select: { timeZone: true } } },
    orderBy: { receivedOn: 'asc' },
  });
  const leaving = open.filter(({ handler }) => handler?.state !== 'active');
  await eachRow(ctx, leaving, ({ id }) =>
    ctx.write(async (tx) => {
      await lockComplaint(tx, id);
      const row = await tx.complaint.findFirst({
        where: { practiceId, id, closedOn: null },
        include: { handler: { select: { state: true } } },
      });
      if (!row || row.handler?.state === 'active') return;
      const next = await findHandler(tx, practiceId, row.aboutId);
      if (next && next !== row.handlerId) await giveTo(tx, row, next, null, randomUUID());
    }),
  );
  const waiting = open.flatMap((row) => {
    if (row.state !== 'received' || !row.handlerId) return [];
    const step = complaintReminder(clockOf(row, localOn(ctx.now(), row.practice.timeZone)).daysLeft);
    return step === null ? [] : [{ ...row, step, handlerId: row.handlerId }];
  });
  if (waiting.length === 0) return;
  const keyOf = (row: (typeof waiting)[number]) => `complaint:${row.id}:due-${row.step}:${row.handlerId}`;
  const sent = await ctx.db.outboxMail.findMany({
    where: { practiceId, idempotencyKey: { in: waiting.map(keyOf) } },
    select: { idempotencyKey: true },
  });
  const known = new Set(sent.map(({ idempotencyKey }) => idempotencyKey));
  await eachRow(
    ctx,
    waiting.filter((row) => !known.has(keyOf(row))),
    (row) => ctx.write((tx) => tellHandler(tx, row.id, row.handlerId, `due-${row.step}`)),
  );
}
