// A practice for the rows that go through the real server: therapists, clients, and packs that wait for a signature.
import { type TestServer as ApiServer, createTestServer } from '@heather/api/testing';
import type { WorkingAgreementInput } from '@heather/confidentiality';
import {
  countersignPack,
  makeAgreement,
  makeClient,
  makeEpisode,
  makePack,
  makePractice,
  makeStaff,
  makeTherapist,
  openGround,
  presentPack,
  publishWordings,
  saveGround,
  signPack,
  stamp,
} from '@heather/seed';
import { createTestDatabase, startTestServer, type TestDatabase } from '../support/postgres.ts';

export const now = '2026-11-23T10:00:00Z';

export type BenchWorld = { db: TestDatabase; server: ApiServer; close: () => Promise<void> };

/** An empty database with the whole server over it. */
export async function openBench(fill: (db: TestDatabase) => Promise<void>): Promise<BenchWorld> {
  const postgres = await startTestServer();
  const db = await createTestDatabase({ serverUrl: postgres.adminUrl, max: 20 });
  await fill(db);
  await db.admin('ANALYZE');
  const server = await createTestServer(db, { now });
  return {
    db,
    server,
    close: async () => {
      await server.close();
      await db.drop();
      await postgres.stop();
    },
  };
}

/**
 * Packs of as many clients, sent an hour ago; `isSigned` by both, so that only the seal is missing; `isOpen`: the course has begun.
 * @param frameOf what each client's agreement says beside the example's words
 */
export async function savePacks(
  db: TestDatabase,
  howMany: number,
  {
    isSigned,
    isOpen = false,
    frameOf = () => ({}),
  }: { isSigned: boolean; isOpen?: boolean; frameOf?: (index: number) => Partial<WorkingAgreementInput> },
) {
  const at = Temporal.Instant.from(now);
  const ground = openGround({ now: at });
  const practice = makePractice(ground);
  const manager = makeStaff(ground, practice, { roles: ['manager'] });
  const therapist = makeTherapist(ground, practice);
  const wordings = publishWordings(ground, practice, { publishedBy: manager });
  const packs = Array.from({ length: howMany }, (_, index) => {
    const client = makeClient(ground, practice);
    const sentAt = at.subtract({ hours: 1 });
    const { episode } = makeEpisode(ground, {
      therapist,
      clients: [client],
      state: isOpen ? 'open' : 'proposed',
      openedAt: stamp(sentAt),
    });
    const { agreement, frame } = makeAgreement(ground, episode, therapist, wordings, {
      frame: frameOf(index),
      ...(isOpen && { state: 'agreed', agreedAt: stamp(at) }),
    });
    const pack = makePack(ground, {
      agreement,
      frame,
      client,
      wordings,
      requestedById: therapist.id,
      sentAt: stamp(sentAt),
    });
    if (isSigned) {
      presentPack(ground, pack, sentAt.add({ minutes: 10 }));
      signPack(ground, pack, { at: sentAt.add({ minutes: 20 }), nameTyped: 'Priya Shah' });
      countersignPack(ground, pack, {
        at: sentAt.add({ minutes: 30 }),
        nameTyped: 'Leila Amin',
        staffId: therapist.id,
      });
    }
    return { clientId: client.id, packId: pack.pack.id, therapistId: therapist.id };
  });
  await saveGround(db.worker, db.vault, ground);
  return packs;
}
