import { randomUUID } from 'node:crypto';
import { type Actor, actorText, createDatabase, type Database, runAs } from '@heather/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { makeClients, makePractice } from './rows.ts';

let db: TestDatabase;
let web: Database;
let practiceId: string;
let clientIds: string[];

beforeAll(async () => {
  db = await createTestDatabase();
  // Few connections and many tasks: every connection changes hands all the time, and the last one waits long.
  web = createDatabase({ url: db.urls.web, max: 4, maxWaitMs: 60_000 });
  practiceId = await makePractice(db);
  clientIds = await makeClients(db, practiceId, 200);
});
afterAll(async () => {
  await web?.close();
  await db?.drop();
});

const client = (clientId: string): Actor => ({ kind: 'client', practiceId, clientId });

/** What a request may do; each answers the ids of the clients that it saw. */
const works: [name: string, work: (actorId: string) => Promise<string[]>][] = [
  ['find many', async () => (await web.prisma.client.findMany()).map((row) => row.id)],
  ['find first', async () => [(await web.prisma.client.findFirst())?.id ?? 'none']],
  ['raw', async () => (await web.prisma.$queryRaw<{ id: string }[]>`SELECT id::text FROM client`).map((row) => row.id)],
  [
    'update',
    async (id) =>
      (await web.prisma.client.updateManyAndReturn({ where: { practiceId }, data: { pronouns: id } })).map(
        (row) => row.id,
      ),
  ],
  [
    'transaction',
    async () =>
      web.prisma.$transaction(async (tx) => {
        const first = await tx.client.findMany();
        const again = await tx.client.findUnique({
          where: { practiceId_id: { practiceId, id: first[0]?.id ?? randomUUID() } },
        });
        return [...first.map((row) => row.id), again?.id ?? 'none'];
      }),
  ],
  [
    'after failures',
    async () => {
      // A statement that fails and a transaction that is undone must leave nothing behind for the next.
      await web.prisma.$queryRaw`SELECT 1 / 0`.catch(() => undefined);
      await web.prisma
        .$transaction(async (tx) => {
          await tx.client.findMany();
          throw new Error('undo');
        })
        .catch(() => undefined);
      return (await web.prisma.client.findMany()).map((row) => row.id);
    },
  ],
];

describe('an actor on a shared connection', () => {
  it('sees their own row and no other, in 2,000 tasks at once by 200 actors over 4 connections', async () => {
    const tasks = Array.from({ length: 2000 }, async (_, at) => {
      const id = clientIds[(at * 7) % clientIds.length] as string;
      const [name, work] = works[at % works.length] as (typeof works)[number];
      const seen = await runAs(client(id), () => work(id));
      if (seen.length === 0) return `${name}: nothing`;
      return seen.every((one) => one === id) ? undefined : `${name}: another’s`;
    });
    const wrong = (await Promise.all(tasks)).filter((one) => one !== undefined);
    expect(
      Object.fromEntries(
        Map.groupBy(wrong, (one) => one)
          .entries()
          .map(([what, all]) => [what, all.length]),
      ),
    ).toEqual({});
  });

  it('sees nothing outside a scope, also right after somebody inside one', async () => {
    const inside = runAs(client(clientIds[0] as string), () => web.prisma.client.count());
    const outside = web.prisma.client.count();
    expect(await Promise.all([inside, outside])).toEqual([1, 0]);
  });

  it('is not the one who awaits: a lazy promise handed out of the scope still ran inside', async () => {
    const [one, two] = clientIds as [string, string];
    const rows = await runAs(client(two), async () => runAs(client(one), () => web.prisma.client.findMany()));
    expect(rows.map((row) => row.id)).toEqual([one]);
  });

  it('stays themselves when two transactions ask in the very same tick', async () => {
    // Both are inside a transaction and wait for one gate, so that their next queries are asked in one turn of the loop.
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    let inside = 0;
    const ask = (id: string) =>
      web.transaction(client(id), async (tx) => {
        await tx.client.count();
        inside += 1;
        if (inside === 3) open();
        await gate;
        return (await tx.client.findMany()).map((row) => row.id);
      });
    const ids = clientIds.slice(0, 3);
    expect(await Promise.all(ids.map(ask))).toEqual(ids.map((id) => [id]));
  });

  it('is not asked by arrays of queries, which Prisma gathers across actors', async () => {
    const asked = runAs(client(clientIds[0] as string), () =>
      web.prisma.$transaction([web.prisma.client.findMany(), web.prisma.client.count()]),
    );
    await expect(asked).rejects.toThrow('an array of queries');
    expect(await runAs(client(clientIds[1] as string), () => web.prisma.client.count())).toBe(1);
  });

  it('cannot change inside a transaction', async () => {
    const [one, two] = clientIds as [string, string];
    const crossing = web.transaction(client(one), async (tx) => {
      await tx.client.findMany();
      return runAs(client(two), () => tx.client.findMany());
    });
    await expect(crossing).rejects.toThrow('the actor changed inside a transaction');
    expect(await runAs(client(two), () => web.prisma.client.count())).toBe(1);
  });

  it('is not asked for findUnique outside a transaction, where one tick’s calls would be merged across actors', async () => {
    const where = { practiceId_id: { practiceId, id: clientIds[0] as string } };
    await expect(runAs(client(clientIds[0] as string), () => web.prisma.client.findUnique({ where }))).rejects.toThrow(
      'use findFirst',
    );
    await expect(
      runAs(client(clientIds[0] as string), () => web.prisma.client.findUniqueOrThrow({ where })),
    ).rejects.toThrow('findFirst');
  });

  it('is named by uuids and by nothing that could be read as another actor', () => {
    for (const id of ['', '*', `${randomUUID()}:x`, randomUUID().toUpperCase()]) {
      expect(() => actorText({ kind: 'client', practiceId, clientId: id })).toThrow(TypeError);
      expect(() => actorText({ kind: 'worker', practiceId: id })).toThrow(TypeError);
    }
  });
});

describe('a transaction', () => {
  it('is tried again when it crossed another, and leaves one outcome', async () => {
    const actor: Actor = { kind: 'worker', practiceId };
    let runs = 0;
    let reads = 0;
    // All four have read before the first of them writes: they cross whatever the machine is doing.
    const allRead = Promise.withResolvers<void>();
    const add = () =>
      db.worker.transaction(
        actor,
        async (tx) => {
          runs += 1;
          const isFirst = runs <= 4;
          const row = await tx.practice.findFirstOrThrow();
          reads += 1;
          if (reads === 4) allRead.resolve();
          if (isFirst) await allRead.promise;
          await tx.practice.updateMany({ where: { id: practiceId }, data: { waitLimitDays: row.waitLimitDays + 1 } });
        },
        { isolationLevel: 'Serializable', retries: 20 },
      );
    const before = (await runAs(actor, () => db.worker.prisma.practice.findFirstOrThrow())).waitLimitDays;
    await Promise.all(Array.from({ length: 4 }, add));
    const after = (await runAs(actor, () => db.worker.prisma.practice.findFirstOrThrow())).waitLimitDays;
    expect(after - before).toBe(4);
    expect(runs).toBeGreaterThan(4);
  });

  it('leaves nothing when it fails', async () => {
    const actor: Actor = { kind: 'worker', practiceId };
    const failing = db.worker.transaction(actor, async (tx) => {
      await tx.room.create({ data: { practiceId, name: 'Never', site: 'Here' } });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await runAs(actor, () => db.worker.prisma.room.count({ where: { name: 'Never' } }))).toBe(0);
  });
});
