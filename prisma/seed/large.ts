import { exampleFrame, signedFrame } from '@heather/confidentiality';
import type { Database, Tx, Vault } from '@heather/database';
import { dayOf, mondayOf } from './calendar.ts';
import { publishWordings, type Wordings } from './factories/agreements.ts';
import { makePractice, makeRoom } from './factories/practice.ts';
import { makeLadder, makeStaff, makeTherapist, type Therapist } from './factories/staff.ts';
import { openGround } from './ground.ts';
import { type Block, blockStatements } from './large-sql.ts';
import { saveGround } from './save.ts';

export type LargePractice = {
  practiceId: string;
  managerId: string;
  therapistIds: string[];
  /** Clients in therapy now, 25 a therapist, in the order of their therapists. */
  activeClientIds: string[];
  clients: number;
  sessions: number;
};

/** A therapist's week of 25 places, each held by four clients in turn over 200 weeks, 26 of them to come. */
export const largePlan = { places: 25, turns: 4, weeks: 200, weeksAhead: 26 } as const;

/**
 * The practice that benches are run on: 200 therapists, 20,000 clients, 1,000,000 sessions. Rows are made by the database
 * itself, ten therapists a transaction. Answers to measures and check-ins are left out (their totals are there), agreements
 * carry no signatures, and the past is without its trail: what is measured here does not read them.
 * @param database connected as the worker
 * @param therapists fewer for a trial: clients are 100 and sessions 5,000 a therapist
 */
export async function seedLarge(
  database: Database,
  vault: Vault,
  {
    now,
    seed = 2,
    therapists = 200,
    slug = 'large',
    onProgress,
  }: {
    now: Temporal.Instant;
    seed?: number;
    therapists?: number;
    slug?: string;
    onProgress?: (done: number, of: number) => void;
  },
): Promise<LargePractice> {
  const { practiceId, manager, colleagues, roomIds, wordings } = await makeBase(database, vault, {
    now,
    seed,
    therapists,
    slug,
  });
  const actor = { kind: 'worker', practiceId } as const;
  const activeClientIds: string[] = [];
  const blockSize = 10;
  const whole = exampleFrame({ feePence: 5500 });
  for (let first = 0; first < colleagues.length; first += blockSize) {
    const own = colleagues.slice(first, first + blockSize);
    const block: Block = {
      practiceId,
      first,
      therapistIds: own.map(({ id }) => id),
      roomIds: own.map((_, index) => roomIds[first + index] ?? null),
      managerId: manager.id,
      versions: [wordings.agreement.row.id, wordings.notice.row.id, wordings.consents.row.id],
      hashes: [wordings.agreement, wordings.notice, wordings.consents].map(({ row }) => row.contentSha256),
      frame: signedFrame(whole),
      mondayOn: mondayOf(dayOf(now, 'Europe/London')).toString(),
      now: now.toString(),
    };
    const ids = await database.transaction(actor, (tx) => fillBlock(tx, vault, block), {
      retries: 0,
      timeoutMs: 600_000,
    });
    activeClientIds.push(...ids);
    onProgress?.(Math.min(first + blockSize, colleagues.length), colleagues.length);
  }
  const places = colleagues.length * largePlan.places;
  return {
    practiceId,
    managerId: manager.id,
    therapistIds: colleagues.map(({ id }) => id),
    activeClientIds,
    clients: places * largePlan.turns,
    sessions: places * largePlan.weeks,
  };
}

async function fillBlock(tx: Tx, vault: Vault, block: Block): Promise<string[]> {
  for (const { text, values } of blockStatements(block)) await tx.$executeRawUnsafe(text, ...values);
  const active = await tx.$queryRawUnsafe<{ id: string }[]>(
    `SELECT p.client_id AS id FROM allocation a JOIN episode_participant p ON p.practice_id = a.practice_id AND p.episode_id = a.episode_id
     WHERE a.practice_id = $1::uuid AND a.therapist_id = ANY ($2::uuid[]) AND a.until_at IS NULL ORDER BY p.client_id`,
    block.practiceId,
    block.therapistIds,
  );
  for (const { id } of active) await vault.createClientKey(tx, block.practiceId, id);
  return active.map(({ id }) => id);
}

type Base = {
  practiceId: string;
  manager: { id: string };
  colleagues: Therapist[];
  roomIds: (string | null)[];
  wordings: Wordings;
};

/** Every second therapist has a room of their own; the others work online. */
async function makeBase(
  database: Database,
  vault: Vault,
  { now, seed, therapists, slug }: { now: Temporal.Instant; seed: number; therapists: number; slug: string },
): Promise<Base> {
  const ground = openGround({ now, seed });
  const practice = makePractice(ground, { slug, name: 'Large' });
  const manager = makeStaff(ground, practice, { fullName: 'Manager One', roles: ['manager'] });
  const lead = makeStaff(ground, practice, { fullName: 'Lead One', roles: ['clinical-lead'] });
  makeStaff(ground, practice, { fullName: 'Desk One', roles: ['front-desk'] });
  makeLadder(ground, practice, [{ staff: lead, title: 'clinical-lead' }]);
  const wordings = publishWordings(ground, practice, { publishedBy: manager });
  const colleagues = Array.from({ length: therapists }, (_, index) =>
    makeTherapist(ground, practice, { fullName: `Therapist Number${index + 1}`, profile: { capacityTenths: 300 } }),
  );
  const roomIds = colleagues.map((_, index) =>
    index % 2 === 0 ? makeRoom(ground, practice, { name: `Room ${index + 1}` }).id : null,
  );
  await saveGround(database, vault, ground);
  return { practiceId: practice.id, manager, colleagues, roomIds, wordings };
}
