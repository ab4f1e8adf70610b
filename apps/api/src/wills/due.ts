import { eachRow } from '../jobs/each-row.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { dateOf } from '../measures/instants.ts';
import { runOut } from './open.ts';
import { confirmDays } from './own.ts';

/** What the clock has ended is written down as ended; nobody could reach anything by it since. */
export async function endOpenings(ctx: JobContext): Promise<void> {
  const { practiceId } = ctx;
  const at = dateOf(ctx.now());
  const over = await ctx.db.willOpening.findMany({
    where: {
      practiceId,
      OR: [
        { state: 'asked', lapsesAt: { lte: at } },
        { state: 'open', closesAt: { lte: at } },
      ],
    },
    take: 100,
  });
  await eachRow(ctx, over, (row) => ctx.write((tx) => runOut(tx, row)));
}

/** Once a year each therapist is asked whether their will still holds; once more for each year that it is not said. */
export async function remindOfWills(ctx: JobContext): Promise<void> {
  const { practiceId } = ctx;
  const before = ctx.now().subtract({ hours: 24 * confirmDays });
  const due = await ctx.db.clinicalWill.findMany({
    where: { practiceId, endedAt: null, confirmedAt: { lt: dateOf(before) }, staff: { state: 'active' } },
    select: { id: true, staffId: true, confirmedAt: true },
    take: 500,
  });
  const yearsSince = (at: Date) =>
    Math.floor((ctx.now().epochMilliseconds - at.getTime()) / (confirmDays * 86_400_000));
  const keys = due.map((row) => ({
    ...row,
    key: `will-holds:${row.id}:${row.confirmedAt.getTime()}:${yearsSince(row.confirmedAt)}`,
  }));
  const sent = await ctx.db.outboxMail.findMany({
    where: { practiceId, idempotencyKey: { in: keys.map(({ key }) => key) } },
    select: { idempotencyKey: true },
  });
  const known = new Set(sent.map(({ idempotencyKey }) => idempotencyKey));
  await eachRow(
    ctx,
    keys.filter(({ key }) => !known.has(key)),
    ({ staffId, key }) =>
      ctx.write((tx) =>
        queueMail(tx, {
          staffId,
          template: 'something-to-read',
          params: { url: `${tx.shell.addresses.staffUrl}/clinical-will` },
          key,
        }),
      ),
  );
}
