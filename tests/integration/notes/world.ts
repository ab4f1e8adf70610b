import { randomUUID } from 'node:crypto';
import { createTestServer } from '@heather/api/testing';
import {
  makeClient,
  makeCover,
  makeEpisode,
  makePractice,
  makeSession,
  makeStaff,
  makeTherapist,
  openGround,
  saveGround,
} from '@heather/seed';
import { takeTestDatabase } from '../../support/postgres.ts';

/** A Monday, 18:00 in London: the day is over. */
export const evening = '2026-11-23T18:00:00Z';

/** A therapist's day of five that are over and not recorded, a couple among them; a colleague; the desk; a clinical lead. */
export async function openNotesWorld() {
  const db = await takeTestDatabase();
  const now = Temporal.Instant.from(evening);
  const ground = openGround({ now });
  const practice = makePractice(ground);
  const manager = makeStaff(ground, practice, { roles: ['manager'] });
  const frontDesk = makeStaff(ground, practice, { roles: ['front-desk'] });
  const lead = makeStaff(ground, practice, { roles: ['clinical-lead'] });
  const supervisor = makeStaff(ground, practice, { roles: ['supervisor'] });
  const therapist = makeTherapist(ground, practice, { fullName: 'Tomos Hughes' });
  const colleague = makeTherapist(ground, practice, { fullName: 'Leila Colleague' });
  const names = ['Amira', 'Beth', 'Joel', 'Marek'];
  const clients = names.map((firstName) => makeClient(ground, practice, { firstName, lastName: 'Client' }));
  const couple = ['Sam', 'Dee'].map((firstName) => makeClient(ground, practice, { firstName, lastName: 'Tully' }));
  const theirs = makeClient(ground, practice, { firstName: 'Olwen', lastName: 'Elsewhere' });
  const at = (hour: number, day = 23) => ({
    startsAt: `2026-11-${day}T${String(hour).padStart(2, '0')}:00:00Z`,
    endsAt: `2026-11-${day}T${String(hour).padStart(2, '0')}:50:00Z`,
  });
  const courses = clients.map((client) => makeEpisode(ground, { therapist, clients: [client] }));
  const pair = makeEpisode(ground, { therapist, clients: couple });
  const others = makeEpisode(ground, { therapist: colleague, clients: [theirs] });
  const today = courses.map(({ episode }, index) =>
    makeSession(ground, episode, therapist, [clients[index] as (typeof clients)[number]], at(9 + index)),
  );
  const together = makeSession(ground, pair.episode, therapist, couple, { ...at(14), feePence: 7500 });
  const elsewhere = makeSession(ground, others.episode, colleague, [theirs], at(9));
  const toCome = makeSession(
    ground,
    (courses[0] as (typeof courses)[number]).episode,
    therapist,
    [clients[0] as { id: string }],
    at(9, 30),
  );
  const earlier = makeSession(
    ground,
    (courses[0] as (typeof courses)[number]).episode,
    therapist,
    [clients[0] as { id: string }],
    {
      ...at(9, 10),
      status: 'attended',
    },
  );
  await saveGround(db.worker, db.vault, ground);
  const server = await createTestServer(db, { now: evening });
  const practiceId = practice.id;
  const of = (session: { id: string }, client: { id: string }) => ({ sessionId: session.id, clientId: client.id });
  return {
    db,
    server,
    ground,
    practiceId,
    manager,
    frontDesk,
    lead,
    supervisor,
    therapist,
    colleague,
    clients,
    couple,
    theirs,
    today,
    together,
    elsewhere,
    toCome,
    earlier,
    of,
    as: (staff: { id: string }) => server.callerFor(staff.id, { practiceId }),
    asClient: (client: { id: string }) => server.clientCaller(client.id, { practiceId }),
    cover: async () => {
      makeCover(ground, therapist, colleague, { reads: 'record' });
      await saveGround(db.worker, db.vault, ground);
    },
    /** Open by the server's clock, which stands at the evening, and by the database's, which is today's. Resolves to when it ends. */
    breakGlass: async (client: { id: string }) => {
      const clocks = [server.shell.now(), Temporal.Now.instant()].toSorted(Temporal.Instant.compare);
      const [openedAt, last] = clocks as [Temporal.Instant, Temporal.Instant];
      const expiresAt = last.add({ minutes: 60 });
      ground.add('breakGlass', {
        id: randomUUID(),
        practiceId,
        staffId: lead.id,
        clientId: client.id,
        reasonSealed: { clear: 'A letter for the GP.', clientId: client.id },
        openedAt: openedAt.toString(),
        expiresAt: expiresAt.toString(),
      });
      await saveGround(db.worker, db.vault, ground);
      return expiresAt;
    },
    rows: async (text: string, values: unknown[] = []) => (await db.admin(text, values)).rows,
    close: async () => {
      await server.close();
      await db.drop();
    },
  };
}
export type NotesWorld = Awaited<ReturnType<typeof openNotesWorld>>;

/** A page in which a note is open: it counts what it sends and remembers which words it saw. */
export function openTab() {
  const tabId = randomUUID();
  let seq = 0;
  return () => {
    seq += 1;
    return { tabId, seq };
  };
}
export const key = () => randomUUID();
