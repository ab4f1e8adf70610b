// Twenty thousand clients of another system's file: sent, read, held against who is here, and written with a key each, against the same
// rows copied into tables of the same shape.

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { makePractice, makeStaff, makeTherapist, openGround, saveGround } from '@heather/seed';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type BenchRow, timed } from './harness.ts';
import { type BenchWorld, now, openBench } from './world.ts';

const lines = 20_000;
const firstNames =
  'Amira Beth Callum Deborah Elin Farah Graham Hollie Imran Jasmine Kerry Leon Mags Nadia Omar Priya Róisín Siân Tess Yusra'.split(
    ' ',
  );
const lastNames =
  'Abbott Bashir Cleggs Dvořák Elliott Fallon Griffiths Harries Ibrahim Jones Khatun Llewellyn Mallinson Nuñez O’Brien Prentice Quigley Rahman Tully Vaughan'.split(
    ' ',
  );

let world: BenchWorld;
let plain: pg.Client;
let opened: Promise<void> | undefined;
let managerId: string;
let turn = 0;

/** A number in letters: names have no figures. */
const letters = (count: number): string =>
  String(count).replace(/\d/g, (figure) => 'abcdefghij'[Number(figure)] as string);

/** Other people each time: the same file adds nobody. */
function fileOf(round: number): string {
  const rows = Array.from({ length: lines }, (_, n) => {
    const born = `${String((n % 28) + 1).padStart(2, '0')}/${String((n % 12) + 1).padStart(2, '0')}/${1940 + (Math.floor(n / 336) % 60)}`;
    const name = `${lastNames[Math.floor(n / 20) % 20]}${letters(Math.floor(n / 400))}${letters(round)}`;
    const status = n % 3 === 0 ? 'closed' : 'current';
    return `${round}-${n},${firstNames[n % 20]},${name},${born},r${round}n${n}@post.example,07${String(700_000_000 + round * 20_000 + n)},${status},${n % 5 === 0 ? '' : 'Leila Amin'}`;
  });
  return `Ref,First name,Last name,DOB,Email,Mobile,Status,Therapist\n${rows.join('\n')}\n`;
}

async function open(): Promise<void> {
  const ground = openGround({ now: Temporal.Instant.from(now) });
  const practice = makePractice(ground);
  const manager = makeStaff(ground, practice, { roles: ['manager'] });
  makeTherapist(ground, practice, { fullName: 'Leila Amin' });
  managerId = manager.id;
  world = await openBench((db) => saveGround(db.worker, db.vault, ground));
  plain = new pg.Client({ connectionString: world.db.adminUrl });
  await plain.connect();
  await plain.query(
    'CREATE SCHEMA plain; CREATE TABLE plain.person (id uuid DEFAULT uuidv7(), ref text, first text, last text, born text, email text, mobile text, status text, therapist text)',
  );
}

export async function close(): Promise<void> {
  if (!opened) return;
  await plain?.end();
  await world?.close();
}

/** From the first part sent to the last row committed, with the one look before it that a person would have had. */
async function bringIn(): Promise<void> {
  const caller = await world.server.callerFor(managerId);
  const bytes = Buffer.from(fileOf(turn));
  turn += 1;
  const { importId, partBytes } = await caller.imports.begin({
    kind: 'clients',
    source: 'Old system',
    bytes: bytes.length,
  });
  for (let at = 0; at * partBytes < bytes.length; at += 1)
    await caller.imports.addPart({
      importId,
      ordinal: at,
      part: bytes.subarray(at * partBytes, (at + 1) * partBytes).toString('base64'),
    });
  await caller.imports.finish({ importId });
  await untilDone(caller, importId);
  const asked = await caller.imports.get({ importId });
  await caller.imports.savePlan({
    importId,
    version: asked.version,
    plan: { ...(asked.plan as object), contactIsSafe: true } as never,
  });
  await untilDone(caller, importId);
  const { version } = await caller.imports.get({ importId });
  await caller.imports.commit({ importId, version });
  await untilDone(caller, importId);
  const { counts, state } = await caller.imports.get({ importId });
  if (state !== 'committed' || counts?.made !== lines) throw new Error(`${state}: ${JSON.stringify(counts)}`);
}

/** A job that takes long without a worker's heartbeat may be handed out once more: it is asked for until its run has moved on. */
async function untilDone(
  caller: Awaited<ReturnType<BenchWorld['server']['callerFor']>>,
  importId: string,
): Promise<void> {
  for (;;) {
    await world.server.runJobs();
    const { runs } = await caller.imports.list();
    const state = runs.find((run) => run.importId === importId)?.state;
    if (state !== 'checking' && state !== 'committing') return;
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** The same lines by COPY into one table: no keys, no walls, no trail, nobody looked for. */
async function copyIn(): Promise<void> {
  const rows = fileOf(turn);
  const copy = plain.query(
    copyFrom(
      'COPY plain.person (ref, first, last, born, email, mobile, status, therapist) FROM STDIN (FORMAT csv, HEADER)',
    ),
  );
  await pipeline(Readable.from([rows]), copy);
}

export const rows: BenchRow[] = [
  {
    name: 'import.20k',
    note: `${lines} clients with keys, contact, courses and trail; sent, looked at twice, committed in one transaction`,
    unit: 's',
    target: { atMost: 60, of: 'value' },
    baseline: 'COPY of the same lines into one table without keys, walls, trail or search',
    rounds: 1,
    prepare: () => {
      opened ??= open();
      return opened;
    },
    run: async () => (await timed(bringIn)) / 1000,
    runBaseline: async () => (await timed(copyIn)) / 1000,
  },
];
