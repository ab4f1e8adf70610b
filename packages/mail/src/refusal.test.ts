import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, expect, it } from 'vitest';
import { smtpTransport } from './transport.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function serverThat(options: SMTPServerOptions, user = ''): Promise<string> {
  const server = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], ...options });
  server.on('error', () => {});
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  stops.push(() => new Promise((done) => server.close(() => done())));
  return `smtp://${user}127.0.0.1:${(server.server.address() as AddressInfo).port}`;
}
const refusal = (responseCode: number) => Object.assign(new Error('a canary of the server’s words'), { responseCode });
const mail = { to: 'a@b.example', subject: 'S', text: 'T', html: '<p>T</p>', messageId: 'm@heather.test' };

it.each<[string, SMTPServerOptions, boolean, string, string?]>([
  ['there is no such address', { onRcptTo: (_a, _s, done) => done(refusal(550)) }, true, '550'],
  ['the mailbox is full for now', { onRcptTo: (_a, _s, done) => done(refusal(452)) }, false, '452'],
  ['our sending address is not allowed', { onMailFrom: (_a, _s, done) => done(refusal(550)) }, false, '550'],
  [
    'the message is not taken',
    {
      onData: (stream, _s, done) => {
        stream.resume();
        stream.on('end', () => done(refusal(554)));
      },
    },
    true,
    '554',
  ],
  ['our password is wrong', { onAuth: (_a, _s, done) => done(refusal(535)) }, false, '535', 'user:secret@'],
])('when %s, it is known whether trying again can help', async (_, options, permanent, reason, user) => {
  const transport = smtpTransport({ url: await serverThat(options, user), from: { name: 'A', address: 'p@h.test' } });
  const failed = await transport.send(mail).then(
    () => null,
    (error: Error) => error,
  );
  expect(failed).toMatchObject({ permanent, reason });
  expect(String(failed)).not.toContain('canary');
  transport.close();
});
