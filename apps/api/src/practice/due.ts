import { eachRow } from '../jobs/each-row.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { dateOf, instantOf, localOn } from '../measures/instants.ts';
import { daysLeft } from './facts.ts';
import { leaveNow } from './leaving.ts';

/** Ends of access whose instant has come. Nobody was answered since then; here the rest is put away. */
export async function endAccessDue(ctx: JobContext): Promise<void> {
  const due = await ctx.db.staffMember.findMany({
    where: { practiceId: ctx.practiceId, state: { not: 'left' }, accessEndsAt: { lte: dateOf(ctx.now()) } },
    select: { id: true, accessEndsAt: true },
  });
  await eachRow(ctx, due, ({ id, accessEndsAt }) =>
    ctx.write((tx) => leaveNow(tx, id, accessEndsAt ? instantOf(accessEndsAt) : tx.now())),
  );
}

/** Days before an insurance ends on which its owner and the managers are told. */
const reminderDays = [60, 30, 7] as const;

/** Which reminder is due with so many days left: the latest whose day has come; none once the insurance has ended. */
export function reminderDue(left: number): (typeof reminderDays)[number] | null {
  if (left < 0) return null;
  return reminderDays.findLast((days) => left <= days) ?? null;
}

/** One mail each at 60, 30 and 7 days: the key is the date and the step, so a minute's sweep sends none twice, and a new date begins anew. */
export async function remindOfInsurance(ctx: JobContext): Promise<void> {
  const { practiceId } = ctx;
  const practice = await ctx.db.practice.findFirst({ where: { id: practiceId }, select: { timeZone: true } });
  if (!practice) return;
  const todayOn = localOn(ctx.now(), practice.timeZone);
  const today = new Date(`${todayOn}T00:00:00Z`);
  const ending = await ctx.db.therapistProfile.findMany({
    where: {
      practiceId,
      insuranceEndsOn: { gte: today, lte: new Date(today.getTime() + reminderDays[0] * 86_400_000) },
      staff: { state: 'active' },
    },
    select: { staffId: true, insuranceEndsOn: true },
  });
  if (ending.length === 0) return;
  const managers = await ctx.db.staffMember.findMany({
    where: { practiceId, state: 'active', staffRoleAsStaff: { some: { role: 'manager' } } },
    select: { id: true },
  });
  const mails = ending.flatMap(({ staffId, insuranceEndsOn }) => {
    const left = daysLeft(insuranceEndsOn, todayOn);
    const days = left === null ? null : reminderDue(left);
    if (left === null || days === null) return [];
    return [...new Set([staffId, ...managers.map(({ id }) => id)])].map((to) => ({
      to,
      staffId,
      left,
      key: `insurance:${staffId}:${insuranceEndsOn?.toISOString().slice(0, 10)}:${days}:${to}`,
    }));
  });
  const sent = await ctx.db.outboxMail.findMany({
    where: { practiceId, idempotencyKey: { in: mails.map(({ key }) => key) } },
    select: { idempotencyKey: true },
  });
  const known = new Set(sent.map(({ idempotencyKey }) => idempotencyKey));
  const { staffUrl } = ctx.shell.addresses;
  const unsent = mails.filter((mail) => !known.has(mail.key)).map((mail) => ({ ...mail, id: mail.to }));
  await eachRow(ctx, unsent, ({ to, staffId, left, key }) => {
    const url = to === staffId ? `${staffUrl}/my-profile` : `${staffUrl}/staff/${staffId}`;
    const params = { url, days: left, isOwn: to === staffId };
    return ctx.write((tx) => queueMail(tx, { staffId: to, template: 'insurance-ends', params, key }));
  });
}
