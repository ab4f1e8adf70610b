import {
  answersFor,
  makeAdministration,
  makeAgreedEpisode,
  makeClient,
  makeEnquiry,
  makeEntry,
  makeOffer,
  makePractice,
  makeRoom,
  makeStaff,
  makeTherapist,
  openGround,
  publishWordings,
  saveGround,
} from '@heather/seed';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const now = Temporal.Instant.from('2026-11-24T11:48:00Z');

function makeSmallPractice() {
  const ground = openGround({ now });
  const practice = makePractice(ground);
  const manager = makeStaff(ground, practice, { roles: ['manager'] });
  const therapist = makeTherapist(ground, practice);
  const room = makeRoom(ground, practice);
  const wordings = publishWordings(ground, practice, { publishedBy: manager });
  const client = makeClient(ground, practice, { firstName: 'Amira', lastName: 'Khatun' });
  const entry = makeEntry(ground, makeEnquiry(ground, client, { brings: 'I say yes to everything.' }));
  makeOffer(ground, entry, therapist, { startsLocal: '2026-12-01T14:00', madeById: manager.id, roomId: room.id });
  const course = makeAgreedEpisode(ground, { therapist, clients: [client], wordings, room });
  makeAdministration(
    ground,
    { practiceId: practice.id, episodeId: course.episode.id, clientId: client.id },
    { answers: answersFor('core-10', 18, ground.random) },
  );
  return { ground, practice, therapist, client, course };
}

test('two practices made by the same factories stand in one database, and their sealed text opens', async () => {
  const one = makeSmallPractice();
  const other = makeSmallPractice();
  await saveGround(database.worker, database.vault, one.ground);
  await saveGround(database.worker, database.vault, other.ground);
  for (const { practice, client } of [one, other]) {
    await database.worker.runAs({ kind: 'worker', practiceId: practice.id }, async () => {
      const enquiries = await database.worker.prisma.enquiry.findMany();
      expect(enquiries.map((enquiry) => enquiry.clientId)).toEqual([client.id]);
      const enquiry = enquiries[0] as (typeof enquiries)[number];
      const opened = await database.vault
        .scope(database.worker.prisma, practice.id)
        .open(
          client.id,
          { table: 'enquiry', column: 'brings_sealed', rowId: enquiry.id },
          enquiry.bringsSealed as never,
        );
      expect(opened).toBe('I say yes to everything.');
      expect(await database.worker.prisma.session.count()).toBe(12);
    });
  }
});

test('a therapist of one practice reads their own client and nobody of the other practice', async () => {
  const one = makeSmallPractice();
  const other = makeSmallPractice();
  await saveGround(database.worker, database.vault, one.ground);
  await saveGround(database.worker, database.vault, other.ground);
  const actor = { kind: 'staff', practiceId: one.practice.id, staffId: one.therapist.id } as const;
  const clients = await database.web.runAs(actor, () => database.web.prisma.client.findMany());
  expect(clients.map(({ id }) => id)).toEqual([one.client.id]);
});
