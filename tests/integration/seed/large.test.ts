import { seedLarge } from '@heather/seed';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('the large practice keeps its proportions, also with two therapists', async () => {
  const now = Temporal.Instant.from('2026-11-24T11:48:00Z');
  const large = await seedLarge(database.worker, database.vault, { now, therapists: 2 });
  expect(large).toMatchObject({ clients: 200, sessions: 10_000 });
  expect(large.activeClientIds).toHaveLength(50);
  const { rows } = await database.admin(
    `SELECT (SELECT count(*) FROM client)::int AS clients, (SELECT count(*) FROM session)::int AS sessions,
    (SELECT count(*) FROM session WHERE status = 'planned' AND ends_at < $1)::int AS forgotten,
    (SELECT count(*) FROM occupied)::int AS occupied, (SELECT count(*) FROM consent_event)::int AS events,
    (SELECT count(DISTINCT starts_at AT TIME ZONE 'Europe/London')::int FROM session WHERE extract(hour FROM starts_at AT TIME ZONE 'Europe/London') NOT IN (9, 10, 11, 13, 14)) AS drifted`,
    [now.toString()],
  );
  expect(rows[0]).toMatchObject({ clients: 200, sessions: 10_000, forgotten: 0, events: 500, drifted: 0 });
  expect(rows[0].occupied).toBeGreaterThan(2 * 25 * 25 * 2);
});
