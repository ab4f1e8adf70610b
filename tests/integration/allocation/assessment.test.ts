import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AllocationWorld, offerTo, openAllocationWorld, refusalOf } from './world.ts';

let all: AllocationWorld;
let world: Pick<AllocationWorld, 'db' | 'home' | 'other'> & { server: Awaited<ReturnType<AllocationWorld['again']>> };
let entryId: string;
let clientId: string;
beforeAll(async () => {
  all = await openAllocationWorld();
});
beforeEach(async () => {
  const server = await all.again();
  world = { db: all.db, other: all.other, home: server.home, server };
  // The clinical lead finds that an assessment comes first.
  const lead = await server.callerFor(server.home.leadId);
  clientId = server.home.fresh.clientId;
  const triaged = await lead.enquiries.triage({
    enquiryId: server.home.fresh.enquiryId,
    decision: 'assessment',
    note: null,
    referredTo: null,
    nextContactOn: null,
    episodeKind: 'individual',
    wishes: {},
  });
  entryId = triaged.entryId ?? '';
});
afterAll(() => all.close());

const rowsOf = async (sql: string, values: unknown[]): Promise<Record<string, unknown>[]> =>
  (await world.db.admin(sql, values)).rows;
const courses = () =>
  rowsOf(
    `SELECT e.id, e.state, a.therapist_id, a.reason, a.until_at IS NULL AS open, a.offer_id FROM episode e
       JOIN episode_participant p ON p.practice_id = e.practice_id AND p.episode_id = e.id
       JOIN allocation a ON a.practice_id = e.practice_id AND a.episode_id = e.id WHERE p.client_id = $1 ORDER BY a.from_at`,
    [clientId],
  );
const first = (on = '2026-12-02') => ({
  clientId,
  on,
  time: '11:00',
  minutes: 50,
  placeKind: 'online' as const,
  roomId: null,
});

describe('an assessment session first', () => {
  it('leads from the decision to one booked session, and the person waits on', async () => {
    const { home, server } = world;
    const [lead, desk] = [await server.callerFor(home.leadId), await server.callerFor(home.frontDeskId)];
    expect(await refusalOf(desk.scheduling.bookSession(first()))).toBe('scheduling/not-agreed');
    const asked = await lead.enquiries.get({ enquiryId: home.fresh.enquiryId });
    expect(asked.assessment?.therapist).toBeNull();
    expect(asked.assessment?.therapists.map(({ id }) => id)).toContain(home.therapistId);
    await lead.allocation.openAssessment({ entryId, therapistId: home.therapistId });
    await desk.scheduling.bookSession(first());
    // One before anything is signed, where the practice says so.
    await world.db.admin('UPDATE practice SET agreement_blocks_booking = true WHERE id = $1', [home.practiceId]);
    expect(await refusalOf(desk.scheduling.bookSession(first('2026-12-03')))).toBe('scheduling/not-agreed');
    expect((await lead.enquiries.get({ enquiryId: home.fresh.enquiryId })).assessment?.therapists).toEqual([]);
    const therapist = await server.callerFor(home.therapistId);
    expect((await therapist.scheduling.forClient({ clientId })).toCome).toHaveLength(1);
    const { people } = await (await server.callerFor(home.managerId)).allocation.listWaiting();
    expect(people.map((one) => one.entryId)).toContain(entryId);
  });

  it.each(['the same', 'another'])('is the beginning of the course that %s therapist goes on with', async (who) => {
    const { home, server } = world;
    const [manager, desk] = [await server.callerFor(home.managerId), await server.callerFor(home.frontDeskId)];
    await manager.allocation.openAssessment({ entryId, therapistId: home.therapistId });
    const next = who === 'the same' ? home.therapistId : home.colleagueId;
    const offered = offerTo(home, entryId, { therapistId: next });
    const { offerId } = await manager.allocation.makeOffer(offered as never);
    await (await server.callerFor(next)).allocation.acceptOffer({ offerId, hasConflictOfRole: false });
    await desk.allocation.recordClientAnswer({ offerId, answer: 'accept' });
    const rows = await courses();
    expect(
      rows.map(({ state, therapist_id, reason, open, offer_id }) => [state, therapist_id, reason, open, offer_id]),
    ).toEqual([
      ['proposed', home.therapistId, 'assessment', false, null],
      ['proposed', next, 'offer-accepted', true, offerId],
    ]);
    expect(new Set(rows.map((row) => row.id)).size).toBe(1);
  });

  it('is opened once, however often and at once; a second therapist is refused', async () => {
    const { home, server } = world;
    const [lead, manager] = [await server.callerFor(home.leadId), await server.callerFor(home.managerId)];
    const asked = { entryId, therapistId: home.therapistId };
    const answers = await Promise.all(
      [lead, manager, lead, manager].map((who) => who.allocation.openAssessment(asked)),
    );
    expect(new Set(answers.map(({ episodeId }) => episodeId)).size).toBe(1);
    expect(await courses()).toHaveLength(1);
    const other = { entryId, therapistId: home.colleagueId };
    expect(await refusalOf(manager.allocation.openAssessment(other))).toBe('allocation/assessment-open');
  });

  it('needs the decision, a therapist of the practice, and somebody who decides who treats whom', async () => {
    const { home, other, server } = world;
    const [manager, desk] = [await server.callerFor(home.managerId), await server.callerFor(home.frontDeskId)];
    const asked = { entryId, therapistId: home.therapistId };
    expect(await refusalOf(manager.allocation.openAssessment({ ...asked, entryId: home.second.entryId }))).toBe(
      'wrong-order',
    );
    for (const wrong of [
      { entryId: other.first.entryId },
      { entryId: randomUUID() },
      { therapistId: other.therapistId },
      { therapistId: home.frontDeskId },
    ])
      expect(await refusalOf(manager.allocation.openAssessment({ ...asked, ...wrong }))).toBe('not-found');
    expect(await refusalOf(desk.allocation.openAssessment(asked))).toBe('forbidden');
    expect(await courses()).toEqual([]);
  });
});
