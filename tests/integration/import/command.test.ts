import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../cli/run-command.ts';
import { type MeasuresWorld, openMeasuresWorld } from '../measures/world.ts';

let world: MeasuresWorld;
const folder = mkdtempSync(join(tmpdir(), 'heather-import-'));
beforeAll(async () => {
  world = await openMeasuresWorld();
  await world.rows("UPDATE practice SET slug = 'home' WHERE id = $1", [world.practiceId]);
});
afterAll(async () => {
  await world?.close();
  rmSync(folder, { recursive: true, force: true });
});

const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
const command = (...words: string[]) =>
  runCommand(
    { DATABASE_URL: world.db.adminUrl, HEATHER_KEY: Buffer.from(world.db.masterKey).toString('hex'), INIT_CWD: folder },
    'import',
    ...words,
    '--practice',
    'home',
  );
const people = async () => Number((await world.rows('SELECT count(*) AS n FROM client'))[0]?.n);

it('says exactly which option is missing, and writes nothing', async () => {
  put(
    'clients.csv',
    'Ref,Name,DOB,Status,Email\n1,Ada Prys,03/04/1990,current,ada@post.example\n2,Bea Prys,31/02/1990,paused,\n',
  );
  const before = await people();
  expect(await command('clients.csv')).toMatchObject({
    code: 1,
    said: expect.stringContaining('--kind clients|sessions|scores'),
  });
  const { code, said } = await command('clients.csv', '--kind', 'clients');
  expect(code).toBe(1);
  expect(said).toContain('--date-order dmy|mdy, for days such as 03/04/1990');
  expect(said).toContain('“paused”: each active|waiting|ended, or leave-out');
  expect(said).toContain('"contactIsSafe": true|false');
  expect(await command('nowhere.csv', '--kind', 'clients')).toMatchObject({
    code: 1,
    said: expect.stringContaining('There is no file'),
  });
  put('twice.csv', 'Name,Email,Email\nAda Prys,a@post.example,b@post.example\n');
  put('twice.json', JSON.stringify({ columns: { fullName: 'Name', email: 'Email' } }));
  const twice = await command('twice.csv', '--kind', 'clients', '--map', 'twice.json');
  expect(twice).toMatchObject({ code: 1, said: expect.stringContaining('“Email” stands there 2 times') });
  expect(await people()).toBe(before);
}, 60_000);

it('tries, brings in what is good, tells of each line that stays out, and adds nobody the second time', async () => {
  put('map.json', JSON.stringify({ contactIsSafe: false, words: { state: { Paused: 'ended' } } }));
  const words = [
    'clients.csv',
    '--kind',
    'clients',
    '--map',
    'map.json',
    '--date-order',
    'dmy',
    '--from',
    'Old system',
  ];
  const before = await people();
  const trial = await command(...words, '--dry-run', '--report', 'out.csv');
  expect(trial).toMatchObject({ code: 0, said: expect.stringContaining('nothing was written') });
  expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toContain('3,DOB,There is no such day.');
  expect(await people()).toBe(before);
  const { code, said } = await command(...words);
  expect(said).toContain('2 lines: 1 can come in, 0 are here already, 1 stay out.');
  expect(said).toContain('line 3, DOB: There is no such day.');
  expect(said).toContain('1 lines came in.');
  // A line stays out, and a script may want to know.
  expect(code).toBe(1);
  expect(await people()).toBe(before + 1);
  expect((await command(...words)).said).toContain('0 can come in, 1 are here already, 1 stay out.');
  expect(await people()).toBe(before + 1);
  expect(await world.rows("SELECT actor_kind FROM audit_event WHERE type = 'import.committed'")).toEqual([
    { actor_kind: 'system' },
  ]);
}, 60_000);
