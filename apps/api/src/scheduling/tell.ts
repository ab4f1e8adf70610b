import { localLabel } from '@heather/scheduling';
import { thoseWhoSaidYes } from '../agreements/gates.ts';
import { queueMail } from '../mail/queue-mail.ts';
import type { WriteTransaction } from '../trpc/write.ts';

/** Which time a mail is about, for those who said that our messages may say it. */
type TimeTold = { at: Temporal.Instant; zone: string; isOff?: boolean };

/**
 * A neutral mail to everybody whose time it is, but not to whoever changed it. What changed stands behind the link, and in the mail
 * only for somebody whose yes to that stands in this transaction.
 * @param event unique for this change: the same change never mails twice
 * @returns how many clients have no safe address, so that somebody rings them
 */
export async function tellOfTimes(
  tx: WriteTransaction,
  template: 'session-changed' | 'times-set',
  event: string,
  to: { clientIds: readonly string[]; therapistId: string; time?: TimeTold },
): Promise<{ toRing: number }> {
  const { actor, shell } = tx;
  const clientIds = to.clientIds.filter((id) => !(actor.kind === 'client' && actor.clientId === id));
  const mayHear = to.time ? await thoseWhoSaidYes(tx, clientIds, 'canSayMoreInMessages') : new Set<string>();
  const say = to.time && mayHear.size > 0 ? await wordsOf(tx, to.therapistId, to.time) : null;
  let toRing = 0;
  for (const clientId of clientIds) {
    const url = `${shell.addresses.clientUrl}/sessions`;
    const params = say && mayHear.has(clientId) ? { url, say } : { url };
    const { willLeave } = await queueMail(tx, { clientId, template, params, key: `${template}:${event}:${clientId}` });
    if (!willLeave) toRing += 1;
  }
  if (actor.kind !== 'staff' || actor.staffId !== to.therapistId) {
    const params = { url: `${shell.addresses.staffUrl}/diary` };
    const { therapistId: staffId } = to;
    await queueMail(tx, { staffId, template, params, key: `${template}:${event}:${staffId}` });
  }
  return { toRing };
}

async function wordsOf(tx: WriteTransaction, therapistId: string, { at, zone, isOff }: TimeTold): Promise<string> {
  const therapist = await tx.staffMember.findFirst({
    where: { practiceId: tx.practiceId, id: therapistId },
    select: { fullName: true },
  });
  const whom = therapist ? `, with ${therapist.fullName}` : '';
  return isOff ? `Not any more: ${localLabel(at, zone)}${whom}.` : `${localLabel(at, zone)}${whom}.`;
}
