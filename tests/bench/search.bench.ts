import { nameSearchOf } from '@heather/core';
import { makePractice, makeStaff, openGround, saveGround } from '@heather/seed';
import pg from 'pg';
import type { BenchRow } from './harness.ts';
import { type BenchWorld, now, openBench } from './world.ts';

const clients = 20_000;
const first =
  'Amira Beth Callum Deborah Elin Farah Graham Hollie Imran Jasmine Kerry Leon Mags Nadia Omar Priya Róisín Siân Tess Yusra'.split(
    ' ',
  );
const last =
  'Abbott Bashir Cleggs Dvořák Elliott Fallon Griffiths Harries Ibrahim Jones Khatun Llewellyn Mallinson Nuñez O’Brien Prentice Quigley Rahman Smith-Jones Tully'.split(
    ' ',
  );
/** As somebody types: a letter, then more of it, two words, a name that nobody has, the end of a telephone number. */
const typed = [
  'a',
  's',
  'si',
  'sian',
  'obr',
  'khatun am',
  'jones s',
  'nunez',
  'nobody',
  'smith-jo t',
  'p',
  '0123',
  '01 234',
];

let world: BenchWorld;
let plain: pg.Client;
let cookie: string;
let practiceId: string;
let opened: Promise<void> | undefined;

async function open(): Promise<void> {
  const ground = openGround({ now: Temporal.Instant.from(now) });
  const practice = makePractice(ground);
  const desk = makeStaff(ground, practice, { roles: ['front-desk'] });
  practiceId = practice.id;
  world = await openBench(async (db) => {
    await saveGround(db.worker, db.vault, ground);
    const people = Array.from({ length: clients }, (_, n) => {
      const more = n % 3 === 0 ? '' : `-${String.fromCharCode(97 + (n % 26))}${Math.floor(n / 400)}`;
      return { f: first[n % 20] as string, l: `${last[Math.floor(n / 20) % 20]}${more}` };
    });
    await db.admin(
      `INSERT INTO client (practice_id, first_name, last_name, short_name, name_search, nation, state, born_on)
       SELECT '${practiceId}', f, l, f, search, 'england-and-wales', 'active', date '1950-01-01' + (n % 20000)::int
       FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS names (f, l, search, n)`,
      [people.map(({ f }) => f), people.map(({ l }) => l), people.map(({ f, l }) => nameSearchOf(f, l))],
    );
    await db.admin(
      `INSERT INTO safe_contact (practice_id, client_id, telephone, prefers)
       SELECT '${practiceId}', id, '07700 ' || lpad((row_number() OVER (ORDER BY id))::text, 6, '0'), 'telephone' FROM client`,
    );
  });
  cookie = await world.server.staffCookie(desk.id);
  plain = new pg.Client({ connectionString: world.db.adminUrl });
  await plain.connect();
}

export async function close(): Promise<void> {
  if (!opened) return;
  await plain?.end();
  await world?.close();
}

/** The slowest but one in twenty of four rounds over everything typed, in milliseconds. */
async function p95(ask: (name: string) => Promise<number>): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    for (const name of typed) {
      const began = performance.now();
      const found = await ask(name);
      took.push(performance.now() - began);
      if (found === 0 && name !== 'nobody') throw new Error(`nobody was found for ${name}`);
    }
  }
  return took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.95)] as number;
}

const byHttp = async (name: string): Promise<number> => {
  const answer = await world.server.post('staff', 'clients.search', { name, most: 12 }, cookie);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json().result.data.people.length;
};

/** Every word anywhere in the name or the number, as a list of people is usually searched. */
const byIlike = async (name: string): Promise<number> => {
  const words = name.split(/\s+/);
  const where = words.map(
    (_, at) => `(k.name_search ILIKE $${at + 1} OR replace(s.telephone, ' ', '') ILIKE $${at + 1})`,
  );
  const { rows } = await plain.query(
    `SELECT k.id, k.first_name, k.last_name FROM client k JOIN safe_contact s ON s.practice_id = k.practice_id AND s.client_id = k.id
     WHERE k.practice_id = '${practiceId}' AND ${where.join(' AND ')} ORDER BY k.name_search LIMIT 12`,
    words.map((word) => `%${word.replaceAll('-', ' ')}%`),
  );
  return Math.max(1, rows.length);
};

export const rows: BenchRow[] = [
  {
    name: 'search.client-20k',
    note: `the 95th of 100 answers over ${clients} clients, thirteen ways of typing`,
    unit: 'ms',
    target: { atMost: 50, of: 'value' },
    baseline: 'ILIKE over name and telephone by a superuser, without HTTP, sign-in or policies',
    rounds: 7,
    prepare: () => {
      opened ??= open();
      return opened;
    },
    run: () => p95(byHttp),
    runBaseline: () => p95(byIlike),
  },
];
