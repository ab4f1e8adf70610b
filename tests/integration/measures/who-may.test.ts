import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerAll, type MeasuresWorld, openMeasuresWorld, refusal } from './world.ts';

let world: MeasuresWorld;
let administrationId: string;
let planId: string;
let alertId: string;
beforeAll(async () => {
  world = await openMeasuresWorld();
  administrationId = await world.ask('phq-9');
  await answerAll(await world.asClient(), administrationId, [1, 1, 1, 1, 1, 1, 1, 1, 2]);
  await (await world.asClient()).measures.submit({ administrationId });
  [{ id: planId }] = (await world.rows('SELECT id FROM measure_plan')) as [{ id: string }];
  [{ id: alertId }] = (await world.rows('SELECT id FROM risk_alert')) as [{ id: string }];
});
afterAll(() => world.close());

type Staff = Awaited<ReturnType<MeasuresWorld['asTherapist']>>;
const clinical: [
  string,
  (caller: Staff, ids: { clientId: string; planId: string; alertId: string }) => Promise<unknown>,
][] = [
  ['measures.list', (caller, { clientId }) => caller.measures.list({ clientId })],
  [
    'measures.plan',
    (caller, { clientId }) => caller.measures.plan({ clientId, measureKey: 'gad-7', cadence: 'first', everyN: null }),
  ],
  ['measures.endPlan', (caller, ids) => caller.measures.endPlan({ planId: ids.planId })],
  ['measures.form', (caller, { clientId }) => caller.measures.form({ clientId, measureKey: 'gad-7' })],
  [
    'measures.enterPaper',
    (caller, { clientId }) =>
      caller.measures.enterPaper({
        entryId: '11111111-1111-4111-8111-111111111111',
        clientId,
        measureKey: 'gad-7',
        collection: 'paper',
        answeredOn: '2026-11-20',
        answers: [0, 0, 0, 0, 0, 0, 0],
      }),
  ],
  ['measures.course', (caller, { clientId }) => caller.measures.course({ clientId })],
  [
    'measures.talkedAbout',
    (caller, { clientId }) =>
      caller.measures.talkedAbout({
        clientId,
        talkedOn: '2026-11-23',
        subjects: [{ subjectType: 'administration', subjectId: administrationId }],
      }),
  ],
  ['alerts.read', (caller, ids) => caller.alerts.read({ alertId: ids.alertId })],
  ['alerts.acknowledge', (caller, ids) => caller.alerts.acknowledge({ alertId: ids.alertId, action: 'Read.' })],
];

describe.each(clinical)('%s', (_name, call) => {
  const random = '22222222-2222-4222-8222-222222222222';
  const nobody = { clientId: random, planId: random, alertId: random };
  const own = () => ({ clientId: world.client.id, planId, alertId });

  test('a colleague and another practice hear the same as for nobody at all', async () => {
    const colleague = await world.as(world.colleague);
    const stranger = await world.server.callerFor(world.other.therapist.id, { practiceId: world.other.practice.id });
    const answers = [];
    for (const caller of [colleague, stranger]) {
      for (const ids of [own(), nobody]) {
        answers.push(
          await call(caller, ids).then(
            () => 'answered',
            (error: Error) => [error.message, (error as { code?: string }).code],
          ),
        );
      }
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['["not-found","NOT_FOUND"]']));
  });

  test('manager and front desk may not, whoever the client is', async () => {
    for (const staff of [world.manager, world.frontDesk]) {
      const caller = await world.as(staff);
      expect(await refusal(call(caller, own()))).toBe('forbidden');
      expect(await refusal(call(caller, nobody))).toBe('forbidden');
    }
  });
});

describe('a client', () => {
  test('reaches their own and nobody else’s, on no page of staff', async () => {
    const stranger = await world.server.clientCaller(world.second.id, { practiceId: world.practiceId });
    const elsewhere = await world.server.clientCaller(world.other.client.id, { practiceId: world.other.practice.id });
    for (const caller of [stranger, elsewhere]) {
      expect(await refusal(caller.measures.get({ administrationId }))).toBe('not-found');
      expect(await refusal(caller.measures.save({ administrationId, item: 1, position: 1 }))).toBe('not-found');
      expect(await refusal(caller.measures.submit({ administrationId }))).toBe('not-found');
      expect(await refusal(caller.measures.notToday({ administrationId }))).toBe('not-found');
    }
  });

  test('does not reach what was entered from paper', async () => {
    const therapist = await world.asTherapist();
    const entry = {
      entryId: crypto.randomUUID(),
      clientId: world.client.id,
      measureKey: 'gad-7',
      collection: 'in-session' as const,
      answeredOn: '2026-11-23',
      answers: [0, 1, 0, 1, 0, 1, 0],
    };
    const made = await therapist.measures.enterPaper(entry);
    const client = await world.asClient();
    expect(await refusal(client.measures.get({ administrationId: made.administrationId }))).toBe('not-found');
  });
});

test('whoever covers reaches the course as cover, and it is recorded so', async () => {
  await world.cover();
  const colleague = await world.as(world.colleague);
  await colleague.measures.course({ clientId: world.client.id, measureKey: 'phq-9' });
  const reads = await world.rows('SELECT subject_type, subject_count, purpose FROM clinical_read WHERE staff_id = $1', [
    world.colleague.id,
  ]);
  expect(reads).toEqual([{ subject_type: 'response', subject_count: 1, purpose: 'cover' }]);
});
