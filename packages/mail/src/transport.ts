import { createTransport } from 'nodemailer';
import { isMailAddress } from './address.ts';

export type Outgoing = {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Without angle brackets; the same for every attempt at one mail, so that a second copy is known as one. */
  messageId: string;
  /** In place of the transport's own; the address it leaves from stays the installation's, which alone may send from there. */
  fromName?: string;
  /** Where an answer goes, when a practice has an address that says nothing of what it does. */
  replyTo?: string | null;
};

export type MailTransport = {
  /** @throws MailFailure */
  send: (mail: Outgoing) => Promise<void>;
  /** Whether the server answers. */
  verify: () => Promise<boolean>;
  close: () => void;
};

/** Whether a name can stand before an address and be read as nothing else. */
export const isSendingName = (name: string): boolean => !/[\r\n<>"]/.test(name);

/** `permanent`: trying again will not help (an address that does not exist). Never carries the address or the server's words. */
export class MailFailure extends Error {
  readonly permanent: boolean;
  readonly reason: string;
  constructor(reason: string, permanent: boolean) {
    super(`mail did not leave: ${reason}`);
    this.name = 'MailFailure';
    this.reason = reason;
    this.permanent = permanent;
  }
}

/**
 * SMTP by URL. The recipient is handed to the library as an object of one checked address, in the envelope too: no text that a
 * person typed is ever parsed as a list of addresses.
 * @param from a neutral name and the practice's sending address
 * @throws TypeError when `from` is no address or its name could be read as another header
 */
export function smtpTransport(options: { url: string; from: { name: string; address: string } }): MailTransport {
  const { from } = options;
  if (!isMailAddress(from.address)) throw new TypeError('the sending address is not one plain mail address');
  if (!isSendingName(from.name)) throw new TypeError('the sending name has a character that names cannot have');
  const smtp = createTransport({
    url: options.url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as Parameters<typeof createTransport>[0]);
  return {
    send: async (mail) => {
      if (!isMailAddress(mail.to)) throw new MailFailure('bad-address', true);
      if (!/^[\w.-]+@[\w.-]+$/.test(mail.messageId))
        throw new TypeError('a message id is letters, digits, dots and one @');
      const name = mail.fromName ?? from.name;
      if (!isSendingName(name)) throw new TypeError('the sending name has a character that names cannot have');
      const replyTo = mail.replyTo && isMailAddress(mail.replyTo) ? { name: '', address: mail.replyTo } : undefined;
      try {
        await smtp.sendMail({
          from: { name, address: from.address },
          ...(replyTo && { replyTo }),
          to: { name: '', address: mail.to },
          envelope: { from: from.address, to: [mail.to] },
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          messageId: `<${mail.messageId}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        const { code, responseCode = 0, command } = error as { code?: string; responseCode?: number; command?: string };
        // Refused for good is what is said of the recipient or the message. A wrong password of ours, or a sending address that is not
        // allowed, is mended by somebody here, and the mail waits for that.
        const isOfThisMail = command === 'RCPT TO' || (code === 'EMESSAGE' && command === 'DATA');
        throw new MailFailure(String(responseCode || (code ?? 'unknown')), responseCode >= 500 && isOfThisMail);
      }
    },
    verify: async () => {
      try {
        return await smtp.verify();
      } catch {
        return false;
      }
    },
    close: () => smtp.close(),
  };
}
