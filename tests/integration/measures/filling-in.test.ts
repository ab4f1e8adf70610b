import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerAll, type MeasuresWorld, openMeasuresWorld, refusal } from './world.ts';

let world: MeasuresWorld;
beforeAll(async () => {
  world = await openMeasuresWorld({ cap: 10 });
});
afterAll(() => world.close());

describe('a client fills in a measure', () => {
  test('it is opened two days before the session, once, with one neutral mail', async () => {
    const administrationId = await world.ask('gad-7');
    await Promise.all([world.sweep(), world.sweep()]);
    const rows = await world.rows('SELECT state, collection FROM administration WHERE measure_key = $1', ['gad-7']);
    expect(rows).toEqual([{ state: 'open', collection: 'online' }]);
    const mails = await world.rows('SELECT template FROM outbox_mail WHERE client_id = $1', [world.client.id]);
    expect(mails).toEqual([{ template: 'things-to-do' }]);

    const client = await world.asClient();
    const got = await client.measures.get({ administrationId });
    expect(got).toMatchObject({
      name: 'GAD-7',
      state: 'open',
      readerName: 'Tomos',
      minutes: 1,
      asksAboutSafety: false,
    });
    expect(got.items).toHaveLength(7);
    expect(got.nextSessionAt).toBe('2026-11-24T10:00:00.000Z');
  });

  test('answers survive on the server, sealed; two tabs lose nothing; the last word on an item wins', async () => {
    const [row] = await world.rows("SELECT id FROM administration WHERE measure_key = 'gad-7'");
    const administrationId = row.id as string;
    const [one, two] = await Promise.all([world.asClient(), world.asClient()]);
    await Promise.all([
      ...[1, 2, 3].map((item) => one.measures.save({ administrationId, item, position: 3 })),
      ...[4, 5, 6].map((item) => two.measures.save({ administrationId, item, position: 1 })),
    ]);
    await two.measures.save({ administrationId, item: 1, position: 2 });
    const got = await (await world.asClient()).measures.get({ administrationId });
    expect(got.answers).toEqual([2, 3, 3, 1, 1, 1, null]);
    expect(got.state).toBe('begun');
    expect(got.version).toBe(8);
    const [kept] = await world.rows(
      "SELECT encode(answers_sealed, 'escape') AS text FROM administration WHERE id = $1",
      [administrationId],
    );
    expect(kept.text).not.toContain('[2,3,3');
  });

  test('what is left out is named; a whole form is scored exactly, and handed in twice it is handed in once', async () => {
    const [row] = await world.rows("SELECT id FROM administration WHERE measure_key = 'gad-7'");
    const administrationId = row.id as string;
    const client = await world.asClient();
    expect(await refusal(client.measures.submit({ administrationId }))).toBe('measure/incomplete');
    await client.measures.save({ administrationId, item: 7, position: 3 });
    const [first, again] = await Promise.all([
      client.measures.submit({ administrationId }),
      client.measures.submit({ administrationId }),
    ]);
    expect(again).toEqual(first);
    const rows = await world.rows(
      'SELECT state, total, band, is_case, missing, prorated, definition_version FROM administration WHERE id = $1',
      [administrationId],
    );
    // 2 + 3 + 3 + 1 + 1 + 1 + 3
    expect(rows).toEqual([
      {
        state: 'submitted',
        total: 14,
        band: 'moderate',
        is_case: true,
        missing: 0,
        prorated: false,
        definition_version: 'gad-7@1',
      },
    ]);
    const events = await world.rows(
      "SELECT type FROM audit_event WHERE subject_id = $1 AND type = 'measure.submitted'",
      [administrationId],
    );
    expect(events).toHaveLength(1);
    expect(await refusal(client.measures.save({ administrationId, item: 1, position: 0 }))).toBe('measure/closed');
  });

  test.each([
    ['core-10', [1, 3, 3, 1, 0, 0, 2, 1, 2, 1], 10, 'low'],
    ['phq-9', [3, 2, 1, 3, 0, 1, 2, 0, 0], 12, 'moderate'],
  ] as const)('%s is scored by its own rule', async (measureKey, answers, total, band) => {
    const administrationId = await world.ask(measureKey);
    const client = await world.asClient();
    await answerAll(client, administrationId, answers);
    await client.measures.submit({ administrationId });
    const rows = await world.rows('SELECT total, band FROM administration WHERE id = $1', [administrationId]);
    expect(rows).toEqual([{ total, band }]);
  });

  test('one CORE-10 answer may be left out, by the published rule', async () => {
    const therapist = await world.asTherapist();
    const entry = {
      entryId: crypto.randomUUID(),
      clientId: world.client.id,
      measureKey: 'core-10',
      collection: 'paper' as const,
      answeredOn: '2026-11-20',
    };
    const made = await therapist.measures.enterPaper({ ...entry, answers: [1, 3, 3, 1, 0, 0, 2, 1, 2, null] });
    // Nine answers, keyed 1 1 1 1 0 0 2 1 2: ten times the mean.
    expect(made.total).toBe(10);
    const twoLeftOut = { ...entry, entryId: crypto.randomUUID(), answers: [null, 3, 3, 1, 0, 0, 2, 1, 2, null] };
    expect(await refusal(therapist.measures.enterPaper(twoLeftOut))).toBe('measure/incomplete');
  });

  test.each([
    [{ item: 0, position: 1 }],
    [{ item: 11, position: 1 }],
    [{ item: 1, position: 5 }],
    [{ item: 1, position: -1 }],
    [{ item: 1.5, position: 1 }],
    [{ item: 1, position: 1, extra: true }],
  ])('%j is refused in words', async (bad) => {
    const therapist = await world.asTherapist();
    const { plans } = await therapist.measures.list({ clientId: world.client.id });
    const [row] = await world.rows(
      "SELECT id FROM administration WHERE measure_key = 'core-10' AND collection = 'online'",
    );
    await world.db.admin("UPDATE administration SET state = 'begun' WHERE id = $1", [row.id]);
    expect(plans.length).toBeGreaterThan(0);
    const client = await world.asClient();
    expect(await refusal(client.measures.save({ administrationId: row.id, ...bad } as never))).toBe('bad-input');
  });

  test('not today needs no reason, keeps what was answered, and may become today after all; at the session’s end it closes', async () => {
    await world.db.admin("UPDATE administration SET state = 'open', answers_sealed = NULL WHERE measure_key = 'phq-9'");
    const [row] = await world.rows("SELECT id FROM administration WHERE measure_key = 'phq-9'");
    const administrationId = row.id as string;
    const client = await world.asClient();
    await client.measures.save({ administrationId, item: 1, position: 2 });
    await client.measures.notToday({ administrationId });
    await client.measures.notToday({ administrationId });
    expect((await client.measures.get({ administrationId })).answers[0]).toBe(2);
    await client.measures.save({ administrationId, item: 2, position: 1 });
    expect((await client.measures.get({ administrationId })).state).toBe('begun');
    world.server.setNow('2026-11-24T10:49:59.999Z');
    await client.measures.save({ administrationId, item: 3, position: 1 });
    world.server.setNow('2026-11-24T10:50:00Z');
    expect(await refusal(client.measures.save({ administrationId, item: 3, position: 0 }))).toBe('measure/closed');
    expect(await refusal(client.measures.submit({ administrationId }))).toBe('measure/closed');
    await world.sweep();
    expect((await client.measures.get({ administrationId })).state).toBe('closed');
  });
});
