import { createTestServer, type TestServer, type TestServerOptions } from '@heather/api/testing';
import { makeClient, makeEpisode, makePractice, makeStaff, makeTherapist, openGround, saveGround } from '@heather/seed';
import { type TestDatabase, takeTestDatabase } from '../../support/postgres.ts';

/** Two practices with a manager, a therapist and clients each, and the server over them. The first practice is the one at home. */
export async function openWorld(options: TestServerOptions = {}) {
  const db: TestDatabase = await takeTestDatabase();
  const now = Temporal.Instant.from(options.now ?? '2026-11-23T10:00:00Z');
  const home = await people(db, now, { createdAt: '2020-01-01T00:00:00Z' });
  const other = await people(db, now, { createdAt: '2021-01-01T00:00:00Z' });
  const server: TestServer = await createTestServer(db, options);
  return {
    db,
    server,
    home,
    other,
    close: async () => {
      await server.close();
      await db.drop();
    },
  };
}
export type World = Awaited<ReturnType<typeof openWorld>>;

async function people(db: TestDatabase, now: Temporal.Instant, overrides: { createdAt: string }) {
  const ground = openGround({ now });
  const practice = makePractice(ground, { ...overrides, bornAsDemonstrationAt: overrides.createdAt });
  const manager = makeStaff(ground, practice, { roles: ['manager'] });
  const frontDesk = makeStaff(ground, practice, { roles: ['front-desk'] });
  const leaver = makeStaff(ground, practice, { roles: ['manager'], state: 'left' });
  const therapist = makeTherapist(ground, practice);
  const colleague = makeTherapist(ground, practice);
  const client = makeClient(ground, practice, { contact: { email: 'safe@client.example', emailIsSafe: true } });
  const unsafe = makeClient(ground, practice, { contact: { email: 'unsafe@client.example', emailIsSafe: false } });
  makeEpisode(ground, { therapist, clients: [client] });
  await saveGround(db.worker, db.vault, ground);
  return {
    practiceId: practice.id,
    managerId: manager.id,
    frontDeskId: frontDesk.id,
    leaverId: leaver.id,
    therapistId: therapist.id,
    colleagueId: colleague.id,
    clientId: client.id,
    unsafeId: unsafe.id,
  };
}
