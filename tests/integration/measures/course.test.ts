import { makeCheckIn, makeSession, makeSignal, saveGround } from '@heather/seed';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MeasuresWorld, openMeasuresWorld, refusal } from './world.ts';

let world: MeasuresWorld;
beforeAll(async () => {
  world = await openMeasuresWorld();
});
afterAll(() => world.close());

const paper = (answeredOn: string, answers: (number | null)[], measureKey = 'core-10') => ({
  entryId: crypto.randomUUID(),
  clientId: world.client.id,
  measureKey,
  collection: 'paper' as const,
  answeredOn,
  answers,
});

describe('the course of a client without e-mail, entered from paper', () => {
  test('an entry pressed twice is one; days before the course and to come are refused', async () => {
    const therapist = await world.asTherapist();
    const first = paper('2026-11-10', [3, 1, 1, 3, 2, 0, 3, 2, 3, 2]);
    const [one, again] = await Promise.all([
      therapist.measures.enterPaper(first),
      therapist.measures.enterPaper(first),
    ]);
    expect(again).toEqual(one);
    // Items 2 and 3 count the other way round: 3 3 3 3 2 0 3 2 3 2.
    expect(one).toMatchObject({ total: 24, alertId: null });
    expect(await refusal(therapist.measures.enterPaper(paper('2026-11-24', first.answers)))).toBe('bad-input');
    expect(await refusal(therapist.measures.enterPaper(paper('2020-01-01', first.answers)))).toBe('bad-input');
    expect(await refusal(therapist.measures.enterPaper(paper('2026-11-20', [9, 9, 9, 9, 9, 9, 9, 9, 9, 9])))).toBe(
      'bad-input',
    );
    expect(await refusal(therapist.measures.enterPaper(paper('2026-11-20', [0])))).toBe('bad-input');
  });

  test('a safety answer on paper acts as it does on the portal', async () => {
    const therapist = await world.asTherapist();
    const entry = paper('2026-11-20', [1, 3, 3, 1, 0, 2, 2, 1, 2, 1]);
    const made = await therapist.measures.enterPaper(entry);
    expect(made.alertId).not.toBeNull();
    expect((await therapist.measures.enterPaper(entry)).alertId).toBe(made.alertId);
    const opened = await therapist.alerts.read({ alertId: made.alertId as string });
    expect(opened).toMatchObject({
      itemText: 'I made plans to end my life',
      answer: 'Sometimes',
      client: { id: world.client.id },
    });
  });

  test('scores, sessions and check-ins stand on one axis; the ring follows the rules; reading is recorded', async () => {
    const { ground, episode, client, therapist, practiceId } = world;
    const subject = { practiceId, episodeId: episode.id, clientId: client.id };
    for (const [startsAt, bond] of [
      ['2026-11-10T10:00:00Z', 4],
      ['2026-11-17T10:00:00Z', 1],
    ] as const) {
      const session = makeSession(ground, episode, therapist, [client], { startsAt, status: 'attended' });
      makeCheckIn(
        ground,
        subject,
        { id: session.id, therapistId: therapist.id, endsAt: session.endsAt },
        { answers: { bond, goals: 3, tasks: 3, whole: 3 } },
      );
    }
    const signal = makeSignal(ground, subject, {
      kind: 'falling',
      sentence: '“Understood” fell by three.',
      raisedAt: '2026-11-17T16:00:00Z',
    });
    await saveGround(world.db.worker, world.db.vault, ground);
    const caller = await world.asTherapist();
    const course = await caller.measures.course({ clientId: client.id });
    expect(course.measureKey).toBe('core-10');
    expect(course.scores.map(({ on, total }) => [on, total])).toEqual([
      ['2026-11-10', 24],
      ['2026-11-20', 12],
    ]);
    expect(course.checkIns.map(({ on, bond, ringed }) => [on, bond, ringed])).toEqual([
      ['2026-11-10', 4, []],
      ['2026-11-17', 1, ['bond']],
    ]);
    expect(course.notYetTalkedAbout.map(({ subjectType, on }) => [subjectType, on])).toEqual([
      ['administration', '2026-11-10'],
      ['alliance-signal', '2026-11-17'],
      ['administration', '2026-11-20'],
    ]);
    const reads = await world.rows(
      "SELECT subject_type, subject_count FROM clinical_read WHERE purpose = 'care' AND subject_type <> 'alert' ORDER BY 1",
    );
    expect(reads).toEqual([
      { subject_type: 'check-in', subject_count: 2 },
      { subject_type: 'response', subject_count: 2 },
    ]);

    const talk = {
      clientId: client.id,
      talkedOn: '2026-11-23',
      subjects: [{ subjectType: 'alliance-signal' as const, subjectId: signal.id }],
    };
    expect(await refusal(caller.measures.talkedAbout({ ...talk, talkedOn: '2026-11-24' }))).toBe('bad-input');
    expect(await refusal(caller.measures.talkedAbout({ ...talk, talkedOn: '2026-11-16' }))).toBe('bad-input');
    expect(await caller.measures.talkedAbout(talk)).toEqual({ recorded: 1 });
    expect(await caller.measures.talkedAbout(talk)).toEqual({ recorded: 0 });
    const after = await caller.measures.course({ clientId: client.id });
    expect(after.signals).toMatchObject([{ talkedOn: '2026-11-23', sentence: '“Understood” fell by three.' }]);
    expect(after.notYetTalkedAbout).toHaveLength(2);
  });

  test('a measure that this client has never had is unknown', async () => {
    const caller = await world.asTherapist();
    expect(await refusal(caller.measures.course({ clientId: world.client.id, measureKey: 'gad-7' }))).toBe(
      'measure/unknown',
    );
  });
});
