import type { SchedulingWorld } from '../scheduling/world.ts';

/**
 * Books Priya's Tuesdays from 1 December once, and records that she came to so many of them; each puts its charge in the ledger.
 * @param from how many were held before
 */
export async function hold(world: SchedulingWorld, count: number, from = 0): Promise<void> {
  const desk = await world.as(world.frontDesk);
  if (from === 0) await desk.scheduling.bookSeries({ clientId: world.client.id, firstOn: '2026-12-01' });
  const sessions = await world.rows<{ id: string; starts_at: Date }>(
    `SELECT s.id, s.starts_at FROM session s JOIN session_participant p ON p.session_id = s.id
     WHERE p.client_id = $1 ORDER BY s.starts_at OFFSET $2 LIMIT $3`,
    [world.client.id, from, count],
  );
  for (const { id, starts_at } of sessions) {
    world.server.setNow(new Date(starts_at.getTime() + 3_600_000).toISOString());
    await desk.scheduling.recordAttendance({ sessionId: id, version: 1, outcome: 'attended', beganLateMinutes: null });
  }
}

/** Priya's charges that stand, the oldest first. */
export const charges = (world: SchedulingWorld) =>
  world.rows<{ id: string; session_id: string; pence: number; party: string }>(
    `SELECT e.id, e.session_id, e.pence, e.party FROM ledger_entry e WHERE e.kind = 'charge' AND e.client_id = $1 AND e.reverses_id IS NULL
       AND NOT EXISTS (SELECT FROM ledger_entry r WHERE r.reverses_id = e.id) ORDER BY e.at, e.party, e.id`,
    [world.client.id],
  );
