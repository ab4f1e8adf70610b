import { isGateOpen } from '@heather/consent';
import { isMailAddress, isTemplateName, MailFailure, renderMail } from '@heather/mail';
import { lockedConsent } from '../agreements/gates.ts';
import type { JobContext, JobHandler } from '../jobs/job-context.ts';
import { senderOf } from './sender.ts';

/**
 * After so many tries over so many hours a mail is dead, and somebody is shown it. Both: a mail server that is away for an afternoon is
 * asked often, and costs nobody their mail.
 */
const mostAttempts = 20;
const mostHours = 36;

/**
 * One mail leaves. The state says how far it came: `sending` is written before SMTP is spoken and `sent` after, so a process that
 * dies between the two leaves `sending`, and the mail goes out again under the same Message-ID: at least once, never lost.
 */
export const sendMail: JobHandler<'mail.send'> = async (ctx, { outboxId }) => {
  const { practiceId } = ctx;
  const claimed = await ctx.db.outboxMail.updateManyAndReturn({
    where: { practiceId, id: outboxId, state: { in: ['queued', 'sending', 'failed'] } },
    data: { state: 'sending', attempts: { increment: 1 } },
  });
  const mail = claimed[0];
  if (!mail) return;
  const address = await addressOf(ctx, mail);
  if (!address) return settle(ctx, outboxId, 'not-safe');
  const transport = ctx.shell.mail.transport;
  const practice = await ctx.db.practice.findFirst({
    where: { id: practiceId },
    select: { mailName: true, mailFrom: true },
  });
  const sender = senderOf(practice, ctx.shell.mail.signedAs);
  try {
    if (!transport) throw new MailFailure('no-smtp', false);
    if (!isTemplateName(mail.template)) throw new MailFailure('unknown-template', true);
    const where = { table: 'outbox_mail', column: 'payload_sealed', rowId: mail.id };
    const kept = JSON.parse(await ctx.vault.open(mail.clientId, where, mail.payloadSealed));
    const params = await sayable(ctx, mail.clientId, kept);
    const written = renderMail(mail.template, params, {
      signedAs: sender.fromName,
      nation: address.nation,
      audience: mail.clientId ? 'client' : 'staff',
    });
    await transport.send({ to: address.to, ...written, ...sender, messageId: mail.messageId });
    ctx.shell.faultAt('mail.after-smtp');
  } catch (error) {
    const reason = error instanceof MailFailure ? error.reason : 'unexpected';
    const hours = (ctx.now().epochMilliseconds - mail.createdAt.getTime()) / 3_600_000;
    const isTired = mail.attempts >= mostAttempts && hours >= mostHours;
    const isOver = (error instanceof MailFailure && error.permanent) || isTired;
    await settle(ctx, outboxId, isOver ? 'dead' : 'failed', reason);
    if (isOver) return;
    throw error;
  }
  await settle(ctx, outboxId, 'sent');
};

/** What a mail says beyond "something is new" rests on a yes, and may have been taken back since it was queued. */
async function sayable<P extends object>(ctx: JobContext, clientId: string | null, params: P): Promise<P> {
  if (!clientId || !('say' in params)) return params;
  const may = await ctx.write(async (tx) => isGateOpen(await lockedConsent(tx, clientId), 'canSayMoreInMessages'));
  const { say: _, ...neutral } = params;
  return may ? params : (neutral as P);
}

type Outcome = 'sent' | 'failed' | 'dead' | 'not-safe';

async function settle(ctx: JobContext, id: string, state: Outcome, lastError: string | null = null): Promise<void> {
  const { practiceId } = ctx;
  await ctx.write(async (tx) => {
    const sentAt = state === 'sent' ? new Date(ctx.now().epochMilliseconds) : null;
    const changed = await tx.outboxMail.updateMany({
      where: { practiceId, id, state: 'sending' },
      data: { state, lastError, ...(sentAt && { sentAt }) },
    });
    if (changed.count === 0 || (state !== 'sent' && state !== 'dead')) return;
    await tx.audit(state === 'sent' ? 'mail.sent' : 'mail.dead', {
      subjectType: 'mail',
      subjectId: id,
      outcome: state === 'sent' ? 'success' : 'error',
      facts: lastError ? { reason: lastError } : {},
    });
  });
}

/** Looked up now and not when it was queued: a client who says "that address is not safe any more" is heard at once. */
async function addressOf(
  ctx: JobContext,
  mail: { clientId: string | null; staffId: string | null },
): Promise<{ to: string; nation: string | null } | null> {
  const { practiceId } = ctx;
  if (mail.staffId) {
    const staff = await ctx.db.staffMember.findFirst({
      where: { practiceId, id: mail.staffId },
      select: { email: true, state: true },
    });
    return staff && staff.state !== 'left' && isMailAddress(staff.email) ? { to: staff.email, nation: null } : null;
  }
  if (!mail.clientId) return null;
  const [safe, client] = await Promise.all([
    ctx.db.safeContact.findFirst({
      where: { practiceId, clientId: mail.clientId },
      select: { email: true, emailIsSafe: true },
    }),
    ctx.db.client.findFirst({ where: { practiceId, id: mail.clientId }, select: { nation: true } }),
  ]);
  return safe?.emailIsSafe && isMailAddress(safe.email) ? { to: safe.email, nation: client?.nation ?? null } : null;
}
