import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AbsenceWorld, openAbsenceWorld, refusal, refused } from './world.ts';

let world: AbsenceWorld;
let awayId: string;

describe('unwell today', () => {
  beforeAll(async () => {
    world = await openAbsenceWorld();
  });
  afterAll(() => world?.close());

  it('shows each person with their own safe way and the very words, before anything is written', async () => {
    const therapist = await world.as(world.therapist);
    const shown = await therapist.absence.preview({
      staffId: world.therapist.id,
      ...world.today,
      untilOn: '2026-12-03',
    });
    expect(shown.sessions.map(({ when, clients }) => [when, clients.length])).toEqual([
      ['Tuesday 1 December, 10:00 to 10:50', 1],
      ['Tuesday 1 December, 17:30 to 18:20', 1],
      ['Thursday 3 December, 17:30 to 18:20', 2],
    ]);
    const by = (id: string | undefined) => shown.messages.find(({ clientId }) => clientId === id);
    expect(by(world.unsigned.id)).toMatchObject({
      route: 'telephone',
      telephone: '07700 900123',
      mayLeaveMessage: true,
      messageAs: 'Anna',
      words: 'Your appointment on Tuesday 1 December, 10:00 will not go ahead. We are sorry. There is nothing to pay.',
    });
    expect(by(world.client.id)).toMatchObject({ route: 'mail', guarded: false, telephone: null });
    expect(by(world.client.id)?.words).toContain(
      'You can choose another time on your page. Your usual time is kept for you.',
    );
    expect(by(world.couple[0]?.id)).toMatchObject({ route: 'mail', guarded: false });
    expect(by(world.couple[1]?.id)).toMatchObject({
      route: 'mail',
      guarded: true,
      words: 'One of your times has changed. Please look before you set out.',
    });
    expect(await world.rows('SELECT 1 FROM time_away')).toEqual([]);
  });

  it('is for the therapist themselves and the desk, and for nobody of another practice', async () => {
    const plan = { staffId: world.therapist.id, ...world.today };
    const by = async (staff: { id: string }) => refusal((await world.as(staff)).absence.preview(plan));
    expect(await by(world.colleague)).toBe('not-found');
    expect(await by(world.supervisor)).toBe('forbidden');
    const stranger = await world.asOther(world.other.manager);
    expect(await refusal(stranger.absence.preview(plan))).toBe('not-found');
    expect(await refusal((await world.as(world.frontDesk)).absence.preview({ ...plan, fromOn: '2026-11-30' }))).toBe(
      'scheduling/in-the-past',
    );
  });

  it('lets no word leave that says what it is, why, or who', async () => {
    for (const says of ['Your therapist is away', 'I am ill today', 'Leila cannot come', 'Dear Priya, sorry'])
      expect((await refused(world.say(world.therapist, {}, [{ clientId: world.client.id, says }]))).code, says).toBe(
        'absence/words',
      );
    expect(await world.rows('SELECT 1 FROM time_away')).toEqual([]);
  });

  it('refuses when the day is another than was shown', async () => {
    const therapist = await world.as(world.therapist);
    const plan = { staffId: world.therapist.id, ...world.today };
    const input = { ...plan, kind: 'unwell' as const, seen: 'f'.repeat(32), offer: true, messages: [], coverId: null };
    expect(await refusal(therapist.absence.confirm(input))).toBe('conflict');
  });

  it('cancels the day by us with nothing due, once however often it is pressed, and leaves the other days alone', async () => {
    const therapist = await world.as(world.therapist);
    const plan = { staffId: world.therapist.id, ...world.today };
    const { seen } = await therapist.absence.preview(plan);
    const own = 'Sorry, we cannot meet at 17:30 today. Please choose another time.';
    const messages = [{ clientId: world.client.id, says: own }];
    const input = { ...plan, kind: 'unwell' as const, seen, offer: true, messages, coverId: null };
    const all = await Promise.all([1, 2, 3, 4].map(() => therapist.absence.confirm(input)));
    expect(new Set(all.map((one) => one.awayId)).size).toBe(1);
    for (const one of all) expect(one).toMatchObject({ sessions: 2, mails: 1, toTell: 1, offered: 2 });
    awayId = all[0]?.awayId as string;
    expect((await world.sessionsOf(world.client.id))[0]).toMatchObject({ status: 'cancelled-by-us', fee_due_pence: 0 });
    expect((await world.sessionsOf(world.client.id))[1]).toMatchObject({ status: 'planned', version: 1 });
    expect(await world.rows('SELECT 1 FROM ledger_entry')).toEqual([]);
    const sessionRows = await world.rows(
      'SELECT 1 FROM occupied o JOIN session s ON s.id = o.session_id WHERE s.status = $1',
      ['cancelled-by-us'],
    );
    expect(sessionRows).toEqual([]);
    const audited = await world.rows<{ type: string; n: number }>(
      `SELECT type, count(*)::int AS n FROM audit_event WHERE type IN ('absence.started', 'session.cancelled') GROUP BY 1 ORDER BY 1`,
    );
    expect(audited).toEqual([
      { type: 'absence.started', n: 1 },
      { type: 'session.cancelled', n: 2 },
    ]);
  });

  it('holds three times for each, none twice, none while away', async () => {
    const held = await world.rows<{ starts_at: Date; ends_at: Date; n: number }>(
      `SELECT t.starts_at, t.ends_at, (SELECT count(*)::int FROM occupied o WHERE o.away_time_id = t.id AND o.kind = 'therapist') AS n
       FROM away_time t WHERE state = 'held' ORDER BY starts_at`,
    );
    expect(held).toHaveLength(6);
    expect(held.every(({ n }) => n === 1)).toBe(true);
    expect(held[0]?.starts_at.getTime()).toBeGreaterThanOrEqual(Date.parse('2026-12-02T00:00:00Z'));
    const desk = await world.as(world.frontDesk);
    const taken = held.find(({ starts_at: at }) => at.toISOString().endsWith('17:30:00.000Z')) ?? held[0];
    const at = (taken as { starts_at: Date }).starts_at.toISOString();
    expect(
      await refusal(
        desk.scheduling.moveSession({
          sessionId: (await world.sessionsOf(world.client.id))[2]?.id as string,
          version: 1,
          on: at.slice(0, 10),
          time: at.slice(11, 16),
        }),
      ),
    ).toBe('scheduling/slot-taken');
  });

  it('lets the mail wait two minutes, then sends exactly the words that were read, and nothing telling', async () => {
    await world.server.runJobs();
    expect(await world.rows(`SELECT 1 FROM outbox_mail WHERE template = 'time-off' AND state <> 'queued'`)).toEqual([]);
    await world.letMailLeave();
    const last = world.mails.filter(({ to }) => to === 'priya@client.example').at(-1);
    expect(last?.subject).toBe('A time has changed');
    expect(last?.text).toContain('Sorry, we cannot meet at 17:30 today. Please choose another time.');
    expect(`${last?.subject} ${last?.text}`.replace(/http\S+/g, '')).not.toMatch(
      /therap|counsel|session|Leila|Priya|ill\b/i,
    );
  });

  it('tells the desk whom to ring, what to say and under which name; noted with the time', async () => {
    const desk = await world.as(world.frontDesk);
    const { left, calls } = await desk.absence.calls();
    expect(left).toBe(1);
    expect(calls[0]).toMatchObject({
      route: 'telephone',
      telephone: '07700 900123',
      mayLeaveMessage: true,
      messageAs: 'Anna',
      first: 'Tuesday 1 December, 10:00',
      state: 'to-tell',
    });
    expect(calls[0]?.words).toContain('Tuesday 1 December, 10:00 will not go ahead');
    const messageId = calls[0]?.messageId as string;
    expect(await desk.absence.noteCall({ messageId, outcome: 'no-answer' })).toEqual({ state: 'no-answer', tries: 1 });
    expect(await desk.absence.noteCall({ messageId, outcome: 'left-message' })).toEqual({
      state: 'left-message',
      tries: 2,
    });
    expect((await desk.absence.calls()).left).toBe(1);
    await Promise.all([1, 2, 3].map(() => desk.absence.noteCall({ messageId, outcome: 'told' })));
    const after = await desk.absence.calls();
    expect(after.left).toBe(0);
    expect(after.calls[0]).toMatchObject({ state: 'told', tries: 3 });
    expect(await refusal((await world.as(world.colleague)).absence.noteCall({ messageId, outcome: 'told' }))).toBe(
      'not-found',
    );
    expect((await (await world.as(world.colleague)).absence.calls()).calls).toEqual([]);
    expect((await (await world.as(world.therapist)).absence.calls()).calls).toHaveLength(1);
  });

  it('cannot be taken back once somebody was told', async () => {
    expect(await refusal((await world.as(world.therapist)).absence.undo({ awayId }))).toBe('absence/already-told');
    expect((await world.sessionsOf(world.client.id))[0]?.status).toBe('cancelled-by-us');
    expect(await refusal((await world.as(world.colleague)).absence.undo({ awayId }))).toBe('not-found');
    expect((await (await world.as(world.therapist)).absence.get({ awayId })).undoUntil).toBeNull();
  });

  it('offers the client their held times; of 200 who press at once one books it', async () => {
    const client = await world.asClient(world.client);
    const { away, again } = await client.absence.mine();
    expect(away).toEqual([
      expect.objectContaining({
        name: 'Leila',
        fromOn: null,
        until: 'Tuesday 1 December',
        cover: null,
        keepsPlace: true,
      }),
    ]);
    expect(again).toHaveLength(1);
    expect(again[0]).toMatchObject({ was: 'Tuesday 1 December, 17:30', next: 'Tuesday 8 December, 17:30' });
    const times = again[0]?.times ?? [];
    expect(times).toHaveLength(3);
    expect(
      await refusal((await world.asClient(world.second)).absence.choose({ awayTimeId: times[0]?.id as string })),
    ).toBe('not-found');
    const presses = Array.from({ length: 200 }, (_, at) =>
      client.absence.choose({ awayTimeId: times[at % 2]?.id as string }).then(
        ({ sessionId }) => sessionId,
        (error: Error) => error.message,
      ),
    );
    const answers = await Promise.all(presses);
    const ids = new Set(answers.filter((one) => !one.includes('/')));
    expect(ids.size).toBe(1);
    expect(new Set(answers.filter((one) => one.includes('/')))).toEqual(new Set(['absence/time-gone']));
    expect(answers.filter((one) => ids.has(one))).toHaveLength(100);
    const booked = (await world.sessionsOf(world.client.id)).filter(({ starts_at: at }) => at < new Date('2026-12-08'));
    expect(booked.map(({ status }) => status).toSorted()).toEqual(['cancelled-by-us', 'planned']);
    expect(
      await world.rows(`SELECT 1 FROM away_time WHERE state = 'held' AND away_session_id IN
      (SELECT id FROM away_session WHERE chosen_session_id IS NOT NULL)`),
    ).toEqual([]);
    expect((await client.absence.mine()).again).toEqual([]);
  });

  it('lets the desk book for the person on the telephone from the same times', async () => {
    const desk = await world.as(world.frontDesk);
    const { sessions } = await desk.absence.get({ awayId });
    const beth = sessions.find(({ clients }) => clients[0]?.id === world.unsigned.id);
    expect(beth?.times).toHaveLength(3);
    const awayTimeId = beth?.times[0]?.id as string;
    const one = await desk.absence.bookAgain({ awayTimeId });
    expect(await desk.absence.bookAgain({ awayTimeId })).toMatchObject({ sessionId: one.sessionId });
    expect(await refusal((await world.as(world.colleague)).absence.bookAgain({ awayTimeId }))).toBe('not-found');
  });

  it('gives nothing back at the end of a course whose time was made up for', async () => {
    world.server.advance({ hours: 24 });
    await world.server.runSweeps();
    const [series] = await world.rows<{ count: number }>('SELECT count FROM series WHERE episode_id = $1', [
      world.course.episode.id,
    ]);
    expect(series?.count).toBe(12);
    expect(await world.rows(`SELECT 1 FROM time_away WHERE settled_at IS NULL`)).toEqual([]);
  });
});

describe('taken back, left to lapse, and back early', () => {
  beforeEach(async () => {
    world = await openAbsenceWorld();
    return () => world?.close();
  });

  it('is as it was when taken back within two minutes, and nobody hears of it', async () => {
    const before = await world.rows('SELECT kind, resource_id, starts_at FROM occupied ORDER BY 1, 2, 3');
    const sent = world.mails.length;
    const { said } = await world.say(world.therapist);
    const therapist = await world.as(world.therapist);
    expect((await therapist.absence.get({ awayId: said.awayId })).undoUntil).toBe('08:02');
    expect(await therapist.absence.undo({ awayId: said.awayId })).toEqual({ sessions: 2, lost: [] });
    expect(await therapist.absence.undo({ awayId: said.awayId })).toEqual({ sessions: 0, lost: [] });
    expect(await world.rows('SELECT kind, resource_id, starts_at FROM occupied ORDER BY 1, 2, 3')).toEqual(before);
    expect((await world.sessionsOf(world.client.id))[0]).toMatchObject({ status: 'planned', fee_due_pence: null });
    expect(await world.rows('SELECT 1 FROM absence WHERE staff_id = $1', [world.therapist.id])).toEqual([]);
    await world.server.runSweeps();
    await world.letMailLeave();
    expect(world.mails.slice(sent).filter(({ to }) => to.endsWith('@client.example'))).toEqual([]);
    expect((await (await world.as(world.frontDesk)).absence.calls()).calls).toEqual([]);
  });

  it('frees times that nobody chose after two days, and gives the session back at the end of a counted course', async () => {
    await world.say(world.therapist);
    world.server.advance({ hours: 49 });
    await world.server.runSweeps();
    expect(await world.rows(`SELECT 1 FROM occupied WHERE away_time_id IS NOT NULL`)).toEqual([]);
    expect((await (await world.asClient(world.client)).absence.mine()).again).toEqual([]);
    await world.server.runSweeps();
    await world.server.runSweeps();
    const planned = (await world.sessionsOf(world.client.id)).filter(({ status }) => status === 'planned');
    expect(planned).toHaveLength(12);
    expect(planned.at(-1)?.starts_at.toISOString()).toBe('2027-02-23T17:30:00.000Z');
  });

  it('lets the client keep to their usual time instead', async () => {
    await world.say(world.therapist);
    const client = await world.asClient(world.client);
    const { again } = await client.absence.mine();
    const awaySessionId = again[0]?.awaySessionId as string;
    await client.absence.leave({ awaySessionId });
    await client.absence.leave({ awaySessionId });
    expect((await client.absence.mine()).again).toEqual([]);
    expect(await refusal(client.absence.choose({ awayTimeId: again[0]?.times[0]?.id as string }))).toBe(
      'absence/time-gone',
    );
    expect(
      await world.rows(`SELECT 1 FROM away_time t JOIN away_session s ON s.id = t.away_session_id
      WHERE s.state = 'left' AND t.state = 'held'`),
    ).toEqual([]);
  });

  it('tells everybody again who is met after all, by the same ways, and frees the rest', async () => {
    const { said } = await world.say(world.therapist, { untilOn: '2026-12-04' });
    expect(said).toMatchObject({ sessions: 3, mails: 3, toTell: 1 });
    await world.letMailLeave();
    const therapist = await world.as(world.therapist);
    const back = await therapist.absence.comeBack({ awayId: said.awayId, onDay: '2026-12-03' });
    expect(back).toEqual({ sessions: 1, lost: [], mails: 2, toTell: 0 });
    expect(await therapist.absence.comeBack({ awayId: said.awayId, onDay: '2026-12-03' })).toEqual({
      sessions: 0,
      lost: [],
      mails: 0,
      toTell: 0,
    });
    await world.letMailLeave();
    const [sam, dee] = ['sam', 'dee'].map((who) =>
      world.mails.filter(({ to }) => to === `${who}@client.example`).at(-1),
    );
    expect(sam?.text).toContain('Your appointment on Thursday 3 December, 17:30 goes ahead after all.');
    expect(dee?.text).toContain('One of your times has changed. Please look before you set out.');
    expect(dee?.text).not.toContain('17:30');
    expect((await world.sessionsOf(world.couple[0]?.id as string))[0]?.status).toBe('planned');
    expect((await world.sessionsOf(world.client.id))[0]?.status).toBe('cancelled-by-us');
    const [hours] = await world.rows<{ ends_at: Date }>('SELECT ends_at FROM absence WHERE staff_id = $1', [
      world.therapist.id,
    ]);
    expect(hours?.ends_at.toISOString()).toBe('2026-12-03T00:00:00.000Z');
  });
});
