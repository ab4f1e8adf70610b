import { createTestServer, type TestServer } from '@heather/api/testing';
import {
  makeClient,
  makeCover,
  makeEpisode,
  makeLadder,
  makePractice,
  makeSession,
  makeStaff,
  makeTherapist,
  openGround,
  saveGround,
} from '@heather/seed';
import { takeTestDatabase } from '../../support/postgres.ts';

/** A Monday, 10:00 in London; the practice's hours are 08:30 to 20:00, Saturday 09:30 to 13:00. */
export const monday = '2026-11-23T10:00:00Z';

/** A practice with a whole ladder, a therapist with a client who meets tomorrow at 10:00, a colleague, and another practice. */
export async function openMeasuresWorld({ now = monday, ladder = true, hours = true, cap = 3 } = {}) {
  const db = await takeTestDatabase();
  const at = Temporal.Instant.from(now);
  const closed = hours ? {} : { workingHours: {} };
  const home = await people({ burdenPerWeek: cap, createdAt: '2020-01-01T00:00:00Z', ...closed });
  const other = await people({ createdAt: '2021-01-01T00:00:00Z' });
  const server: TestServer = await createTestServer(db, { now });
  const practiceId = home.practice.id;

  async function people(overrides: NonNullable<Parameters<typeof makePractice>[1]>) {
    const ground = openGround({ now: at });
    const practice = makePractice(ground, overrides);
    const manager = makeStaff(ground, practice, { roles: ['manager'], fullName: 'Carys Manager' });
    const frontDesk = makeStaff(ground, practice, { roles: ['front-desk'] });
    const lead = makeStaff(ground, practice, { roles: ['clinical-lead'], fullName: 'Ruth Maddox' });
    const deputy = makeStaff(ground, practice, { roles: ['supervisor'], fullName: 'Gwen Deputy' });
    const therapist = makeTherapist(ground, practice, { fullName: 'Tomos Hughes' });
    const colleague = makeTherapist(ground, practice, { fullName: 'Leila Colleague' });
    const client = makeClient(ground, practice, { firstName: 'Amira', lastName: 'Khatun' });
    const second = makeClient(ground, practice, {
      firstName: 'Joel',
      lastName: 'Price',
      contact: { email: null, emailIsSafe: false },
    });
    const course = makeEpisode(ground, { therapist, clients: [client] });
    makeEpisode(ground, { therapist: colleague, clients: [second] });
    const session = makeSession(ground, course.episode, therapist, [client]);
    if (ladder) {
      makeLadder(ground, practice, [
        { staff: colleague.staff, title: 'cover' },
        { staff: lead, title: 'clinical-lead' },
        { staff: deputy, title: 'deputy' },
      ]);
    }
    await saveGround(db.worker, db.vault, ground);
    return {
      ground,
      practice,
      manager,
      frontDesk,
      lead,
      deputy,
      therapist,
      colleague,
      client,
      second,
      episode: course.episode,
      session,
    };
  }

  return {
    ...home,
    db,
    server,
    other,
    practiceId,
    asTherapist: () => server.callerFor(home.therapist.id, { practiceId }),
    asClient: () => server.clientCaller(home.client.id, { practiceId }),
    as: (staff: { id: string }) => server.callerFor(staff.id, { practiceId }),
    sweep: () => server.runSweeps(practiceId),
    /** Plans it, lets the minute pass, and gives the id of what was opened for the client. */
    ask: async (measureKey: string) => {
      const therapist = await server.callerFor(home.therapist.id, { practiceId });
      await therapist.measures.plan({ clientId: home.client.id, measureKey, cadence: 'each-session', everyN: null });
      await server.runSweeps(practiceId);
      const { waiting } = await therapist.measures.list({ clientId: home.client.id });
      return waiting.find(({ key }) => key === measureKey)?.administrationId as string;
    },
    cover: async () => {
      makeCover(home.ground, home.therapist, home.colleague, { reads: 'record' });
      await saveGround(db.worker, db.vault, home.ground);
    },
    rows: async (text: string, values: unknown[] = []) => (await db.admin(text, values)).rows,
    close: async () => {
      await server.close();
      await db.drop();
    },
  };
}
export type MeasuresWorld = Awaited<ReturnType<typeof openMeasuresWorld>>;

/** The code of a refusal. */
export async function refusal(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was refused';
}

/** All of one measure's answers, one after the other, as the pages send them. */
export async function answerAll(
  client: Awaited<ReturnType<MeasuresWorld['asClient']>>,
  administrationId: string,
  answers: readonly (number | null)[],
): Promise<void> {
  for (const [index, position] of answers.entries()) {
    if (position !== null) await client.measures.save({ administrationId, item: index + 1, position });
  }
}
