import type { JobContext } from '../jobs/job-context.ts';

const stuckAfterSeconds = 600;

/** Mail that should have left ten minutes ago is queued again, whatever became of its job. No upper age: nothing is forgotten. */
export async function requeueStuckMail(ctx: JobContext): Promise<void> {
  const before = new Date(ctx.now().epochMilliseconds - stuckAfterSeconds * 1000);
  const stuck = await ctx.db.outboxMail.findMany({
    where: { practiceId: ctx.practiceId, state: { in: ['queued', 'sending', 'failed'] }, createdAt: { lt: before } },
    select: { id: true },
    orderBy: { createdAt: 'asc' },
    take: 200,
  });
  if (stuck.length === 0) return;
  await ctx.write(async (tx) => {
    for (const { id } of stuck) await tx.enqueue('mail.send', { outboxId: id });
  });
}
