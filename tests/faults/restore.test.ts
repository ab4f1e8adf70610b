import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../integration/cli/run-command.ts';
import { browserOf, type Running, startProcess } from './running-heather.ts';

// The drill of a dead disk: a practice at work, a backup meanwhile, kill -9, the folder deleted, and the way back. The master key is
// kept apart, as a person would.

const commands = resolve(import.meta.dirname, '../../apps/api/src/cli/main.ts');
const key = 'c0ffee'.repeat(10).padEnd(64, '0');
let root: string;
let heather: Running;
const dataOf = (name: string) => ({ HEATHER_DATA: join(root, name), HEATHER_KEY: key });
const file = () => join(root, 'kept', 'monday.heather');

type Browser = ReturnType<typeof browserOf>;
type Status = { people: { staffId: string; roles: string[] }[] };

async function managerAt(url: string): Promise<Browser> {
  const browser = browserOf(url);
  const { people } = await browser.call<Status>('demonstration.status', undefined, 'GET');
  const manager = people.find(({ roles }) => roles.includes('manager'));
  await browser.call('demonstration.signIn', { staffId: manager?.staffId });
  return browser;
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'heather-drill-'));
  chmodSync(root, 0o755);
  heather = await startProcess(dataOf('first'));
}, 240_000);
afterAll(async () => {
  if (heather) {
    heather.child.kill('SIGTERM');
    await heather.gone;
  }
  rmSync(root, { recursive: true, force: true });
});

describe('the disk dies', () => {
  const acknowledged: string[] = [];

  it('a backup is made while people work; then the server is killed and its folder is gone', async () => {
    const browser = await managerAt(heather.staffUrl);
    const add = async (name: string) => {
      await browser.call('enquiries.add', enquiry(name));
      acknowledged.push(name);
    };
    for (let n = 0; n < 5; n += 1) await add(`Before${n}`);
    const settled = acknowledged.length;
    let isOver = false;
    const load = (async () => {
      for (let n = 0; !isOver && n < 400; n += 1) await add(`During${n}`).catch(() => undefined);
    })();
    mkdirSync(join(root, 'kept'));
    const backup = await runCommand(dataOf('first'), 'backup', file());
    expect(backup).toMatchObject({ code: 0, said: expect.stringContaining('keep it') });
    expect(backup.said).not.toContain(key);
    expect(acknowledged.length).toBeGreaterThan(settled);
    acknowledged.length = settled;
    heather.child.kill('SIGKILL');
    isOver = true;
    await load;
    expect(await heather.gone).toBe('SIGKILL');
    // The database outlives a killed server; a dead disk takes it along.
    const pid = Number(readFileSync(join(root, 'first', 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    rmSync(join(root, 'first'), { recursive: true, force: true });
    expect(existsSync(join(root, 'first'))).toBe(false);
  }, 180_000);

  it('a restore that is itself killed leaves a folder that does not start and says why; run again, it goes through', async () => {
    const env = { ...process.env, ...dataOf('second') };
    const child = spawn(process.execPath, [commands, 'restore', file()], { env });
    child.stdout.on('data', (text) => {
      if (String(text).includes('every row')) child.kill('SIGKILL');
    });
    const [, signal] = await once(child, 'exit');
    expect(signal).toBe('SIGKILL');
    await expect(startProcess(dataOf('second'))).rejects.toThrow(/A restore .* was begun and not finished/);
    const again = await runCommand(dataOf('second'), 'restore', file());
    expect(again).toMatchObject({ code: 0, said: expect.stringMatching(/Restored and proven: \d+ rows, \d+ events/) });
    expect(await runCommand(dataOf('second'), 'restore', file())).toMatchObject({
      code: 1,
      said: expect.stringContaining('There is a database in'),
    });
  }, 240_000);

  it('everything that was answered for is there, the trail holds, and people work on', async () => {
    expect(await runCommand(dataOf('second'), 'audit', 'verify')).toMatchObject({
      code: 0,
      said: expect.stringContaining('the trail holds'),
    });
    heather = await startProcess(dataOf('second'));
    const browser = await managerAt(heather.staffUrl);
    const found = JSON.stringify(await browser.call('enquiries.list', undefined, 'GET'));
    for (const name of acknowledged) expect(found).toContain(name);
    await browser.call('enquiries.add', enquiry('After'));
    expect((await fetch(`${heather.staffUrl}/readyz`)).status).toBe(200);
  }, 180_000);

  it('a drill proves the same file aside and notes that it did, while Heather goes on', async () => {
    const drill = await runCommand(dataOf('second'), 'drill', file());
    expect(drill).toMatchObject({ code: 0, said: expect.stringMatching(/The drill took \d/) });
    const browser = await managerAt(heather.staffUrl);
    const { runs } = await browser.call<{ runs: { kind: string; state: string }[] }>('backups.list', undefined, 'GET');
    expect(runs[0]).toMatchObject({ kind: 'drill', state: 'done' });
  }, 180_000);
});

function enquiry(firstName: string) {
  const contact = {
    email: `${firstName.toLowerCase()}@example.org`,
    emailIsSafe: true,
    emailIsShared: false,
    telephone: null,
    telephoneIsSafe: false,
    textIsSafe: false,
    mayLeaveMessage: false,
    messageAs: null,
    postalAddress: null,
    postIsSafe: false,
    fromLocal: null,
    untilLocal: null,
    prefers: 'email',
  };
  return {
    enquiry: {
      idempotencyKey: crypto.randomUUID(),
      firstName,
      lastName: 'Restored',
      knownAs: null,
      pronouns: null,
      nation: 'england-and-wales',
      contact,
      practical: { episodeKind: 'individual', others: [], wishes: {}, needs: [] },
      needs: null,
      brings: null,
    },
  };
}
