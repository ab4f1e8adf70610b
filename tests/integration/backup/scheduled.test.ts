import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shredClient } from '@heather/api/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { collect, openWorld, type World } from '../agreements/world.ts';
import { newFolder, restoreInto } from './restore-into.ts';

let world: World;
const root = newFolder();
const folder = join(root, 'backups');
const mail = collect();
const files = () => readdirSync(folder).filter((name) => name.endsWith('.heather'));

vi.setConfig({ testTimeout: 240_000 });

beforeAll(async () => {
  world = await openWorld({ transport: mail.transport });
  const { urls, masterKey } = world.db;
  const rotation = { daily: 2, weekly: 1, monthly: 1 };
  world.server.shell.backups = { folder, masterKey, urls, rotation };
});
afterAll(async () => {
  await world?.close();
  rmSync(root, { recursive: true, force: true });
});

const sweepAndWork = async () => {
  await world.server.runSweeps();
  await world.server.runJobs();
};
const seen = async () => (await world.server.callerFor(world.home.managerId)).backups.list();

describe('backups by themselves', () => {
  it('begin at once, then one a night after two o’clock, for every practice the same; older ones go', async () => {
    await sweepAndWork();
    await sweepAndWork();
    expect(files()).toEqual(['heather-2026-11-23T10-00-00Z.heather']);
    world.server.setNow('2026-11-24T01:30:00Z');
    await sweepAndWork();
    expect(files()).toHaveLength(1);
    for (const day of ['24', '25', '26']) {
      world.server.setNow(`2026-11-${day}T02:05:00Z`);
      await sweepAndWork();
    }
    expect(files()).toEqual(['heather-2026-11-25T02-05-00Z.heather', 'heather-2026-11-26T02-05-00Z.heather']);
    const { runs, alarm, isOn } = await seen();
    expect([isOn, alarm]).toEqual([true, null]);
    expect(runs.map(({ state, isRemoved }) => [state, isRemoved])).toEqual([
      ['done', false],
      ['done', false],
      ['done', true],
      ['done', true],
    ]);
    expect(runs[0]).toMatchObject({ fileName: files()[1], bytes: expect.any(Number), rows: expect.any(Number) });
    const { rows } = await world.db.admin('SELECT count(*)::int AS n FROM backup_run WHERE practice_id = $1', [
      world.other.practiceId,
    ]);
    expect(rows[0].n).toBe(4);
    const there = await restoreInto(world.db, join(folder, files()[1] as string));
    await there.close();
  });

  it('that fail say so on the page and in one neutral mail a day to each manager, and are tried again after half an hour', async () => {
    const kept = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))] as const);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file where a folder was');
    world.server.setNow('2026-11-27T02:05:00Z');
    mail.sent.length = 0;
    await sweepAndWork();
    await sweepAndWork();
    const failed = await seen();
    expect(failed).toMatchObject({ alarm: 'failed', runs: [{ state: 'failed' }, { state: 'done' }, {}, {}, {}] });
    expect(failed.runs).toHaveLength(5);
    world.server.advance({ minutes: 10 });
    await sweepAndWork();
    const told = mail.sent.filter(({ text }) => text.includes('/practice/backups'));
    expect(told).toHaveLength(1);
    for (const { subject } of told) expect(subject).toBe('Something to read');
    rmSync(folder);
    mkdirSync(folder);
    for (const [name, bytes] of kept) writeFileSync(join(folder, name), bytes);
    world.server.advance({ minutes: 25 });
    await sweepAndWork();
    expect(await seen()).toMatchObject({ alarm: null, runs: [{ state: 'done' }, { state: 'failed' }, {}, {}, {}, {}] });
  });

  it('older than a day and a half, or never tried in ninety days, are called so', async () => {
    world.server.setNow('2026-11-28T15:00:00Z');
    expect((await seen()).alarm).toBe('old');
    world.server.setNow('2027-03-01T03:00:00Z');
    await sweepAndWork();
    expect((await seen()).alarm).toBe('never-tried');
    await world.db.admin(
      "INSERT INTO backup_run (practice_id, kind, state, started_at) VALUES ($1, 'drill', 'done', '2027-02-28')",
      [world.home.practiceId],
    );
    expect((await seen()).alarm).toBeNull();
  });

  it('cut off with their process are begun again, and what they left unfinished is taken away', async () => {
    await world.db.admin(
      "INSERT INTO backup_run (practice_id, kind, state, started_at) VALUES ($1, 'backup', 'running', '2027-03-02 02:05Z')",
      [world.home.practiceId],
    );
    writeFileSync(join(folder, 'heather-2027-03-02T02-05-00Z.heather.unfinished'), 'half');
    world.server.setNow('2027-03-02T06:00:00Z');
    await sweepAndWork();
    expect(existsSync(join(folder, 'heather-2027-03-02T02-05-00Z.heather.unfinished'))).toBe(false);
    const { runs } = await seen();
    expect(runs.slice(0, 2)).toMatchObject([{ state: 'done' }, { state: 'failed', reason: 'cut-short' }]);
  });

  it('no longer open to a client whose key was destroyed: the ring beside them changes at once, with a line in the trail', async () => {
    const { clientId, practiceId } = world.home;
    const ringBefore = readFileSync(join(folder, 'heather.ring'), 'utf8');
    const newest = join(folder, files().at(-1) as string);
    await world.server.asWorker(({ write }) => write((tx) => shredClient(tx, clientId)));
    await world.server.runJobs();
    expect(readFileSync(join(folder, 'heather.ring'), 'utf8')).not.toBe(ringBefore);
    const there = await restoreInto(world.db, newest);
    expect(there.restored.gone).toEqual([{ practiceId, clientId }]);
    await there.close();
    const { rows } = await world.db.admin("SELECT client_id FROM audit_event WHERE type = 'key.shredded'");
    expect(rows).toEqual([{ client_id: clientId }]);
  });

  it('are not made by a demonstration or a server that was told to make none', async () => {
    world.server.shell.backups = null;
    // Another server makes them: what is wrong with them is said here too.
    expect(await seen()).toMatchObject({ isOn: true, alarm: null });
    world.server.setNow('2027-03-04T06:00:00Z');
    expect(await seen()).toMatchObject({ isOn: true, alarm: 'old' });
    world.server.setNow('2027-03-09T06:00:00Z');
    await sweepAndWork();
    expect(await seen()).toMatchObject({ isOn: false, alarm: null });
    // There are backups all the same: this server does not say that their ring is kept, and another one is asked.
    await world.server.asWorker(({ write }) => write((tx) => tx.enqueue('backup.keep-ring', {})));
    await expect(world.server.runJobs()).rejects.toThrow('another has to keep their ring');
  });
});
