import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AllocationWorld, openAllocationWorld, refusalOf, secretWords } from '../allocation/world.ts';

let world: AllocationWorld;
beforeAll(async () => {
  world = await openAllocationWorld();
});
afterAll(() => world.close());

const byTelephone = {
  email: null,
  emailIsSafe: false,
  emailIsShared: false,
  telephone: '07700 900123',
  telephoneIsSafe: true,
  textIsSafe: false,
  mayLeaveMessage: true,
  messageAs: 'the surgery',
  postalAddress: null,
  postIsSafe: false,
  fromLocal: null,
  untilLocal: '18:00',
  prefers: 'telephone' as const,
};

function enquiryOf(over: Record<string, unknown> = {}) {
  return {
    idempotencyKey: randomUUID(),
    firstName: 'Danny',
    lastName: 'Ferris',
    knownAs: null,
    pronouns: null,
    nation: 'england-and-wales' as const,
    contact: byTelephone,
    practical: { episodeKind: 'individual' as const, others: [], wishes: { stepFree: true }, needs: [] },
    needs: null,
    brings: secretWords,
    ...over,
  };
}
const web = (over: Record<string, unknown> = {}) => ({ enquiry: enquiryOf(over) as never, noticeVersionId: null });

const countEnquiries = async (key: string) => {
  const { rows } = await world.db.admin('SELECT count(*)::int AS n FROM enquiry WHERE idempotency_key = $1', [key]);
  return rows[0]?.n;
};

describe('an enquiry', () => {
  it('is one, however often and however much at once it is sent', async () => {
    const key = randomUUID();
    const nobody = world.server.signedOutClient();
    const sent = await Promise.all(
      Array.from({ length: 6 }, () => nobody.enquiries.make(web({ idempotencyKey: key }))),
    );
    const again = await nobody.enquiries.make(web({ idempotencyKey: key }));
    expect([...sent, again]).toEqual(Array(7).fill({ state: 'received' }));
    expect(await countEnquiries(key)).toBe(1);
  });

  it('reaches the list from a telephone, without an e-mail address, typed by the front desk', async () => {
    const desk = await world.server.callerFor(world.home.frontDeskId);
    const { enquiryId } = await desk.enquiries.add({ enquiry: enquiryOf() as never });
    const lead = await world.server.callerFor(world.home.leadId);
    const got = await lead.enquiries.get({ enquiryId: enquiryId as never });
    expect(got.safeContact).toEqual(['Telephone 07700 900123, messages as “the surgery”', 'Before 18:00']);
    const { entryId } = await lead.enquiries.triage({
      enquiryId: enquiryId as never,
      decision: 'suitable',
      note: null,
      referredTo: null,
      nextContactOn: '2026-12-01',
      episodeKind: 'individual',
      wishes: got.wishes,
    });
    const manager = await world.server.callerFor(world.home.managerId);
    const { people } = await manager.allocation.listWaiting();
    expect(people.map((one) => one.entryId)).toContain(entryId);
  });

  it('needs one way to reach somebody that is safe', async () => {
    const contact = { ...byTelephone, telephoneIsSafe: false };
    const nobody = world.server.signedOutClient();
    expect(await refusalOf(nobody.enquiries.make(web({ contact })))).toBe('enquiry/no-way-to-reach');
  });

  it('is triaged once, and a second decision changes nothing', async () => {
    const desk = await world.server.callerFor(world.home.frontDeskId);
    const { enquiryId } = await desk.enquiries.add({ enquiry: enquiryOf() as never });
    const lead = await world.server.callerFor(world.home.leadId);
    const decision = {
      enquiryId: enquiryId as never,
      note: 'Outside what we do.',
      referredTo: 'The eating disorder service',
      nextContactOn: null,
      episodeKind: 'individual' as const,
      wishes: {},
    };
    const first = await lead.enquiries.triage({ ...decision, decision: 'referred-on' });
    expect(first).toEqual({ state: 'referred-on', entryId: null });
    expect(await refusalOf(lead.enquiries.triage({ ...decision, decision: 'suitable' }))).toBe(
      'enquiry/already-triaged',
    );
    expect((await lead.enquiries.get({ enquiryId: enquiryId as never })).state).toBe('referred-on');
  });

  it('brings along everybody of a couple, each with what is safe for them alone', async () => {
    const others = [{ firstName: 'Jo', lastName: 'Boateng', email: null }];
    const practical = { episodeKind: 'couple', others, wishes: {}, needs: [] };
    const desk = await world.server.callerFor(world.home.frontDeskId);
    const { enquiryId } = await desk.enquiries.add({ enquiry: enquiryOf({ firstName: 'Kofi', practical }) as never });
    const lead = await world.server.callerFor(world.home.leadId);
    const { entryId } = await lead.enquiries.triage({
      enquiryId: enquiryId as never,
      decision: 'assessment',
      note: null,
      referredTo: null,
      nextContactOn: null,
      episodeKind: 'couple',
      wishes: {},
    });
    const entry = await lead.allocation.getEntry({ entryId: entryId as never });
    expect([entry.name, entry.assessmentFirst]).toEqual(['Kofi F. and Jo B.', true]);
  });

  it.each([
    ['a hidden direction mark', { firstName: 'Da\u202Enny' }],
    ['a NUL', { brings: 'a\u0000b' }],
    ['a lone surrogate', { lastName: '\uD800' }],
    ['too much', { brings: 'x'.repeat(30_000) }],
    ['a key nobody knows', { colour: 'red' }],
    [
      'others with one person',
      {
        practical: {
          episodeKind: 'individual',
          others: [{ firstName: 'A', lastName: 'B', email: null }],
          wishes: {},
          needs: [],
        },
      },
    ],
  ])('refuses %s by name', async (_, over) => {
    expect(await refusalOf(world.server.signedOutClient().enquiries.make(web(over)))).not.toMatch(/done|unavailable/);
  });

  it('shows the published privacy notice before anything is asked', async () => {
    const { notice } = await world.server.signedOutClient().enquiries.notice();
    expect(notice?.topics.length).toBeGreaterThan(2);
    expect(JSON.stringify(notice)).not.toMatch(/\{[a-z]+\}/);
  });

  it('is limited for one address', async () => {
    const closed = await openAllocationWorld();
    try {
      const nobody = closed.server.signedOutClient();
      const answers = [];
      for (let i = 0; i < 21; i++) answers.push(await refusalOf(nobody.enquiries.make(web())));
      expect(answers.filter((answer) => answer === 'done')).toHaveLength(20);
      expect(answers.at(-1)).toBe('rate-limited');
    } finally {
      await closed.close();
    }
  });
});

describe('what brings somebody', () => {
  it('is read by the clinical lead, and the reading is recorded', async () => {
    const { enquiryId } = world.home.fresh;
    const lead = await world.server.callerFor(world.home.leadId);
    const read = await lead.enquiries.readBrings({ enquiryId: enquiryId as never });
    expect(read.brings).toBe(secretWords);
    const { rows: reads } = await world.db.admin(
      "SELECT staff_id FROM clinical_read WHERE subject_type = 'enquiry' AND client_id = $1",
      [world.home.fresh.clientId],
    );
    expect(JSON.stringify(reads)).toContain(world.home.leadId);
  });

  it('is in no answer that the manager or the front desk can get', async () => {
    for (const staffId of [world.home.managerId, world.home.frontDeskId, world.home.managerAtFrontDeskId]) {
      const caller = await world.server.callerFor(staffId);
      const { enquiryId, entryId } = world.home.first;
      const answers = [
        await caller.enquiries.list(),
        await caller.enquiries.get({ enquiryId: enquiryId as never }),
        await caller.enquiries.get({ enquiryId: world.home.fresh.enquiryId as never }),
        await caller.allocation.listWaiting(),
        await caller.allocation.listOffers(),
        await caller.allocation.getEntry({ entryId: entryId as never }).catch(() => null),
      ];
      expect(JSON.stringify(answers)).not.toContain(secretWords);
      expect(await refusalOf(caller.enquiries.readBrings({ enquiryId: enquiryId as never }))).toBe('forbidden');
    }
  });

  it('does not exist for a therapist whom nobody asked, nor in another practice, exactly as a random id', async () => {
    const therapist = await world.server.callerFor(world.home.therapistId);
    const lead = await world.server.callerFor(world.home.leadId);
    const foreign = world.other.fresh.enquiryId as never;
    const random = randomUUID() as never;
    expect(await refusalOf(therapist.enquiries.readBrings({ enquiryId: world.home.fresh.enquiryId as never }))).toBe(
      'not-found',
    );
    for (const enquiryId of [foreign, random]) {
      expect(await refusalOf(lead.enquiries.readBrings({ enquiryId }))).toBe('not-found');
      expect(await refusalOf(lead.enquiries.get({ enquiryId }))).toBe('not-found');
    }
  });

  it('stands nowhere in the database in clear', async () => {
    const { rows } = await world.db.admin(
      "SELECT coalesce(string_agg(t::text, ''), '') AS text FROM (SELECT e.* FROM enquiry e) t",
      [],
    );
    expect(JSON.stringify(rows)).not.toContain(secretWords);
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(secretWords).toString('hex'));
  });
});
