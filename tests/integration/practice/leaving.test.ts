import { createTestServer } from '@heather/api/testing';
import { lockName, type Tx } from '@heather/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { now, openPracticeWorld, type PracticeWorld, refusalOf } from './world.ts';

let world: PracticeWorld;
beforeAll(async () => {
  world = await openPracticeWorld();
});
afterAll(() => world.close());

type Home = PracticeWorld['home'];
const manager = (home: Home) => world.server.callerFor(home.managerId, { practiceId: home.practiceId });
const codeOf = (answer: { json: () => { error?: { data?: { code?: string } } } }) =>
  answer.json().error?.data?.code ?? 'done';

describe('the last manager', () => {
  it('keeps the role and the access, also when two take each other’s at one moment', async () => {
    const home = await world.fresh();
    const own = await manager(home);
    expect(await refusalOf(own.practice.changeRoles({ staffId: home.managerId, roles: ['therapist'] }))).toBe(
      'staff/last-manager',
    );
    expect(await refusalOf(own.practice.endAccess({ staffId: home.managerId, at: null }))).toBe('staff/last-manager');
    await own.practice.changeRoles({ staffId: home.leadId, roles: ['clinical-lead', 'manager'] });
    const other = await world.server.callerFor(home.leadId, { practiceId: home.practiceId });
    const both = await Promise.all([
      refusalOf(own.practice.endAccess({ staffId: home.leadId, at: null })),
      refusalOf(other.practice.endAccess({ staffId: home.managerId, at: null })),
    ]);
    expect(both.filter((code) => code === 'done')).toHaveLength(1);
    const { rows } = await world.db.admin(
      `SELECT count(*)::int AS managers FROM staff_member s JOIN staff_role r ON r.practice_id = s.practice_id AND r.staff_id = s.id
       WHERE s.practice_id = $1 AND s.state = 'active' AND r.role = 'manager'`,
      [home.practiceId],
    );
    expect(rows[0].managers).toBe(1);
  });
});

describe('the end of somebody’s access', () => {
  it('shows first what they hold', async () => {
    const { home } = world;
    const own = await manager(home);
    const held = await own.practice.previewLeaving({ staffId: home.therapistId });
    expect(held).toMatchObject({ isLastManager: false, isSelf: false, clientCount: 0, rungs: 1 });
  });

  it('ends every sign-in in both of two processes, and whatever they could prove themselves with', async () => {
    const home = await world.fresh();
    const { practiceId, therapistId } = home;
    const second = await createTestServer(world.db, { now });
    try {
      const cookies: string[] = [];
      for (const _ of [1, 2, 3]) cookies.push(await world.server.staffCookie(therapistId, { practiceId }));
      const user = await world.server.shell.auth.staff.users.byPerson(practiceId, therapistId);
      await world.db.admin(
        `INSERT INTO auth.staff_passkey ("publicKey", "userId", "credentialID", counter, "deviceType", "backedUp")
         VALUES ('k', $1, $2, 0, 'singleDevice', false)`,
        [user?.id, `cred-${therapistId}`],
      );
      const ask = (server: typeof second, cookie: string) =>
        server.get('staff', 'account.listSignIns', undefined, cookie);
      for (const server of [world.server, second])
        for (const cookie of cookies) expect(codeOf(await ask(server, cookie))).toBe('done');
      const own = await manager(home);
      await own.practice.endAccess({ staffId: therapistId, at: null });
      for (const server of [world.server, second])
        for (const cookie of cookies) expect(codeOf(await ask(server, cookie))).toBe('signed-out');
      const { rows } = await world.db.admin(
        `SELECT (SELECT count(*) FROM auth.staff_sign_in WHERE staff_id = $1 AND ended_at IS NULL)::int AS open,
           (SELECT count(*) FROM auth.staff_passkey WHERE "userId" = $2)::int AS passkeys,
           (SELECT count(*) FROM auth.staff_account WHERE "userId" = $2)::int AS passwords,
           (SELECT count(*) FROM ladder_rung WHERE staff_id = $1)::int AS rungs`,
        [therapistId, user?.id],
      );
      expect(rows[0]).toEqual({ open: 0, passkeys: 0, passwords: 0, rungs: 0 });
      const { people } = await own.practice.listStaff();
      expect(people.find(({ id }) => id === therapistId)?.state).toBe('left');
      // Twice is once; the way back is an invitation.
      expect(await refusalOf(own.practice.endAccess({ staffId: therapistId, at: null }))).toBe('done');
      await own.practice.inviteAgain({ staffId: therapistId });
      expect((await own.practice.listStaff()).people.find(({ id }) => id === therapistId)?.state).toBe('invited');
    } finally {
      await second.close();
    }
  });

  it('waits for a write of theirs that has begun in another process: that one is whole, and the last', async () => {
    const home = await world.fresh();
    const { practiceId, therapistId } = home;
    const second = await createTestServer(world.db, { now });
    try {
      const theirs = await second.callerFor(therapistId, { practiceId });
      const free = await held(
        practiceId,
        (tx) => tx.$executeRaw`
        SELECT FROM therapist_profile WHERE practice_id = ${practiceId}::uuid AND staff_id = ${therapistId}::uuid FOR UPDATE`,
      );
      const under = refusalOf(theirs.practice.saveMyProfile(words('before')));
      await waiting(1);
      const ending = (await manager(home)).practice.endAccess({ staffId: therapistId, at: null });
      await waiting(2);
      await free();
      await ending;
      expect(await under).toBe('done');
      expect(await refusalOf(theirs.practice.saveMyProfile(words('after')))).toBe('signed-out');
      expect(await refusalOf(theirs.practice.myProfile())).toBe('signed-out');
      expect(await languagesOf(therapistId)).toEqual(['before']);
    } finally {
      await second.close();
    }
  });

  it('refuses a request that another process began while the end was under way', async () => {
    const home = await world.fresh();
    const { practiceId, therapistId } = home;
    const second = await createTestServer(world.db, { now });
    try {
      const theirs = await second.callerFor(therapistId, { practiceId });
      // The end has changed their row and waits for the ladder; their request found them working here, and waits for that row.
      const free = await held(practiceId, (tx) => lockName(tx, `ladder:${practiceId}`));
      const ending = (await manager(home)).practice.endAccess({ staffId: therapistId, at: null });
      await waiting(1);
      const under = refusalOf(theirs.practice.saveMyProfile(words('too late')));
      await waiting(2);
      await free();
      await ending;
      expect(await under).toBe('signed-out');
      expect(await languagesOf(therapistId)).toEqual(['English']);
    } finally {
      await second.close();
    }
  });

  it('can be set ahead: to the second, before any sweep, and can be taken back until then', async () => {
    const home = await world.fresh();
    const { practiceId, therapistId } = home;
    const server = await createTestServer(world.db, { now });
    try {
      const own = await server.callerFor(home.managerId, { practiceId });
      const at = '2026-11-23T10:20:00Z';
      await own.practice.endAccess({ staffId: therapistId, at });
      await own.practice.keepAccess({ staffId: therapistId });
      expect(await refusalOf(own.practice.keepAccess({ staffId: therapistId }))).toBe('wrong-order');
      await own.practice.endAccess({ staffId: therapistId, at });
      const cookie = await server.staffCookie(therapistId, { practiceId });
      const ask = async () => codeOf(await server.get('staff', 'practice.myProfile', undefined, cookie));
      server.setNow('2026-11-23T10:19:59.999Z');
      expect(await ask()).toBe('done');
      server.setNow(at);
      expect(await ask()).toBe('signed-out');
      const state = async () =>
        (await world.db.admin('SELECT state, left_at FROM staff_member WHERE id = $1', [therapistId])).rows[0];
      expect((await state()).state).toBe('active');
      server.advance({ seconds: 40 });
      await server.runSweeps(practiceId);
      expect(await state()).toEqual({ state: 'left', left_at: new Date(at) });
      await server.runSweeps(practiceId);
    } finally {
      await server.close();
    }
  });
});

const words = (language: string) => ({
  languages: [language],
  modalities: [],
  styleWords: [],
  gender: null,
  workingWords: null,
  joinLink: null,
});

async function languagesOf(staffId: string): Promise<string[]> {
  const { rows } = await world.db.admin('SELECT languages FROM therapist_profile WHERE staff_id = $1', [staffId]);
  return rows[0].languages;
}

/** Does something in a transaction that stays open. @returns what lets it end */
async function held(practiceId: string, work: (tx: Tx) => Promise<unknown>): Promise<() => Promise<void>> {
  const begun = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const ended = world.db.worker.transaction({ kind: 'worker', practiceId }, async (tx) => {
    await work(tx);
    begun.resolve();
    await end.promise;
  });
  await begun.promise;
  return async () => {
    end.resolve();
    await ended;
  };
}

/** Until so many connections of this database stand before a lock. */
async function waiting(count: number): Promise<void> {
  for (;;) {
    const { rows } = await world.db.admin(
      "SELECT count(*)::int AS held FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    if (rows[0].held >= count) return;
  }
}
