import { createTestServer, type TestServer } from '@heather/api/testing';
import { makeClient, makeEpisode, makePractice, makeStaff, makeTherapist, openGround, saveGround } from '@heather/seed';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, takeTestDatabase } from '../../support/postgres.ts';

let db: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  db = await takeTestDatabase();
  server = await createTestServer(db);
});
afterAll(async () => {
  await server?.close();
  await db?.drop();
});

it('lists who is with whom a page at a time: everybody once, by name, also where many have one name', async () => {
  const ground = openGround({ now: Temporal.Instant.from('2026-11-23T10:00:00Z') });
  const practice = makePractice(ground);
  const [manager, desk] = (['manager', 'front-desk'] as const).map((role) =>
    makeStaff(ground, practice, { roles: [role] }),
  );
  const therapist = makeTherapist(ground, practice);
  for (let n = 0; n < 120; n += 1) {
    const [firstName, lastName] =
      n % 3 === 0 ? ['Ann', 'Jones'] : [`Siân${'abcdefghij'[n % 10]}`, `Prys${'abcdefghijkl'[Math.floor(n / 10)]}`];
    makeEpisode(ground, { therapist, clients: [makeClient(ground, practice, { firstName, lastName })] });
  }
  const elsewhere = makePractice(ground);
  const stranger = makeClient(ground, elsewhere);
  makeEpisode(ground, { therapist: makeTherapist(ground, elsewhere), clients: [stranger] });
  await saveGround(db.worker, db.vault, ground);
  const caller = await server.callerFor(manager?.id as string, { practiceId: practice.id });
  const seen: string[] = [];
  const sizes: number[] = [];
  let after: string | null = null;
  do {
    const { people, next }: Awaited<ReturnType<typeof caller.allocation.listAllocations>> =
      await caller.allocation.listAllocations({ after: after as never });
    seen.push(...people.map(({ clientId }) => clientId));
    sizes.push(people.length);
    after = next;
  } while (after !== null);
  expect(sizes).toEqual([50, 50, 20]);
  const { rows } = await db.admin('SELECT id FROM client WHERE practice_id = $1 ORDER BY name_search, id', [
    practice.id,
  ]);
  expect(new Set(seen).size).toBe(120);
  const nameOf = new Map(
    (await db.admin('SELECT id, name_search FROM client WHERE practice_id = $1', [practice.id])).rows.map((row) => [
      row.id,
      row.name_search,
    ]),
  );
  expect(seen.map((id) => nameOf.get(id))).toEqual(rows.map(({ id }) => nameOf.get(id)));
  const refused = (await server.callerFor(desk?.id as string, { practiceId: practice.id })).allocation;
  await expect(refused.listAllocations({ after: null })).rejects.toThrow('forbidden');
});
