import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Mailbox, smtpTransport, startMailbox } from '@heather/mail';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from './world.ts';

let world: World;
let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await startMailbox({ folder: mkdtempSync(join(tmpdir(), 'heather-mailbox-')), port: 0 });
  const from = { name: 'Appointments', address: 'post@heather.test' };
  world = await openWorld({ transport: smtpTransport({ url: mailbox.smtpUrl, from }) });
});
afterAll(async () => {
  await world.close();
  await mailbox.stop();
});

type Response = Awaited<ReturnType<World['server']['post']>>;
const post = (path: string, input?: unknown, cookie?: string) => world.server.post('client', path, input, cookie);
const codeOf = (response: Response) => response.json().error?.data?.code ?? response.json().result?.data;
const cookieOf = (response: Response) =>
  [response.headers['set-cookie'] ?? []]
    .flat()
    .find((cookie) => cookie.startsWith('heather-client='))
    ?.split(';')[0] ?? '';
const safe = 'safe@client.example';

async function mailedCode(): Promise<string> {
  expect(codeOf(await post('account.requestCode', { address: safe }))).toEqual({ sent: 'if-known', minutes: 10 });
  await world.server.runJobs();
  const [mail] = await mailbox.list(safe);
  return /^\d{6}$/m.exec(mail?.text ?? '')?.[0] ?? '';
}

describe('a client signs in with a code by mail', () => {
  it('that goes to the safe address, is good once, and says nothing of what this is', async () => {
    const code = await mailedCode();
    const signedIn = await post('account.signInWithCode', { address: ' SAFE@client.example', code });
    expect(codeOf(signedIn)).toEqual({ done: true, isFirst: true });
    const shell = await world.server.get('client', 'account.shell', undefined, cookieOf(signedIn));
    expect(shell.json().result.data.person.name).toBeTruthy();
    expect(codeOf(await post('account.signInWithCode', { address: safe, code }))).toBe('auth/code-wrong');
  });

  it('and nobody learns from the answer who is a client, nor does anything go to an address that is not safe', async () => {
    const before = (await mailbox.list()).length;
    const answers = [];
    for (const address of ['nobody@client.example', 'unsafe@client.example', 'not an address', safe]) {
      answers.push((await post('account.requestCode', { address })).body);
    }
    expect(new Set(answers).size).toBe(1);
    await world.server.runJobs();
    const after = await mailbox.list();
    expect(after.length - before).toBe(1);
    expect(after.every((mail) => mail.to.join() === safe)).toBe(true);
    const wrong = ['nobody@client.example', 'unsafe@client.example', safe].map((address) =>
      post('account.signInWithCode', { address, code: '000000' }),
    );
    expect(new Set((await Promise.all(wrong)).map((each) => each.body)).size).toBe(1);
  });

  it('three wrong guesses use a code up', async () => {
    world.server.advance({ minutes: 20 });
    const code = await mailedCode();
    const other = code === '111111' ? '222222' : '111111';
    for (let guess = 0; guess < 3; guess += 1) await post('account.signInWithCode', { address: safe, code: other });
    expect(codeOf(await post('account.signInWithCode', { address: safe, code }))).toBe('auth/code-wrong');
  });
});

describe('a code that the therapist says', () => {
  it('signs that client in, once, within ten minutes', async () => {
    const { server, home } = world;
    const therapist = await server.callerFor(home.therapistId);
    const { code } = await therapist.account.makeSpokenCode({ clientId: home.clientId });
    const both = await Promise.all([1, 2].map(() => post('account.signInWithSpokenCode', { code })));
    expect(both.map((each) => each.statusCode).sort()).toEqual([200, 422]);
    const late = await therapist.account.makeSpokenCode({ clientId: home.clientId });
    server.advance({ minutes: 10 });
    expect(codeOf(await post('account.signInWithSpokenCode', { code: late.code }))).toBe('auth/code-wrong');
  });

  it('is made for one’s own clients alone; a colleague’s answers as a random id', async () => {
    const { server, home, other } = world;
    const colleague = await server.staffCookie(home.colleagueId);
    const bodies = [];
    for (const clientId of [home.clientId, other.clientId, crypto.randomUUID()]) {
      const refused = await server.post('staff', 'account.makeSpokenCode', { clientId }, colleague);
      expect(refused.statusCode).toBe(404);
      bodies.push(refused.body);
    }
    expect(new Set(bodies).size).toBe(1);
    const manager = await server.staffCookie(home.managerId);
    expect(codeOf(await server.post('staff', 'account.makeSpokenCode', { clientId: home.clientId }, manager))).toBe(
      'forbidden',
    );
  });

  it('has twelve digits, and one network has twenty tries in ten minutes', async () => {
    world.server.advance({ minutes: 20 });
    const answers = [];
    for (let guess = 0; guess < 21; guess += 1) {
      answers.push(codeOf(await post('account.signInWithSpokenCode', { code: String(123456789000 + guess) })));
    }
    expect(answers).toEqual([...Array(20).fill('auth/code-wrong'), 'rate-limited']);
  });

  it('still works for its person after any number of wrong tries from elsewhere', async () => {
    const { server, home } = world;
    server.advance({ minutes: 20 });
    const { code } = await (await server.callerFor(home.therapistId)).account.makeSpokenCode({
      clientId: home.clientId,
    });
    expect(code).toMatch(/^\d{12}$/);
    const elsewhere = (network: number) =>
      server.servers.client.inject({
        method: 'POST',
        url: '/trpc/account.signInWithSpokenCode',
        remoteAddress: `203.0.113.${network}`,
        headers: {
          host: 'localhost:4200',
          origin: 'http://localhost:4200',
          'content-type': 'application/json',
        },
        payload: JSON.stringify({ code: '000000000000' }),
      });
    for (let network = 0; network < 23; network += 1) {
      const tries = await Promise.all(Array.from({ length: 10 }, () => elsewhere(network)));
      expect(tries.map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(422));
    }
    expect((await post('account.signInWithSpokenCode', { code })).statusCode).toBe(200);
  });
});

describe('one click in a demonstration', () => {
  it('signs in here, and is not there at all through a proxy or another name', async () => {
    const { server, home } = world;
    const here = server.signedOutStaff();
    expect((await here.demonstration.status()).people.map((one) => one.staffId)).toContain(home.managerId);
    expect(await here.demonstration.signIn({ staffId: home.managerId })).toEqual({ done: true });
    for (const headers of [{ 'x-forwarded-for': '10.0.0.1' }, { host: 'heather.example' }, { forwarded: 'for=x' }]) {
      const far = server.signedOutStaff(headers);
      expect(await far.demonstration.status()).toEqual({ isOn: false, mailUrl: null, people: [] });
      await expect(far.demonstration.signIn({ staffId: home.managerId })).rejects.toMatchObject({
        cause: { code: 'demonstration-only' },
      });
    }
    await expect(here.demonstration.signIn({ staffId: world.other.managerId })).rejects.toMatchObject({
      cause: { code: 'not-found' },
    });
  });
});
