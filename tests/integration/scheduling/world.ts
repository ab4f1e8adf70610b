import { createTestServer, type TestServer } from '@heather/api/testing';
import type { MailTransport } from '@heather/mail';
import {
  makeAgreement,
  makeClient,
  makeEnquiry,
  makeEntry,
  makeEpisode,
  makeOffer,
  makePractice,
  makeRoom,
  makeStaff,
  makeTherapist,
  openGround,
  publishWordings,
  saveGround,
} from '@heather/seed';
import { takeTestDatabase } from '../../support/postgres.ts';

/** A Monday, 10:00 in London. */
export const monday = '2026-11-23T10:00:00Z';
const allDay = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', until: '21:00' }));

/**
 * Two practices. In each: a therapist whose client Priya has signed for Tuesdays 17:30 in a room, from an offer that still holds the
 * place; a second client of a colleague who has signed for the same time and room; a couple; somebody without a signature.
 */
export async function openSchedulingWorld({
  now = monday,
  feePence = 4500,
  windowHours = 24,
  plannedSessions = 12,
  transport = null as MailTransport | null,
} = {}) {
  const db = await takeTestDatabase();
  const at = Temporal.Instant.from(now);
  const home = await people('2020-01-01T00:00:00Z');
  const other = await people('2021-01-01T00:00:00Z');
  const server: TestServer = await createTestServer(db, { now, transport });
  const practiceId = home.practice.id;

  async function people(createdAt: string) {
    const ground = openGround({ now: at });
    const practice = makePractice(ground, { createdAt });
    const manager = makeStaff(ground, practice, { roles: ['manager'] });
    const frontDesk = makeStaff(ground, practice, { roles: ['front-desk'] });
    const supervisor = makeStaff(ground, practice, { roles: ['supervisor'] });
    const therapist = makeTherapist(ground, practice, { fullName: 'Leila Aziz', hours: allDay });
    const colleague = makeTherapist(ground, practice, { fullName: 'Tomos Hughes', hours: allDay });
    const room = makeRoom(ground, practice, { name: 'Room 2' });
    const room2 = makeRoom(ground, practice, { name: 'Room 3' });
    const wordings = publishWordings(ground, practice, { publishedBy: manager });
    const safe = (name: string) => ({ email: `${name}@client.example`, emailIsSafe: true });
    const client = makeClient(ground, practice, { firstName: 'Priya', lastName: 'Shah', contact: safe('priya') });
    const second = makeClient(ground, practice, { firstName: 'Joel', lastName: 'Price', contact: safe('joel') });
    const unsigned = makeClient(ground, practice, { firstName: 'Beth', lastName: 'Owen' });
    const couple = [
      makeClient(ground, practice, { firstName: 'Sam', lastName: 'Tate', contact: safe('sam') }),
      makeClient(ground, practice, { firstName: 'Dee', lastName: 'Tate', contact: safe('dee') }),
    ];
    const entry = makeEntry(ground, makeEnquiry(ground, client));
    const offer = makeOffer(ground, entry, therapist, {
      startsLocal: '2026-12-01T17:30',
      roomId: room.id,
      madeById: manager.id,
      state: 'accepted-by-client',
      feePence,
    });
    const signed = (
      people: (typeof client)[],
      who: typeof therapist,
      more: { offerId?: string; online?: boolean; day?: number } = {},
    ) => {
      const course = makeEpisode(ground, { therapist: who, clients: people });
      makeAgreement(ground, course.episode, who, wordings, {
        state: 'agreed',
        agreedAt: ground.now.toString(),
        offerId: more.offerId ?? null,
        frame: {
          day: more.day ?? 2,
          time: '17:30',
          zone: 'Europe/London',
          everyWeeks: 1,
          lengthMinutes: 50,
          feePence,
          cancellationWindowHours: windowHours,
          plannedSessions: plannedSessions || undefined,
          place: more.online
            ? { kind: 'online', joinOpensMinutes: 15 }
            : { kind: 'room', name: 'Room 2', address: 'Mill Lane' },
        },
      });
      return course;
    };
    const course = signed([client], therapist, { offerId: offer.id });
    const secondCourse = signed([second], colleague);
    const coupleCourse = signed(couple, therapist, { online: true, day: 4 });
    const unsignedCourse = makeEpisode(ground, { therapist, clients: [unsigned] });
    await saveGround(db.worker, db.vault, ground);
    return {
      practice,
      manager,
      frontDesk,
      supervisor,
      therapist,
      colleague,
      room,
      room2,
      client,
      second,
      unsigned,
      couple,
      offer,
      course,
      secondCourse,
      coupleCourse,
      unsignedCourse,
    };
  }

  return {
    ...home,
    db,
    server,
    other,
    practiceId,
    as: (staff: { id: string }) => server.callerFor(staff.id, { practiceId }),
    asClient: (client: { id: string }) => server.clientCaller(client.id, { practiceId }),
    asOther: (staff: { id: string }) => server.callerFor(staff.id, { practiceId: other.practice.id }),
    rows: async <T = Record<string, unknown>>(text: string, values: unknown[] = []) =>
      (await db.admin(text, values)).rows as T[],
    close: async () => {
      await server.close();
      await db.drop();
    },
  };
}
export type SchedulingWorld = Awaited<ReturnType<typeof openSchedulingWorld>>;

/** The code of a refusal. */
export async function refusal(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was refused';
}

/** The whole refusal as it leaves: code and details. */
export async function refused(promise: Promise<unknown>): Promise<{ code: string; details: unknown }> {
  try {
    await promise;
  } catch (error) {
    const cause = (error as { cause?: { details?: unknown } }).cause;
    return { code: (error as Error).message, details: cause?.details };
  }
  return { code: 'nothing was refused', details: undefined };
}
