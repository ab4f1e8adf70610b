import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createTestServer, type TestServer } from '@heather/api/testing';
import {
  createDatabase,
  createVault,
  type Database,
  type EmbeddedServer,
  openDatabase,
  startEmbedded,
  type Vault,
} from '@heather/database';
import { type Mailbox, startMailbox } from '@heather/mail';
import {
  makeClient,
  makeEpisode,
  makePractice,
  makeRoom,
  makeStaff,
  makeTherapist,
  openGround,
  saveGround,
} from '@heather/seed';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runCommand } from '../integration/cli/run-command.ts';
import { startProxy } from './reverse-proxy.ts';
import { type Running, startProcess } from './running-heather.ts';

// A database of one's own, its roles made by the documented script; two servers on it behind one proxy, as a practice would run them.

const script = resolve(import.meta.dirname, '../../packages/database/outside-database.sql');
const password = 'a password for one test';
const key = '5eed'.repeat(16);
const staffHost = 'staff.heather.test';
const endings: (() => unknown)[] = [];
let root: string;
let outside: EmbeddedServer;
let databaseUrl: string;
let settings: Record<string, string>;
let people: Awaited<ReturnType<typeof fill>>;
let processes: Running[];
let direct: string[];
let proxied: string;
let mailbox: Mailbox;
let inside: TestServer;
let worker: Database;
let cookie: string;

vi.setConfig({ testTimeout: 240_000 });

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'heather-two-'));
  chmodSync(root, 0o755);
  endings.push(() => rmSync(root, { recursive: true, force: true }));
  outside = await startEmbedded({
    dataFolder: join(root, 'outside'),
    settings: { fsync: 'off', max_connections: '120' },
  });
  endings.push(() => outside.stop());
  await asAdministrator(readFileSync(script, 'utf8').replace('change this password', password));
  databaseUrl = `postgresql://heather_admin:${encodeURIComponent(password)}@127.0.0.1:${outside.port}/heather`;
  mailbox = await startMailbox({ folder: join(root, 'mailbox'), port: 0 });
  endings.push(() => mailbox.stop());
  settings = {
    DATABASE_URL: databaseUrl,
    HEATHER_KEY: key,
    HEATHER_STAFF_URL: `https://${staffHost}`,
    HEATHER_CLIENT_URL: 'https://clients.heather.test',
    HEATHER_PROXY: '127.0.0.1',
    HEATHER_BACKUPS: join(root, 'backups'),
    SMTP_URL: mailbox.smtpUrl,
  };
  const opened = await openDatabase({ dataFolder: join(root, 'one'), databaseUrl, masterKey: key });
  worker = createDatabase({ url: opened.urls.worker, max: 4 });
  const web = createDatabase({ url: opened.urls.web, max: 4 });
  endings.push(() => Promise.all([worker.close(), web.close()]));
  const vault = createVault({ masterKey: opened.masterKey });
  people = await fill(worker, vault);
  inside = await createTestServer(
    { web, worker, vault, urls: opened.urls },
    { now: Temporal.Now.instant().toString() },
  );
  endings.push(() => inside.close());
  const start = (name: string) => startProcess({ ...settings, HEATHER_DATA: join(root, name) });
  processes = await Promise.all([start('one'), start('two')]);
  endings.push(() => Promise.all(processes.map(stop)));
  direct = processes.map(({ staffUrl }) => staffUrl);
  const proxy = await startProxy(
    staffHost,
    direct.map((url) => Number(new URL(url).port)),
  );
  endings.push(() => proxy.stop());
  proxied = proxy.url;
  cookie = await signIn();
}, 240_000);
afterAll(async () => {
  for (const end of endings.reverse()) await end();
}, 60_000);

async function stop({ child, gone }: Running) {
  child.kill('SIGTERM');
  await gone;
}

/** One statement after the other: a database is not made inside a transaction. */
async function asAdministrator(sql: string) {
  const admin = new pg.Client({ connectionString: outside.adminUrl });
  await admin.connect();
  const statements = sql.replace(/^--.*$/gm, '').split(/;\s*$/m);
  for (const statement of statements) if (statement.trim()) await admin.query(statement);
  await admin.end();
}

async function fill(database: Database, vault: Vault) {
  const ground = openGround({ now: Temporal.Now.instant() });
  const practice = makePractice(ground);
  const frontDesk = makeStaff(ground, practice, { roles: ['front-desk', 'manager'] });
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '08:00', until: '21:00' }));
  const therapist = makeTherapist(ground, practice, { hours });
  const room = makeRoom(ground, practice);
  const clients = Array.from({ length: 16 }, () => makeClient(ground, practice));
  for (const client of clients) makeEpisode(ground, { therapist, clients: [client] });
  await saveGround(database, vault, ground);
  return { practice, frontDesk, therapist, room, clients };
}

/** The Cookie header of a real sign-in, under the name that https gives it. */
const signIn = async () => `__Host-${await inside.staffCookie(people.frontDesk.id)}`;

async function call(base: string, path: string, input: unknown, as = cookie) {
  const answer = await fetch(`${base}/trpc/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: as },
    body: JSON.stringify(input),
  });
  const body = (await answer.json()) as { result?: { data: unknown }; error?: { data: { code: string } } };
  return body.result ? 'done' : (body.error?.data.code as string);
}

async function whoAt(port: string, as: string): Promise<string | undefined> {
  const proxy = await startProxy(staffHost, [Number(new URL(port).port)]);
  try {
    const answer = await fetch(`${proxy.url}/trpc/account.shell`, { headers: { cookie: as } });
    const body = (await answer.json()) as { result: { data: { person: { name: string } | null } } };
    return body.result.data.person?.name;
  } finally {
    await proxy.stop();
  }
}

const rows = async <T>(text: string, values: unknown[] = []) => {
  const client = new pg.Client({ connectionString: outside.adminUrl.replace(/postgres$/, 'heather') });
  await client.connect();
  return client.query(text, values).then(
    (found) => client.end().then(() => found.rows as T[]),
    async (error) => {
      await client.end();
      throw error;
    },
  );
};

describe('two servers on one database of one’s own', () => {
  it('stand on roles of least right: the administrator of the database is nobody special', async () => {
    const special = await rows(
      "SELECT rolname FROM pg_roles WHERE rolname LIKE 'heather%' AND (rolsuper OR rolbypassrls OR rolcreatedb OR rolreplication)",
    );
    expect(special).toEqual([]);
    for (const { said } of processes) expect(said()).toContain('Heather is ready');
  });

  it('answer by https alone: strict transport, a cookie for this host only, and no other host', async () => {
    const answer = await fetch(`${proxied}/healthz`);
    expect(answer.headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/);
    const elsewhere = await fetch(`${direct[0]}/healthz`);
    expect(elsewhere.status).toBe(421);
  });

  it('sell no place twice', async () => {
    const on = Temporal.Now.plainDateISO('Europe/London').add({ days: 9 }).toString();
    const book = (clientId: string) =>
      call(proxied, 'scheduling.bookSession', {
        clientId,
        on,
        time: '11:00',
        minutes: 50,
        placeKind: 'room',
        roomId: people.room.id,
      });
    const answers = await Promise.all(people.clients.map(({ id }) => book(id)));
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    expect(new Set(answers)).toEqual(new Set(['done', 'scheduling/slot-taken']));
    const held = await rows<{ kind: string; n: number }>(
      'SELECT kind, count(*)::int AS n FROM occupied WHERE active AND starts_at::date = $1 GROUP BY kind ORDER BY kind',
      [on],
    );
    expect(held.filter(({ kind }) => kind !== 'client')).toEqual([
      { kind: 'room', n: 1 },
      { kind: 'therapist', n: 1 },
    ]);
  });

  it('do no job twice to effect: each mail leaves once, by one of them', async () => {
    const ids = Array.from({ length: 60 }, () => randomUUID());
    const practiceId = people.practice.id;
    await inside.asWorker(
      async ({ write }) =>
        write(async (tx) => {
          for (const id of ids) {
            const where = { table: 'outbox_mail', column: 'payload_sealed', rowId: id };
            const params = JSON.stringify({ url: `https://${staffHost}/` });
            await tx.outboxMail.createMany({
              data: [
                {
                  practiceId,
                  id,
                  staffId: people.frontDesk.id,
                  template: 'something-to-read',
                  payloadSealed: await tx.vault.seal(null, where, params),
                  messageId: `${id}@heather.test`,
                  state: 'queued',
                  idempotencyKey: id,
                  createdAt: new Date(),
                },
              ],
            });
            await tx.enqueue('mail.send', { outboxId: id });
          }
        }),
      practiceId,
    );
    const sent = async () =>
      (
        await rows<{ n: number }>(
          "SELECT count(*)::int AS n FROM outbox_mail WHERE state = 'sent' AND idempotency_key = ANY($1)",
          [ids],
        )
      )[0]?.n;
    while ((await sent()) !== ids.length) await new Promise((next) => setTimeout(next, 200));
    const left = (await mailbox.list()).filter(({ messageId }) => ids.some((id) => messageId?.includes(id)));
    expect(left).toHaveLength(ids.length);
    const audited = await rows<{ n: number }>(
      "SELECT count(*)::int AS n FROM audit_event WHERE type = 'mail.sent' AND subject_id = ANY($1)",
      [ids],
    );
    expect(audited[0]?.n).toBe(ids.length);
  });

  it('make one backup of a day between them, which comes back into another empty database', async () => {
    const done = async () =>
      rows<{ state: string; file_name: string }>("SELECT state, file_name FROM backup_run WHERE kind = 'backup'");
    while ((await done()).some(({ state }) => state === 'running') || (await done()).length === 0)
      await new Promise((next) => setTimeout(next, 200));
    const made = await done();
    expect(made.map(({ state }) => state)).toEqual(['done']);
    await asAdministrator('CREATE DATABASE again OWNER heather_admin');
    const env = {
      ...settings,
      DATABASE_URL: databaseUrl.replace(/heather$/, 'again'),
      HEATHER_DATA: join(root, 'again'),
    };
    const file = join(root, 'backups', made[0]?.file_name as string);
    expect(await runCommand(env, 'restore', file)).toMatchObject({
      code: 0,
      said: expect.stringContaining('Restored and proven'),
    });
    expect(await runCommand(env, 'audit', 'verify')).toMatchObject({ code: 0 });
    expect(await runCommand(env, 'restore', file)).toMatchObject({
      code: 1,
      said: expect.stringContaining('There are tables in this database already'),
    });
  });

  it('know of a sign-out at once, whichever was told', async () => {
    const own = await signIn();
    for (const url of direct) expect(await whoAt(url, own)).toBeDefined();
    const out = await fetch(`${proxied}/auth/sign-out`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: own },
      body: '{}',
    });
    expect(out.status).toBe(200);
    expect(out.headers.get('set-cookie')).toMatch(/^__Host-heather-staff=; .*Secure/);
    for (const url of direct) expect(await whoAt(url, own)).toBeUndefined();
    // The other sign-in of the same person goes on.
    for (const url of direct) expect(await whoAt(url, cookie)).toBeDefined();
  });
});
