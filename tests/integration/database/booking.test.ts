import { randomUUID } from 'node:crypto';
import {
  isExclusionViolation,
  isSerialization,
  isUniqueViolation,
  lockResources,
  type Resource,
  runAs,
} from '@heather/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { makePractice } from './rows.ts';

let db: TestDatabase;
let practiceId: string;

beforeAll(async () => {
  db = await createTestDatabase({ max: 20 });
  practiceId = await makePractice(db);
});
afterAll(() => db?.drop());

const actor = () => ({ kind: 'staff', practiceId, staffId: practiceId }) as const;
const at = (hour: number) => new Date(Date.UTC(2027, 2, 2, hour));

/** Books resources for an hour, as the use-cases do: locks in order, then the rows. */
function book(resources: Resource[], hour: number, locked = true) {
  return db.web.transaction(
    actor(),
    async (tx) => {
      if (locked) await lockResources(tx, resources);
      await tx.occupied.createMany({
        data: resources.map((one) => ({ practiceId, ...one, startsAt: at(hour), endsAt: at(hour + 1) })),
      });
    },
    { retries: 0, timeoutMs: 60_000 },
  );
}

it('of 200 parallel attempts at one place one wins, and the rest are told that it is taken', async () => {
  const room: Resource = { kind: 'room', resourceId: randomUUID() };
  const results = await Promise.allSettled(
    Array.from({ length: 200 }, () => book([room, { kind: 'therapist', resourceId: randomUUID() }], 9)),
  );
  const lost = results.filter((result) => result.status === 'rejected');
  expect(results.length - lost.length).toBe(1);
  expect(
    lost
      .filter((result) => !isExclusionViolation(result.reason, 'occupied_once'))
      .map((result) => String(result.reason)),
  ).toEqual([]);
  const rows = await runAs(actor(), () =>
    db.web.prisma.occupied.count({ where: { resourceId: room.resourceId, active: true } }),
  );
  expect(rows).toBe(1);
});

it('two resources asked for in opposite order never deadlock', async () => {
  const [a, b]: Resource[] = [
    { kind: 'room', resourceId: randomUUID() },
    { kind: 'therapist', resourceId: randomUUID() },
  ];
  const results = await Promise.allSettled(
    Array.from({ length: 60 }, (_, turn) =>
      book(turn % 2 ? [a as Resource, b as Resource] : [b as Resource, a as Resource], 10),
    ),
  );
  const lost = results.filter((result) => result.status === 'rejected');
  expect(results.length - lost.length).toBe(1);
  expect(lost.filter((result) => isSerialization(result.reason))).toEqual([]);
});

it('one hour after another is no clash, a freed place can be booked again, another practice has places of its own', async () => {
  const room: Resource = { kind: 'room', resourceId: randomUUID() };
  await book([room], 9);
  await book([room], 10);
  await runAs(actor(), () =>
    db.web.prisma.occupied.updateMany({
      where: { resourceId: room.resourceId, startsAt: at(9) },
      data: { active: false },
    }),
  );
  await book([room], 9);
  const other = await makePractice(db);
  await runAs({ kind: 'staff', practiceId: other, staffId: other }, () =>
    db.web.prisma.occupied.create({ data: { practiceId: other, ...room, startsAt: at(9), endsAt: at(10) } }),
  );
});

it('names each refusal, from model calls and raw ones alike', async () => {
  const room: Resource = { kind: 'room', resourceId: randomUUID() };
  await book([room], 9);
  const raw = await runAs(
    actor(),
    () => db.web.prisma.$executeRaw`INSERT INTO occupied (practice_id, kind, resource_id, starts_at, ends_at)
      VALUES (${practiceId}::uuid, 'room', ${room.resourceId}::uuid, ${at(9)}, ${at(10)})`,
  ).catch((error) => error);
  expect(isExclusionViolation(raw, 'occupied_once')).toBe(true);
  expect(isExclusionViolation(raw, 'another')).toBe(false);
  const roomRow = { practiceId, name: 'Blue', site: 'Here' };
  await runAs(actor(), () => db.web.prisma.room.create({ data: roomRow }));
  const twice = await runAs(actor(), () => db.web.prisma.room.create({ data: roomRow })).catch((error) => error);
  expect(isUniqueViolation(twice)).toBe(true);
  expect(isUniqueViolation(twice, 'room_practice_id_name_key')).toBe(true);
  expect(isUniqueViolation(twice, 'room_pkey')).toBe(false);
  expect(isExclusionViolation(twice)).toBe(false);
});
