import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AllocationWorld, offerTo, openAllocationWorld, placeAt, refusalOf, secretWords } from './world.ts';

let all: AllocationWorld;
let world: Pick<AllocationWorld, 'db' | 'home' | 'other'> & { server: Awaited<ReturnType<AllocationWorld['again']>> };
beforeAll(async () => {
  all = await openAllocationWorld();
});
beforeEach(async () => {
  const server = await all.again();
  world = { db: all.db, other: all.other, home: server.home, server };
});
afterAll(() => all.close());

const id = (text: string) => text as never;
const offer = async (over: Record<string, unknown> = {}, entryId = world.home.first.entryId) => {
  const manager = await world.server.callerFor(world.home.managerId);
  const { offerId } = await manager.allocation.makeOffer(offerTo(world.home, entryId, over) as never);
  return offerId;
};
const rowsOf = async (sql: string, values: unknown[]): Promise<Record<string, unknown>[]> => {
  const { rows } = await world.db.admin(sql, values);
  return rows;
};
const heldBy = (offerId: string) => rowsOf('SELECT kind FROM occupied WHERE offer_id = $1', [offerId]);
const stateOf = async (offerId: string) => (await rowsOf('SELECT state FROM offer WHERE id = $1', [offerId]))[0]?.state;

describe('matching', () => {
  it('holds each wish against each therapist, names the free places, and what brings the person stays out', async () => {
    const manager = await world.server.callerFor(world.home.managerId);
    const entry = await manager.allocation.getEntry({ entryId: id(world.home.first.entryId) });
    expect(entry.wishes.map(({ words }) => words)).toEqual(['Tuesday, after five', 'In person']);
    const [first] = entry.therapists;
    expect(first?.answers.map(({ answer }) => answer)).toEqual(['fits', 'fits']);
    expect(first?.places[0]).toMatchObject({ startsLocal: '2026-12-01T17:00', roomName: 'Room 2', asAsked: true });
    expect(JSON.stringify(entry)).not.toContain(secretWords);
  });
});

describe('an offer', () => {
  it('holds therapist and room for twelve weeks from the moment it is made, and its place is gone for others', async () => {
    const offerId = await offer();
    const held = await heldBy(offerId);
    expect(held.filter(({ kind }) => kind === 'room')).toHaveLength(12);
    expect(held.filter(({ kind }) => kind === 'therapist')).toHaveLength(12);
    const manager = await world.server.callerFor(world.home.secondManagerId);
    const entry = await manager.allocation.getEntry({ entryId: id(world.home.third.entryId) });
    const starts = entry.therapists.flatMap(({ places }) =>
      places.filter(({ roomId }) => roomId).map((one) => one.startsLocal),
    );
    expect(starts).not.toContain('2026-12-01T17:30');
  });

  it('goes to one of two managers; the other is told in words', async () => {
    const [one, two] = await Promise.all([
      world.server.callerFor(world.home.managerId),
      world.server.callerFor(world.home.secondManagerId),
    ]);
    const answers = await Promise.all([
      refusalOf(one.allocation.makeOffer(offerTo(world.home, world.home.first.entryId) as never)),
      refusalOf(two.allocation.makeOffer(offerTo(world.home, world.home.second.entryId) as never)),
    ]);
    expect(answers.toSorted()).toEqual(['done', 'offer/already-held']);
  });

  it('is one hold of fifty attempts at once', { timeout: 60_000 }, async () => {
    const manager = await world.server.callerFor(world.home.managerId);
    const entries = [world.home.first, world.home.second, world.home.third].map(({ entryId }) => entryId);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        refusalOf(manager.allocation.makeOffer(offerTo(world.home, entries[i % 3] as string) as never)),
      ),
    );
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    expect(new Set(answers)).toEqual(new Set(['done', 'offer/already-held', 'offer/already-open']));
    expect(
      (await rowsOf("SELECT id FROM offer WHERE state = 'held' AND practice_id = $1", [world.home.practiceId])).length,
    ).toBe(1);
  });

  it('is refused outside the hours, too soon, and twice for one person', async () => {
    const manager = await world.server.callerFor(world.home.managerId);
    const attempt = (over: Record<string, unknown>) =>
      refusalOf(manager.allocation.makeOffer(offerTo(world.home, world.home.first.entryId, over) as never));
    expect(await attempt({ place: placeAt(world.home, '2026-12-02T17:30') })).toBe('scheduling/outside-hours');
    expect(await attempt({ place: placeAt(world.home, '2026-11-24T17:30') })).toBe('scheduling/outside-hours');
    expect(await attempt({ place: placeAt(world.home, '1900-01-01T10:00') })).toBe('bad-input');
    expect(await attempt({})).toBe('done');
    expect(await attempt({ place: placeAt(world.home, '2026-12-01T16:00') })).toBe('offer/already-open');
  });

  it('frees its place when its time is over, puts the person back, and keeps the history', async () => {
    const offerId = await offer();
    world.server.advance({ hours: 71 });
    await world.server.runSweeps(world.home.practiceId);
    expect(await stateOf(offerId)).toBe('held');
    world.server.advance({ hours: 1 });
    await world.server.runSweeps(world.home.practiceId);
    await world.server.runSweeps(world.home.practiceId);
    expect([await stateOf(offerId), await heldBy(offerId)]).toEqual(['lapsed', []]);
    const manager = await world.server.callerFor(world.home.managerId);
    const { closed } = await manager.allocation.listOffers();
    expect(closed.find((one) => one.id === offerId)?.history.map(({ kind }) => kind)).toEqual(['made', 'lapse']);
    const place = placeAt(world.home, '2026-12-08T17:30');
    await manager.allocation.makeOffer(offerTo(world.home, world.home.first.entryId, { place }) as never);
  });

  it('is answered by its own therapist alone, in order, and only while it stands', async () => {
    const offerId = id(await offer());
    const colleague = await world.server.callerFor(world.home.colleagueId);
    const therapist = await world.server.callerFor(world.home.therapistId);
    const yes = { offerId, hasConflictOfRole: false };
    expect(await refusalOf(colleague.allocation.acceptOffer(yes))).toBe('not-found');
    expect(await refusalOf(therapist.allocation.acceptOffer({ ...yes, offerId: id(randomUUID()) }))).toBe('not-found');
    const client = await world.server.clientCaller(world.home.first.clientId);
    expect(await refusalOf(client.allocation.answerOffer({ offerId, answer: 'accept' }))).toBe('not-found');
    expect(await client.allocation.myOffer()).toBeNull();
    expect(await refusalOf(therapist.allocation.acceptOffer({ ...yes, hasConflictOfRole: true }))).toBe(
      'offer/conflict-of-role',
    );
    await therapist.allocation.acceptOffer(yes);
    await therapist.allocation.acceptOffer(yes);
    world.server.advance({ hours: 100 });
    expect(await refusalOf(client.allocation.answerOffer({ offerId, answer: 'accept' }))).toBe('offer/lapsed');
  });

  it('lets its therapist read what brings the person while it stands, and not a moment longer', async () => {
    const { enquiryId } = world.home.first;
    const therapist = await world.server.callerFor(world.home.therapistId);
    const read = () => refusalOf(therapist.enquiries.readBrings({ enquiryId: id(enquiryId) }));
    expect(await read()).toBe('not-found');
    const offerId = id(await offer());
    expect(await read()).toBe('done');
    const manager = await world.server.callerFor(world.home.managerId);
    await manager.allocation.withdraw({ offerId });
    expect(await read()).toBe('not-found');
  });

  it('shows the client a named person with their registration, day, time, place and fee; a yes opens one course', async () => {
    const offerId = id(await offer());
    const therapist = await world.server.callerFor(world.home.therapistId);
    await therapist.allocation.acceptOffer({ offerId, hasConflictOfRole: false });
    const mails = await rowsOf('SELECT template, state FROM outbox_mail WHERE client_id = $1', [
      world.home.first.clientId,
    ]);
    expect(mails).toEqual([{ template: 'offer-ready', state: 'queued' }]);
    const client = await world.server.clientCaller(world.home.first.clientId);
    const mine = await client.allocation.myOffer();
    expect(mine).toMatchObject({
      state: 'offered-to-client',
      therapist: { registrationBody: 'BACP' },
      place: { when: 'Tuesdays, 17:30', firstOn: '2026-12-01', room: 'Room 2', feePence: 5500, lengthMinutes: 50 },
    });
    expect(mine?.therapist.name).not.toBe('');
    await Promise.all([1, 2, 3].map(() => client.allocation.answerOffer({ offerId, answer: 'accept' })));
    const courses = await rowsOf(
      'SELECT e.state FROM episode e JOIN allocation a ON a.episode_id = e.id WHERE a.offer_id = $1 AND a.until_at IS NULL',
      [offerId],
    );
    expect(courses).toEqual([{ state: 'proposed' }]);
    expect(await heldBy(offerId)).toHaveLength(24);
    const lead = await world.server.callerFor(world.home.leadId);
    expect(await refusalOf(lead.enquiries.readBrings({ enquiryId: id(world.home.first.enquiryId) }))).toBe('not-found');
  });

  it('is nobody else’s: another client and another practice get what a random id gets', async () => {
    const offerId = id(await offer());
    const therapist = await world.server.callerFor(world.home.therapistId);
    await therapist.allocation.acceptOffer({ offerId, hasConflictOfRole: false });
    const stranger = await world.server.clientCaller(world.home.second.clientId);
    expect(await stranger.allocation.myOffer()).toBeNull();
    expect(await refusalOf(stranger.allocation.answerOffer({ offerId, answer: 'accept' }))).toBe('not-found');
    const { practiceId } = world.other;
    const foreign = await world.server.callerFor(world.other.managerId, { practiceId });
    for (const which of [offerId, id(randomUUID())]) {
      expect(await refusalOf(foreign.allocation.withdraw({ offerId: which }))).toBe('not-found');
      expect(await refusalOf(foreign.allocation.recordClientAnswer({ offerId: which, answer: 'accept' }))).toBe(
        'not-found',
      );
    }
    const theirs = offerTo(world.other, world.home.first.entryId);
    expect(await refusalOf(foreign.allocation.makeOffer(theirs as never))).toBe('not-found');
    const mixed = { ...offerTo(world.other, world.other.first.entryId), therapistId: world.home.therapistId };
    expect(await refusalOf(foreign.allocation.makeOffer(mixed as never))).toBe('not-found');
  });

  it('may be "not right for me" without a reason, also after a yes: the course is closed and the wait goes on', async () => {
    const offerId = id(await offer());
    const therapist = await world.server.callerFor(world.home.therapistId);
    await therapist.allocation.acceptOffer({ offerId, hasConflictOfRole: false });
    const client = await world.server.clientCaller(world.home.first.clientId);
    await client.allocation.answerOffer({ offerId, answer: 'accept' });
    await client.allocation.answerOffer({ offerId, answer: 'not-right' });
    expect(await heldBy(offerId)).toEqual([]);
    const open = await rowsOf('SELECT id FROM allocation WHERE offer_id = $1 AND until_at IS NULL', [offerId]);
    expect(open).toEqual([]);
    const manager = await world.server.callerFor(world.home.managerId);
    const { people } = await manager.allocation.listWaiting();
    expect(people.find((one) => one.entryId === world.home.first.entryId)?.state).toBe('waiting');
  });

  it('is answered on the telephone by somebody without e-mail', async () => {
    const offerId = id(await offer({}, world.home.second.entryId));
    const therapist = await world.server.callerFor(world.home.therapistId);
    await therapist.allocation.acceptOffer({ offerId, hasConflictOfRole: false });
    const mails = await rowsOf('SELECT state FROM outbox_mail WHERE client_id = $1', [world.home.second.clientId]);
    expect(mails).toEqual([{ state: 'not-safe' }]);
    const desk = await world.server.callerFor(world.home.frontDeskId);
    const { open } = await desk.allocation.listOffers();
    expect(open[0]).toMatchObject({ canMail: false, safeContact: ['Telephone 07700 900002, no messages'] });
    expect(await desk.allocation.recordClientAnswer({ offerId, answer: 'accept' })).toEqual({
      state: 'accepted-by-client',
    });
  });
});

describe('a conflict of role', () => {
  it('is known to nobody but the therapist who has it', async () => {
    const offerId = id(await offer());
    const therapist = await world.server.callerFor(world.home.therapistId);
    const words = 'I taught with her sister.';
    await therapist.allocation.declineOffer({
      offerId,
      reason: 'caseload-full',
      hasConflictOfRole: true,
      privateWords: words,
    });
    for (const staffId of [world.home.managerId, world.home.leadId, world.home.frontDeskId, world.home.colleagueId]) {
      const caller = await world.server.callerFor(staffId);
      const answers = [
        await caller.allocation.listOffers().catch(() => null),
        await caller.allocation.listWaiting().catch(() => null),
        await caller.allocation.getEntry({ entryId: id(world.home.first.entryId) }).catch(() => null),
        await caller.allocation.listMyOffers().catch(() => null),
        await caller.audit.list({}).catch(() => null),
      ];
      const said = JSON.stringify(answers);
      expect(said).not.toContain(words);
      expect(said).not.toMatch(/conflict/i);
      expect(said).not.toContain('caseload is full');
    }
    const own = await therapist.allocation.listMyOffers();
    expect(own.closed[0]?.ownPrivateAnswer).toEqual({ hasConflictOfRole: true, words });
  });

  it('leaves no mark in the row that a decline without one does not leave', async () => {
    const therapist = await world.server.callerFor(world.home.therapistId);
    const seen = [];
    for (const [hasConflictOfRole, entry] of [
      [true, world.home.first],
      [false, world.home.second],
    ] as const) {
      const offerId = id(await offer({}, entry.entryId));
      const reason = 'not-able' as const;
      await therapist.allocation.declineOffer({ offerId, reason, hasConflictOfRole, privateWords: null });
      const [row] = await rowsOf(
        'SELECT decline_reason, reason_words, private_reason_sealed IS NULL AS none, state FROM offer WHERE id = $1',
        [offerId],
      );
      seen.push(row);
    }
    expect(seen[0]).toEqual(seen[1]);
  });
});

describe('reassigning', () => {
  it('ends one row and begins the next, with a handover, and both stay', async () => {
    const offerId = id(await offer());
    const therapist = await world.server.callerFor(world.home.therapistId);
    await therapist.allocation.acceptOffer({ offerId, hasConflictOfRole: false });
    const client = await world.server.clientCaller(world.home.first.clientId);
    await client.allocation.answerOffer({ offerId, answer: 'accept' });
    const manager = await world.server.callerFor(world.home.managerId);
    const [before] = (await manager.allocation.listAllocations({ after: null })).people;
    const change = {
      allocationId: id(before?.allocationId ?? ''),
      therapistId: id(world.home.colleagueId),
      reason: 'client-asked' as const,
      handoverDays: 14,
      hasAgreed: true as const,
    };
    expect(await refusalOf(manager.allocation.reassign(change))).toBe('wrong-order');
    await world.db.admin("UPDATE episode SET state = 'open' WHERE practice_id = $1", [world.home.practiceId]);
    await manager.allocation.reassign(change);
    expect(await refusalOf(manager.allocation.reassign(change))).toBe('conflict');
    const [after] = (await manager.allocation.listAllocations({ after: null })).people;
    expect(after?.therapistId).toBe(world.home.colleagueId);
    expect(after?.before).toHaveLength(1);
    expect(after?.before[0]?.untilAt).not.toBeNull();
  });
});
