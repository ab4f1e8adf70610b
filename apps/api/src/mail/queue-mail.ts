import { randomUUID } from 'node:crypto';
import { isMailAddress, type TemplateName, type TemplateParams } from '@heather/mail';
import type { WriteTransaction } from '../trpc/write.ts';

export type MailTo = { clientId: string; staffId?: never } | { staffId: string; clientId?: never };

/**
 * Puts a mail into the outbox and queues its sending, in the caller's transaction. The address is looked up again when it is sent;
 * the words are sealed until then.
 * @param key the business event (`offer-ready:<offerId>`): the same key never mails twice
 * @returns whether a mail will leave: a client without a safe address gets none, and whoever caused it is told so
 */
export async function queueMail<T extends TemplateName>(
  tx: WriteTransaction,
  mail: MailTo & { template: T; params: TemplateParams<T>; key: string /** Not before. */; startAt?: Temporal.Instant },
): Promise<{ willLeave: boolean; outboxId: string | null }> {
  const { practiceId } = tx;
  const id = randomUUID();
  const willLeave = await hasAddress(tx, mail);
  const payloadSealed = await tx.vault.seal(
    mail.clientId ?? null,
    { table: 'outbox_mail', column: 'payload_sealed', rowId: id },
    JSON.stringify(mail.params),
  );
  const made = await tx.outboxMail.createMany({
    data: [
      {
        practiceId,
        id,
        clientId: mail.clientId ?? null,
        staffId: mail.staffId ?? null,
        template: mail.template,
        payloadSealed,
        messageId: `${id}@${tx.shell.mail.messageDomain}`,
        state: willLeave ? 'queued' : 'not-safe',
        idempotencyKey: mail.key,
        createdAt: new Date(tx.now().epochMilliseconds),
      },
    ],
    skipDuplicates: true,
  });
  if (made.count === 0) return { willLeave, outboxId: null };
  if (willLeave) await tx.enqueue('mail.send', { outboxId: id }, mail.startAt ? { startAt: mail.startAt } : {});
  await tx.audit('mail.queued', {
    subjectType: 'mail',
    subjectId: id,
    clientId: mail.clientId ?? null,
    facts: { template: mail.template, leaves: willLeave },
  });
  return { willLeave, outboxId: id };
}

async function hasAddress(tx: WriteTransaction, to: MailTo): Promise<boolean> {
  const { practiceId } = tx;
  if (to.staffId) return true;
  const safe = await tx.safeContact.findFirst({
    where: { practiceId, clientId: to.clientId },
    select: { email: true, emailIsSafe: true },
  });
  return safe?.emailIsSafe === true && isMailAddress(safe.email);
}
