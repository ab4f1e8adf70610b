import { queueMail } from '../mail/queue-mail.ts';
import type { WriteTransaction } from '../trpc/write.ts';

/**
 * A neutral mail to everybody whose time it is, but not to whoever changed it. What changed stands behind the link.
 * @param event unique for this change: the same change never mails twice
 * @returns how many clients have no safe address, so that somebody rings them
 */
export async function tellOfTimes(
  tx: WriteTransaction,
  template: 'session-changed' | 'times-set',
  event: string,
  to: { clientIds: readonly string[]; therapistId: string },
): Promise<{ toRing: number }> {
  const { actor, shell } = tx;
  let toRing = 0;
  for (const clientId of to.clientIds) {
    if (actor.kind === 'client' && actor.clientId === clientId) continue;
    const params = { url: `${shell.addresses.clientUrl}/sessions` };
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
