import { randomUUID } from 'node:crypto';
import { createPlainDatabase, type Database, type PrismaClient, runAs } from '@heather/database';
import { createTestDatabase, startTestServer, type TestDatabase, type TestServer } from '../support/postgres.ts';
import { type BenchRow, timed } from './harness.ts';

const actorCount = 200;
const sessionsEach = 30;
const requests = 500;
const inFlight = 20;

let server: TestServer;
let db: TestDatabase;
let plain: { prisma: PrismaClient; close: () => Promise<void> };
const practiceId = randomUUID();
const clientIds = Array.from({ length: actorCount }, () => randomUUID());

/** What a client's home asks first: the next three sessions. */
function nextSessions(prisma: PrismaClient, clientId: string) {
  return prisma.sessionParticipant.findMany({
    where: { practiceId, clientId, startsAt: { gte: new Date('2027-03-01T00:00Z') } },
    orderBy: { startsAt: 'asc' },
    take: 3,
  });
}

async function makeRows(worker: Database): Promise<void> {
  const startsAt = (week: number) => new Date(Date.UTC(2027, 0, 4 + 7 * week, 18));
  await worker.transaction(
    { kind: 'worker', practiceId },
    async (tx) => {
      const words = { nation: 'england-and-wales' };
      await tx.practice.create({
        data: { id: practiceId, slug: practiceId, name: 'P', controllerName: 'P', ...words },
      });
      const therapistId = randomUUID();
      await tx.staffMember.create({
        data: { practiceId, id: therapistId, fullName: 'T', shortName: 'T', email: 't@example.org', state: 'active' },
      });
      await tx.client.createMany({
        data: clientIds.map((id, n) => ({
          practiceId,
          id,
          firstName: 'C',
          lastName: String(n),
          shortName: 'C',
          nameSearch: `c ${n}`,
          state: 'active',
          ...words,
        })),
      });
      const episodes = clientIds.map((clientId) => ({ clientId, id: randomUUID() }));
      await tx.episode.createMany({
        data: episodes.map(({ id }) => ({ practiceId, id, kind: 'individual', state: 'open' })),
      });
      await tx.episodeParticipant.createMany({
        data: episodes.map(({ id, clientId }) => ({ practiceId, episodeId: id, clientId })),
      });
      const sessions = episodes.flatMap((episode) =>
        Array.from({ length: sessionsEach }, (_, week) => ({ episode, id: randomUUID(), at: startsAt(week) })),
      );
      await tx.session.createMany({
        data: sessions.map(({ episode, id, at }) => ({
          practiceId,
          id,
          episodeId: episode.id,
          therapistId,
          placeKind: 'online',
          zone: 'Europe/London',
          startsAt: at,
          endsAt: new Date(at.getTime() + 3_000_000),
          status: 'planned',
          feePence: 5000,
        })),
      });
      await tx.sessionParticipant.createMany({
        data: sessions.map(({ episode, id, at }) => ({
          practiceId,
          sessionId: id,
          clientId: episode.clientId,
          startsAt: at,
        })),
      });
    },
    { timeoutMs: 60_000 },
  );
  await db.admin('ANALYZE');
}

/** All requests, `inFlight` at a time, each for the next client. Throws when an answer is not three rows of that client. */
async function load(ask: (clientId: string) => Promise<{ clientId: string }[]>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (next < requests) {
        const clientId = clientIds[next++ % actorCount] as string;
        const rows = await ask(clientId);
        if (rows.length !== 3 || rows.some((row) => row.clientId !== clientId)) throw new Error('a wrong answer');
      }
    }),
  );
}

export const rows: BenchRow[] = [
  {
    name: 'rls.portal-query',
    unit: 'ms',
    baseline: 'the same query by a superuser on a plain pool, without row-level security',
    target: { atMost: 1.15, of: 'ratio' },
    // Many short rounds: within a fifth of a second the machine is the same for both.
    rounds: 81,
    inTurn: true,
    async prepare() {
      server = await startTestServer();
      db = await createTestDatabase({ serverUrl: server.adminUrl });
      await makeRows(db.worker);
      plain = createPlainDatabase({ url: db.adminUrl, max: 10 });
    },
    run: () =>
      timed(() =>
        load((clientId) =>
          runAs({ kind: 'client', practiceId, clientId }, () => nextSessions(db.web.prisma, clientId)),
        ),
      ),
    runBaseline: () => timed(() => load((clientId) => nextSessions(plain.prisma, clientId))),
    async close() {
      await plain?.close();
      await db?.drop();
      await server?.stop();
    },
  },
];
