import { type LargePractice, seedLarge } from '@heather/seed';
import pg from 'pg';
import { type BenchRow, timed } from './harness.ts';
import { type BenchWorld, now, openBench } from './world.ts';

// A practice of forty, each with a full diary and four years of history behind it.
const therapists = Number(process.env.HEATHER_BENCH_DIARIES ?? 40);

let world: BenchWorld;
let large: LargePractice;
let plain: pg.Client;
let cookie = '';
let shown = 0;

/** The desk's page, by HTTP with the sign-in's cookie: the week of everybody. */
async function askWeek(): Promise<void> {
  const answer = await world.server.get('staff', 'scheduling.diary', {}, cookie);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  const { days } = answer.json().result.data as { days: { sessions: unknown[] }[] };
  shown = days.reduce((sum, { sessions }) => sum + sessions.length, 0);
  if (shown < therapists * 20) throw new Error(`${shown} sessions in the week of ${therapists} therapists`);
}

const oneWeek = `SELECT s.* FROM session s WHERE s.practice_id = $1 AND s.therapist_id = $2
  AND s.starts_at >= date_trunc('week', $3::timestamptz) AND s.starts_at < date_trunc('week', $3::timestamptz) + interval '7 days'
  ORDER BY s.starts_at`;
const whoComes = `SELECT p.session_id, k.id, k.short_name FROM session_participant p
  JOIN client k ON k.practice_id = p.practice_id AND k.id = p.client_id WHERE p.practice_id = $1 AND p.session_id = ANY ($2)`;

async function askOneByOne(): Promise<void> {
  let found = 0;
  for (const therapistId of large.therapistIds) {
    const { rows } = await plain.query(oneWeek, [large.practiceId, therapistId, now]);
    await plain.query(whoComes, [large.practiceId, rows.map(({ id }) => id)]);
    found += rows.length;
  }
  if (found !== shown) throw new Error(`${found} sessions one by one, ${shown} on the page`);
}

export const rows: BenchRow[] = [
  {
    name: 'diary.week-40',
    note: `the desk's week of ${therapists} therapists, ${therapists * 25} sessions in it`,
    unit: 'ms',
    target: { atMost: 50, of: 'value' },
    baseline: 'the same sessions and people therapist by therapist, by a superuser, nothing checked',
    rounds: 15,
    async prepare() {
      world = await openBench(async (db) => {
        large = await seedLarge(db.worker, db.vault, { now: Temporal.Instant.from(now), therapists });
      });
      cookie = await world.server.staffCookie(large.managerId);
      plain = new pg.Client({ connectionString: world.db.adminUrl });
      await plain.connect();
    },
    run: () => timed(askWeek),
    runBaseline: () => timed(askOneByOne),
    async close() {
      await plain?.end();
      await world?.close();
    },
  },
];
