import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { migrate, migrationsFolder, openDatabase } from '@heather/database';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const heather = fileURLToPath(new URL('../../support/open-database.mjs', import.meta.url));

let dataFolder: string;
const started: ChildProcess[] = [];

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'heather-embedded-'));
  chmodSync(dataFolder, 0o755);
});
afterEach(async () => {
  for (const child of started.splice(0)) if (child.exitCode === null && child.signalCode === null) await stop(child);
  rmSync(dataFolder, { recursive: true, force: true });
});

type Said = { ready?: { port: number; pid: number; url: string }; problem?: string; code?: string };

/** A process of its own that opens the data folder, as Heather does, and says one line. */
async function open(): Promise<{ child: ChildProcess; said: Said }> {
  const child = spawn(process.execPath, ['--no-warnings', heather, dataFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  const [line] = await once(createInterface(child.stdout as NodeJS.ReadableStream), 'line');
  return { child, said: JSON.parse(line) };
}

async function stop(child: ChildProcess): Promise<number | null> {
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  return code;
}

const isThere = (pid: number) => {
  try {
    // A zombie still answers to signal 0; its state does not.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

async function ask(url: string, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}

describe('the built-in database', () => {
  it('survives kill -9 of Heather and of itself, keeps what was committed and its port, and ends with Heather', async () => {
    const first = await open();
    await ask(first.said.ready?.url as string, 'CREATE TABLE public.kept (n int); INSERT INTO public.kept VALUES (1)');
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    expect(isThere(first.said.ready?.pid as number)).toBe(true);

    const second = await open();
    expect(second.said.ready?.port).toBe(first.said.ready?.port);
    expect(isThere(first.said.ready?.pid as number)).toBe(false);
    expect((await ask(second.said.ready?.url as string, 'SELECT n FROM public.kept')).rows).toEqual([{ n: 1 }]);
    process.kill(second.said.ready?.pid as number, 'SIGKILL');
    await once(second.child, 'exit');

    const third = await open();
    expect((await ask(third.said.ready?.url as string, 'SELECT n FROM public.kept')).rows).toEqual([{ n: 1 }]);
    expect(await stop(third.child)).toBe(0);
    expect(isThere(third.said.ready?.pid as number)).toBe(false);
  });

  it('is for one Heather at a time; the second says so and leaves the first alone', async () => {
    const [one, two] = [await open(), await open()];
    expect(two.said.code).toBe('in-use');
    expect(two.said.problem).toContain(String(one.child.pid));
    expect((await ask(one.said.ready?.url as string, 'SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  it('takes another port when its own is taken', async () => {
    const first = await open();
    const port = first.said.ready?.port as number;
    expect(await stop(first.child)).toBe(0);
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    const second = await open();
    expect(second.said.ready?.port).not.toBe(port);
    other.close();
  });

  it('keeps its secrets from other users, listens on loopback alone, and writes no statement into its log', async () => {
    const { said, child } = await open();
    for (const name of ['database.json', 'master.key'])
      expect(statSync(join(dataFolder, 'keys', name)).mode & 0o77).toBe(0);
    const url = said.ready?.url as string;
    expect((await ask(url, 'SHOW listen_addresses')).rows).toEqual([{ listen_addresses: '127.0.0.1' }]);
    await ask(url, "SELECT 'canary-7f3'::uuid").catch(() => undefined);
    await stop(child);
    expect(readFileSync(join(dataFolder, 'postgres.log'), 'utf8')).not.toContain('canary');
  });

  it('refuses a key that is missing beside data, naming the file', async () => {
    const first = await open();
    await stop(first.child);
    rmSync(join(dataFolder, 'keys', 'master.key'));
    const second = await open();
    expect([second.said.code, second.said.problem]).toEqual(['master-key', expect.stringContaining('master.key')]);
  });

  it.skipIf(process.getuid?.() === 0)('says so when the folder cannot be written', async () => {
    chmodSync(dataFolder, 0o500);
    await expect(openDatabase({ dataFolder })).rejects.toMatchObject({ code: 'data-folder' });
    chmodSync(dataFolder, 0o755);
  });
});

describe('migrations', () => {
  it('refuse an edited file, name a failing one by line and leave nothing of it, and a newer database', async () => {
    const opened = await openDatabase({ dataFolder });
    try {
      const folder = join(dataFolder, 'migrations');
      cpSync(migrationsFolder, folder, { recursive: true });
      expect(await migrate({ url: opened.urls.owner, folder })).toEqual([]);

      cpSync(join(folder, '0001_tables'), join(folder, '9000_wrong'), { recursive: true });
      writeFileSync(
        join(folder, '9000_wrong', 'migration.sql'),
        'CREATE TABLE public.half ();\nSELECT nothing_such();\n',
      );
      await expect(migrate({ url: opened.urls.owner, folder })).rejects.toThrow(/9000_wrong failed \(line 2\)/);
      expect((await ask(opened.urls.owner, "SELECT to_regclass('public.half') AS half")).rows).toEqual([
        { half: null },
      ]);

      writeFileSync(join(folder, '9000_wrong', 'migration.sql'), 'CREATE TABLE public.half ();\n');
      expect(await migrate({ url: opened.urls.owner, folder })).toEqual(['9000_wrong']);
      appendFileSync(join(folder, '9000_wrong', 'migration.sql'), '-- edited\n');
      await expect(migrate({ url: opened.urls.owner, folder })).rejects.toMatchObject({ code: 'migration-changed' });
      rmSync(join(folder, '9000_wrong'), { recursive: true });
      await expect(migrate({ url: opened.urls.owner, folder })).rejects.toMatchObject({ code: 'migration-unknown' });
    } finally {
      await opened.close();
    }
  });
});
