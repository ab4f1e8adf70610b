import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusal } from '../measures/world.ts';
import { type NotesWorld, openNotesWorld } from '../notes/world.ts';

let world: NotesWorld;
beforeAll(async () => {
  world = await openNotesWorld();
});
afterAll(() => world.close());

const asked = (over: object = {}) => ({ kind: 'access' as const, words: null, saveKey: randomUUID(), ...over });
const person = (index: number) => world.clients[index] as { id: string };
const step = { on: '2026-11-23', ground: null, words: null };

describe('asking', () => {
  test('is one tap, once, and tells the manager nothing but that there is something to read', async () => {
    const amira = await world.asClient(person(0));
    const input = asked({ words: 'All that you have, please.' });
    const [first, again] = await Promise.all([amira.rights.ask(input), amira.rights.ask(input)]);
    expect(again).toEqual(first);
    const { requests } = await amira.rights.mine();
    expect(requests).toMatchObject([{ kind: 'access', clock: { state: 'running', dueOn: '2026-12-23' } }]);
    const mails = await world.rows('SELECT template FROM outbox_mail WHERE staff_id = $1 AND client_id IS NULL', [
      world.manager.id,
    ]);
    expect(mails).toEqual([{ template: 'something-to-read' }]);
    const manager = await world.as(world.manager);
    const shown = await manager.rights.get(first);
    expect(JSON.stringify([shown, await manager.rights.list({ state: 'open', before: null })])).not.toMatch(/please/);
    expect(shown).toMatchObject({ hasWords: true, clock: { dueOn: '2026-12-23' } });
    expect(await refusal(manager.rights.words(first))).toBe('forbidden');
    expect(await (await world.as(world.therapist)).rights.words(first)).toMatchObject({
      asked: 'All that you have, please.',
    });
    const reads = await world.rows("SELECT purpose FROM clinical_read WHERE client_id = $1 AND purpose = 'rights'", [
      person(0).id,
    ]);
    expect(reads).toHaveLength(1);
  });

  test('by telephone counts from the day it came, and nobody records one of tomorrow', async () => {
    const desk = await world.as(world.frontDesk);
    const said = { clientId: person(1).id, channel: 'telephone' as const, ...asked() };
    expect(await refusal(desk.rights.record({ ...said, receivedOn: '2026-11-24' }))).toBe('rights/wrong-day');
    const { requestId } = await desk.rights.record({ ...said, receivedOn: '2026-10-31' });
    const { clock } = await (await world.as(world.manager)).rights.get({ requestId });
    expect(clock).toMatchObject({ dueOn: '2026-11-30', daysLeft: 7 });
    expect(await refusal(desk.rights.get({ requestId }))).toBe('forbidden');
  });

  test('of another’s client, another practice’s or a random one is not found', async () => {
    const colleague = await world.as(world.colleague);
    const said = { channel: 'telephone' as const, receivedOn: '2026-11-20', ...asked() };
    for (const clientId of [person(0).id, randomUUID()])
      expect(await refusal(colleague.rights.record({ ...said, clientId }))).toBe('not-found');
    const manager = await world.as(world.manager);
    expect(await refusal(manager.rights.get({ requestId: randomUUID() }))).toBe('not-found');
    const { requestId } = await (await world.asClient(person(0))).rights.ask(asked());
    expect(await refusal(colleague.rights.words({ requestId }))).toBe('not-found');
    const other = await world.asClient(person(2));
    expect(await refusal(other.rights.takeBack({ requestId }))).toBe('not-found');
    expect((await other.rights.mine()).requests).toEqual([]);
  });
});

describe('answering', () => {
  test('asks who it is, stops and starts, and says so to the person', async () => {
    const client = await world.asClient(person(2));
    const { requestId } = await client.rights.ask(asked());
    const manager = await world.as(world.manager);
    const go = (kind: 'identity-asked' | 'identity-confirmed' | 'clarification-asked' | 'answered', words?: string) =>
      manager.rights.step({ requestId, kind, ...step, words: words ?? null });
    expect((await go('identity-asked')).clock).toMatchObject({ state: 'waiting', dueOn: null });
    expect(await refusal(go('answered'))).toBe('rights/wrong-step');
    expect((await go('identity-confirmed')).clock.dueOn).toBe('2026-12-23');
    expect(await refusal(go('clarification-asked'))).toBe('rights/reason-missing');
    expect((await go('clarification-asked', 'Which years do you mean?')).clock.state).toBe('waiting');
    const [mine] = (await client.rights.mine()).requests;
    expect(mine?.steps.at(-1)).toMatchObject({ kind: 'clarification-asked', words: 'Which years do you mean?' });
    expect((await client.rights.clarify({ requestId, words: 'All of them.' })).clock.state).toBe('running');
    expect((await go('answered')).clock).toMatchObject({ state: 'closed', closedBy: 'answered', isLate: false });
    expect(await refusal(go('answered'))).toBe('rights/closed');
    const events = await world.rows('SELECT type FROM audit_event WHERE subject_id = $1 ORDER BY seq', [requestId]);
    expect(events.map(({ type }) => type)).toEqual([
      'rights.asked',
      'rights.identity-asked',
      'rights.identity-confirmed',
      'rights.clarification-asked',
      'rights.clarification-given',
      'rights.answered',
    ]);
  });

  test('two who answer at once answer once', async () => {
    const { requestId } = await (await world.asClient(person(3))).rights.ask(asked({ kind: 'objection' }));
    const [manager, lead] = [await world.as(world.manager), await world.as(world.lead)];
    const both = await Promise.allSettled(
      [manager, lead].map((who) => who.rights.step({ requestId, kind: 'answered', ...step })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('takes more time with a reason and in the first month alone, and refuses with a ground and words alone', async () => {
    const { requestId } = await (await world.asClient(person(3))).rights.ask(asked());
    const manager = await world.as(world.manager);
    const extended = { requestId, kind: 'extended' as const, ...step };
    expect(await refusal(manager.rights.step({ ...extended, words: 'There is much to read.' }))).toBe(
      'rights/reason-missing',
    );
    const longer = await manager.rights.step({ ...extended, ground: 'complex', words: 'There is much to read.' });
    expect(longer.clock).toMatchObject({ isExtended: true, dueOn: '2027-02-23' });
    const refused = { requestId, kind: 'refused' as const, ...step };
    expect(await refusal(manager.rights.step(refused))).toBe('rights/reason-missing');
    const done = await manager.rights.step({ ...refused, ground: 'excessive', words: 'You had the same last week.' });
    expect(done.clock.closedBy).toBe('refused');
  });

  test('a client writes no step of the practice’s, by the database’s own rule', async () => {
    const { requestId } = await (await world.asClient(person(3))).rights.ask(asked());
    const add = (kind: string) =>
      world.db.web.transaction({ kind: 'client', practiceId: world.practiceId, clientId: person(3).id }, (tx) =>
        tx.rightsStep.createMany({
          data: [
            {
              practiceId: world.practiceId,
              requestId,
              clientId: person(3).id,
              seq: 1,
              kind,
              happenedOn: new Date('2026-11-23'),
            },
          ],
        }),
      );
    await expect(add('answered')).rejects.toThrow();
    await expect(add('withdrawn')).resolves.toEqual({ count: 1 });
  });
});
