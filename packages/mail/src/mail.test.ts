import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  isMailAddress,
  type Mailbox,
  MailFailure,
  renderMail,
  smtpTransport,
  startMailbox,
  type TemplateName,
  templates,
} from './index.ts';

const params = {
  words: 'Your appointment on Monday 23 November, 17:30 will not go ahead.',
  code: '123456',
  minutes: 10,
  days: 7,
  url: 'http://localhost:4200/x/0190',
};
const names = Object.keys(templates) as TemplateName[];
const frame = { signedAs: 'Appointments', nation: 'scotland', audience: 'client' } as const;

describe('isMailAddress', () => {
  it.each(['a@b.co', 'first.last+tag@mail.example.org', "o'neil@x-y.example"])('takes %s', (address) =>
    expect(isMailAddress(address)).toBe(true),
  );
  it.each([
    '"a@evil.example x"@b.co',
    'a@b.co, c@d.co',
    'Name <a@b.co>',
    'a@b',
    'a@@b.co',
    'a@b.co\r\nBcc: c@d.co',
    'a b@c.co',
    '(c)a@b.co',
    'ä@b.co',
    'a@-b.co',
    `${'a'.repeat(65)}@b.co`,
    `a@${'b'.repeat(260)}.co`,
    '',
    7,
  ])('refuses %j', (address) => expect(isMailAddress(address)).toBe(false));
});

describe('every template', () => {
  it.each(names)('%s is neutral, in subject, text and page', (name) => {
    const mail = renderMail(name, params as never, frame);
    const words = `${mail.subject} ${mail.text} ${mail.html}`.toLowerCase();
    for (const telling of [
      'counsel',
      'therap',
      'psych',
      'mental',
      'session',
      'agreement',
      'consent',
      'client',
      'measure',
    ]) {
      expect([name, telling, words.includes(telling)]).toEqual([name, telling, false]);
    }
    expect(mail.text).toContain('116 123');
    expect(mail.html).toContain('lang="en-GB"');
  });
  it('tells staff no line of help, and each nation its own', () => {
    expect(renderMail('staff-invite', params, { ...frame, audience: 'staff' }).text).not.toContain('116 123');
    expect(renderMail('copy-ready', params, { ...frame, nation: 'northern-ireland' }).text).toContain('0808 808 8000');
  });
  it('cannot be broken out of by what is put in', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { html } = renderMail('one-time-code', { code: `<script>${text}</script>"'`, minutes: 1 }, frame);
        expect(html).not.toMatch(/<script/i);
      }),
    );
  });
});

describe('the mailbox', () => {
  let box: Mailbox;
  beforeAll(async () => {
    box = await startMailbox({ folder: join(mkdtempSync(join(tmpdir(), 'heather-mailbox-')), 'mailbox'), port: 0 });
  });
  afterAll(() => box.stop());
  const transport = () =>
    smtpTransport({ url: box.smtpUrl, from: { name: 'Appointments', address: 'post@heather.test' } });

  it('keeps what came by SMTP, with the message id it was given', async () => {
    const smtp = transport();
    const mail = renderMail('things-to-do', { url: 'http://localhost:4200/sign/abc' }, frame);
    for (let copy = 0; copy < 2; copy += 1)
      await smtp.send({ to: 'one@heather.test', ...mail, messageId: 'm-1@heather.test' });
    smtp.close();
    const mails = await box.list('one@heather.test');
    expect(mails.map((each) => each.messageId)).toEqual(['<m-1@heather.test>', '<m-1@heather.test>']);
    expect(mails[0]).toMatchObject({
      subject: mail.subject,
      links: ['http://localhost:4200/sign/abc'],
      from: 'Appointments <post@heather.test>',
    });
  });

  it('leaves from the one address that may send, under the name and to the answers of the practice', async () => {
    const smtp = transport();
    const mail = { to: 'three@heather.test', subject: 'x', text: 'x', html: '', messageId: 'm-3@heather.test' };
    await smtp.send({ ...mail, fromName: 'Fern Row', replyTo: 'post@fernrow.example' });
    await smtp.send({ ...mail, replyTo: 'a@x.example, b@x.example' });
    await expect(smtp.send({ ...mail, fromName: 'Fern\r\nBcc: a@x.example' })).rejects.toBeInstanceOf(TypeError);
    smtp.close();
    const kept = (await box.list('three@heather.test')).map(({ from, replyTo }) => [from, replyTo]);
    expect(kept.toSorted()).toEqual([
      ['Appointments <post@heather.test>', null],
      ['Fern Row <post@heather.test>', 'post@fernrow.example'],
    ]);
  });

  it('refuses an address that is more than one address, before any server hears of it', async () => {
    const smtp = transport();
    const sent = smtp.send({ to: 'a@heather.test, b@heather.test', subject: '', text: '', html: '', messageId: 'm@x' });
    await expect(sent).rejects.toMatchObject({ permanent: true, reason: 'bad-address' });
    await expect(sent).rejects.toBeInstanceOf(MailFailure);
    smtp.close();
  });

  it('shows mail as text, with no script and a policy that allows none', async () => {
    const smtp = transport();
    await smtp.send({
      to: 'two@heather.test',
      subject: '<img src=x onerror=1>',
      text: '<script>1</script>',
      html: '',
      messageId: 'm-2@x',
    });
    smtp.close();
    const [mail] = await box.list('two@heather.test');
    for (const path of ['/', `/messages/${mail?.id}`]) {
      const response = await fetch(box.url + path);
      const body = await response.text();
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(body).not.toMatch(/<(script|img)/);
      expect(body).toContain('&lt;img');
    }
  });

  it.each([
    ['/messages/..%2f..%2fetc', {}, 404],
    ['/messages/0000000000000-000000', {}, 404],
    ['/', { 'x-forwarded-for': '10.0.0.1' }, 421],
    ['/api/messages', { via: '1.1 proxy' }, 421],
  ])('answers %s plainly', async (path, headers, status) => {
    expect((await fetch(box.url + path, { headers })).status).toBe(status);
  });
});
