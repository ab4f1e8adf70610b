import { makeClient, makeEpisode, saveGround } from '@heather/seed';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MeasuresWorld, openMeasuresWorld } from '../measures/world.ts';

let world: MeasuresWorld;
let sian: { id: string };
beforeAll(async () => {
  world = await openMeasuresWorld();
  const { ground, practice, therapist } = world;
  sian = makeClient(ground, practice, {
    firstName: 'Siân',
    lastName: 'O’Brien',
    knownAs: 'Shonni',
    bornOn: '1988-03-01',
  });
  makeClient(ground, practice, {
    firstName: 'Ana',
    lastName: 'Nuñez-Smith',
    contact: { telephone: '+44 (0)7700 900 321' },
  });
  makeClient(ground, practice, { firstName: 'Zoë', lastName: 'Under_score' });
  makeClient(ground, practice, { firstName: 'Zara', lastName: 'Underscore', state: 'enquiring' });
  makeEpisode(ground, { therapist, clients: [sian as never] });
  makeClient(world.other.ground, world.other.practice, { firstName: 'Siân', lastName: 'Elsewhere' });
  await saveGround(world.db.worker, world.db.vault, ground);
  await saveGround(world.db.worker, world.db.vault, world.other.ground);
});
afterAll(() => world.close());

const find = async (staff: { id: string }, name: string) => {
  const caller = await world.as(staff);
  return (await caller.clients.search({ name })).people.map((one) => one.name);
};

describe('a client is found', () => {
  test.each([
    ['sian', ['Siân O’Brien']],
    ['Siân', ['Siân O’Brien']],
    ['shon', ['Siân O’Brien']],
    ['obrien', ['Siân O’Brien']],
    ["o'bri s", ['Siân O’Brien']],
    ['brien sian', ['Siân O’Brien']],
    ['nunez', ['Ana Nuñez-Smith']],
    ['Nuñez-s', ['Ana Nuñez-Smith']],
    ['smith, ana', ['Ana Nuñez-Smith']],
    ['zoe', ['Zoë Under_score']],
    ['under_s z', ['Zoë Under_score']],
    ['z', ['Zara Underscore', 'Zoë Under_score']],
    ['900321', ['Ana Nuñez-Smith']],
    ['00 321', ['Ana Nuñez-Smith']],
    ['khatun ami', ['Amira Khatun']],
    ['%', []],
    ['_', []],
    ['321', []],
    ['nobody at all', []],
    ['', []],
    ['elsewhere', []],
  ])('at the desk by %j: %j', async (typed, names) => expect(await find(world.frontDesk, typed)).toEqual(names));

  test('by a therapist among their own alone', async () => {
    expect(await find(world.therapist, 'sian')).toEqual(['Siân O’Brien']);
    expect(await find(world.therapist, 'a')).toEqual(['Amira Khatun']);
    expect(await find(world.therapist, '900321')).toEqual([]);
    expect(await find(world.colleague, 'sian')).toEqual([]);
    await world.cover();
    expect(await find(world.colleague, 'sian')).toEqual(['Siân O’Brien']);
  });

  test('with the year of birth, with whom, and where they lead; nothing clinical', async () => {
    const desk = await world.as(world.frontDesk);
    expect((await desk.clients.search({ name: 'sian' })).people).toMatchObject([
      { clientId: sian.id, knownAs: 'Shonni', bornYear: 1988, therapist: 'Tomos H.', href: `/clients/${sian.id}` },
    ]);
    const many = await desk.clients.search({ name: 'z', most: 1 });
    expect(many).toMatchObject({ isMore: true, people: [{ name: 'Zara Underscore' }] });
  });

  test('under a new name and no longer under the old one, and by a new number', async () => {
    await world.rows("UPDATE client SET last_name = 'Prys', name_search = 'sian prys' WHERE id = $1", [sian.id]);
    expect(await find(world.frontDesk, 'prys')).toEqual(['Siân Prys']);
    expect(await find(world.frontDesk, 'shonni')).toEqual([]);
    await world.rows("UPDATE safe_contact SET telephone = '01632 960777' WHERE client_id = $1", [sian.id]);
    expect(await find(world.frontDesk, '960777')).toEqual(['Siân Prys']);
    await world.rows('UPDATE safe_contact SET telephone = NULL WHERE client_id = $1', [sian.id]);
    expect(await find(world.frontDesk, '960777')).toEqual([]);
  });
});

test('the words are reached by their index under row-level security, as a range', async () => {
  const plan = await world.db.web.runAs(
    { kind: 'staff', practiceId: world.practiceId, staffId: world.frontDesk.id },
    async () => {
      const tx = world.db.web.pool;
      await tx.query('SET enable_seqscan = off');
      return tx.query(
        `EXPLAIN SELECT client_id FROM client_word WHERE practice_id = '${world.practiceId}' AND kind = 'name' AND word >= 'si' AND word < 'sj'`,
      );
    },
  );
  const said = JSON.stringify(plan.rows);
  expect(said).toMatch(/Index Cond[^"]*word >= 'si'[^"]*word < 'sj'/);
});

test('a name is sent in the body: GET is refused, so it stands in no address', async () => {
  const cookie = await world.server.staffCookie(world.frontDesk.id);
  const got = await world.server.get('staff', 'clients.search', { name: 'Khatun' }, cookie);
  expect(got.statusCode).toBe(400);
  expect(got.body).not.toContain('Khatun');
});
