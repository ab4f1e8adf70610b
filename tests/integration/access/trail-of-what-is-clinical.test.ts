import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MeasuresWorld, openMeasuresWorld } from '../measures/world.ts';

let world: MeasuresWorld;
beforeAll(async () => {
  world = await openMeasuresWorld();
  const administrationId = await world.ask('phq-9');
  await (await world.asClient()).measures.save({ administrationId, item: 9, position: 3 });
  const role = `INSERT INTO staff_role (practice_id, staff_id, role) VALUES ($1, $2, 'therapist')`;
  await world.db.admin(role, [world.practiceId, world.manager.id]);
  await (await world.as(world.colleague)).measures.plan({
    clientId: world.second.id,
    measureKey: 'core-10',
    cadence: 'each-session',
    everyN: null,
  });
});
afterAll(() => world.close());

const clinical = /^(alert|measure|check-in|goal|line-for-today|reads)\./;
const typesFor = async (staff: { id: string }) =>
  (await (await world.as(staff)).audit.list({})).filter(({ type }) => clinical.test(type));

describe('that somebody was asked, answered or raised an alert', () => {
  it.each(['manager', 'lead'] as const)('is not in the trail as the %s reads it, therapist too or not', async (who) => {
    expect(await typesFor(world[who])).toEqual([]);
    expect((await (await world.as(world[who])).audit.list({})).length).toBeGreaterThan(0);
  });

  it('is there for the therapist, of their own clients alone', async () => {
    const own = new Set((await typesFor(world.therapist)).map(({ clientId }) => clientId));
    expect([...own]).toEqual([world.client.id]);
  });

  it('is there for a manager who is this client’s therapist, and of nobody else', async () => {
    await world.db.admin('UPDATE allocation SET therapist_id = $2 WHERE episode_id = $1', [
      world.episode.id,
      world.manager.id,
    ]);
    const own = await typesFor(world.manager);
    expect(own.some(({ type }) => type === 'alert.raised')).toBe(true);
    expect(new Set(own.map(({ clientId }) => clientId))).toEqual(new Set([world.client.id]));
    const all = await (await world.as(world.manager)).audit.list({});
    expect(all.some(({ clientId }) => clientId !== world.client.id)).toBe(true);
  });
});
