import { type LargePractice, seedLarge } from '@heather/seed';
import pg from 'pg';
import { type BenchRow, timed } from './harness.ts';
import { type BenchWorld, now, openBench } from './world.ts';

// The large practice in small: each therapist has the hundred clients and five thousand sessions that they have in the whole.
// HEATHER_BENCH_THERAPISTS=200 measures the whole, after some minutes of making it.
const therapists = Number(process.env.HEATHER_BENCH_THERAPISTS ?? 10);
const note = `on ${therapists} therapists, ${therapists * 100} clients, ${therapists * 5000} sessions`;
const inTurn = 10;

let world: BenchWorld;
let large: LargePractice;
let cookies: { staffId: string; cookie: string }[] = [];
let managerCookie: string;
let plain: pg.Client;

let opened: Promise<void> | undefined;

async function open(): Promise<void> {
  world = await openBench(async (db) => {
    large = await seedLarge(db.worker, db.vault, { now: Temporal.Instant.from(now), therapists });
  });
  cookies = await Promise.all(
    large.therapistIds
      .slice(0, inTurn)
      .map(async (staffId) => ({ staffId, cookie: await world.server.staffCookie(staffId) })),
  );
  managerCookie = await world.server.staffCookie(large.managerId);
  plain = new pg.Client({ connectionString: world.db.adminUrl });
  await plain.connect();
}

/** One practice for all rows of this file: it takes longer to make than to measure. */
export async function close(): Promise<void> {
  if (!opened) return;
  await plain?.end();
  await world?.close();
}

/** One request a therapist, by HTTP with the sign-in's cookie, one after the other: milliseconds each. */
async function ask(path: string): Promise<number> {
  const took = await timed(async () => {
    for (const { cookie } of cookies) {
      const answer = await world.server.get('staff', path, undefined, cookie);
      if (answer.statusCode !== 200) throw new Error(answer.body);
    }
  });
  return took / cookies.length;
}

const rowsOf = async (text: string, ...values: unknown[]) => (await plain.query(text, values)).rows;

/** What a card shows, fetched for one course at a time. */
async function courseByItself(episodeId: string): Promise<void> {
  const queries = [
    'SELECT * FROM episode WHERE id = $1',
    'SELECT * FROM session WHERE episode_id = $1 ORDER BY starts_at',
    'SELECT * FROM working_agreement WHERE episode_id = $1',
    'SELECT c.* FROM client c JOIN episode_participant p ON p.client_id = c.id WHERE p.episode_id = $1',
    'SELECT * FROM goal WHERE episode_id = $1',
    'SELECT * FROM check_in WHERE episode_id = $1 ORDER BY due_at DESC LIMIT 1',
    'SELECT * FROM alliance_signal WHERE episode_id = $1 AND closed_at IS NULL',
    'SELECT * FROM agreement_pack WHERE episode_id = $1',
  ];
  for (const query of queries) await rowsOf(query, episodeId);
}

const dayByItself = `SELECT episode_id FROM session WHERE practice_id = $1 AND therapist_id = $2
  AND starts_at >= $3::date AND starts_at < $3::date + 1`;
const caseloadByItself = `SELECT a.episode_id FROM allocation a JOIN episode e ON e.practice_id = a.practice_id AND e.id = a.episode_id
  WHERE a.practice_id = $1 AND a.therapist_id = $2 AND a.until_at IS NULL AND $3::date IS NOT NULL AND e.state <> 'ended'`;

async function oneByOne(list: string): Promise<number> {
  const took = await timed(async () => {
    for (const { staffId } of cookies) {
      const courses = await rowsOf(list, large.practiceId, staffId, now.slice(0, 10));
      if (courses.length === 0) throw new Error('a therapist without courses');
      for (const { episode_id: episodeId } of courses) await courseByItself(episodeId);
    }
  });
  return took / cookies.length;
}

const row = (name: string, path: string, list: string): BenchRow => ({
  name,
  note,
  unit: 'ms',
  target: { atMost: 50, of: 'value' },
  baseline: 'the same rows course by course, by a superuser, nothing opened or checked',
  rounds: 7,
  run: () => ask(path),
  runBaseline: () => oneByOne(list),
  prepare: () => {
    opened ??= open();
    return opened;
  },
});

const standing = { state: null, therapistId: null, after: null };
const boardByItself = [
  `SELECT e.id FROM episode e JOIN episode_participant p ON p.practice_id = e.practice_id AND p.episode_id = e.id
     WHERE p.client_id = $1 AND e.state <> 'ended'`,
  'SELECT * FROM agreement_pack p JOIN working_agreement a ON a.practice_id = p.practice_id AND a.id = p.working_agreement_id WHERE p.client_id = $1',
  'SELECT * FROM consent_event WHERE client_id = $1',
  "SELECT * FROM consent_record WHERE client_id = $1 AND kind <> 'nothing'",
];

/** The first page of everybody's agreements, as the manager opens it. */
async function askBoard(): Promise<number> {
  return timed(async () => {
    const answer = await world.server.get('staff', 'agreements.overview', standing, managerCookie);
    if (answer.statusCode !== 200 || answer.json().result.data.rows.length !== 50) throw new Error(answer.body);
  });
}

/** The same fifty people, one after the other. */
const boardOneByOne = () =>
  timed(async () => {
    const people = await rowsOf(
      "SELECT id FROM client WHERE practice_id = $1 AND state = 'active' ORDER BY name_search, id LIMIT 50",
      large.practiceId,
    );
    for (const { id } of people) for (const query of boardByItself) await rowsOf(query, id);
  });

export const rows: BenchRow[] = [
  row('day.therapist', 'day.get', dayByItself),
  row('caseload.therapist', 'clients.list', caseloadByItself),
  {
    ...row('consent.board', 'agreements.overview', caseloadByItself),
    baseline: 'the same fifty people, agreements and choices fetched person by person, by a superuser',
    run: askBoard,
    runBaseline: boardOneByOne,
  },
];
