import { makeSignal, saveGround } from '@heather/seed';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MeasuresWorld, openMeasuresWorld, refusal } from '../measures/world.ts';

let world: MeasuresWorld;
beforeAll(async () => {
  world = await openMeasuresWorld();
  const { ground, practiceId, episode, client } = world;
  makeSignal(
    ground,
    { practiceId, episodeId: episode.id, clientId: client.id },
    { kind: 'low', sentence: 'A canary of a sentence.' },
  );
  await saveGround(world.db.worker, world.db.vault, ground);
});
afterAll(() => world.close());

const random = '00000000-0000-4000-8000-00000000abcd';
const nothing = {
  mayLeaveMessage: false,
  messageAs: null,
  postalAddress: null,
  postIsSafe: false,
  fromLocal: null,
  untilLocal: null,
};
const contact = {
  ...nothing,
  email: 'amira@post.example',
  emailIsSafe: true,
  emailIsShared: false,
  telephone: null,
  telephoneIsSafe: false,
  textIsSafe: false,
  prefers: 'email' as const,
};

describe('a client’s page', () => {
  test('has nothing clinical for manager, desk and lead; all parts for the therapist', async () => {
    const clientId = world.client.id;
    const therapist = await world.asTherapist();
    expect((await therapist.clients.get({ clientId })).parts).toEqual([
      'now',
      'course',
      'goals',
      'sessions',
      'notes',
      'agreement',
      'measures',
      'ledger',
      'history',
      'reaching',
    ]);
    expect((await therapist.clients.now({ clientId })).signals[0]?.sentence).toBe('A canary of a sentence.');
    expect((await therapist.clients.list()).clients).toMatchObject([
      { clientId, prompts: ['talk'], agreement: 'none' },
    ]);
    for (const staff of [world.manager, world.frontDesk, world.lead]) {
      const caller = await world.as(staff);
      const page = await caller.clients.get({ clientId });
      const money = staff === world.lead ? [] : ['ledger'];
      expect(page.parts).toEqual(['now', 'sessions', 'agreement', ...money, 'history', 'reaching']);
      expect(JSON.stringify([page, await caller.clients.search({ name: 'amira' })])).not.toMatch(
        /canary|signal|talk|alert|goal|measure/,
      );
      expect(await refusal(caller.clients.now({ clientId }))).toBe('forbidden');
      expect(await refusal(caller.clients.list())).toBe('forbidden');
    }
  });

  test('is not there for another therapist or another practice, as a random id is not; a supervisor may not ask', async () => {
    const colleague = await world.as(world.colleague);
    const elsewhere = await world.server.callerFor(world.other.manager.id, { practiceId: world.other.practice.id });
    for (const clientId of [world.client.id, random]) {
      expect(await refusal(colleague.clients.get({ clientId }))).toBe('not-found');
      expect(await refusal(colleague.clients.now({ clientId }))).toBe('not-found');
      expect(await refusal(colleague.clients.updateContact({ clientId, contact }))).toBe('not-found');
      expect(await refusal(elsewhere.clients.get({ clientId }))).toBe('not-found');
      expect(await refusal((await world.as(world.manager)).clients.get({ clientId: random }))).toBe('not-found');
    }
    expect(await refusal((await world.as(world.deputy)).clients.get({ clientId: world.client.id }))).toBe('forbidden');
  });
});

describe('who somebody is', () => {
  const details = {
    firstName: 'Amira',
    lastName: 'O’Khatun',
    knownAs: 'Mira',
    pronouns: 'she/her',
    bornOn: '1991-02-03',
    nation: 'scotland' as const,
    language: 'cy-GB',
    timeZone: 'Europe/Lisbon',
  };

  test('is kept as they say it, found under it, and named in the trail by field alone', async () => {
    const clientId = world.client.id;
    const desk = await world.as(world.frontDesk);
    await desk.clients.updateDetails({ clientId, details });
    await desk.clients.updateDetails({ clientId, details });
    expect((await desk.clients.get({ clientId })).client).toMatchObject({
      name: 'Mira O.',
      fullName: 'Amira O’Khatun',
      bornOn: '1991-02-03',
      nation: 'scotland',
      timeZone: 'Europe/Lisbon',
    });
    for (const name of ['mira', 'okhatun', 'khatun'])
      expect((await desk.clients.search({ name })).people).toMatchObject([{ clientId }]);
    const trail = await world.rows(
      "SELECT changes, row_to_json(a)::text AS said FROM audit_event a WHERE type = 'client.updated'",
    );
    expect(trail).toHaveLength(1);
    expect(trail[0]?.changes).toContain('lastName');
    expect(trail[0]?.said).not.toMatch(/Mira|1991|Lisbon/);
  });

  test('is refused where it cannot be, and to whoever may not', async () => {
    const clientId = world.client.id;
    const desk = await world.as(world.frontDesk);
    const refused = (more: object) =>
      refusal(desk.clients.updateDetails({ clientId, details: { ...details, ...more } }));
    expect(await refused({ bornOn: '2026-11-24' })).toBe('bad-input');
    expect(await refused({ bornOn: '1899-12-31' })).toBe('bad-input');
    for (const wrong of [
      { timeZone: 'Mars/Olympus' },
      { timeZone: '+01:00' },
      { language: 'Welsh!' },
      { firstName: ' ' },
    ])
      expect(await refused(wrong)).not.toBe('nothing was refused');
    expect(await refusal((await world.as(world.lead)).clients.updateDetails({ clientId, details }))).toBe('forbidden');
    expect(await refusal((await world.as(world.colleague)).clients.updateDetails({ clientId, details }))).toBe(
      'not-found',
    );
    await desk.clients.updateDetails({
      clientId,
      details: {
        ...details,
        lastName: 'Khatun',
        knownAs: null,
        timeZone: 'Europe/London',
        nation: 'england-and-wales',
      },
    });
  });
});

describe('what has been', () => {
  test('courses with therapists; reasons for those who may know them', async () => {
    const clientId = world.client.id;
    for (const [staff, isTold] of [
      [world.therapist, true],
      [world.manager, true],
      [world.lead, true],
      [world.frontDesk, false],
    ] as const) {
      const { courses } = await (await world.as(staff)).clients.history({ clientId });
      expect(courses).toMatchObject([{ kind: 'individual', allocations: [{ therapist: 'Tomos H.', untilOn: null }] }]);
      expect(courses[0]?.allocations[0]?.reason !== null).toBe(isTold);
    }
    expect(await refusal((await world.as(world.colleague)).clients.history({ clientId }))).toBe('not-found');
  });

  test('who opened the record, by day and role; purposes for their therapist alone, and nothing of an alert for the frame', async () => {
    const clientId = world.client.id;
    await world.rows(
      `INSERT INTO clinical_read (practice_id, staff_id, client_id, subject_type, subject_count, purpose, at)
       VALUES ($1, $2, $3, 'goal', 2, 'care', '2026-11-20T09:00Z'), ($1, $2, $3, 'goal', 1, 'care', '2026-11-20T10:00Z'),
         ($1, $4, $3, 'response', 1, 'alert', '2026-11-21T10:00Z')`,
      [world.practiceId, world.therapist.id, clientId, world.lead.id],
    );
    const seen = async (staff: { id: string }) =>
      (await (await world.as(staff)).clients.opened({ clientId })).filter(({ on }) => on < '2026-11-22');
    expect(await seen(world.therapist)).toEqual([
      { on: '2026-11-21', name: 'Ruth Maddox', roles: ['clinical-lead'], purposes: ['alert'] },
      { on: '2026-11-20', name: 'Tomos Hughes', roles: ['therapist'], purposes: ['care'] },
    ]);
    for (const staff of [world.manager, world.lead])
      expect(await seen(staff)).toEqual([
        { on: '2026-11-20', name: 'Tomos Hughes', roles: ['therapist'], purposes: [] },
      ]);
    expect(await refusal((await world.as(world.frontDesk)).clients.opened({ clientId }))).toBe('forbidden');
    expect(await refusal((await world.as(world.colleague)).clients.opened({ clientId }))).toBe('not-found');
  });
});

describe('safe contact', () => {
  test('is confirmed by the client, asked again when staff change it, and named in the trail by field alone', async () => {
    const clientId = world.client.id;
    const client = await world.asClient();
    const desk = await world.as(world.frontDesk);
    const isToDo = async () => (await client.home.mine()).things.some(({ href }) => href === '/contact');
    expect(await isToDo()).toBe(false);
    await desk.clients.updateContact({
      clientId,
      contact: { ...contact, telephone: '07700 900123', telephoneIsSafe: true },
    });
    expect(await isToDo()).toBe(true);
    const mine = await client.clients.myContact();
    expect(mine).toMatchObject({ isConfirmed: false, contact: { telephone: '07700 900123' } });
    await Promise.all([
      client.clients.keepMyContact({ contact: mine.contact }),
      client.clients.keepMyContact({ contact: mine.contact }),
    ]);
    expect(await isToDo()).toBe(false);
    expect((await desk.clients.get({ clientId })).confirmedOn).toBe('Monday 23 November 2026');
    // The same again from staff changes nothing, and so asks nobody.
    await desk.clients.updateContact({ clientId, contact: mine.contact });
    expect(await isToDo()).toBe(false);
    const trail = await world.rows(
      "SELECT row_to_json(a)::text AS said FROM audit_event a WHERE type LIKE 'client.safe-contact%'",
    );
    expect(trail.length).toBeGreaterThan(1);
    expect(JSON.stringify(trail)).not.toContain('900123');
  });

  test('has one safe way at least, and prefers one that is safe', async () => {
    const client = await world.asClient();
    const none = { ...contact, emailIsSafe: false };
    expect(await refusal(client.clients.keepMyContact({ contact: none }))).toBe('enquiry/no-way-to-reach');
    expect(await refusal(client.clients.keepMyContact({ contact: { ...contact, prefers: 'post' } }))).toBe('bad-input');
    expect(await refusal(client.clients.keepMyContact({ contact: { ...contact, email: 'not an address' } }))).not.toBe(
      'nothing was refused',
    );
  });

  test('the people around are kept once, changed and removed, of this client alone', async () => {
    const clientId = world.client.id;
    const therapist = await world.asTherapist();
    const gp = {
      kind: 'gp' as const,
      name: 'Dr Nerys Pugh',
      telephone: '01632 960001',
      address: null,
      relationship: null,
    };
    const one = await therapist.clients.keepPerson({ clientId, personId: null, person: gp });
    expect(await therapist.clients.keepPerson({ clientId, personId: null, person: gp })).toEqual(one);
    await therapist.clients.keepPerson({ clientId, personId: one.personId, person: { ...gp, name: 'Dr N. Pugh' } });
    expect((await therapist.clients.get({ clientId })).people).toMatchObject([{ name: 'Dr N. Pugh' }]);
    const desk = await world.as(world.frontDesk);
    const wrong = { clientId: world.second.id, personId: one.personId };
    expect(await refusal(desk.clients.keepPerson({ ...wrong, person: gp }))).toBe('not-found');
    expect(await refusal(desk.clients.removePerson(wrong))).toBe('not-found');
    expect(await refusal((await world.as(world.lead)).clients.removePerson({ clientId, personId: one.personId }))).toBe(
      'forbidden',
    );
    await desk.clients.removePerson({ clientId, personId: one.personId });
    expect((await therapist.clients.get({ clientId })).people).toEqual([]);
  });
});
