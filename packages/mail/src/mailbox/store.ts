import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';

export type StoredMail = {
  id: string;
  receivedAt: string;
  from: string;
  /** Where an answer goes; null where the mail does not say. */
  replyTo: string | null;
  to: string[];
  subject: string;
  messageId: string;
  text: string;
  html: string;
  links: string[];
};

const idPattern = /^\d{13}-\d{6}$/;

/** A folder of messages as they came, one file each. Whole or not there: written beside and renamed, after fsync. */
export async function openStore(folder: string) {
  await mkdir(folder, { recursive: true });
  const parsed = new Map<string, StoredMail>();
  let counter = 0;

  const ids = async () =>
    (await readdir(folder))
      .filter((name) => name.endsWith('.eml'))
      .map((name) => name.slice(0, -4))
      .filter((id) => idPattern.test(id))
      .sort()
      .reverse();

  const get = async (id: string): Promise<StoredMail | null> => {
    if (!idPattern.test(id)) return null;
    const known = parsed.get(id);
    if (known) return known;
    const raw = await readFile(join(folder, `${id}.eml`)).catch(() => null);
    if (!raw) return null;
    const mail = await parse(id, raw);
    parsed.set(id, mail);
    return mail;
  };

  return {
    keep: async (raw: Buffer): Promise<void> => {
      const taken = new Set(await ids());
      let id = '';
      do {
        counter = (counter + 1) % 1_000_000;
        id = `${Date.now()}-${String(counter).padStart(6, '0')}`;
      } while (taken.has(id));
      const file = await open(join(folder, `${id}.part`), 'w');
      await file.writeFile(raw);
      await file.sync();
      await file.close();
      await rename(join(folder, `${id}.part`), join(folder, `${id}.eml`));
    },
    get,
    /** Newest first, at most 500. */
    list: async (to?: string): Promise<StoredMail[]> => {
      const mails = await Promise.all((await ids()).slice(0, 500).map(get));
      return mails.filter((mail): mail is StoredMail => mail !== null && (!to || mail.to.includes(to.toLowerCase())));
    },
  };
}
export type MailStore = Awaited<ReturnType<typeof openStore>>;

async function parse(id: string, raw: Buffer): Promise<StoredMail> {
  const mail = await PostalMime.parse(raw);
  const text = mail.text ?? '';
  return {
    id,
    receivedAt: new Date(Number(id.slice(0, 13))).toISOString(),
    from: mail.from ? `${mail.from.name} <${mail.from.address ?? ''}>` : '',
    replyTo: mail.replyTo?.[0]?.address ?? null,
    to: (mail.to ?? []).map((each) => (each.address ?? '').toLowerCase()),
    subject: mail.subject ?? '',
    messageId: mail.messageId ?? '',
    text,
    html: mail.html ?? '',
    links: [...text.matchAll(/https?:\/\/[^\s<>"]+/g)].map((match) => match[0]),
  };
}
