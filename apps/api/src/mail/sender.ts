import { isTelling } from '@heather/core';
import { isMailAddress, isSendingName } from '@heather/mail';

export type Sender = { fromName: string; replyTo: string | null };

/**
 * Whom a practice's mail is from. The address is the installation's own: another would be refused as forged. Answers go to the
 * practice. Whatever would tell a stranger what the practice does stays out: then the neutral name stands, and nowhere to answer to.
 */
export function senderOf(
  practice: { mailName: string | null; mailFrom: string | null } | null,
  signedAs: string,
): Sender {
  const { mailName, mailFrom } = practice ?? { mailName: null, mailFrom: null };
  return {
    fromName: mailName && isSendingName(mailName) && !isTelling(mailName) ? mailName : signedAs,
    replyTo: mailFrom && isMailAddress(mailFrom) && !isTelling(mailFrom) ? mailFrom : null,
  };
}
