import { randomUUID } from 'node:crypto';
import type { TestDatabase } from '../../support/postgres.ts';

// The few rows that the database's own tests stand on. Other tests use the factories of @heather/seed; these must not depend on them,
// since the factories depend on what is proved here.

export async function makePractice(db: TestDatabase): Promise<string> {
  const practiceId = randomUUID();
  await db.worker.transaction({ kind: 'worker', practiceId }, async (tx) => {
    await tx.practice.create({
      data: {
        id: practiceId,
        slug: practiceId,
        name: 'Fern Row',
        nation: 'england-and-wales',
        controllerName: 'Fern Row',
      },
    });
    await db.vault.createPracticeKey(tx, practiceId);
  });
  return practiceId;
}

export async function makeClients(db: TestDatabase, practiceId: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await db.worker.transaction({ kind: 'worker', practiceId }, async (tx) => {
    await tx.client.createMany({
      data: ids.map((id, at) => ({
        practiceId,
        id,
        firstName: 'Client',
        lastName: String(at),
        shortName: `C${at}`,
        nameSearch: `client ${at}`,
        nation: 'england-and-wales',
        state: 'active',
      })),
    });
    if (count <= 20) for (const id of ids) await db.vault.createClientKey(tx, practiceId, id);
  });
  return ids;
}

export async function makeStaff(db: TestDatabase, practiceId: string, ...roles: string[]): Promise<string> {
  const id = randomUUID();
  await db.worker.transaction({ kind: 'worker', practiceId }, async (tx) => {
    await tx.staffMember.create({
      data: { practiceId, id, fullName: 'Sam Reed', shortName: 'Sam', email: `${id}@example.org`, state: 'active' },
    });
    for (const role of roles) await tx.staffRole.create({ data: { practiceId, staffId: id, role } });
  });
  return id;
}

/** An episode of the client with the therapist. */
export async function allocate(
  db: TestDatabase,
  practiceId: string,
  clientId: string,
  therapistId: string,
  dates: { fromAt: Date; untilAt?: Date; handoverUntilAt?: Date },
): Promise<string> {
  const episodeId = randomUUID();
  await db.worker.transaction({ kind: 'worker', practiceId }, async (tx) => {
    await tx.episode.create({ data: { practiceId, id: episodeId, kind: 'individual', state: 'open' } });
    await tx.episodeParticipant.create({ data: { practiceId, episodeId, clientId } });
    await tx.allocation.create({ data: { practiceId, episodeId, therapistId, reason: 'fits', ...dates } });
  });
  return episodeId;
}
