import { randomUUID } from 'node:crypto';
import { makeEnquiry, makeEntry, makeOffer, openGround, saveGround } from '@heather/seed';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerOf, idsIn } from './calls.ts';
import { makeInput, type Slot } from './inputs.ts';
import { loadPool, type Named, type Pool } from './pool.ts';
import { type Procedure, procedures } from './procedures.ts';
import { type Actor, now, openTwoPractices, type TwoPractices } from './two-practices.ts';

/** Every procedure that a therapist may call. One that lands tomorrow is swept tomorrow. */
const forTherapists = procedures.filter(({ row }) => row?.audience === 'staff' && row.roles.includes('therapist'));
/** These are about the caller's own ways in. */
const ownSignIn = /^account\.(signOut|endSignIn)$/;

let world: TwoPractices;
let call: ReturnType<typeof callerOf>;
let pool: Pool;
/** Tomos's clients of before, who are Niamh's now, by how much there is to find out about them. */
let lost: string[];
/** Somebody of Niamh's whom Tomos has been asked to see, and what stands in that offer. */
let asked: { clientId: string; ids: Set<string> };

/** Somewhere on a Sunday night, where nobody sits: each a place of its own. */
let place = 0;
const nobodysTime = () => `2027-01-03T0${place++ % 6}:00`;

async function offerTo(therapist: Actor, clientId: string, state: 'agreed' | 'held', madeById: string) {
  const ground = openGround({ now: world.server.now() });
  const client = { id: clientId, practiceId: world.home.id };
  const enquiry = makeEnquiry(ground, client, { state: 'suitable' });
  const entry = makeEntry(ground, enquiry, { state: state === 'held' ? 'offered' : 'allocated' });
  const offer = makeOffer(ground, entry, therapist, { startsLocal: nobodysTime(), state, madeById });
  await saveGround(world.db.worker, world.db.vault, ground);
  return { offerId: offer.id, ids: new Set([offer.id, entry.id, enquiry.id]) };
}

beforeAll(async () => {
  world = await openTwoPractices();
  call = callerOf(world);
  const { db, server, home } = world;
  const [tomos, niamh, carys] = ['tomos', 'niamh', 'carys'].map((key) => home.staff[key]) as [Actor, Actor, Actor];
  // The database has a clock of its own, which no test moves: what ends, ends now, and the server looks 90 days later.
  server.setNow(new Date().toISOString());
  const { rows: open } = await db.admin(
    `SELECT l.id, l.therapist_id, array_agg(p.client_id) AS clients FROM allocation l
       JOIN episode e ON e.practice_id = l.practice_id AND e.id = l.episode_id AND e.state = 'open'
       JOIN episode_participant p ON p.practice_id = l.practice_id AND p.episode_id = l.episode_id
     WHERE l.practice_id = $1 AND l.until_at IS NULL AND l.from_at < now() GROUP BY l.id, l.therapist_id`,
    [home.id],
  );
  const ofTomos = open.filter((row) => row.therapist_id === tomos.id);
  const manager = await server.callerFor(carys.id);
  for (const { id, clients } of ofTomos) {
    const { offerId } = await offerTo(tomos, clients[0], 'agreed', carys.id);
    await db.admin('UPDATE allocation SET offer_id = $2 WHERE id = $1', [id, offerId]);
    await db.admin(
      `UPDATE session SET status = 'cancelled-by-us' WHERE status IN ('planned', 'moved')
         AND episode_id = (SELECT episode_id FROM allocation WHERE id = $1)`,
      [id],
    );
    await db.admin(
      `UPDATE series SET state = 'ended' WHERE episode_id = (SELECT episode_id FROM allocation WHERE id = $1)`,
      [id],
    );
    await manager.allocation.reassign({
      allocationId: id,
      therapistId: niamh.id,
      reason: 'therapist-leaving',
      handoverDays: 0,
      hasAgreed: true,
    });
  }
  const gone = new Set<string>(ofTomos.flatMap((row) => row.clients as string[]));
  const { rows: stillHis } = await db.admin(
    `SELECT p.client_id FROM allocation l JOIN episode_participant p ON p.practice_id = l.practice_id AND p.episode_id = l.episode_id
     WHERE l.therapist_id = $1 AND l.until_at IS NULL`,
    [tomos.id],
  );
  for (const row of stillHis) gone.delete(row.client_id);
  // Open alerts go on to whoever stands on the ladder now: after they were raised, which may be later in the made day than it is here.
  if (Date.now() < Date.parse(now)) server.setNow(now);
  await server.runSweeps(home.id);
  server.advance({ hours: 24 * 90 });
  const other = open.find((row) => row.therapist_id === niamh.id)?.clients[0] as string;
  asked = { clientId: other, ids: (await offerTo(tomos, other, 'held', carys.id)).ids };
  pool = await loadPool(db);
  const counted = [...gone].map((clientId) => ({ clientId, count: rowsOf(clientId).length }));
  lost = counted.toSorted((a, b) => b.count - a.count).map(({ clientId }) => clientId);
}, 180_000);
afterAll(() => world?.close());

const kinds = () =>
  [...new Set(forTherapists.flatMap((procedure) => slotsOf.get(procedure) ?? []))].filter((kind) => kind !== 'fresh');
const slotsOf = new Map<Procedure, string[]>();
beforeAll(async () => {
  for (const procedure of forTherapists)
    slotsOf.set(
      procedure,
      (await makeInput(procedure)).slots.map(({ kind }) => kind),
    );
});

/** Every row that is about this client and nobody who is still the caller's, besides what an offer itself shows. */
function rowsOf(clientId: string, kind?: string): Named[] {
  const of = kind ? [kind] : kinds();
  return of.flatMap((each) =>
    pool.of(each).filter(({ id, clientIds }) => clientIds.includes(clientId) && !asked?.ids.has(id)),
  );
}

/** Ids of one client in every place that takes one, tried against random ones in the same places. */
async function expectAsRandom(procedure: Procedure, actor: Actor, clientId: string): Promise<number> {
  const about = (kind: string) => rowsOf(clientId, kind);
  const named = (slotsOf.get(procedure) ?? []).filter((kind) => kind !== 'fresh' && about(kind).length > 0);
  if (named.length === 0) return 0;
  // Several rows of one kind: the first, the last and one between, for a right may hang on which.
  const turns = Math.min(3, Math.max(...named.map((kind) => about(kind).length)));
  for (let turn = 0; turn < turns; turn += 1) {
    const pick = ({ kind }: Slot) => {
      const rows = kind === 'fresh' ? [] : about(kind);
      return rows[Math.floor((turn * (rows.length - 1)) / Math.max(1, turns - 1))]?.id;
    };
    const answers = [];
    for (const isTheirs of [true, false]) {
      const used: string[] = [];
      const { value } = await makeInput(procedure, (slot) => {
        const id = (isTheirs ? pick(slot) : null) ?? randomUUID();
        used.push(id);
        return id;
      });
      const { status, body } = await call(procedure, value, actor);
      answers.push({ status, body: used.reduce((text, id) => text.replaceAll(id, 'the id'), body) });
    }
    expect(answers[0], `${procedure.path} with ids of a client who is not theirs`).toEqual(answers[1]);
  }
  return turns;
}

/** Ids in what a procedure answers that needs none. */
async function listedBy(procedure: Procedure, actor: Actor): Promise<string[]> {
  const { value } = await makeInput(procedure);
  const answer = await call(procedure, value, actor);
  expect(answer.status, `${procedure.path}: ${answer.body.slice(0, 200)}`).toBeLessThan(500);
  return idsIn(answer.body);
}

const withIds = forTherapists.filter(({ name }) => !ownSignIn.test(name ?? ''));

describe('90 days after a client who came by an agreed offer went on with somebody else', () => {
  it('has clients to try, with rows of every kind that a therapist’s procedures take', () => {
    expect(lost.length).toBeGreaterThan(3);
    const found = (kind: string) => lost.some((clientId) => rowsOf(clientId, kind).length > 0);
    for (const kind of ['client', 'offer', 'session', 'pack', 'administration', 'goal', 'check-in', 'agreement'])
      expect(found(kind), kind).toBe(true);
  });

  it.each(withIds)('$path answers the therapist of before as for a random id', async (procedure) => {
    const tomos = world.home.staff.tomos as Actor;
    for (const clientId of lost.slice(0, 3)) await expectAsRandom(procedure, tomos, clientId);
  });

  it.each(withIds.filter(({ type }) => type === 'query'))('$path lists none of them', async (procedure) => {
    const tomos = world.home.staff.tomos as Actor;
    const theirs = new Set(lost.flatMap((clientId) => rowsOf(clientId).map(({ id }) => id)));
    expect((await listedBy(procedure, tomos)).filter((id) => theirs.has(id))).toEqual([]);
  });

  it('and whoever has them now is answered', async () => {
    const niamh = await world.server.callerFor(world.home.staff.niamh?.id as string);
    expect((await niamh.clients.get({ clientId: lost[0] as string })).client.id).toBe(lost[0]);
    expect((await niamh.agreements.ofClient({ clientId: lost[0] as string })).agreements.length).toBeGreaterThan(0);
  });
});

/** What asks: the offer itself, and what brings them, which the offer opens. */
const shownByOffer = /^(allocation\.(listMyOffers|acceptOffer|declineOffer)|enquiries\.readBrings)$/;

describe('a therapist who has only been asked', () => {
  it.each(withIds)('$path answers as for a random id, but for the offer', async (procedure) => {
    await expectAsRandom(procedure, world.home.staff.tomos as Actor, asked.clientId);
  });

  it.each(withIds.filter(({ type, name }) => type === 'query' && !shownByOffer.test(name ?? '')))(
    '$path lists nothing of the person',
    async (procedure) => {
      const theirs = new Set(rowsOf(asked.clientId).map(({ id }) => id));
      expect((await listedBy(procedure, world.home.staff.tomos as Actor)).filter((id) => theirs.has(id))).toEqual([]);
    },
  );

  it('reads what brings them, and answers', async () => {
    const tomos = await world.server.callerFor(world.home.staff.tomos?.id as string);
    const { rows } = await world.db.admin(
      `SELECT e.enquiry_id, o.id FROM offer o JOIN waiting_list_entry e ON e.id = o.entry_id WHERE o.id = ANY ($1::uuid[])`,
      [[...asked.ids]],
    );
    expect((await tomos.enquiries.readBrings({ enquiryId: rows[0].enquiry_id })).brings).toEqual(expect.any(String));
    expect(JSON.stringify(await tomos.allocation.listMyOffers())).toContain(rows[0].id);
  });
});
