import { randomUUID } from 'node:crypto';
import type { JobContext } from '../../jobs/job-context.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import { dateOf, localOn } from '../../measures/instants.ts';
import { loadHeldBy } from '../erasure/held-by.ts';
import { loadRecords, loadRules, withDue } from './record-facts.ts';

/** So many at once: an old practice that sets its first rule works through its past in months, not in one evening. */
const mostAtOnce = 200;

/**
 * Once a month: whose time has come stands on the list, for a person to look at. Who is held, in a course or waiting is passed over and
 * looked at again next month; who was kept longer, when that day has come.
 */
export async function listDue(ctx: JobContext): Promise<void> {
  const { practiceId } = ctx;
  const practice = await ctx.db.practice.findFirst({ where: { id: practiceId }, select: { id: true, timeZone: true } });
  if (!practice) return;
  const todayOn = localOn(ctx.now(), practice.timeZone);
  const monthOn = new Date(`${todayOn.slice(0, 7)}-01T00:00:00Z`);
  const ran = await ctx.db.retentionRun.findFirst({ where: { practiceId, monthOn }, select: { id: true } });
  if (ran) return;
  const { inForce } = await loadRules(ctx.db, practiceId);
  const due = withDue(await loadRecords(ctx.db, practice, ctx.now()), inForce).filter(
    ({ due }) => due.dueOn <= todayOn,
  );
  const ids = due.flatMap((record) => record.ids);
  const [held, known] = await Promise.all([
    loadHeldBy(
      ctx.db,
      practiceId,
      due.map((record) => record.ids),
      ctx.now(),
    ),
    ctx.db.destruction.findMany({
      where: {
        practiceId,
        clientId: { in: ids },
        OR: [
          { state: { in: ['listed', 'confirmed'] } },
          { state: 'kept', keepUntilOn: { gt: new Date(`${todayOn}T00:00:00Z`) } },
        ],
      },
      select: { clientId: true },
    }),
  ]);
  const isKnown = new Set(known.map(({ clientId }) => clientId));
  // Money and a fresh joining are shown on the list: somebody can see to them. The rest says that the time has not come.
  const passable = new Set(['money-owed', 'joined']);
  const listed = due
    .filter(
      (record, index) =>
        !record.ids.some((id) => isKnown.has(id)) && (held[index] ?? []).every((kind) => passable.has(kind)),
    )
    .slice(0, mostAtOnce);
  const leads = await ctx.db.staffMember.findMany({
    where: { practiceId, state: 'active', staffRoleAsStaff: { some: { role: 'clinical-lead' } } },
    select: { id: true },
  });
  await ctx.write(async (tx) => {
    const made = await tx.retentionRun.createMany({
      data: [{ practiceId, id: randomUUID(), monthOn, ranAt: dateOf(ctx.now()), listed: listed.length }],
      skipDuplicates: true,
    });
    if (made.count === 0 || listed.length === 0) return;
    await tx.destruction.createMany({
      data: listed.map(({ clientId, due: { dueOn, kind, words } }) => ({
        practiceId,
        id: randomUUID(),
        clientId,
        source: 'time',
        ruleKind: kind,
        ruleWords: words,
        dueOn: new Date(`${dueOn}T00:00:00Z`),
        state: 'listed',
        listedAt: dateOf(ctx.now()),
      })),
      skipDuplicates: true,
    });
    await tx.audit('retention.listed', {
      subjectType: 'retention-run',
      subjectId: todayOn.slice(0, 7),
      facts: { listed: listed.length },
    });
    for (const { id } of leads)
      await queueMail(tx, {
        staffId: id,
        template: 'something-to-read',
        params: { url: `${tx.shell.addresses.staffUrl}/practice/retention` },
        key: `retention-listed:${todayOn.slice(0, 7)}:${id}`,
      });
  });
}
