import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSchedulingWorld, refusal, type SchedulingWorld } from './world.ts';

let world: SchedulingWorld;
let seriesId: string;
beforeEach(async () => {
  world = await openSchedulingWorld();
  const desk = await world.as(world.frontDesk);
  // Twelve Tuesdays at 17:30 from 1 December 2026 to 16 February 2027.
  ({ seriesId } = await desk.scheduling.bookSeries({ clientId: world.client.id, firstOn: '2026-12-01' }));
});
afterEach(() => world?.close());

const lastOn = '2026-12-31';
const sessions = () =>
  world.rows<{ id: string; key: string; status: string; version: number; taken: number; fee: number | null }>(
    `SELECT id, occurrence_key AS key, status, version, fee_due_pence AS fee,
       (SELECT count(*)::int FROM occupied o WHERE o.session_id = s.id) AS taken
     FROM session s WHERE series_id = $1 ORDER BY starts_at`,
    [seriesId],
  );
const series = async () =>
  (
    await world.rows<{ state: string; until: string }>(
      'SELECT state, until_on::text AS until FROM series WHERE id = $1',
      [seriesId],
    )
  )[0];
const count = async (text: string) => (await world.rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${text}`))[0]?.n;

describe('another therapist', () => {
  it('cannot take over while sessions with the first are to come; can as soon as they are ended', async () => {
    const manager = await world.as(world.manager);
    const [course] = await world.rows<{ id: string }>(
      `SELECT a.id FROM allocation a JOIN series s ON s.episode_id = a.episode_id WHERE s.id = $1 AND a.until_at IS NULL`,
      [seriesId],
    );
    const change = {
      allocationId: course?.id as string,
      therapistId: world.colleague.id,
      reason: 'client-asked',
      handoverDays: 14,
      hasAgreed: true,
    } as const;
    expect(await refusal(manager.allocation.reassign(change))).toBe('allocation/sessions-stand');
    world.server.setNow('2026-12-08T20:00:00Z');
    const { falling } = await manager.scheduling.previewEndSeries({ seriesId, lastOn: '2026-12-08' });
    await manager.scheduling.endSeries({ seriesId, lastOn: '2026-12-08', falling: falling.length });
    await manager.allocation.reassign(change);
    expect(await count(`outbox_mail WHERE template = 'something-to-read' AND client_id = '${world.client.id}'`)).toBe(
      1,
    );
  });
});

describe('ending a standing session', () => {
  it('lets fall what comes after the day and nothing else, frees its time, tells the client once', async () => {
    const therapist = await world.as(world.therapist);
    const shown = await therapist.scheduling.previewEndSeries({ seriesId, lastOn });
    expect([shown.falling.length, shown.staying, shown.falling[0]?.when]).toEqual([
      7,
      5,
      'Tuesday 5 January 2027, 17:30',
    ]);
    expect(await therapist.scheduling.endSeries({ seriesId, lastOn, falling: 7 })).toEqual({ sessions: 7, toRing: 0 });
    const rows = await sessions();
    expect(rows.slice(0, 5).map(({ status, taken, version }) => [status, taken, version])).toEqual(
      Array(5).fill(['planned', 3, 1]),
    );
    expect(rows.slice(5).map(({ status, taken, fee }) => [status, taken, fee])).toEqual(
      Array(7).fill(['cancelled-by-us', 0, 0]),
    );
    expect(await series()).toEqual({ state: 'active', until: lastOn });
    expect(await count(`outbox_mail WHERE template = 'session-changed'`)).toBe(1);
    expect(await count(`audit_event WHERE type = 'series.ended'`)).toBe(1);
    expect((await therapist.scheduling.forClient({ clientId: world.client.id })).series?.lastDay).toBe(
      'Thursday 31 December 2026',
    );
    // Filled no further, and over once its last day is.
    world.server.advance({ hours: 24 * 60 });
    await world.server.runSweeps(world.practiceId);
    expect(await sessions()).toHaveLength(12);
    expect((await series())?.state).toBe('ended');
  });

  it('changes nothing that was: not even when the day given lies before it', async () => {
    world.server.advance({ hours: 24 * 9 });
    const desk = await world.as(world.frontDesk);
    const before = (await sessions()).slice(0, 2);
    expect((await desk.scheduling.previewEndSeries({ seriesId, lastOn: '2026-11-01' })).falling).toHaveLength(11);
    await desk.scheduling.endSeries({ seriesId, lastOn: '2026-11-01', falling: 11 });
    const rows = await sessions();
    expect(rows[0]).toEqual(before[0]);
    expect(rows.slice(1).every(({ status }) => status === 'cancelled-by-us')).toBe(true);
    expect((await series())?.state).toBe('ended');
    // The therapist's mail is the desk's doing; the client's is the other.
    expect(await count(`outbox_mail WHERE template = 'session-changed'`)).toBe(2);
  });

  it('counts a session that was moved by the day it has now', async () => {
    const desk = await world.as(world.frontDesk);
    const rows = await sessions();
    await desk.scheduling.moveSession({ sessionId: rows[5]?.id ?? '', version: 1, on: '2026-12-30', time: '11:00' });
    const { falling } = await desk.scheduling.previewEndSeries({ seriesId, lastOn });
    expect(falling).toHaveLength(6);
  });

  it('submitted twice, and five times at once, has ended once', async () => {
    const manager = await world.as(world.manager);
    const asked = { seriesId, lastOn, falling: 7 };
    const answers = await Promise.all(Array.from({ length: 5 }, () => manager.scheduling.endSeries(asked)));
    answers.push(await manager.scheduling.endSeries(asked));
    expect(answers.map((answer) => answer.sessions)).toEqual(Array(6).fill(7));
    expect(await count(`audit_event WHERE type = 'series.ended'`)).toBe(1);
    expect((await sessions()).map(({ version }) => version)).toEqual([1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2]);
  });

  it('is refused when other sessions would fall away than were shown', async () => {
    const desk = await world.as(world.frontDesk);
    expect(await refusal(desk.scheduling.endSeries({ seriesId, lastOn, falling: 6 }))).toBe('conflict');
    expect((await sessions()).every(({ status }) => status === 'planned')).toBe(true);
    expect((await series())?.state).toBe('active');
  });

  it('beside a move and a cancellation of what falls away leaves one state for each session, and no time taken by what is off', async () => {
    const [desk, therapist] = [await world.as(world.frontDesk), await world.as(world.therapist)];
    const rows = await sessions();
    const [moved, cancelled] = [rows[6]?.id ?? '', rows[7]?.id ?? ''];
    await Promise.allSettled([
      desk.scheduling.endSeries({ seriesId, lastOn, falling: 7 }),
      therapist.scheduling.moveSession({ sessionId: moved, version: 1, on: '2027-01-13', time: '11:00' }),
      therapist.scheduling.cancelSession({ sessionId: cancelled, version: 1, by: 'client' }),
    ]);
    for (const row of await sessions()) {
      const isOff = row.status.startsWith('cancelled-');
      expect([row.key, row.taken]).toEqual([row.key, isOff ? 0 : 3]);
      expect(row.version).toBeLessThanOrEqual(row.id === moved ? 3 : 2);
    }
    // Whoever lost looks again; then it ends.
    const { falling } = await desk.scheduling.previewEndSeries({ seriesId, lastOn });
    await desk.scheduling.endSeries({ seriesId, lastOn, falling: falling.length });
    expect((await sessions()).slice(5).every(({ status }) => status.startsWith('cancelled-'))).toBe(true);
  });

  it('is nobody else’s: a colleague, another practice and a random id are one answer', async () => {
    const asked = { seriesId, lastOn, falling: 7 };
    const colleague = await world.as(world.colleague);
    const stranger = await world.asOther(world.other.manager);
    const manager = await world.as(world.manager);
    expect(await refusal(colleague.scheduling.endSeries(asked))).toBe('not-found');
    expect(await refusal(colleague.scheduling.previewEndSeries({ seriesId, lastOn }))).toBe('not-found');
    expect(await refusal(stranger.scheduling.endSeries(asked))).toBe('not-found');
    expect(await refusal(manager.scheduling.endSeries({ ...asked, seriesId: crypto.randomUUID() }))).toBe('not-found');
    expect(await refusal((await world.as(world.supervisor)).scheduling.endSeries(asked))).toBe('forbidden');
  });
});
