import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type MeasuresWorld, openMeasuresWorld, refusal } from './world.ts';

let world: MeasuresWorld;
let administrationId: string;
beforeEach(async () => {
  world = await openMeasuresWorld();
  administrationId = await world.ask('phq-9');
});
afterEach(() => world.close());

const tick = async (position: number) =>
  (await world.asClient()).measures.save({ administrationId, item: 9, position });
const alertRows = () => world.rows('SELECT id, tier, state, holder_id, promised_by_at, passes_at FROM risk_alert');
const hopsOf = () =>
  world
    .rows('SELECT kind, staff_id, at FROM risk_alert_hop ORDER BY at, id')
    .then((rows) => rows.map((row) => [row.kind, row.staff_id, row.at.toISOString()]));

describe('a safety answer', () => {
  test('acts when it is kept and not when it is handed in; the client is told the true time and the person', async () => {
    const saved = await tick(2);
    expect(saved.alert).toEqual({
      promisedByAt: '2026-11-23T11:00:00.000Z',
      readerName: 'Tomos',
      isRead: false,
      isAnswered: false,
    });
    const [alert] = await alertRows();
    expect(alert).toMatchObject({ tier: 'today', state: 'open', holder_id: world.therapist.id });
    expect(await hopsOf()).toEqual([['raised', world.therapist.id, '2026-11-23T10:00:00.000Z']]);
    const [row] = await world.rows('SELECT state FROM administration WHERE id = $1', [administrationId]);
    expect(row.state).toBe('begun');
    const mine = await (await world.asTherapist()).alerts.mine();
    expect(mine.alerts).toMatchObject([
      { clientName: 'Amira K.', next: { name: 'Leila C.', role: 'cover' }, isRead: false },
    ]);
    const mails = await world.rows('SELECT template FROM outbox_mail WHERE staff_id = $1', [world.therapist.id]);
    expect(mails).toEqual([{ template: 'something-to-read' }]);
  });

  test('is not taken back by an edit, and a worse one is read anew', async () => {
    await tick(1);
    expect((await alertRows())[0].tier).toBe('before-next-session');
    await tick(0);
    expect(await alertRows()).toHaveLength(1);
    expect((await (await world.asClient()).measures.get({ administrationId })).alert).not.toBeNull();
    await tick(3);
    const [worse] = await alertRows();
    expect(worse).toMatchObject({ tier: 'today', state: 'open' });
    expect(worse.promised_by_at.toISOString()).toBe('2026-11-23T11:00:00.000Z');
    const therapist = await world.asTherapist();
    expect((await therapist.alerts.read({ alertId: worse.id })).answer).toBe('Nearly every day');
    await tick(2);
    expect((await therapist.alerts.read({ alertId: worse.id })).answer).toBe('Nearly every day');
  });

  test('is said to be read as soon as somebody has opened it, by whom, and unread again when a worse one is given', async () => {
    await tick(1);
    const [{ id }] = await alertRows();
    const told = async () => (await (await world.asClient()).measures.get({ administrationId })).alert;
    expect(await told()).toMatchObject({ isRead: false, readerName: 'Tomos' });
    world.server.advance({ minutes: 1 });
    await (await world.asTherapist()).alerts.read({ alertId: id });
    expect(await told()).toMatchObject({ isRead: true, isAnswered: false, readerName: 'Tomos' });
    expect((await tick(1)).alert).toMatchObject({ isRead: true });
    world.server.advance({ minutes: 1 });
    expect((await tick(3)).alert).toMatchObject({ isRead: false, isAnswered: false });
    expect((await (await world.asTherapist()).alerts.mine()).alerts).toMatchObject([{ isRead: false }]);
    world.server.advance({ minutes: 1 });
    await (await world.asTherapist()).alerts.acknowledge({ alertId: id, action: 'I called Amira.' });
    expect(await told()).toMatchObject({ isRead: true, isAnswered: true });
  });

  test('after somebody acted on a milder one, a worse one is open again and keeps what was done', async () => {
    await tick(1);
    const [first] = await alertRows();
    const therapist = await world.asTherapist();
    await therapist.alerts.acknowledge({ alertId: first.id, action: 'I called Amira.' });
    await tick(1);
    expect((await alertRows())[0].state).toBe('acknowledged');
    world.server.advance({ minutes: 5 });
    await tick(3);
    expect((await alertRows())[0]).toMatchObject({ state: 'open', holder_id: world.therapist.id });
    world.server.advance({ minutes: 5 });
    await therapist.alerts.acknowledge({ alertId: first.id, action: 'I called again.' });
    expect((await therapist.alerts.read({ alertId: first.id })).action).toBe('I called Amira.\n\nI called again.');
  });

  test('on a Sunday the true time is Monday morning', async () => {
    world.server.setNow('2026-11-22T14:00:00Z');
    expect((await tick(3)).alert?.promisedByAt).toBe('2026-11-23T09:30:00.000Z');
  });

  test('goes to who covers while the therapist is away', async () => {
    await world.db.admin(
      `INSERT INTO absence (practice_id, staff_id, kind, starts_at, ends_at) VALUES ($1, $2, 'leave', '2026-11-23T00:00Z', '2026-11-30T00:00Z')`,
      [world.practiceId, world.therapist.id],
    );
    expect((await tick(3)).alert?.readerName).toBe('Leila');
    expect((await alertRows())[0].holder_id).toBe(world.colleague.id);
  });

  test('two at once are one alert', async () => {
    await Promise.all([tick(2), tick(2), tick(2)]);
    expect(await alertRows()).toHaveLength(1);
  });
});

describe('the ladder', () => {
  test('climbs by the clock to the top, by the practice’s hours, and stops when somebody acts', async () => {
    await tick(2);
    const [{ id }] = await alertRows();
    world.server.setNow('2026-11-23T10:59:59Z');
    await world.sweep();
    expect((await alertRows())[0].holder_id).toBe(world.therapist.id);
    world.server.setNow('2026-11-23T11:00:00Z');
    await world.sweep();
    await world.sweep();
    expect((await alertRows())[0].holder_id).toBe(world.colleague.id);
    // Nobody looked for a night: two more hops, at the times at which they were due.
    world.server.setNow('2026-11-24T03:00:00Z');
    await world.sweep();
    expect(await hopsOf()).toEqual([
      ['raised', world.therapist.id, '2026-11-23T10:00:00.000Z'],
      ['passed', world.colleague.id, '2026-11-23T11:00:00.000Z'],
      ['passed', world.lead.id, '2026-11-23T12:00:00.000Z'],
      ['passed', world.deputy.id, '2026-11-23T13:00:00.000Z'],
    ]);
    expect((await alertRows())[0]).toMatchObject({ holder_id: world.deputy.id, passes_at: null, state: 'open' });

    const deputy = await world.as(world.deputy);
    expect((await deputy.alerts.mine()).alerts).toMatchObject([{ next: null }]);
    const opened = await deputy.alerts.read({ alertId: id });
    expect(opened).toMatchObject({
      answer: 'More than half the days',
      measureName: 'PHQ-9',
      client: { name: 'Amira K.', id: null },
    });
    expect(await refusal(deputy.alerts.acknowledge({ alertId: id, action: '   ' }))).toBe('alert/needs-action');
    const done = await deputy.alerts.acknowledge({ alertId: id, action: 'I rang Amira; she is with her sister.' });
    expect(await deputy.alerts.acknowledge({ alertId: id, action: 'I rang Amira; she is with her sister.' })).toEqual(
      done,
    );
    expect(await refusal((await world.asTherapist()).alerts.acknowledge({ alertId: id, action: 'Me too.' }))).toBe(
      'conflict',
    );
    world.server.setNow('2026-11-25T12:00:00Z');
    await world.sweep();
    expect(await hopsOf()).toHaveLength(6);
    expect((await deputy.alerts.mine()).alerts).toEqual([]);
    const [sealed] = await world.rows("SELECT encode(action_sealed, 'escape') AS text FROM risk_alert");
    expect(sealed.text).not.toContain('sister');
  });

  test('the clinical lead reads the one item when it has come to them, under a logged duty, and nothing else', async () => {
    await tick(2);
    const [{ id }] = await alertRows();
    const lead = await world.as(world.lead);
    const before = await refusal(lead.alerts.read({ alertId: id }));
    expect(before).toBe('not-found');
    expect(await refusal(lead.alerts.read({ alertId: crypto.randomUUID() }))).toBe(before);
    world.server.setNow('2026-11-23T12:00:00Z');
    await world.sweep();
    await lead.alerts.read({ alertId: id });
    const reads = await world.rows(
      'SELECT subject_type, subject_count, purpose FROM clinical_read WHERE staff_id = $1',
      [world.lead.id],
    );
    expect(reads).toEqual([{ subject_type: 'alert', subject_count: 1, purpose: 'alert' }]);
    expect(await refusal(lead.measures.course({ clientId: world.client.id }))).toBe('forbidden');
  });

  test('the manager learns that one is unanswered and since when, and nothing more', async () => {
    await tick(2);
    const manager = await world.as(world.manager);
    expect((await manager.alerts.unanswered()).since).toEqual([]);
    world.server.setNow('2026-11-23T11:00:00Z');
    expect(await manager.alerts.unanswered()).toEqual({
      timeZone: 'Europe/London',
      since: ['2026-11-23T10:00:00.000Z'],
    });
  });
});
