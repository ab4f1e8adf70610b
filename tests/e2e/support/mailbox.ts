import { expect } from '@playwright/test';

export type Mail = { id: string; to: string[]; subject: string; text: string; html: string; links: string[] };

/** What left for one address, newest first. Read as the mailbox's own page reads it. */
export async function mailsTo(mailUrl: string, address: string): Promise<Mail[]> {
  const answer = await fetch(`${mailUrl}/api/messages?to=${encodeURIComponent(address)}`);
  return (await answer.json()) as Mail[];
}

/**
 * The newest mail to `address` once there are more than `seen` of them: mail leaves by a job, a moment after the click.
 * @throws when none comes within 20 s
 */
export async function nextMail(mailUrl: string, address: string, seen: number, subject?: string): Promise<Mail> {
  let mails: Mail[] = [];
  await expect
    .poll(
      async () => {
        mails = (await mailsTo(mailUrl, address)).filter((mail) => subject === undefined || mail.subject === subject);
        return mails.length;
      },
      { message: `a mail ${subject ?? ''} to ${address}`, timeout: 20_000 },
    )
    .toBeGreaterThan(seen);
  return mails[0] as Mail;
}

/** The digits of a code mail; it shows them in two halves. */
export function codeIn(mail: Mail): string {
  const found = /\b(\d{3,4})[ \u00a0]?(\d{3,4})\b/.exec(mail.text);
  if (!found) throw new Error(`There is no code in: ${mail.text}`);
  return `${found[1]}${found[2]}`;
}

/** The one link of a mail into the client portal. */
export function linkIn(mail: Mail, clientUrl: string): string {
  const link = mail.links.find((each) => each.startsWith(clientUrl) && !each.includes('/crisis'));
  if (!link) throw new Error(`There is no link to ${clientUrl} in: ${mail.text}`);
  return link;
}
