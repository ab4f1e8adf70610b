import { createTestServer, type TestServer, type TestServerOptions } from '@heather/api/testing';
import {
  addHours,
  makeClient,
  makeEnquiry,
  makeEntry,
  makeLadder,
  makePractice,
  makeRoom,
  makeStaff,
  makeTherapist,
  openGround,
  publishWordings,
  saveGround,
} from '@heather/seed';
import { type TestDatabase, takeTestDatabase } from '../../support/postgres.ts';

export const now = '2026-11-23T10:00:00Z';

/** A practice that can offer places, with one of each role; and a second practice like it. */
export async function openPracticeWorld(options: TestServerOptions = {}) {
  const db: TestDatabase = await takeTestDatabase();
  const home = await people(db, '2020-01-01T00:00:00Z');
  const other = await people(db, '2021-01-01T00:00:00Z');
  const server: TestServer = await createTestServer(db, { now, ...options });
  return {
    db,
    server,
    home,
    other,
    /** A practice of its own for a test that changes much; callers name it. */
    fresh: () => people(db, '2022-01-01T00:00:00Z'),
    close: async () => {
      await server.close();
      await db.drop();
    },
  };
}
export type PracticeWorld = Awaited<ReturnType<typeof openPracticeWorld>>;

async function people(db: TestDatabase, createdAt: string) {
  const ground = openGround({ now: Temporal.Instant.from(now) });
  const practice = makePractice(ground, { createdAt });
  const manager = makeStaff(ground, practice, { roles: ['manager'] });
  const lead = makeStaff(ground, practice, { roles: ['clinical-lead'] });
  const frontDesk = makeStaff(ground, practice, { roles: ['front-desk'] });
  const hours = [{ weekday: 2, from: '16:00', until: '20:00' }];
  const therapist = makeTherapist(ground, practice, { hours, profile: { languages: ['English'] } });
  const room = makeRoom(ground, practice, { name: 'Room 2' });
  addHours(ground, practice.id, { roomId: room.id }, [{ weekday: 2, from: '08:00', until: '21:00' }]);
  publishWordings(ground, practice, { publishedBy: lead });
  makeLadder(ground, practice, [
    { staff: therapist, title: 'cover' },
    { staff: lead, title: 'clinical-lead' },
  ]);
  const client = makeClient(ground, practice, { state: 'waiting' });
  const entry = makeEntry(ground, makeEnquiry(ground, client, { state: 'suitable' }), {});
  await saveGround(db.worker, db.vault, ground);
  return {
    practiceId: practice.id,
    managerId: manager.id,
    leadId: lead.id,
    frontDeskId: frontDesk.id,
    therapistId: therapist.id,
    roomId: room.id,
    entryId: entry.id,
    offer: {
      entryId: entry.id,
      therapistId: therapist.id,
      place: { startsLocal: '2026-12-01T17:30', placeKind: 'room' as const, roomId: room.id, everyWeeks: 1 },
      fee: 'usual' as const,
      plannedSessions: null,
      reasonWords: null,
    },
  };
}

/** The code of a refusal, or 'done'. */
export async function refusalOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return 'done';
  } catch (error) {
    return (error as { cause?: { code?: string } }).cause?.code ?? String(error);
  }
}
