import { randomUUID } from 'node:crypto';
import { type Actor, isRefusedByGuard, runAs } from '@heather/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { allocate, makeClients, makePractice, makeStaff } from './rows.ts';

const hours = (from: number) => new Date(Date.now() + from * 3_600_000);

let db: TestDatabase;
let practiceId: string;
let clientId: string;
let therapist: string;
let episodeId: string;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db?.drop());

// A practice apart for each test, so that one way to a client is never another's.
beforeEach(async () => {
  practiceId = await makePractice(db);
  [clientId] = (await makeClients(db, practiceId, 1)) as [string];
  therapist = await makeStaff(db, practiceId, 'therapist');
  episodeId = await allocate(db, practiceId, clientId, therapist, { fromAt: hours(-1) });
  await asWorker(async (tx) => {
    const wordsSealed = await db.vault
      .scope(tx, practiceId)
      .seal(clientId, { table: 'goal', column: 'words_sealed', rowId: episodeId }, 'to sleep again');
    await tx.goal.create({
      data: { practiceId, episodeId, clientId, wordsSealed, state: 'agreed', proposedBy: 'client' },
    });
  });
});

const asWorker = <T>(work: Parameters<typeof db.worker.transaction<T>>[1]) =>
  db.worker.transaction({ kind: 'worker', practiceId }, work);
const goals = (staffId: string) => runAs({ kind: 'staff', practiceId, staffId }, () => db.web.prisma.goal.count());

describe('who reads what was said in confidence', () => {
  it('the therapist of an open allocation, and the client', async () => {
    expect(await goals(therapist)).toBe(1);
    expect(await runAs({ kind: 'client', practiceId, clientId }, () => db.web.prisma.goal.count())).toBe(1);
  });

  it.each(['manager', 'clinical-lead', 'front-desk', 'supervisor', 'therapist'])(
    'no %s without a way to the client',
    async (role) => {
      expect(await goals(await makeStaff(db, practiceId, role))).toBe(0);
    },
  );

  it('a therapist keeps it through the handover and not beyond; an allocation to come opens nothing', async () => {
    const set = (data: object) =>
      asWorker((tx) => tx.allocation.updateMany({ where: { practiceId, episodeId }, data }));
    await set({ untilAt: hours(-1), handoverUntilAt: hours(1) });
    expect(await goals(therapist)).toBe(1);
    await set({ untilAt: hours(-2), handoverUntilAt: hours(-1) });
    expect(await goals(therapist)).toBe(0);
    await set({ untilAt: null, handoverUntilAt: null, fromAt: hours(1) });
    expect(await goals(therapist)).toBe(0);
  });

  it.each([
    [-1, 1, 'record', 1],
    [-1, 1, 'frame', 0],
    [-2, -1, 'record', 0],
    [1, 2, 'record', 0],
  ])(
    'a colleague who covers from hour %i to hour %i, and was granted the %s, reads %i',
    async (from, until, reads, count) => {
      const coverId = await makeStaff(db, practiceId, 'therapist');
      await asWorker((tx) =>
        tx.cover.create({
          data: { practiceId, therapistId: therapist, coverId, startsAt: hours(from), endsAt: hours(until), reads },
        }),
      );
      expect(await goals(coverId)).toBe(count);
    },
  );

  it.each([
    ['clinical-lead', 1, 1],
    ['clinical-lead', -0.1, 0],
    ['manager', 1, 0],
  ])('breaking the glass as %s until hour %f reads %i', async (role, until, count) => {
    const staffId = await makeStaff(db, practiceId, role);
    await asWorker(async (tx) => {
      const reasonSealed = await db.vault
        .scope(tx, practiceId)
        .seal(clientId, { table: 'break_glass', column: 'reason_sealed', rowId: staffId }, 'x');
      await tx.breakGlass.create({
        data: { practiceId, staffId, clientId, reasonSealed, openedAt: hours(-0.5), expiresAt: hours(until) },
      });
    });
    expect(await goals(staffId)).toBe(count);
  });

  it.each(['held', 'accepted-by-therapist', 'offered-to-client', 'accepted-by-client', 'agreed', 'lapsed'])(
    'an offer that is %s opens nothing by itself: the course that follows it does',
    async (state) => {
      const asked = await makeStaff(db, practiceId, 'therapist');
      await makeOffer(asked, state);
      expect(await goals(asked)).toBe(0);
    },
  );

  it('a row of a client without a way to them cannot be written either', async () => {
    const staffId = await makeStaff(db, practiceId, 'front-desk');
    const refused = await runAs({ kind: 'staff', practiceId, staffId }, () =>
      db.web.prisma.measurePlan.create({
        data: { practiceId, episodeId, clientId, measureKey: 'phq-9', cadence: 'each', plannedById: staffId },
      }),
    ).then(
      () => undefined,
      (error) => error,
    );
    expect(isRefusedByGuard(refused)).toBe(true);
  });
});

describe('what a client may do', () => {
  const me = (): Actor => ({ kind: 'client', practiceId, clientId });

  it('reads the name of their own therapist, and of no other member of staff', async () => {
    await makeStaff(db, practiceId, 'therapist');
    const rows = await runAs(me(), () => db.web.prisma.staffMember.findMany());
    expect(rows.map((row) => row.id)).toEqual([therapist]);
  });

  it('frees the places of their own session and nobody else’s', async () => {
    const place = async (episode: string) => {
      const sessionId = randomUUID();
      await asWorker(async (tx) => {
        await tx.session.create({
          data: {
            practiceId,
            id: sessionId,
            episodeId: episode,
            therapistId: therapist,
            placeKind: 'online',
            zone: 'Europe/London',
            startsAt: hours(sessionId === episode ? 1 : 24),
            endsAt: hours(25),
            status: 'planned',
            feePence: 0,
          },
        });
        await tx.occupied.create({
          data: {
            practiceId,
            kind: 'client',
            resourceId: randomUUID(),
            sessionId,
            startsAt: hours(24),
            endsAt: hours(25),
          },
        });
      });
      return sessionId;
    };
    const [stranger] = (await makeClients(db, practiceId, 1)) as [string];
    const own = await place(episodeId);
    await place(await allocate(db, practiceId, stranger, therapist, { fromAt: hours(-1) }));
    const freed = await runAs(me(), () =>
      db.web.prisma.occupied.updateManyAndReturn({ where: { practiceId }, data: { active: false } }),
    );
    expect(freed.map((row) => row.sessionId)).toEqual([own]);
  });

  it('asks for help for the first time as themselves: person, key, words, in one transaction', async () => {
    const newId = randomUUID();
    const actor: Actor = { kind: 'client', practiceId, clientId: newId };
    await db.web.transaction(actor, async (tx) => {
      await tx.client.create({
        data: {
          practiceId,
          id: newId,
          firstName: 'A',
          lastName: 'B',
          shortName: 'A',
          nameSearch: 'a b',
          nation: 'scotland',
          state: 'enquiring',
        },
      });
      await db.vault.createClientKey(tx, practiceId, newId);
      const id = randomUUID();
      const bringsSealed = await db.vault
        .scope(tx, practiceId)
        .seal(newId, { table: 'enquiry', column: 'brings_sealed', rowId: id }, 'words');
      await tx.enquiry.create({
        data: { practiceId, id, clientId: newId, source: 'web', state: 'new', bringsSealed, idempotencyKey: id },
      });
    });
    expect(await runAs(actor, () => db.web.prisma.enquiry.count())).toBe(1);
  });

  it('may cause a mail to staff that they cannot read back', async () => {
    await runAs(me(), async () => {
      const id = randomUUID();
      const payloadSealed = await db.vault
        .scope(db.web.prisma, practiceId)
        .seal(null, { table: 'outbox_mail', column: 'payload_sealed', rowId: id }, '{}');
      const row = {
        practiceId,
        id,
        staffId: therapist,
        template: 'x',
        payloadSealed,
        messageId: id,
        state: 'queued',
        idempotencyKey: id,
      };
      await db.web.prisma.outboxMail.createMany({ data: [row] });
      expect(await db.web.prisma.outboxMail.count()).toBe(0);
    });
  });
});

async function makeOffer(therapistId: string, state: string): Promise<void> {
  await asWorker(async (tx) => {
    const enquiry = await tx.enquiry.create({
      data: { practiceId, clientId, source: 'web', state: 'suitable', idempotencyKey: randomUUID() },
    });
    const entry = await tx.waitingListEntry.create({
      data: {
        practiceId,
        clientId,
        enquiryId: enquiry.id,
        episodeKind: 'individual',
        sinceAt: new Date(),
        state: 'offered',
      },
    });
    await tx.offer.create({
      data: {
        practiceId,
        entryId: entry.id,
        clientId,
        therapistId,
        placeKind: 'online',
        startsLocal: '2027-03-02T18:00',
        zone: 'Europe/London',
        everyWeeks: 1,
        lengthMinutes: 50,
        feePence: 5000,
        state,
        heldUntil: hours(72),
        madeById: therapist,
      },
    });
  });
}
