import { exportClient, tablesOfClient } from '@heather/api/testing';
import { runAs } from '@heather/database';
import {
  addAudit,
  answersFor,
  makeAdministration,
  makeCheckIn,
  makeClient,
  makeEpisode,
  makeLedgerEntry,
  makeNote,
  makePractice,
  makeSession,
  makeTherapist,
  openGround,
  saveGround,
  stamp,
} from '@heather/seed';
import pg from 'pg';
import { type BenchRow, timed } from './harness.ts';
import { type BenchWorld, now, openBench } from './world.ts';

/** Ten years, once a week. */
const weeks = 520;
const words =
  'We came back to what had been hard in the week. He noticed the pull to make light of it, and stayed with it for a while. '.repeat(
    8,
  );

let world: BenchWorld;
let plain: pg.Client;
let practiceId: string;
let clientId: string;
let opened: Promise<void> | undefined;

async function open(): Promise<void> {
  const end = Temporal.Instant.from(now);
  const ground = openGround({ now: end });
  const practice = makePractice(ground);
  const therapist = makeTherapist(ground, practice);
  const client = makeClient(ground, practice);
  [practiceId, clientId] = [practice.id, client.id];
  const openedAt = stamp(end.subtract({ hours: 24 * 7 * weeks }));
  const { episode } = makeEpisode(ground, { therapist, clients: [client], openedAt });
  const subject = { practiceId, episodeId: episode.id, clientId };
  const actor = { kind: 'staff' as const, id: therapist.id, roles: ['therapist'] };
  for (let week = weeks; week > 0; week -= 1) {
    const startsAt = end.subtract({ hours: 24 * 7 * week });
    const endsAt = stamp(startsAt.add({ minutes: 50 }));
    const times = { startsAt: stamp(startsAt), endsAt, status: 'attended', number: weeks - week + 1 };
    const session = makeSession(ground, episode, therapist, [client], times);
    makeNote(ground, session, client, therapist, { words });
    makeCheckIn(ground, subject, session, { answers: { bond: 3, goals: 3, tasks: 3, whole: 3 }, note: 'It was good.' });
    const answers = answersFor('core-10', 14, ground.random.fork(`${week}`));
    makeAdministration(ground, subject, { answers, dueAt: stamp(startsAt), sessionId: session.id });
    makeLedgerEntry(ground, client, { at: endsAt, sessionId: session.id });
    makeLedgerEntry(ground, client, { at: endsAt, kind: 'payment', reason: 'payment', method: 'transfer' });
    for (let event = 0; event < 8; event += 1) {
      const subjectId = session.id;
      addAudit(ground, practice, 'session.attended', {
        actor,
        at: startsAt,
        subjectType: 'session',
        subjectId,
        clientId,
      });
    }
    for (let read = 0; read < 4; read += 1) {
      const at = { at: endsAt, id: ground.id(startsAt) };
      const what = { subjectType: 'session-note', subjectCount: 1, purpose: 'care' };
      ground.add('clinicalRead', { practiceId, clientId, staffId: therapist.id, ...what, ...at });
    }
  }
  world = await openBench((db) => saveGround(db.worker, db.vault, ground));
  plain = new pg.Client({ connectionString: world.db.adminUrl });
  await plain.connect();
}

export async function close(): Promise<void> {
  if (!opened) return;
  await plain?.end();
  await world?.close();
}

/** The whole copy: every row opened, what is others' looked for, page, paper, machine-readable file, packed. */
async function whole(): Promise<void> {
  const { db } = world;
  const vault = db.vault.scope(db.worker.prisma, practiceId);
  const reader = { db: db.worker.prisma as never, vault, practiceId, now: Temporal.Instant.from(now) };
  const made = await runAs({ kind: 'worker', practiceId }, () => exportClient(reader, clientId));
  if (!made || made.rows < weeks * 17) throw new Error('the copy is not whole');
}

const byClient = Object.entries(tablesOfClient).filter(([name, { by }]) => by === 'client_id' && !name.includes('.'));

/** The same rows as they lie there: not opened, not told, not packed. */
async function selects(): Promise<void> {
  for (const [name] of byClient) {
    const { rows } = await plain.query(`SELECT * FROM public.${name} WHERE practice_id = $1 AND client_id = $2`, [
      practiceId,
      clientId,
    ]);
    JSON.stringify(rows);
  }
}

export const rows: BenchRow[] = [
  {
    name: 'export.client',
    note: `one client with ${weeks} weekly sessions, each with note, check-in and questionnaire`,
    unit: 'ms',
    target: { atMost: 60_000, of: 'value' },
    baseline: 'plain SELECTs of the same rows by a superuser as JSON, sealed as they are, without page or paper',
    rounds: 1,
    prepare: () => {
      opened ??= open();
      return opened;
    },
    run: () => timed(whole),
    runBaseline: () => timed(selects),
  },
];
