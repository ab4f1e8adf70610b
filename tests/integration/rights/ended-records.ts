import { createTestServer } from '@heather/api/testing';
import {
  makeClient,
  makeEnquiry,
  makeEpisode,
  makePractice,
  makeStaff,
  makeTherapist,
  openGround,
  saveGround,
} from '@heather/seed';
import { createTestDatabase } from '../../support/postgres.ts';
import { collect } from '../agreements/world.ts';

export const now = '2026-11-24T10:00:00Z';

/**
 * A practice whose clients have ended, some long ago, with everybody who keeps records; and another practice beside it. Nothing is owed
 * and nothing is open, so that what a test opens is all there is.
 */
export async function openEndedRecords() {
  const db = await createTestDatabase({ max: 20 });
  const mail = collect();
  const ground = openGround({ now: Temporal.Instant.from(now) });
  const practice = makePractice(ground, { createdAt: '2010-01-01T00:00:00Z' });
  const other = makePractice(ground, { createdAt: '2011-01-01T00:00:00Z' });
  const manager = makeStaff(ground, practice, { roles: ['manager'] });
  const lead = makeStaff(ground, practice, { roles: ['clinical-lead'] });
  const desk = makeStaff(ground, practice, { roles: ['front-desk'] });
  const therapist = makeTherapist(ground, practice);
  const stranger = makeStaff(ground, other, { roles: ['manager', 'clinical-lead'] });

  const ended = (endedOn: string, bornOn: string | null) => {
    const client = makeClient(ground, practice, { bornOn, createdAt: '2012-01-01T00:00:00Z', state: 'ended' });
    const endedAt = `${endedOn}T12:00:00Z`;
    makeEpisode(ground, { therapist, clients: [client], state: 'ended', openedAt: '2012-02-01T00:00:00Z', endedAt });
    return client.id;
  };
  const people = {
    /** Over seven years ago. */
    long: ended('2019-06-30', '1970-01-01'),
    second: ended('2019-07-31', '1971-01-01'),
    third: ended('2019-08-31', '1972-01-01'),
    fourth: ended('2019-09-30', '1973-01-01'),
    /** Three years ago: due when the rule says less. */
    lately: ended('2023-06-30', '1970-01-01'),
    /** A child then, so not before 25. */
    child: ended('2016-06-30', '2004-03-01'),
    birthUnknown: ended('2018-06-30', null),
  };
  const asker = makeClient(ground, practice, { createdAt: '2020-01-01T00:00:00Z', state: 'withdrawn' });
  makeEnquiry(ground, asker, { receivedAt: '2024-05-01T00:00:00Z', state: 'withdrawn' });
  const theirs = makeClient(ground, other);
  await saveGround(db.worker, db.vault, ground);
  const server = await createTestServer(db, { now, transport: mail.transport });
  const admin = async (text: string, values: unknown[] = []) => (await db.admin(text, values)).rows;
  return {
    db,
    server,
    admin,
    sent: mail.sent,
    practiceId: practice.id,
    otherId: other.id,
    staff: { manager: manager.id, lead: lead.id, desk: desk.id, therapist: therapist.id, stranger: stranger.id },
    clients: { ...people, asker: asker.id, theirs: theirs.id },
    as: (who: 'manager' | 'lead' | 'desk' | 'therapist') =>
      server.callerFor({ manager, lead, desk, therapist }[who].id, { practiceId: practice.id }),
    close: async () => {
      await server.close();
      await db.drop();
    },
  };
}
