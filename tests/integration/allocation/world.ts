import { createTestServer, type TestServer, type TestServerOptions } from '@heather/api/testing';
import {
  addHours,
  makeClient,
  makeEnquiry,
  makeEntry,
  makePractice,
  makeRoom,
  makeStaff,
  makeTherapist,
  openGround,
  publishWordings,
  saveGround,
} from '@heather/seed';
import { type TestDatabase, takeTestDatabase } from '../../support/postgres.ts';

export const secretWords = 'kingfisher-under-the-bridge';

/** A practice with everybody who has a part in an offer, one person who waits and one who has just asked; and a second practice like it. */
export async function openAllocationWorld(options: TestServerOptions = {}) {
  const db: TestDatabase = await takeTestDatabase();
  const now = Temporal.Instant.from(options.now ?? '2026-11-23T10:00:00Z');
  const home = await people(db, now, '2020-01-01T00:00:00Z');
  const other = await people(db, now, '2021-01-01T00:00:00Z');
  const server: TestServer = await createTestServer(db, options);
  return {
    db,
    server,
    home,
    other,
    /** The same server with a practice that nobody has touched, as the callers' own; the clock stands where it began. */
    again: async () => {
      server.setNow(now.toString());
      const fresh = await people(db, now, '2022-01-01T00:00:00Z');
      const { practiceId } = fresh;
      return {
        ...server,
        home: fresh,
        callerFor: (id: string, how: { practiceId?: string } = {}) => server.callerFor(id, { practiceId, ...how }),
        clientCaller: (id: string) => server.clientCaller(id, { practiceId }),
      };
    },
    close: async () => {
      await server.close();
      await db.drop();
    },
  };
}
export type AllocationWorld = Awaited<ReturnType<typeof openAllocationWorld>>;

async function people(db: TestDatabase, now: Temporal.Instant, createdAt: string) {
  const ground = openGround({ now });
  const practice = makePractice(ground, { createdAt });
  const manager = makeStaff(ground, practice, { roles: ['manager'] });
  const secondManager = makeStaff(ground, practice, { roles: ['manager'] });
  const lead = makeStaff(ground, practice, { roles: ['clinical-lead'] });
  const frontDesk = makeStaff(ground, practice, { roles: ['front-desk'] });
  const supervisor = makeStaff(ground, practice, { roles: ['supervisor'] });
  const both = makeStaff(ground, practice, { roles: ['manager', 'front-desk'] });
  const room = makeRoom(ground, practice, { name: 'Room 2', stepFree: true });
  const hours = [{ weekday: 2, from: '16:00', until: '20:00' }];
  const profile = { languages: ['English'], gender: 'woman', feePence: 5500, lowFeePence: 4000, lowFeePlaces: 1 };
  const therapist = makeTherapist(ground, practice, { hours, profile });
  const colleague = makeTherapist(ground, practice, { hours, profile });
  addHours(ground, practice.id, { roomId: room.id }, [{ weekday: 2, from: '08:00', until: '21:00' }]);
  publishWordings(ground, practice, { publishedBy: lead });
  const waits = (contact: Record<string, unknown> = {}, wishes = {}) => {
    const client = makeClient(ground, practice, { state: 'waiting', contact });
    const enquiry = makeEnquiry(ground, client, { state: 'suitable', brings: secretWords, needs: secretWords });
    const entry = makeEntry(ground, enquiry, { wishes });
    return { clientId: client.id, enquiryId: enquiry.id, entryId: entry.id };
  };
  const evening = { times: [{ weekday: 2, startsLocal: '17:00', endsLocal: '21:00' }], places: ['room' as const] };
  const first = waits({ email: `first-${practice.id}@client.example`, emailIsSafe: true }, evening);
  const second = waits({ email: null, emailIsSafe: false, telephone: '07700 900002', telephoneIsSafe: true });
  const third = waits();
  const asking = makeClient(ground, practice, { state: 'enquiring' });
  const fresh = makeEnquiry(ground, asking, { state: 'new', brings: secretWords });
  await saveGround(db.worker, db.vault, ground);
  return {
    practiceId: practice.id,
    managerId: manager.id,
    secondManagerId: secondManager.id,
    leadId: lead.id,
    frontDeskId: frontDesk.id,
    supervisorId: supervisor.id,
    managerAtFrontDeskId: both.id,
    therapistId: therapist.id,
    colleagueId: colleague.id,
    roomId: room.id,
    first,
    second,
    third,
    fresh: { enquiryId: fresh.id, clientId: asking.id },
  };
}
export type AllocationPeople = Awaited<ReturnType<typeof people>>;

/** Tuesday of next week, half past five, in the room. */
export function placeAt(home: AllocationPeople, startsLocal = '2026-12-01T17:30') {
  return { startsLocal, placeKind: 'room' as const, roomId: home.roomId, everyWeeks: 1 };
}

export function offerTo(home: AllocationPeople, entryId: string, over: Record<string, unknown> = {}) {
  return {
    entryId,
    therapistId: home.therapistId,
    place: placeAt(home),
    fee: 'usual' as const,
    plannedSessions: null,
    reasonWords: null,
    ...over,
  };
}

/** What a refusal says, for comparing: code and nothing that differs by chance. */
export async function refusalOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return 'done';
  } catch (error) {
    return (error as { cause?: { code?: string } }).cause?.code ?? String(error);
  }
}
