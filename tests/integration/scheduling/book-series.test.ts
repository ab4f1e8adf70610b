import { isExclusionViolation, runAs } from '@heather/database';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSchedulingWorld, refusal, refused, type SchedulingWorld } from './world.ts';

let world: SchedulingWorld;
beforeEach(async () => {
  world = await openSchedulingWorld();
});
afterEach(() => world?.close());

const first = '2026-12-01';
const count = async (table: string, where = 'true') =>
  Number(
    (
      await world.rows<{ n: string }>(`SELECT count(*) AS n FROM ${table} WHERE practice_id = $1 AND ${where}`, [
        world.practiceId,
      ])
    )[0]?.n,
  );

describe('booking the standing session', () => {
  it('writes series, sessions, people and taken time, frees the held place and tells the client, all in one', async () => {
    const desk = await world.as(world.frontDesk);
    expect(await count('occupied', `offer_id = '${world.offer.id}'`)).toBeGreaterThan(0);
    const preview = await desk.scheduling.previewSeries({ clientId: world.client.id, firstOn: first });
    expect(preview).toMatchObject({ label: 'Tuesdays, 17:30', count: 12, roomId: world.room.id, clashes: [] });
    expect(preview.sessions).toHaveLength(12);
    const booked = await desk.scheduling.bookSeries({ clientId: world.client.id, firstOn: first });
    expect(booked).toMatchObject({ sessions: 12, toRing: 0 });
    expect(await count('session', `series_id = '${booked.seriesId}'`)).toBe(12);
    expect(await count('session_participant')).toBe(12);
    expect(await count('occupied', 'session_id IS NOT NULL')).toBe(36);
    expect(await count('occupied', `offer_id = '${world.offer.id}'`)).toBe(0);
    expect(await count('audit_event', `type = 'series.booked' AND subject_id = '${booked.seriesId}'`)).toBe(1);
    expect(await count('outbox_mail', `template = 'times-set'`)).toBe(2);
  });

  it('answers a second submit with the series that is there', async () => {
    const desk = await world.as(world.frontDesk);
    const one = await desk.scheduling.bookSeries({ clientId: world.client.id, firstOn: first });
    const two = await desk.scheduling.bookSeries({ clientId: world.client.id, firstOn: first });
    expect(two.seriesId).toBe(one.seriesId);
    expect(await refusal(desk.scheduling.bookSeries({ clientId: world.client.id, firstOn: '2026-12-08' }))).toBe(
      'scheduling/already-standing',
    );
    expect(await count('session')).toBe(12);
  });

  it('of 200 parallel attempts at one place one wins, and the rest are told what is taken', async () => {
    const [a, b] = [await world.as(world.therapist), await world.as(world.colleague)];
    // The colleague's client has signed for the same room and hour; the held place is not theirs either.
    const tries = Array.from({ length: 200 }, (_, index) =>
      index % 2 === 0
        ? a.scheduling.bookSeries({ clientId: world.client.id, firstOn: first })
        : b.scheduling.bookSeries({ clientId: world.second.id, firstOn: first }),
    );
    const results = await Promise.allSettled(tries);
    const won = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.seriesId] : []));
    const lost = results.flatMap((result) => (result.status === 'rejected' ? [(result.reason as Error).message] : []));
    expect(new Set(won).size).toBe(1);
    expect(new Set(lost)).toEqual(new Set(['scheduling/slot-taken']));
    expect(await count('series')).toBe(1);
    expect(await count('session')).toBe(12);
    expect(await count('outbox_mail', `template = 'times-set'`)).toBe(1);
  });

  it('names every clash by date and resource before anything is written, and books the rest when told to skip them', async () => {
    const desk = await world.as(world.frontDesk);
    // Beyond the twelve weeks that the offer holds.
    await desk.scheduling.bookSession({
      clientId: world.couple[0]?.id as string,
      on: '2027-03-02',
      time: '17:00',
      minutes: 50,
      placeKind: 'online',
      roomId: null,
    });
    await world.rows(
      `INSERT INTO absence (practice_id, staff_id, kind, starts_at, ends_at) VALUES ($1, $2, 'leave', '2026-12-21Z', '2026-12-28Z')`,
      [world.practiceId, world.therapist.id],
    );
    const wanted = { clientId: world.client.id, firstOn: first, openEnded: true };
    const preview = await desk.scheduling.previewSeries(wanted);
    const { shortName: name } = world.therapist.staff;
    expect(preview.clashes).toEqual([
      { key: '2026-12-22T17:30', when: 'Tuesday 22 December, 17:30', kind: 'away', name },
      { key: '2027-03-02T17:30', when: 'Tuesday 2 March, 17:30', kind: 'therapist', name },
    ]);
    const taken = await refused(desk.scheduling.bookSeries(wanted));
    expect(taken).toEqual({ code: 'scheduling/slot-taken', details: { clashes: preview.clashes, more: 0 } });
    expect(await count('series')).toBe(0);
    const skip = preview.clashes.map(({ key }) => key);
    expect((await desk.scheduling.bookSeries({ ...wanted, skip })).sessions).toBe(25);
  });

  it('is refused before everybody has signed, on another weekday, and in the past', async () => {
    const therapist = await world.as(world.therapist);
    const book = (clientId: string, firstOn: string) => refusal(therapist.scheduling.bookSeries({ clientId, firstOn }));
    expect(await book(world.unsigned.id, first)).toBe('scheduling/not-agreed');
    expect(await book(world.client.id, '2026-12-02')).toBe('scheduling/bad-rule');
    expect(await book(world.client.id, '2026-11-17')).toBe('scheduling/in-the-past');
    expect(await book(world.client.id, '2028-12-05')).toBe('scheduling/too-far-ahead');
    expect(await count('series')).toBe(0);
  });

  it('answers a colleague’s client, another practice’s and a random id alike, and shuts other roles out', async () => {
    const random = '00000000-0000-4000-8000-00000000abcd';
    const colleague = await world.as(world.colleague);
    const answers = await Promise.all(
      [world.client.id, world.other.client.id, random].map((clientId) =>
        refused(colleague.scheduling.bookSeries({ clientId, firstOn: first })),
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.code).toBe('not-found');
    const supervisor = await world.as(world.supervisor);
    expect(await refusal(supervisor.scheduling.bookSeries({ clientId: world.client.id, firstOn: first }))).toBe(
      'forbidden',
    );
  });

  it.each(['therapist', 'room', 'client'] as const)(
    'the database refuses a second meeting of one %s, whoever forgot to look',
    async (kind) => {
      const desk = await world.as(world.frontDesk);
      await desk.scheduling.bookSeries({ clientId: world.client.id, firstOn: first });
      const resourceId = { therapist: world.therapist.id, room: world.room.id, client: world.client.id }[kind];
      const actor = { kind: 'staff', practiceId: world.practiceId, staffId: world.frontDesk.id } as const;
      const startsAt = new Date('2026-12-01T18:00:00Z');
      const data = {
        practiceId: world.practiceId,
        kind,
        resourceId,
        startsAt,
        endsAt: new Date('2026-12-01T18:30:00Z'),
      };
      const wrong = runAs(actor, () => world.db.web.prisma.occupied.createMany({ data: [data] }));
      await expect(wrong).rejects.toSatisfy((error) => isExclusionViolation(error, 'occupied_once'));
    },
  );
});

describe('the clock change', () => {
  it.each([
    ['2027-03-23', '2027-03-30', 17.5, 16.5],
    ['2027-10-26', '2027-11-02', 16.5, 17.5],
  ])('keeps 17:30 on the wall from %s to %s', async (before, after, hourBefore, hourAfter) => {
    const desk = await world.as(world.frontDesk);
    const on = before;
    const { seriesId } = await desk.scheduling.bookSeries({ clientId: world.client.id, firstOn: on });
    const rows = await world.rows<{ key: string; at: Date }>(
      'SELECT occurrence_key AS key, starts_at AS at FROM session WHERE series_id = $1 ORDER BY starts_at LIMIT 2',
      [seriesId],
    );
    const hour = (at: Date) => at.getUTCHours() + at.getUTCMinutes() / 60;
    expect(rows.map(({ key }) => key)).toEqual([`${before}T17:30`, `${after}T17:30`]);
    expect(rows.map(({ at }) => hour(at))).toEqual([hourBefore, hourAfter]);
  });
});

describe('a series without an end', () => {
  it('is filled half a year ahead, once, however often the minute comes', async () => {
    const desk = await world.as(world.frontDesk);
    const { seriesId, sessions } = await desk.scheduling.bookSeries({
      clientId: world.client.id,
      firstOn: first,
      openEnded: true,
    });
    expect(sessions).toBe(27);
    await world.server.runSweeps(world.practiceId);
    expect(await count('session', `series_id = '${seriesId}'`)).toBe(27);
    world.server.advance({ hours: 24 * 7 * 5 });
    await Promise.all([world.server.runSweeps(world.practiceId), world.server.runSweeps(world.practiceId)]);
    const filled = await count('session', `series_id = '${seriesId}'`);
    expect(filled).toBe(30);
    await world.server.runSweeps(world.practiceId);
    expect(await count('session', `series_id = '${seriesId}'`)).toBe(30);
    const keys = await world.rows<{ n: string }>(
      'SELECT count(DISTINCT occurrence_key) AS n FROM session WHERE series_id = $1',
      [seriesId],
    );
    expect(Number(keys[0]?.n)).toBe(30);
  });
});
