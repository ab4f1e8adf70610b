import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MeasuresWorld, openMeasuresWorld, refusal } from '../measures/world.ts';

let world: MeasuresWorld;
let administrationId: string;
beforeEach(async () => {
  world = await openMeasuresWorld();
  administrationId = await world.ask('phq-9');
});
afterEach(() => world.close());

const tick = async (position: number) =>
  (await world.asClient()).measures.save({ administrationId, item: 9, position });
const alertId = async () => (await world.rows('SELECT id FROM risk_alert'))[0].id as string;
const mailsTo = async (staffId: string) =>
  Number((await world.rows('SELECT count(*) AS n FROM outbox_mail WHERE staff_id = $1', [staffId]))[0].n);
const readBy = async (staff: { id: string }) =>
  refusal((await world.as(staff)).alerts.read({ alertId: await alertId() }));
const opened = 'nothing was refused';

describe('a worse safety answer', () => {
  it('tells its holder again, also after they read the milder one', async () => {
    await tick(1);
    await (await world.asTherapist()).alerts.read({ alertId: await alertId() });
    expect(await mailsTo(world.therapist.id)).toBe(1);
    world.server.advance({ minutes: 3 });
    await tick(3);
    expect(await mailsTo(world.therapist.id)).toBe(2);
    await tick(3);
    await tick(2);
    expect(await mailsTo(world.therapist.id)).toBe(2);
  });
});

describe('a safety answer that was acted on', () => {
  const acted = async () => {
    await tick(3);
    await (await world.asTherapist()).alerts.acknowledge({ alertId: await alertId(), action: 'I rang.' });
  };
  const reassign = async (handoverDays: number) => {
    const [allocation] = await world.rows('SELECT id FROM allocation WHERE episode_id = $1', [world.episode.id]);
    await world.db.admin("UPDATE session SET status = 'cancelled-by-us' WHERE episode_id = $1", [world.episode.id]);
    await (await world.as(world.manager)).allocation.reassign({
      allocationId: allocation.id,
      therapistId: world.colleague.id,
      reason: 'client-asked',
      handoverDays,
      hasAgreed: true,
    });
  };

  it('is read by the therapist of before until the handover ends, and by the new one', async () => {
    await acted();
    await reassign(7);
    world.server.advance({ hours: 24 * 6 });
    expect(await readBy(world.therapist)).toBe(opened);
    world.server.advance({ hours: 24 * 24 });
    expect(await readBy(world.therapist)).toBe('not-found');
    expect(await readBy(world.colleague)).toBe(opened);
  });

  it('is the therapist’s no longer once the course is over', async () => {
    await acted();
    await world.db.admin("UPDATE allocation SET until_at = '2026-11-23T10:00Z' WHERE episode_id = $1", [
      world.episode.id,
    ]);
    world.server.advance({ hours: 24 * 30 });
    expect(await readBy(world.therapist)).toBe('not-found');
  });

  it('is looked up for three days by whoever it came to, and not for ever', async () => {
    await tick(3);
    world.server.setNow('2026-11-23T12:00:00Z');
    await world.sweep();
    expect(await readBy(world.lead)).toBe(opened);
    await (await world.as(world.lead)).alerts.acknowledge({ alertId: await alertId(), action: 'I rang.' });
    world.server.advance({ hours: 71 });
    expect(await readBy(world.lead)).toBe(opened);
    world.server.advance({ hours: 1 });
    expect(await readBy(world.lead)).toBe('not-found');
    expect(await readBy(world.therapist)).toBe(opened);
  });
});

describe('the ladder', () => {
  it.each(['manager', 'front-desk'])('passes over a deputy who is %s alone: they could not open it', async (role) => {
    const staff = { manager: world.manager, 'front-desk': world.frontDesk }[role] as { id: string };
    await world.db.admin('DELETE FROM ladder_rung WHERE practice_id = $1 AND position > 1', [world.practiceId]);
    await world.db.admin('UPDATE ladder_rung SET staff_id = $2 WHERE practice_id = $1', [world.practiceId, staff.id]);
    const { measures } = await (await world.asTherapist()).measures.list({ clientId: world.client.id });
    expect(measures.find(({ key }) => key === 'phq-9')).toMatchObject({ askable: 'in-session-ladder' });
    await tick(3);
    world.server.setNow('2026-11-24T12:00:00Z');
    await world.sweep();
    const [alert] = await world.rows('SELECT holder_id FROM risk_alert');
    expect(alert.holder_id).toBe(world.therapist.id);
    await world.db.admin(`INSERT INTO staff_role (practice_id, staff_id, role) VALUES ($1, $2, 'supervisor')`, [
      world.practiceId,
      staff.id,
    ]);
    await world.sweep();
    expect((await world.rows('SELECT holder_id FROM risk_alert'))[0].holder_id).toBe(staff.id);
    expect(await readBy(staff)).toBe(opened);
  });
});
