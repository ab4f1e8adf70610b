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

  it('shows the client themselves who looked, and nothing else of the record is open to a trustee meanwhile', async () => {
    const pressed = await (await world.as(world.colleague)).wills.press({ willId, reason: 'incapacity' });
    await (await world.as(world.supervisor)).wills.press({ willId, reason: 'incapacity' });
    const colleague = await world.as(world.colleague);
    await colleague.wills.people({ openingId: pressed.openingId });
    await colleague.wills.contact({ openingId: pressed.openingId, clientId: world.client.id });
    const [latest] = await (await world.asClient(world.client)).account.whoOpened();
    // Two now, and one an hour ago, before the last opening shut.
    expect(latest).toMatchObject({ name: 'Tomos Hughes', times: 3 });
    const clientId = world.client.id;
    for (const ask of [
      () => colleague.clients.get({ clientId }),
      () => colleague.notes.ofClient({ clientId, before: null }),
      () => colleague.measures.list({ clientId }),
      () => colleague.goals.ofClient({ clientId }),
      () => colleague.scheduling.forClient({ clientId }),
    ])
      expect(await refusal(ask())).toBe('not-found');
    const stranger = await world.asOther(world.other.colleague);
    expect(await refusal(stranger.wills.press({ willId, reason: 'death' }))).toBe('not-found');
    expect(await refusal(stranger.wills.people({ openingId: pressed.openingId }))).toBe('not-found');
    await (await world.as(world.therapist)).wills.end({ openingId: pressed.openingId });
  });

  it('asks whoever presses to prove anew that it is them', async () => {
    const cookie = await world.server.staffCookie(world.colleague.id, { practiceId: world.practiceId });
    world.server.advance({ minutes: 11 });
    const answer = await world.server.post('staff', 'wills.press', { willId, reason: 'death' }, cookie);
    expect(answer.json().error.data.code).toBe('step-up-needed');
    expect(await openingOf(world.colleague)).toBeNull();
  });

  it('is asked about once a year, and not again while nobody has answered, whatever the calendar says', async () => {
    const asked = () => world.rows("SELECT 1 FROM outbox_mail WHERE idempotency_key LIKE 'will-holds:%'");
    const { confirmed_at: since } = (
      await world.rows<{ confirmed_at: Date }>('SELECT confirmed_at FROM clinical_will WHERE id = $1', [willId])
    )[0] as { confirmed_at: Date };
    const after = (days: number) => new Date(since.getTime() + days * 86_400_000).toISOString();
    const seen: number[] = [];
    for (const days of [365, 366, 420, 731]) {
      world.server.setNow(after(days));
      await world.server.runSweeps(world.practiceId);
      seen.push((await asked()).length);
    }
    expect(seen).toEqual([0, 1, 1, 2]);
    const therapist = await world.as(world.therapist);
    expect((await therapist.wills.mine()).will?.isDue).toBe(true);
    await therapist.wills.confirm();
    expect((await therapist.wills.mine()).will?.isDue).toBe(false);
    await world.server.runSweeps(world.practiceId);
    expect(await asked()).toHaveLength(2);
  });

  it('opens nothing to anybody once one of the two has left: two who work here, or nobody', async () => {
    await (await world.as(world.manager)).practice.endAccess({ staffId: world.supervisor.id, at: null });
    const colleague = await world.as(world.colleague);
    expect(await refusal(colleague.wills.press({ willId, reason: 'death' }))).toBe('will/not-in-force');
    expect((await (await world.as(world.therapist)).wills.mine()).will?.second.isHere).toBe(false);
    const left = await world.server.staffCookie(world.colleague.id, { practiceId: world.practiceId });
    await (await world.as(world.manager)).practice.endAccess({ staffId: world.colleague.id, at: null });
    const answer = await world.server.post('staff', 'wills.press', { willId, reason: 'death' }, left);
    expect(answer.json().error.data.code).toBe('signed-out');
  });
});
