import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createDatabase, readMasterKey, rolePasswords, urlFor } from '@heather/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * A real server, killed with kill -9 at each step of signing. Whatever the step: after the next start there is one signature of each,
 * one seal, and mail of one Message-ID.
 */
const main = resolve(import.meta.dirname, '../../apps/api/src/main.ts');
let folder: string;
let ports: { staff: number; client: number; mail: number };
let running: ChildProcess | undefined;
const addresses = () => ({
  staff: `http://localhost:${ports.staff}`,
  client: `http://localhost:${ports.client}`,
  mail: `http://localhost:${ports.mail}`,
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

async function start(fault?: string): Promise<void> {
  const child = spawn(process.execPath, [main], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      ...(process.env.NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE }),
      HEATHER_DATA: folder,
      PORT_STAFF: String(ports.staff),
      PORT_CLIENT: String(ports.client),
      PORT_MAIL: String(ports.mail),
      HEATHER_LOG: 'silent',
      ...(fault && { HEATHER_FAULT: fault }),
    },
  });
  running = child;
  await new Promise<void>((ready, failed) => {
    child.stdout?.on('data', (text: Buffer) => {
      if (text.includes('Heather is ready')) ready();
    });
    child.once('exit', (code) => failed(new Error(`the server ended while starting: ${code}`)));
  });
}

/** Settles when the process has gone, with the signal that ended it. */
async function gone(child: ChildProcess): Promise<NodeJS.Signals | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.signalCode;
}

async function stop(): Promise<void> {
  const child = running;
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await gone(child);
}

type Portal = 'staff' | 'client';
const cookies: Record<Portal, string> = { staff: '', client: '' };

/** One call as a browser makes it; the cookie is kept. @throws when there was no answer or a refusal */
async function call<T>(portal: Portal, path: string, input?: unknown, method: 'GET' | 'POST' = 'POST'): Promise<T> {
  const base = addresses()[portal];
  const query = method === 'GET' && input !== undefined ? `?input=${encodeURIComponent(JSON.stringify(input))}` : '';
  const response = await fetch(`${base}/trpc/${path}${query}`, {
    method,
    headers: { origin: base, cookie: cookies[portal], 'content-type': 'application/json' },
    ...(method === 'POST' && { body: JSON.stringify(input ?? {}) }),
  });
  const cookie = response.headers.getSetCookie().at(-1)?.split(';')[0];
  if (cookie) cookies[portal] = cookie;
  const body = (await response.json()) as { result?: { data: T }; error?: { data: { code: string } } };
  if (!body.result) throw new Error(`${path}: ${body.error?.data.code}`);
  return body.result.data;
}

type Prepared = { episodeId: string; frame: object; participants: { clientId: string; hasSafeAddress: boolean }[] };
let clientId: string;

/** A therapist of the demonstration with a client of their own who may be written to. */
async function chooseClient(): Promise<void> {
  const { people } = await call<{ people: { staffId: string; roles: string[] }[] }>(
    'staff',
    'demonstration.status',
    undefined,
    'GET',
  );
  for (const { staffId } of people.filter(({ roles }) => roles.includes('therapist'))) {
    await call('staff', 'demonstration.signIn', { staffId });
    const { lines } = await call<{ lines: { clientId: string }[] }>('staff', 'agreements.board', undefined, 'GET');
    for (const line of lines) {
      const prepared = await call<Prepared>('staff', 'agreements.prepare', { clientId: line.clientId }, 'GET');
      const { agreements } = await call<{ agreements: { isMine: boolean }[] }>(
        'staff',
        'agreements.ofClient',
        { clientId: line.clientId },
        'GET',
      );
      if (prepared.participants.length === 1 && prepared.participants[0]?.hasSafeAddress && agreements[0]?.isMine) {
        clientId = line.clientId;
        return;
      }
    }
  }
  throw new Error('the demonstration has nobody to sign with');
}

async function sendPack(): Promise<string> {
  const { episodeId, frame } = await call<Prepared>('staff', 'agreements.prepare', { clientId }, 'GET');
  const channels = { [clientId]: 'online' };
  const { packs } = await call<{ packs: { packId: string }[] }>('staff', 'agreements.send', {
    clientId,
    episodeId,
    frame,
    channels,
  });
  return packs[0]?.packId as string;
}

async function signing(packId: string) {
  const pack = await call<{ questions: { clauseId: string }[]; seen: object }>(
    'client',
    'agreements.get',
    { packId },
    'GET',
  );
  const answers = Object.fromEntries(pack.questions.map(({ clauseId }) => [clauseId, 'no']));
  const key = crypto.randomUUID();
  return { packId, nameTyped: 'Priya Shah', isNoticeAcknowledged: true, answers, seen: pack.seen, key };
}

/** From the newest mail of this subject in which it stands. */
async function mailed(about: string, pattern: RegExp): Promise<string> {
  const find = async () => {
    for (const { id, subject } of await listMail()) {
      if (subject !== about) continue;
      const mail = (await (await fetch(`${addresses().mail}/api/messages/${id}`)).json()) as { text?: string };
      const found = pattern.exec(mail.text ?? '');
      if (found) return found.slice(1).join('');
    }
    return '';
  };
  return until(find, (found) => found !== '');
}

/** As the client does it: the link in the mail, the button, the code. */
async function signInByMail(): Promise<void> {
  await sendPack();
  const token = await mailed('Something is ready for you', /\/sign\/([\w-]{43})/);
  await call('client', 'agreements.openLink', { token });
  await call('client', 'agreements.enterCode', { token, code: await mailed('Your code', /\b(\d{3})\s?(\d{3})\b/) });
}

type PackView = { packId: string; signed: object | null; countersigned: object | null; isSealed: boolean };
async function packView(packId: string): Promise<PackView> {
  const { agreements } = await call<{ agreements: { packs: PackView[] }[] }>(
    'staff',
    'agreements.ofClient',
    { clientId },
    'GET',
  );
  return agreements.flatMap(({ packs }) => packs).find((pack) => pack.packId === packId) as PackView;
}

/** Asks until it is so; ends with the test's own time. */
async function until<T>(ask: () => Promise<T>, isSo: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (isSo(answer)) return answer;
    await new Promise((next) => setTimeout(next, 300));
  }
}

type Listed = { id: string; subject: string };
async function listMail(): Promise<Listed[]> {
  const body = (await (await fetch(`${addresses().mail}/api/messages`)).json()) as Listed[] | { messages: Listed[] };
  return Array.isArray(body) ? body : body.messages;
}

async function copyMails(): Promise<{ messageId: string }[]> {
  const list = (await listMail()).filter(({ subject }) => subject === 'Your copy is ready');
  return Promise.all(
    list.map(async ({ id }) => (await fetch(`${addresses().mail}/api/messages/${id}`)).json() as never),
  );
}

/** Counted in the server's own database, as its worker. */
async function countRows(packId: string) {
  const masterKey = readMasterKey({ dataFolder: folder, mayMake: false });
  const port = readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3];
  const url = urlFor(`postgresql://127.0.0.1:${port}/heather`, 'worker', rolePasswords(masterKey, 'heather').worker);
  const database = createDatabase({ url, max: 2 });
  try {
    const practiceId = (await database.lookups.practices())[0]?.practiceId as string;
    return await database.transaction({ kind: 'worker', practiceId }, async (tx) => {
      const told = (type: string) => tx.auditEvent.count({ where: { practiceId, subjectId: packId, type } });
      return {
        client: await tx.signature.count({ where: { practiceId, packId, role: 'client' } }),
        therapist: await tx.signature.count({ where: { practiceId, packId, role: 'therapist' } }),
        seals: await tx.seal.count({ where: { practiceId, packId } }),
        mails: await tx.outboxMail.count({ where: { practiceId, idempotencyKey: `agreement-copy:${packId}` } }),
        signed: await told('agreement.signed'),
        countersigned: await told('agreement.countersigned'),
      };
    });
  } finally {
    await database.close();
  }
}

type Signing = Awaited<ReturnType<typeof signing>>;
type Countersignature = { packId: string; nameTyped: string; key: string };

/** Starts again, presses again, and finds one of each, however it was cut off. */
async function mendAndLook(
  packId: string,
  input: Signing,
  countersignature: Countersignature,
  before: Set<string>,
): Promise<void> {
  await start();
  // The page says "try again", or nothing; either way the person presses once more.
  await call('client', 'agreements.sign', input);
  await call('staff', 'agreements.countersign', countersignature);
  const view = await until(
    () => packView(packId),
    ({ isSealed }) => isSealed,
  );
  expect(view).toMatchObject({ signed: expect.any(Object), countersigned: expect.any(Object) });
  const mails = await until(
    async () => (await copyMails()).filter(({ messageId }) => !before.has(messageId)),
    (found) => found.length > 0,
  );
  expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
  expect(await countRows(packId)).toEqual({
    client: 1,
    therapist: 1,
    seals: 1,
    mails: 1,
    signed: 1,
    countersigned: 1,
  });
}

/** Every step at which the server can be killed between "sign" and "copy mailed". */
export const signingPoints = [
  'sign.before-commit',
  'sign.after-commit',
  'countersign.before-commit',
  'countersign.after-commit',
  'seal.after-render',
  'seal.after-seal',
  'seal.before-commit',
  'seal.after-commit',
  'mail.after-smtp',
] as const;

/** Moments at which the database alone is killed, under a server that lives. */
export const databaseMoments = ['before the client signs', 'after the client signed', 'after both signed'] as const;

/** kill -9 to the whole of PostgreSQL: its parent process, and so all of it. */
function killDatabase(): void {
  const pid = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGKILL');
}

/** Declares the tests for some of the points: a sample in every run, all of them in the long one. */
export function proveSigningSurvives(
  points: readonly (typeof signingPoints)[number][],
  moments: readonly (typeof databaseMoments)[number][] = [],
): void {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'heather-fault-'));
    chmodSync(folder, 0o755);
    ports = { staff: await freePort(), client: await freePort(), mail: await freePort() };
    await start();
    await chooseClient();
    await signInByMail();
  }, 240_000);

  afterAll(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  describe('kill -9 while signing', () => {
    it.each([...points])(
      'at %s leaves, after the next start, one signature of each, one seal and one Message-ID',
      async (fault) => {
        const packId = await sendPack();
        const input = await signing(packId);
        const countersignature = { packId, nameTyped: 'Leila Amin', key: crypto.randomUUID() };
        const before = new Set((await copyMails()).map(({ messageId }) => messageId));
        // What came earlier has left, so that only this pack's work meets the fault.
        if (!fault.startsWith('sign')) await call('client', 'agreements.sign', input);
        await stop();
        await start(fault);
        const child = running as ChildProcess;
        if (fault.startsWith('sign')) await call('client', 'agreements.sign', input).catch(() => undefined);
        else await call('staff', 'agreements.countersign', countersignature).catch(() => undefined);
        expect(await gone(child)).toBe('SIGKILL');

        await mendAndLook(packId, input, countersignature, before);
      },
      180_000,
    );

    it.each([...moments])(
      'of the database %s leaves the same, whether or not the server lived on',
      async (moment) => {
        const packId = await sendPack();
        const input = await signing(packId);
        const countersignature = { packId, nameTyped: 'Leila Amin', key: crypto.randomUUID() };
        const before = new Set((await copyMails()).map(({ messageId }) => messageId));
        if (moment !== 'before the client signs') await call('client', 'agreements.sign', input);
        if (moment === 'after both signed') await call('staff', 'agreements.countersign', countersignature);
        killDatabase();
        await call('client', 'agreements.sign', input).catch(() => undefined);
        const child = running as ChildProcess;
        child.kill('SIGKILL');
        await gone(child);
        await mendAndLook(packId, input, countersignature, before);
      },
      180_000,
    );
  });
}
