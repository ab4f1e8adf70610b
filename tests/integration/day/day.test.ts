import { createTestServer, type TestServer } from '@heather/api/testing';
import {
  makeAdministration,
  makeAgreedEpisode,
  makeCheckIn,
  makeClient,
  makeCover,
  makeGoal,
  makeGoalRating,
  makePractice,
  makeRoom,
  makeSession,
  makeSignal,
  makeStaff,
  makeTalkedAbout,
  makeTherapist,
  makeWish,
  openGround,
  publishWordings,
  saveGround,
} from '@heather/seed';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { refusal } from '../measures/world.ts';

/** A Tuesday; each client meets on it for the fourth time. */
const now = '2026-11-24T11:48:00Z';
let db: TestDatabase;
let server: TestServer;
let practiceId: string;
let ids: Record<'therapist' | 'colleague' | 'manager' | 'supervisor' | 'quiet', string>;
const clientIds: string[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
  const ground = openGround({ now: Temporal.Instant.from(now) });
  const practice = makePractice(ground);
  practiceId = practice.id;
  const manager = makeStaff(ground, practice, { roles: ['manager'] });
  const wordings = publishWordings(ground, practice, { publishedBy: manager });
  const room = makeRoom(ground, practice, { name: 'Room 2' });
  const therapist = makeTherapist(ground, practice, { fullName: 'Tomos Harries' });
  const colleague = makeTherapist(ground, practice, { fullName: 'Leila Anwar' });
  const quiet = makeTherapist(ground, practice, { fullName: 'Niamh Fallon' });
  const supervisor = makeStaff(ground, practice, { roles: ['supervisor'] });
  ids = {
    therapist: therapist.id,
    colleague: colleague.id,
    quiet: quiet.id,
    manager: manager.id,
    supervisor: supervisor.id,
  };
  const times = ['09:00', '10:00', '12:00', '14:00', '15:00', '16:00', '17:00', '18:00'];
  for (const [index, time] of times.entries()) {
    const client = makeClient(ground, practice, { firstName: `Client${index}`, lastName: 'Khatun' });
    clientIds.push(client.id);
    const course = makeAgreedEpisode(ground, {
      therapist,
      clients: [client],
      wordings,
      room,
      startsLocal: `2026-11-03T${time}`,
      weeks: 12,
    });
    const subject = { practiceId, episodeId: course.episode.id, clientId: client.id };
    const today = course.sessions.find(({ startsAt }) => String(startsAt).startsWith('2026-11-24'));
    const last = course.sessions.find(({ startsAt }) => String(startsAt).startsWith('2026-11-17'));
    if (!today || !last) throw new Error('no session today');
    makeWish(ground, today, client, `to talk about Sunday, and not rush to fix it, ${index}.`);
    for (let goal = 0; goal < 4; goal += 1) {
      const made = makeGoal(
        ground,
        subject,
        `${Array(index === 3 ? 26 : 30)
          .fill('word')
          .join(' ')} ${goal}`,
      );
      makeGoalRating(ground, made, 4, Temporal.Instant.from('2026-11-10T10:00:00Z'));
      makeGoalRating(ground, made, 5, Temporal.Instant.from('2026-11-17T10:00:00Z'));
    }
    // The third's newer result was talked about, the older was not; the fourth's both were. The fifth has none.
    const answered = (on: string, answer: number) =>
      makeAdministration(ground, subject, {
        measureKey: 'phq-9',
        dueAt: `${on}T10:00:00Z`,
        answers: [...Array(8).fill(answer), 0],
      });
    if (index === 2 || index === 3) {
      const older = answered('2026-11-10', 1);
      const newer = answered('2026-11-17', 2);
      for (const row of index === 2 ? [newer] : [older, newer])
        makeTalkedAbout(ground, row, 'administration', therapist.id, Temporal.Instant.from('2026-11-17T18:00:00Z'));
    }
    const checkIn = makeCheckIn(ground, subject, last, { answers: { bond: 2, goals: 3, tasks: 3, whole: 3 } });
    makeSignal(ground, subject, {
      kind: 'low',
      sentence: `On 17 November, “Understood” was “Partly”. ${index}`,
      checkInId: checkIn.id,
    });
  }
  await saveGround(db.worker, db.vault, ground);
  server = await createTestServer(db, { now });
});
afterAll(async () => {
  await server.close();
  await db.drop();
});

const day = async (staffId = ids.therapist) => (await server.callerFor(staffId, { practiceId })).day.get();

/** How many statements of ours reach PostgreSQL while something is done. */
async function counted<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }> {
  const original = pg.Client.prototype.query;
  const statements: string[] = [];
  // biome-ignore lint/suspicious/noExplicitAny: query has many shapes, all of which pass through
  pg.Client.prototype.query = function (this: pg.Client, ...args: any[]) {
    const text = typeof args[0] === 'string' ? args[0] : (args[0]?.text ?? '');
    // The queue asks for work on connections of its own, now and then.
    const isOurs = this.constructor.name === 'ActorClient';
    if (isOurs && !/^(SET app\.actor|BEGIN|COMMIT)/.test(text)) statements.push(text);
    // biome-ignore lint/suspicious/noExplicitAny: as above
    return (original as any).apply(this, args);
  } as typeof original;
  try {
    return { result: await work(), statements };
  } finally {
    pg.Client.prototype.query = original;
  }
}

describe('a therapist’s today', () => {
  test('has each session with its card: what is agreed, the line, goals, the signal, in their order', async () => {
    const today = await day();
    expect(today).toMatchObject({ label: 'Tuesday 24 November', nowTime: '11:48', nextDay: null });
    expect(today.sessions.map(({ phase }) => phase)).toEqual([
      'done',
      'done',
      'next',
      'later',
      'later',
      'later',
      'later',
      'later',
    ]);
    const next = today.sessions[2];
    expect(next).toMatchObject({ time: '12:00', name: 'Client2 K.', terms: '50 min, £55, Room 2' });
    expect(next?.lines.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['talk', 'wish', 'agreement', 'goal']));
    expect(JSON.stringify(next?.lines)).toContain('not rush to fix it, 2.');
    expect(next?.thread?.marks.filter((mark) => mark === 'ring')).toHaveLength(1);
    expect(next?.thread?.text).toMatch(/^Agreed; .*today the /);
    const resultOf = (index: number) =>
      today.sessions[index]?.lines.filter(({ kind }) => kind === 'result').map(({ runs }) => runs[0]);
    expect(resultOf(2)).toEqual([{ style: 'quiet', text: 'PHQ-9 8 on 10 November, not yet talked about' }]);
    expect(resultOf(3)).toEqual([{ style: 'quiet', text: 'PHQ-9 16 on 17 November' }]);
    expect(resultOf(4)).toEqual([]);
    // What is over says what is open, and opens nothing that was said.
    expect(today.sessions[0]).toMatchObject({ lines: [], thread: null });
    expect(today.sessions[0]?.after.some(({ style }) => style === 'strong')).toBe(true);
  });

  test('says at most 120 words a card, and that there is more', async () => {
    for (const { lines } of (await day()).sessions) {
      const words = lines.flatMap(({ runs }) => runs.flatMap(({ text }) => text.split(/\s+/u).filter(Boolean)));
      expect(words.length).toBeLessThanOrEqual(120);
      if (lines.length > 0) expect(lines.at(-1)?.kind).toBe('more');
    }
  });

  test('asks fourteen times and no more, eight sessions or none, once the keys are at hand', async () => {
    db.vault.forget();
    const cold = await counted(() => day());
    const warm = await counted(() => day());
    expect(warm.result.sessions).toHaveLength(8);
    expect(warm.statements.length).toBeGreaterThan(5);
    expect(warm.statements.length).toBeLessThanOrEqual(14);
    // Two more for the keys of everybody at once; never one a client.
    expect(cold.statements.length).toBeLessThanOrEqual(16);
  });

  test('notes the reading once a client for each time it is opened, in one insert', async () => {
    const count = async () =>
      (await db.admin("SELECT client_id, purpose FROM clinical_read WHERE subject_type = 'day'")).rows;
    const before = await count();
    const { statements } = await counted(() => day());
    const after = (await count()).slice(before.length);
    expect(after.map(({ client_id }) => client_id).toSorted()).toEqual(clientIds.slice(2).toSorted());
    expect(statements.filter((text) => /INSERT INTO .*clinical_read/s.test(text))).toHaveLength(1);
  });

  test('is their own: empty with words for a colleague, forbidden to manager and supervisor', async () => {
    const theirs = await day(ids.quiet);
    expect(theirs).toMatchObject({ sessions: [], waiting: [], comingUp: [], nextDay: null });
    expect(await refusal(day(ids.manager))).toBe('forbidden');
    expect(await refusal(day(ids.supervisor))).toBe('forbidden');
  });

  test('shows whoever covers the sessions of the day, and notes that it was for cover', async () => {
    expect((await day(ids.colleague)).sessions).toEqual([]);
    const ground = openGround({ now: Temporal.Instant.from(now) });
    makeCover(ground, { id: ids.therapist, practiceId } as never, { id: ids.colleague, practiceId } as never, {
      startsAt: '2020-01-01T00:00:00Z',
      endsAt: '2030-01-01T00:00:00Z',
      reads: 'record',
    });
    await saveGround(db.worker, db.vault, ground);
    const covered = await day(ids.colleague);
    expect(covered.sessions).toHaveLength(8);
    expect(covered.sessions[2]).toMatchObject({ coveringFor: 'Tomos H.' });
    expect(covered.sessions[2]?.lines.some(({ kind }) => kind === 'wish')).toBe(true);
    const { rows } = await db.admin('SELECT DISTINCT purpose FROM clinical_read WHERE staff_id = $1', [ids.colleague]);
    expect(rows).toEqual([{ purpose: 'cover' }]);
  });

  test('shows no more than the diary of a session whose client is another’s', async () => {
    const ground = openGround({ now: Temporal.Instant.from(now) });
    const { rows } = await db.admin(
      'SELECT episode_id FROM session_participant p JOIN session s ON s.id = p.session_id WHERE p.client_id = $1 LIMIT 1',
      [clientIds[7]],
    );
    makeSession(
      ground,
      { id: rows[0]?.episode_id, practiceId } as never,
      { id: ids.quiet },
      [{ id: clientIds[7] as string }],
      {
        startsAt: '2026-11-24T20:00:00Z',
      },
    );
    await saveGround(db.worker, db.vault, ground);
    const [only] = (await day(ids.quiet)).sessions;
    expect(only).toMatchObject({ clientId: null, name: 'Client7 K.' });
    expect(only?.lines.map(({ kind }) => kind)).toEqual(['wish', 'agreement']);
    expect(JSON.stringify(only)).not.toContain('Sunday');
  });
});
