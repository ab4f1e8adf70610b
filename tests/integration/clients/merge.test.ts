import { randomUUID } from 'node:crypto';
import { makeClient, makeEpisode, makeGoal, saveGround } from '@heather/seed';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type MeasuresWorld, openMeasuresWorld, refusal } from '../measures/world.ts';

let world: MeasuresWorld;
/** In therapy with Tomos; and years ago, under the same name, with Leila: an ended course with a goal in it. */
let kept: { id: string };
let closed: { id: string };
beforeAll(async () => {
  world = await openMeasuresWorld();
});
beforeEach(async () => {
  // The pair of the test before is two strangers now.
  await world.rows('UPDATE client_merge SET undone_at = now(), undone_by_id = merged_by_id WHERE undone_at IS NULL');
  await world.rows(
    "UPDATE safe_contact SET email = NULL, telephone = NULL WHERE telephone LIKE '07700 900%' OR telephone LIKE '+44%'",
  );
  await world.rows("UPDATE client SET name_search = 'gone', born_on = NULL WHERE born_on IS NOT NULL");
  const { ground, practice, practiceId, therapist, colleague } = world;
  const born = { firstName: 'Elin', bornOn: '1990-05-06' };
  kept = makeClient(ground, practice, {
    ...born,
    lastName: 'Prys',
    contact: { email: 'elin@post.example', telephone: '07700 900111' },
  });
  closed = makeClient(ground, practice, {
    ...born,
    lastName: 'Prys',
    knownAs: 'Lin',
    state: 'ended',
    contact: { email: 'elin@post.example', telephone: '07700 900222' },
  });
  const now = makeEpisode(ground, { therapist, clients: [kept as never] });
  const then = makeEpisode(ground, {
    therapist: colleague,
    clients: [closed as never],
    state: 'ended',
    openedAt: '2020-02-03T10:00:00Z',
    endedAt: '2021-02-03T10:00:00Z',
  });
  makeGoal(ground, { practiceId, episodeId: now.episode.id, clientId: kept.id }, 'To sleep through');
  makeGoal(ground, { practiceId, episodeId: then.episode.id, clientId: closed.id }, 'To leave the house');
  await saveGround(world.db.worker, world.db.vault, ground);
  await world.rows("UPDATE allocation SET until_at = '2021-02-03T10:00:00Z' WHERE episode_id = $1", [then.episode.id]);
});
afterAll(() => world.close());

const desk = () => world.as(world.frontDesk);
const join = async (contact: 'kept' | 'merged' = 'kept') =>
  (await desk()).clients.merge({ keptId: kept.id, closedId: closed.id, contact });
const names = async (name: string) =>
  (await (await desk()).clients.search({ name })).people.map(({ clientId }) => clientId);

/** Until a query like this waits for a lock. */
async function isWaitedFor(query: string): Promise<void> {
  for (;;) {
    const waiting = await world.rows(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ILIKE $1",
      [query],
    );
    if (waiting.length > 0) return;
  }
}

/** Every row of every table of the practice but the trail, the queue of reads, and what the merge itself writes. */
async function everything(): Promise<Record<string, unknown>> {
  const tables = await world.rows(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
     AND relname NOT IN ('_prisma_migrations', 'audit_event', 'audit_head', 'clinical_read', 'client_merge')`,
  );
  const all: Record<string, unknown> = {};
  for (const { name } of tables) {
    const [row] = await world.rows(`SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) AS sum FROM ${name} t`);
    all[name] = row?.sum;
  }
  return all;
}

describe('two records that may be one person', () => {
  test('are offered with their reasons, until somebody says that they are two', async () => {
    const { pairs } = await (await desk()).clients.doubles();
    const mine = pairs.filter(({ people }) => people.some(({ clientId }) => clientId === kept.id));
    expect(mine).toMatchObject([{ reasons: ['name', 'birth-date', 'email'] }]);
    await (await desk()).clients.holdApart({ clientId: kept.id, otherId: closed.id });
    await (await desk()).clients.holdApart({ clientId: closed.id, otherId: kept.id });
    expect((await (await desk()).clients.doubles()).pairs).toEqual([]);
  });

  test('are not offered for a surname and a telephone alone: partners share both', async () => {
    const { ground, practice } = world;
    for (const [index, firstName] of ['Sam', 'Dee'].entries())
      makeClient(ground, practice, {
        firstName,
        lastName: 'Tully',
        bornOn: `198${index}-04-05`,
        contact: { telephone: '07700 900333' },
      });
    // A married name: born on one day and one number.
    for (const lastName of ['Oakes', 'Finch'])
      makeClient(ground, practice, {
        firstName: 'Una',
        lastName,
        bornOn: '1971-01-02',
        contact: { telephone: '+44 7700 900444' },
      });
    await saveGround(world.db.worker, world.db.vault, ground);
    const { pairs } = await (await desk()).clients.doubles();
    const seen = pairs.flatMap(({ people }) => people.map(({ name }) => name));
    expect(seen).not.toContain('Sam Tully');
    expect(seen).toContain('Una Finch');
  });

  test('are shown side by side with what stands in the way, and nothing clinical', async () => {
    const preview = await (await desk()).clients.previewMerge({ clientId: kept.id, otherId: closed.id });
    expect(preview.halves).toMatchObject([
      { clientId: kept.id, mayKeep: true, inTheWay: [] },
      { clientId: closed.id, mayKeep: false, inTheWay: ['course'], counts: { courses: 1 } },
    ]);
    expect(preview.isContactToChoose).toBe(true);
    expect(JSON.stringify(preview)).not.toMatch(/goal|measure|note|check/);
  });
});

describe('joined', () => {
  test('they are one in search and lists, found by either name and either number', async () => {
    await join();
    for (const typed of ['elin', 'lin', 'prys', '900111', '900222']) expect(await names(typed)).toEqual([kept.id]);
    const all = await (await desk()).clients.practiceList({ state: null, therapistId: null, after: null });
    expect(all.clients.map(({ clientId }) => clientId)).not.toContain(closed.id);
    const { courses, halves } = await (await desk()).clients.history({ clientId: kept.id });
    expect(courses.map(({ clientId }) => clientId)).toEqual([kept.id, closed.id]);
    expect(halves).toMatchObject([{ clientId: closed.id, isKept: false, undoUntilOn: '2026-12-23' }]);
    expect((await (await desk()).clients.history({ clientId: closed.id })).halves).toMatchObject([
      { clientId: kept.id, isKept: true },
    ]);
  });

  test('neither therapist gains anything of the other half', async () => {
    const seen = async (staff: { id: string }, clientId: string) => ({
      page: await refusal((await world.as(staff)).clients.get({ clientId })),
      history: await refusal((await world.as(staff)).clients.history({ clientId })),
      goals: await world.db.web.runAs({ kind: 'staff', practiceId: world.practiceId, staffId: staff.id }, () =>
        world.db.web.prisma.goal.findMany({ where: { practiceId: world.practiceId, clientId } }),
      ),
    });
    const before = await Promise.all([seen(world.therapist, closed.id), seen(world.colleague, kept.id)]);
    await join();
    expect(await Promise.all([seen(world.therapist, closed.id), seen(world.colleague, kept.id)])).toEqual(before);
    expect(before).toEqual([
      { page: 'not-found', history: 'not-found', goals: [] },
      { page: 'not-found', history: 'not-found', goals: [] },
    ]);
    const own = await (await world.asTherapist()).clients.history({ clientId: kept.id });
    expect(own.courses.map(({ clientId }) => clientId)).toEqual([kept.id]);
    expect(own.halves).toEqual([]);
    expect((await seen(world.therapist, kept.id)).goals).toHaveLength(1);
  });

  test('an address that both had leads to the one that is kept', async () => {
    const who = () => world.server.shell.database.lookups.findClientsByEmail(world.practiceId, 'elin@post.example');
    expect(await who()).toHaveLength(2);
    await join();
    expect((await who()).map(({ clientId }) => clientId)).toEqual([kept.id]);
  });

  test('nothing new begins in the closed half', async () => {
    await join();
    for (const table of ['episode_participant', 'entry_participant'])
      await expect(
        world.rows(
          table === 'episode_participant'
            ? 'INSERT INTO episode_participant (practice_id, episode_id, client_id) VALUES ($1, $2, $3)'
            : "INSERT INTO enquiry (practice_id, client_id, source, state, idempotency_key) VALUES ($1, $3, 'telephone', 'new', $2::text)",
          [world.practiceId, world.episode.id, closed.id],
        ),
      ).rejects.toMatchObject({ code: '42501' });
  });

  test('a course that is being begun is waited for, and stops the merge', async () => {
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    let began = () => {};
    const isBegun = new Promise<void>((done) => {
      began = done;
    });
    const { practiceId, episode } = world;
    const course = world.db.worker.transaction({ kind: 'worker', practiceId }, async (tx) => {
      await tx.episodeParticipant.create({
        data: { practiceId, id: randomUUID(), episodeId: episode.id, clientId: closed.id },
      });
      began();
      await held;
    });
    await isBegun;
    const merge = refusal(join());
    await Promise.race([merge, isWaitedFor('%FOR UPDATE%')]);
    release();
    await course;
    expect(await merge).toBe('client/not-at-rest');
  });

  test('a merge that is being made is waited for, and refuses the course', async () => {
    const { practiceId, episode } = world;
    const data = { practiceId, id: randomUUID(), episodeId: episode.id, clientId: closed.id };
    let course: Promise<unknown> = Promise.resolve();
    await world.db.worker.transaction({ kind: 'worker', practiceId }, async (tx) => {
      await tx.$queryRaw`SELECT id FROM client WHERE id = ${closed.id}::uuid FOR UPDATE`;
      const mergedAt = new Date('2026-11-23T10:00:00Z');
      const by = { mergedById: world.manager.id, mergedAt, contact: 'kept' };
      await tx.clientMerge.createMany({
        data: [{ practiceId, id: randomUUID(), clientId: closed.id, keptId: kept.id, ...by }],
      });
      course = world.db.worker
        .transaction({ kind: 'worker', practiceId }, (other) => other.episodeParticipant.create({ data }))
        .then(
          () => 'begun',
          () => 'refused',
        );
      await Promise.race([course, isWaitedFor('%episode_participant%')]);
    });
    expect(await course).toBe('refused');
  });

  test('once, however often and from both sides it is pressed', async () => {
    const manager = await world.as(world.manager);
    await world.rows(
      "UPDATE episode SET state = 'ended' WHERE id IN (SELECT episode_id FROM episode_participant WHERE client_id = $1)",
      [kept.id],
    );
    const all = await Promise.allSettled([
      join(),
      join(),
      manager.clients.merge({ keptId: kept.id, closedId: closed.id, contact: 'kept' }),
      manager.clients.merge({ keptId: closed.id, closedId: kept.id, contact: 'kept' }),
    ]);
    expect(await world.rows('SELECT FROM client_merge WHERE undone_at IS NULL')).toHaveLength(1);
    const refused = all.flatMap((one) => (one.status === 'rejected' ? [(one.reason as Error).message] : []));
    expect(new Set(refused)).toEqual(new Set(refused.length > 0 ? ['client/joined-already'] : []));
    expect(
      await world.rows("SELECT FROM audit_event WHERE type = 'client.merged' AND client_id IN ($1, $2)", [
        kept.id,
        closed.id,
      ]),
    ).toHaveLength(2);
  });

  test('only at rest, only two whole records, only by the desk, only of this practice', async () => {
    const front = await desk();
    const merge = (keptId: string, closedId: string) => front.clients.merge({ keptId, closedId, contact: 'kept' });
    expect(await refusal(merge(closed.id, kept.id))).toBe('client/not-at-rest');
    expect(await refusal(merge(kept.id, kept.id))).toBe('bad-input');
    expect(await refusal(merge(kept.id, randomUUID()))).toBe('not-found');
    expect(await refusal(merge(kept.id, world.other.client.id))).toBe('not-found');
    const input = { keptId: kept.id, closedId: closed.id, contact: 'kept' } as const;
    for (const staff of [world.therapist, world.lead, world.deputy])
      expect(await refusal((await world.as(staff)).clients.merge(input))).toBe('forbidden');
    const { mergeId } = await join();
    expect(await refusal(merge(world.second.id, kept.id))).toBe('client/joined-already');
    const elsewhere = await world.server.callerFor(world.other.manager.id, { practiceId: world.other.practice.id });
    expect(await refusal(elsewhere.clients.undoMerge({ mergeId }))).toBe('not-found');
    expect(await refusal((await world.asTherapist()).clients.undoMerge({ mergeId }))).toBe('forbidden');
  });
});

describe('taken apart', () => {
  test.each(['kept', 'merged'] as const)(
    'with the %s safe contact, every row of every table is as it was',
    async (contact) => {
      const before = await everything();
      const confirmed = await world.rows('SELECT * FROM safe_contact WHERE client_id = $1', [kept.id]);
      const { mergeId } = await join(contact);
      const [row] = await world.rows('SELECT * FROM safe_contact WHERE client_id = $1', [kept.id]);
      expect(row?.telephone).toBe(contact === 'kept' ? '07700 900111' : '07700 900222');
      const said = await (await desk()).clients.undoMerge({ mergeId });
      expect(said).toEqual({ contact: contact === 'kept' ? 'untouched' : 'put-back' });
      await world.rows('UPDATE safe_contact SET updated_at = $2 WHERE client_id = $1', [
        kept.id,
        confirmed[0]?.updated_at,
      ]);
      const after = await everything();
      // The words by which they are found are made again from what stands there: the same words, rows of their own.
      const words = 'client_word';
      expect({ ...after, [words]: null }).toEqual({ ...before, [words]: null });
      expect(await names('900111')).toEqual([kept.id]);
      expect(await names('900222')).toEqual([closed.id]);
      expect(await (await desk()).clients.undoMerge({ mergeId })).toEqual({ contact: 'untouched' });
    },
  );

  test('a safe contact that was changed since stays as it was said last', async () => {
    const { mergeId } = await join('merged');
    await world.rows("UPDATE safe_contact SET telephone = '01632 960123' WHERE client_id = $1", [kept.id]);
    expect(await (await desk()).clients.undoMerge({ mergeId })).toEqual({ contact: 'left-as-changed' });
    expect((await world.rows('SELECT telephone FROM safe_contact WHERE client_id = $1', [kept.id]))[0]?.telephone).toBe(
      '01632 960123',
    );
  });

  test('an address that came over by the desk’s hand gets no code until the person says it is theirs', async () => {
    await world.rows("UPDATE safe_contact SET email = 'other@post.example' WHERE client_id = $1", [closed.id]);
    await join('merged');
    const [row] = await world.rows(
      'SELECT email, email_unproven_at, confirmed_at FROM safe_contact WHERE client_id = $1',
      [kept.id],
    );
    expect(row).toMatchObject({ email: 'other@post.example', confirmed_at: null });
    expect(row?.email_unproven_at).not.toBeNull();
  });

  test('for thirty days and no longer', async () => {
    const { mergeId } = await join();
    world.server.advance({ hours: 30 * 24 - 1 });
    await world.rows('UPDATE auth.staff_sign_in SET ended_at = NULL WHERE false');
    expect((await (await desk()).clients.doubles()).merged).toMatchObject([{ mergeId, untilOn: '2026-12-23' }]);
    world.server.advance({ hours: 2 });
    expect(await refusal((await desk()).clients.undoMerge({ mergeId }))).toBe('client/too-late-to-part');
    expect(await names('elin')).toEqual([kept.id]);
  });
});
