import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSchedulingWorld, refusal, type SchedulingWorld } from '../scheduling/world.ts';

/** Leila names her colleague and the supervisor; the manager is told and may stop it. One world: each test goes on from the last. */
let world: SchedulingWorld;
let willId: string;
beforeAll(async () => {
  world = await openSchedulingWorld();
  const desk = await world.as(world.frontDesk);
  await desk.scheduling.bookSeries({ clientId: world.client.id, firstOn: '2026-12-01' });
  const therapist = await world.as(world.therapist);
  const named = { firstTrusteeId: world.colleague.id, secondTrusteeId: world.supervisor.id };
  expect(
    await refusal(therapist.wills.save({ ...named, secondTrusteeId: world.colleague.id, instructions: 'Ring them.' })),
  ).toBe('bad-input');
  ({ willId } = await therapist.wills.save({ ...named, instructions: 'Ring each of them; no mail.' }));
});
afterAll(() => world?.close());

const openingOf = async (by: { id: string }) =>
  (await (await world.as(by)).wills.entrusted()).wills.find(({ id }) => id === willId)?.opening ?? null;
const reads = () =>
  world.rows<{ staff_id: string; subject_type: string }>(
    "SELECT staff_id, subject_type FROM clinical_read WHERE client_id = $1 AND purpose = 'clinical-will' ORDER BY subject_type",
    [world.client.id],
  );
const mailsTo = async (staffId: string) =>
  (
    await world.rows("SELECT 1 FROM outbox_mail WHERE staff_id = $1 AND idempotency_key LIKE 'will-opening:%'", [
      staffId,
    ])
  ).length;

describe('a clinical will', () => {
  it('is pressed by its two trustees and answers everybody else as if it were not there', async () => {
    for (const who of [world.manager, world.frontDesk, world.therapist])
      expect(await refusal((await world.as(who)).wills.press({ willId, reason: 'death' }))).toBe('not-found');
    expect(await world.rows('SELECT 1 FROM will_opening')).toEqual([]);
  });

  it('shows one trustee nothing, however often they press; manager and therapist are told at once', async () => {
    const colleague = await world.as(world.colleague);
    const pressed = await Promise.all([1, 2, 3].map(() => colleague.wills.press({ willId, reason: 'unreachable' })));
    expect(new Set(pressed.map(({ openingId }) => openingId)).size).toBe(1);
    expect(pressed.map(({ state }) => state)).toEqual(['asked', 'asked', 'asked']);
    const { openingId } = pressed[0] as { openingId: string };
    for (const who of [world.colleague, world.supervisor])
      expect(await refusal((await world.as(who)).wills.people({ openingId }))).toBe('not-found');
    expect(await reads()).toEqual([]);
    for (const { id } of [world.manager, world.therapist, world.supervisor]) expect(await mailsTo(id)).toBe(1);
    expect(await mailsTo(world.frontDesk.id)).toBe(0);
  });

  it('is stopped by the therapist who is well, and lapses after a day without the second voice', async () => {
    const first = await openingOf(world.colleague);
    await (await world.as(world.therapist)).wills.end({ openingId: first?.id as string });
    expect(await openingOf(world.colleague)).toBeNull();
    const again = await (await world.as(world.supervisor)).wills.press({ willId, reason: 'unreachable' });
    world.server.advance({ hours: 24 });
    expect(await openingOf(world.colleague)).toBeNull();
    const late = await (await world.as(world.colleague)).wills.press({ willId, reason: 'unreachable' });
    expect(late).toMatchObject({ state: 'asked' });
    expect(late.openingId).not.toBe(again.openingId);
  });

  it('opens people, next appointments and safe ways to both, each look in that person’s list, until it is closed', async () => {
    const supervisor = await world.as(world.supervisor);
    expect(await refusal(supervisor.wills.press({ willId, reason: 'death' }))).toBe('conflict');
    const { openingId, state } = await supervisor.wills.press({ willId, reason: 'unreachable' });
    expect(state).toBe('open');
    const colleague = await world.as(world.colleague);
    const shown = await colleague.wills.people({ openingId });
    expect(shown.instructions).toBe('Ring each of them; no mail.');
    expect(shown.people.find(({ clientId }) => clientId === world.client.id)?.next).toMatch(/1 December/);
    expect(shown.people.some(({ clientId }) => clientId === world.second.id)).toBe(false);
    expect(Object.keys(shown.people[0] ?? {}).toSorted()).toEqual(['clientId', 'name', 'next']);
    const contact = await supervisor.wills.contact({ openingId, clientId: world.client.id });
    expect(contact.ways.length).toBeGreaterThan(0);
    expect(await refusal(colleague.wills.contact({ openingId, clientId: world.second.id }))).toBe('not-found');
    expect(await refusal((await world.as(world.manager)).wills.people({ openingId }))).toBe('not-found');
    expect(await reads()).toEqual([
      { staff_id: world.supervisor.id, subject_type: 'contact' },
      { staff_id: world.colleague.id, subject_type: 'next-appointment' },
    ]);
    await (await world.as(world.manager)).wills.end({ openingId });
    expect(await refusal(colleague.wills.people({ openingId }))).toBe('not-found');
    expect(await world.rows('SELECT state FROM will_opening WHERE id = $1', [openingId])).toEqual([
      { state: 'stopped' },
    ]);
  });

  it('shuts to the second when its two weeks are over, before any sweep has looked', async () => {
    const [colleague, supervisor] = [await world.as(world.colleague), await world.as(world.supervisor)];
    await colleague.wills.press({ willId, reason: 'death' });
    const { openingId } = await supervisor.wills.press({ willId, reason: 'death' });
    world.server.advance({ hours: 24 * 14 - 1 });
    const next = await world.as(world.colleague);
    await next.wills.people({ openingId });
    world.server.advance({ hours: 1 });
    expect(await refusal((await world.as(world.colleague)).wills.people({ openingId }))).toBe('not-found');
    await world.server.runSweeps(world.practiceId);
    expect(await world.rows('SELECT state FROM will_opening WHERE id = $1', [openingId])).toEqual([
      { state: 'closed' },
    ]);
  });
});
