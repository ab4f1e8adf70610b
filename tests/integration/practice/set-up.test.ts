import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPracticeWorld, type PracticeWorld, refusalOf } from './world.ts';

let world: PracticeWorld;
beforeAll(async () => {
  world = await openPracticeWorld();
});
afterAll(() => world.close());

const manager = (home = world.home) => world.server.callerFor(home.managerId, { practiceId: home.practiceId });
const identity = {
  name: 'Alder House',
  nation: 'scotland' as const,
  controllerName: 'Alder House CIC',
  controllerAddress: '3 Alder Way',
  icoNumber: 'ZA123456',
  telephone: '01434 496000',
  mailFrom: '',
  crisisText: '',
};

describe('setting up', () => {
  it('is the manager’s alone, and of their own practice', async () => {
    const { home, other, server } = world;
    for (const id of [home.leadId, home.frontDeskId, home.therapistId]) {
      const caller = await server.callerFor(id);
      for (const attempt of [
        () => caller.practice.checklist(),
        () => caller.practice.updateIdentity(identity),
        () => caller.practice.setRoomInUse({ roomId: home.roomId, isActive: false }),
        () => caller.practice.changeRoles({ staffId: id, roles: ['manager'] }),
        () => caller.practice.endAccess({ staffId: home.managerId, at: null }),
      ])
        expect(await refusalOf(attempt())).toBe('forbidden');
    }
    const own = await manager();
    for (const attempt of [
      () => own.practice.setRoomInUse({ roomId: other.roomId, isActive: false }),
      () => own.practice.getStaff({ staffId: other.therapistId }),
      () => own.practice.changeRoles({ staffId: other.therapistId, roles: ['manager'] }),
      () => own.practice.endAccess({ staffId: other.therapistId, at: null }),
      () => own.practice.previewLeaving({ staffId: other.therapistId }),
      () => own.practice.saveStaffHours({ staffId: other.therapistId, hours: [] }),
      () => own.practice.saveLadder({ rungs: [{ staffId: other.leadId, title: 'deputy' }] }),
    ])
      expect(await refusalOf(attempt())).toBe('not-found');
  });

  it('keeps who the practice is, and says it at once', async () => {
    const home = await world.fresh();
    const caller = await manager(home);
    await caller.practice.updateIdentity(identity);
    expect((await caller.practice.get()).identity).toEqual({
      ...identity,
      mailFrom: null,
      mailName: null,
      crisisText: null,
    });
    await caller.practice.updateIdentity({ ...identity, mailName: 'Alder House' });
    await caller.practice.updateIdentity(identity);
    expect((await caller.practice.get()).identity.mailName).toBe('Alder House');
    expect(await refusalOf(caller.practice.updateIdentity({ ...identity, mailName: 'Alder Therapy' }))).toBe(
      'bad-input',
    );
    expect(await refusalOf(caller.practice.updateIdentity({ ...identity, icoNumber: 'not one' }))).toBe('bad-input');
  });

  it('adds a room once, however often it is pressed at one moment', async () => {
    const caller = await manager(await world.fresh());
    const room = { roomId: null, name: 'Willow', site: '3 Alder Way', stepFree: true, features: [] };
    const answers = await Promise.all([1, 2, 3].map(() => refusalOf(caller.practice.saveRoom(room))));
    expect(answers.filter((answer) => answer === 'practice/name-taken')).toHaveLength(2);
    expect((await caller.practice.listRooms()).rooms.filter(({ name }) => name === 'Willow')).toHaveLength(1);
  });

  it('keeps a profile of what was read: what its therapist said meanwhile is not put back', async () => {
    const home = await world.fresh();
    const caller = await manager(home);
    const own = await world.server.callerFor(home.therapistId, { practiceId: home.practiceId });
    const staffId = home.therapistId;
    const read = () => caller.practice.getStaff({ staffId });
    const first = await read();
    const profile = {
      registrationBody: 'BACP',
      registrationNumber: '00412345',
      insuranceProvider: 'Example Mutual',
      insuranceEndsOn: '2027-09-01',
      feePence: 5500,
      lowFeePence: null,
      lowFeePlaces: 0,
      capacityTenths: 180,
      sessionMinutes: 50,
      worksOnline: true,
      worksInPerson: true,
      worksByTelephone: false,
    };
    const said = { languages: [], modalities: [], styleWords: [], gender: null, workingWords: null };
    const old = { ...profile, ...said, joinLink: 'https://meet.example/old' };
    await caller.practice.saveProfile({ staffId, profile: old, mark: first.profileMark });
    // The same press again.
    await caller.practice.saveProfile({ staffId, profile: old, mark: first.profileMark });
    const { profileMark: mark } = await read();
    await own.practice.saveMyProfile({ ...said, joinLink: 'https://meet.example/new' });
    const dearer = { ...old, feePence: 6000 };
    expect(await refusalOf(caller.practice.saveProfile({ staffId, profile: dearer, mark }))).toBe('conflict');
    expect((await read()).profile).toMatchObject({ feePence: 5500, joinLink: 'https://meet.example/new' });
    // Where clients pay nothing, that is the fee: it is not missing.
    const { profileMark } = await read();
    await caller.practice.saveProfile({ staffId, profile: { ...old, feePence: 0 }, mark: profileMark });
    const therapist = (await caller.practice.checklist()).items.find(({ key }) => key === 'therapist');
    expect(therapist?.words).not.toMatch(/\bfee\b/);
  });

  it('refuses reading hours that overlap, and keeps the days of closure that are there', async () => {
    const caller = await manager(await world.fresh());
    const twice = {
      1: [
        { from: '09:00', to: '12:00' },
        { from: '11:00', to: '13:00' },
      ],
    };
    expect(await refusalOf(caller.practice.updateHours(twice))).toBe('bad-input');
    await caller.practice.updateHours({ 2: [{ from: '09:00', to: '12:00' }] });
    expect((await caller.practice.get()).hours).toEqual({ 2: [{ from: '09:00', to: '12:00' }] });
  });

  it('closes on each bank holiday once, however often it is asked', async () => {
    const home = await world.fresh();
    const caller = await manager(home);
    const [one, two] = await Promise.all([
      caller.practice.closeOnBankHolidays(),
      caller.practice.closeOnBankHolidays(),
    ]);
    expect([one.added, two.added].sort((a, b) => a - b)).toEqual([0, 14]);
    const { closures, holidays } = await caller.practice.listClosures();
    expect(closures[0]).toMatchObject({ label: 'Christmas Day' });
    expect(holidays.days.every(({ isClosed }) => isClosed)).toBe(true);
    await caller.practice.removeClosure({ closureId: closures[0]?.id as string });
    expect(await refusalOf(caller.practice.removeClosure({ closureId: closures[0]?.id as string }))).toBe('not-found');
    const own = { label: 'Between the years', fromOn: '2026-12-29', untilOn: '2026-12-31' };
    await Promise.all([caller.practice.addClosure(own), caller.practice.addClosure(own)]);
    const labels = (await caller.practice.listClosures()).closures.map(({ label }) => label);
    expect(labels.filter((label) => label === own.label)).toHaveLength(1);
  });

  it('offers no place on a closed day, and none in a room that is out of use', async () => {
    const home = await world.fresh();
    const caller = await manager(home);
    await caller.practice.setRoomInUse({ roomId: home.roomId, isActive: false });
    expect(await refusalOf(caller.allocation.makeOffer(home.offer))).toBe('practice/not-ready');
    await caller.practice.setRoomInUse({ roomId: home.roomId, isActive: true });
    await caller.practice.addClosure({ label: 'Team day', fromOn: '2026-12-01', untilOn: '2026-12-01' });
    expect(await refusalOf(caller.allocation.makeOffer(home.offer))).toBe('scheduling/outside-hours');
  });

  it('names what is missing when an offer comes too early', async () => {
    const home = await world.fresh();
    const caller = await manager(home);
    await world.db.admin('UPDATE practice SET ico_number = NULL WHERE id = $1', [home.practiceId]);
    await world.db.admin('UPDATE therapist_profile SET insurance_ends_on = $2 WHERE practice_id = $1', [
      home.practiceId,
      '2026-11-22',
    ]);
    const refused = await caller.allocation.makeOffer(home.offer).catch((error) => error.cause);
    expect(refused).toMatchObject({ code: 'practice/not-ready', details: { missing: ['identity', 'insurance'] } });
    const { mayOffer, items } = await caller.practice.checklist();
    expect(mayOffer).toBe(false);
    expect(items.find(({ key }) => key === 'identity')?.words).toContain('regulator');
    await caller.practice.updateIdentity({ ...identity, nation: 'england-and-wales' });
    await world.db.admin('UPDATE therapist_profile SET insurance_ends_on = $2 WHERE practice_id = $1', [
      home.practiceId,
      '2026-11-23',
    ]);
    expect(await refusalOf(caller.allocation.makeOffer(home.offer))).toBe('done');
  });

  it('publishes a document as it was read, once, and claims nobody’s review', async () => {
    const home = await world.fresh();
    const caller = await manager(home);
    const asked = { kind: 'privacy-notice' as const, nation: 'scotland' as const };
    const read = await caller.practice.document(asked);
    expect(read.publishedAt).toBeNull();
    expect(read.topics.length).toBeGreaterThan(3);
    expect(await refusalOf(caller.practice.publishDocument({ ...asked, contentSha256: 'a'.repeat(64) }))).toBe(
      'conflict',
    );
    const { contentSha256 } = read;
    await Promise.all([1, 2].map(() => caller.practice.publishDocument({ ...asked, contentSha256 })));
    const { rows } = await world.db.admin(
      "SELECT reviewed_by_id, published_by_id FROM template_version WHERE practice_id = $1 AND nation = 'scotland'",
      [home.practiceId],
    );
    expect(rows).toEqual([{ reviewed_by_id: null, published_by_id: home.managerId }]);
  });

  it('keeps one usual fee, and no two rooms or fees of one name', async () => {
    const caller = await manager(await world.fresh());
    const fee = { feeId: null, feePence: 5500, minutes: 50, isDefault: false, isActive: true };
    await caller.practice.saveFee({ ...fee, name: 'Individual' });
    await caller.practice.saveFee({ ...fee, name: 'Couple', isDefault: true });
    expect(await refusalOf(caller.practice.saveFee({ ...fee, name: 'couple' }))).toBe('practice/name-taken');
    const { fees } = await caller.practice.listFees();
    expect(fees.filter(({ isDefault }) => isDefault).map(({ name }) => name)).toEqual(['Couple']);
    const room = { roomId: null, site: 'Here', stepFree: true, features: [] };
    await caller.practice.saveRoom({ ...room, name: 'Attic' });
    expect(await refusalOf(caller.practice.saveRoom({ ...room, name: 'ATTIC' }))).toBe('practice/name-taken');
  });

  it('keeps weekly hours with their way and room, and offers places by them', async () => {
    const home = await world.fresh();
    const caller = await manager(home);
    const hour = {
      weekday: 2,
      startsLocal: '16:00',
      endsLocal: '20:00',
      validFromOn: '2026-11-01',
      validUntilOn: null,
      placeKind: 'online' as const,
      roomId: null,
    };
    const save = (
      hours: (typeof hour | ({ placeKind: 'room'; roomId: string } & Omit<typeof hour, 'placeKind' | 'roomId'>))[],
    ) => caller.practice.saveStaffHours({ staffId: home.therapistId, hours });
    expect(await refusalOf(save([hour, { ...hour, startsLocal: '19:00', endsLocal: '21:00' }]))).toBe('bad-input');
    expect(await refusalOf(save([{ ...hour, endsLocal: '15:00' }]))).toBe('bad-input');
    expect(await refusalOf(save([{ ...hour, placeKind: 'room', roomId: world.home.roomId }]))).toBe('not-found');
    await save([hour]);
    expect(await refusalOf(caller.allocation.makeOffer(home.offer))).toBe('scheduling/outside-hours');
    await save([{ ...hour, placeKind: 'room', roomId: home.roomId }]);
    expect(await refusalOf(caller.allocation.makeOffer(home.offer))).toBe('done');
  });

  it('lets a therapist change their own words, and not what stands in a frame', async () => {
    const { home, server } = world;
    const own = await server.callerFor(home.therapistId);
    const said = {
      languages: ['Welsh'],
      modalities: [],
      styleWords: ['warm'],
      gender: null,
      workingWords: null,
      joinLink: null,
    };
    await own.practice.saveMyProfile(said);
    expect((await own.practice.myProfile()).profile).toMatchObject({ languages: ['Welsh'], feePence: 5500 });
    const more = { ...said, feePence: 1 } as typeof said;
    expect(await refusalOf(own.practice.saveMyProfile(more))).toBe('bad-input');
    const link = own.practice.saveMyProfile({ ...said, joinLink: 'javascript:alert(1)' as string });
    expect(await refusalOf(link)).toBe('bad-input');
  });

  it('reminds of insurance at 60, 30 and 7 days, once each, and anew for a new date', async () => {
    const { home, server, db } = world;
    const mails = async () =>
      (
        await db.admin("SELECT staff_id FROM outbox_mail WHERE template = 'insurance-ends' AND practice_id = $1", [
          home.practiceId,
        ])
      ).rows.length;
    const ends = (on: string) =>
      db.admin('UPDATE therapist_profile SET insurance_ends_on = $2 WHERE practice_id = $1', [home.practiceId, on]);
    await ends('2027-01-23');
    await server.runSweeps(home.practiceId);
    expect(await mails()).toBe(0);
    await ends('2027-01-22');
    await server.runSweeps(home.practiceId);
    await server.runSweeps(home.practiceId);
    // To the person and to the manager.
    expect(await mails()).toBe(2);
    await ends('2026-11-30');
    await server.runSweeps(home.practiceId);
    expect(await mails()).toBe(4);
    await ends('2027-11-23');
    await server.runSweeps(home.practiceId);
    expect(await mails()).toBe(4);
  });
});
