import { crisisLine } from './crisis-help.ts';

/** What a template says: no clinical word, no name of a person, no name of the practice unless it was said to be safe. */
export type Content = {
  subject: string;
  /** Short paragraphs, top to bottom. */
  paragraphs: readonly string[];
  /** Shown large and alone, for copying. */
  code?: string;
  /** One named link, at most. */
  link?: { words: string; url: string };
};

export type Frame = {
  /** How the mail is signed: neutral words, such as "Appointments". */
  signedAs: string;
  /** Clients' mails carry the line of help of their nation; staff's do not. */
  nation: string | null;
  audience: 'client' | 'staff';
};

export type Mail = { subject: string; text: string; html: string };

/** One text for people and programs without HTML, one small page for the rest; both say the same. */
export function layOut(content: Content, frame: Frame): Mail {
  const help = frame.audience === 'client' ? crisisLine(frame.nation) : null;
  const { code, link } = content;
  const text = [
    ...content.paragraphs,
    ...(code ? [code] : []),
    ...(link ? [`${link.words}:\n${link.url}`] : []),
    frame.signedAs,
    ...(help ? [`--\n${help}`] : []),
  ].join('\n\n');
  return { subject: content.subject, text: `${text}\n`, html: page(content, frame, help) };
}

function page({ subject, paragraphs, code, link }: Content, frame: Frame, help: string | null): string {
  const body = [
    ...paragraphs.map((words) => `<p>${escapeHtml(words)}</p>`),
    code ? `<p style="font-size:32px;letter-spacing:4px;font-weight:bold;margin:24px 0">${escapeHtml(code)}</p>` : '',
    link ? `<p><a href="${escapeHtml(link.url)}" style="color:#0b4a6f">${escapeHtml(link.words)}</a></p>` : '',
    link ? `<p style="color:#444">If the link does not open, copy this line:<br>${escapeHtml(link.url)}</p>` : '',
    `<p>${escapeHtml(frame.signedAs)}</p>`,
    help ? `<hr style="border:0;border-top:1px solid #bbb"><p style="color:#333">${escapeHtml(help)}</p>` : '',
  ].filter(Boolean);
  return [
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(subject)}</title></head>`,
    '<body style="margin:0;padding:24px;background:#fff;color:#1a1a1a;font:18px/1.5 system-ui,-apple-system,Segoe UI,Arial,sans-serif">',
    `<main style="max-width:34em">${body.join('\n')}</main></body></html>`,
  ].join('\n');
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
