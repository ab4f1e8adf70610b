import { escapeHtml } from '../layout.ts';
import type { StoredMail } from './store.ts';

/** Plain pages: no script at all, so that nothing in a mail can become one. */
export function listPage(mails: readonly StoredMail[]): string {
  const rows = mails.map(
    (mail) =>
      `<tr><td><a href="/messages/${mail.id}">${escapeHtml(mail.subject || '(no subject)')}</a></td><td>${escapeHtml(mail.to.join(', '))}</td><td><time datetime="${mail.receivedAt}">${when(mail.receivedAt)}</time></td></tr>`,
  );
  const table = `<table><caption>Newest first</caption><thead><tr><th scope="col">Subject</th><th scope="col">To</th><th scope="col">Came</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
  return page(
    'Mailbox',
    `<h1>Mailbox</h1><p>Mail that left this demonstration. It went nowhere else. <a href="/">Look again</a></p>${
      mails.length > 0 ? table : '<p>Nothing has come yet.</p>'
    }`,
  );
}

export function messagePage(mail: StoredMail): string {
  const words = escapeHtml(mail.text).replaceAll(
    /https?:\/\/[^\s<>"]+/g,
    (url) => `<a href="${url}" rel="noreferrer">${url}</a>`,
  );
  return page(
    mail.subject,
    `<p><a href="/">Back to the mailbox</a></p><h1>${escapeHtml(mail.subject || '(no subject)')}</h1>
<dl><dt>From</dt><dd>${escapeHtml(mail.from)}</dd><dt>To</dt><dd>${escapeHtml(mail.to.join(', '))}</dd><dt>Came</dt><dd>${when(mail.receivedAt)}</dd></dl>
<div class="words">${words}</div>`,
  );
}

export function missingPage(): string {
  return page('Not here', '<h1>There is no such message</h1><p><a href="/">Back to the mailbox</a></p>');
}

function page(title: string, main: string): string {
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)} · Mailbox</title><link rel="stylesheet" href="/style.css"></head><body><main>${main}</main></body></html>`;
}

function when(instant: string): string {
  return instant.replace('T', ' ').slice(0, 19);
}

export const stylesheet = `:root{color-scheme:light dark;--ink:#1f2328;--paper:#fbf9f5;--line:#8a8f98;--link:#0b4a6f}
@media (prefers-color-scheme:dark){:root{--ink:#eceae6;--paper:#16181b;--line:#7b828c;--link:#9ed0f0}}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.5 system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.5rem}a{color:var(--link)}a:focus-visible{outline:3px solid;outline-offset:2px}
table{width:100%;border-collapse:collapse}caption{text-align:left}th,td{text-align:left;padding:.5rem .75rem .5rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dd{margin:0}
.words{white-space:pre-wrap;overflow-wrap:anywhere;border-top:1px solid var(--line);padding-top:1rem}`;
