import { setPassword } from '@heather/api/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { totpOf } from './totp.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const password = 'a long enough password';
const emailOf = (staffId: string) => `${staffId}@staff.test`;
async function withPassword(staffId: string, practiceId = world.home.practiceId) {
  const { auth } = world.server.shell;
  const user = await auth.staff.users.ensure(practiceId, staffId, emailOf(staffId));
  await setPassword(auth, user.id, password);
}
type Response = Awaited<ReturnType<World['server']['post']>>;
const cookieOf = (response: Response, name = 'heather-staff') => {
  const all = [response.headers['set-cookie'] ?? []].flat();
  return all.findLast((cookie) => cookie.startsWith(`${name}=`))?.split(';')[0] ?? '';
};
const post = (path: string, input?: unknown, cookie?: string) => world.server.post('staff', path, input, cookie);
const codeOf = (response: Response) => response.json().error?.data?.code ?? response.json().result?.data;

/** Password, then an authenticator set up with its first code. */
async function enrolled(staffId: string) {
  await withPassword(staffId);
  const first = await post('account.signIn', { email: emailOf(staffId), password });
  expect(codeOf(first)).toEqual({ next: 'enrol', methods: [] });
  const begun = await post('account.beginTotp', { password }, cookieOf(first));
  const { uri, recoveryCodes } = begun.json().result.data as { uri: string; recoveryCodes: string[] };
  // The step before: so that the next one is still unused.
  const finished = await post('account.finishTotp', { code: totpOf(uri, Date.now() - 30_000) }, cookieOf(first));
  expect(codeOf(finished)).toEqual({ done: true });
  return { uri, recoveryCodes, before: cookieOf(first), cookie: cookieOf(finished) };
}

describe('a member of staff signs in', () => {
  it('with a password, which alone reaches nothing, and a second factor, which changes the token', async () => {
    const { managerId } = world.home;
    const { uri, before, cookie } = await enrolled(managerId);
    expect(before).not.toBe(cookie);
    expect(codeOf(await post('account.signOut', undefined, before))).toBe('signed-out');

    const again = await post('account.signIn', { email: emailOf(managerId), password });
    expect(codeOf(again)).toEqual({ next: 'second-factor', methods: ['totp'] });
    const half = cookieOf(again);
    const audit = () => world.server.get('staff', 'audit.list', {}, half);
    expect(codeOf(await audit())).toBe('second-factor-needed');
    expect((await audit()).statusCode).toBe(401);
    // A password alone may not put another second factor beside the one that is there.
    for (const path of ['account.beginTotp', 'account.beginPasskey']) {
      expect(codeOf(await post(path, { password }, half))).toBe('second-factor-needed');
    }
    const whole = await post('account.verifySecondFactor', { code: totpOf(uri) }, half);
    expect(codeOf(whole)).toEqual({ done: true });
    expect((await world.server.get('staff', 'audit.list', {}, cookieOf(whole))).statusCode).toBe(200);
  });

  it('with each code of an authenticator once', async () => {
    const { frontDeskId } = world.home;
    const { uri } = await enrolled(frontDeskId);
    const half = async () => cookieOf(await post('account.signIn', { email: emailOf(frontDeskId), password }));
    const [one, two] = [await half(), await half()];
    const code = totpOf(uri);
    const both = await Promise.all([one, two].map((cookie) => post('account.verifySecondFactor', { code }, cookie)));
    expect(both.map((each) => each.statusCode).sort()).toEqual([200, 422]);
    const third = await post('account.verifySecondFactor', { code }, await half());
    expect(codeOf(third)).toBe('auth/code-wrong');
  });

  it('with a recovery code, once', async () => {
    const { colleagueId } = world.home;
    const { recoveryCodes } = await enrolled(colleagueId);
    const use = async () => {
      const half = await post('account.signIn', { email: emailOf(colleagueId), password });
      return post('account.verifySecondFactor', { recoveryCode: recoveryCodes[0] }, cookieOf(half));
    };
    expect(codeOf(await use())).toEqual({ done: true });
    expect(codeOf(await use())).toBe('auth/code-wrong');
  });

  it('and is told one thing for an unknown address, a wrong password and somebody who has left', async () => {
    const { therapistId, leaverId } = world.home;
    await withPassword(therapistId);
    await withPassword(leaverId);
    const answers = await Promise.all([
      post('account.signIn', { email: 'nobody@staff.test', password }),
      post('account.signIn', { email: emailOf(therapistId), password: 'another password' }),
      post('account.signIn', { email: emailOf(leaverId), password }),
    ]);
    expect(new Set(answers.map((each) => each.body)).size).toBe(1);
    expect(codeOf(answers[0] as Response)).toBe('auth/not-matched');
  });

  it('and cannot be guessed for long, nor does one account’s limit stop another', async () => {
    const { therapistId } = world.home;
    await withPassword(therapistId);
    let last: Response | undefined;
    for (let attempt = 0; attempt < 12; attempt += 1) {
      last = await post('account.signIn', { email: emailOf(therapistId), password: `guess ${attempt}` });
    }
    expect(codeOf(last as Response)).toBe('rate-limited');
    expect(codeOf(await post('account.signIn', { email: emailOf(therapistId), password }))).toBe('rate-limited');
    world.server.advance({ minutes: 16 });
    expect((await post('account.signIn', { email: emailOf(therapistId), password })).statusCode).toBe(200);
  });

  it('and is out after half an hour without a sign, or twelve hours with many', async () => {
    const { managerId } = world.home;
    const { server } = world;
    const idle = await server.staffCookie(managerId);
    const look = (cookie: string) => server.get('staff', 'account.listSignIns', undefined, cookie);
    server.advance({ minutes: 29, seconds: 59 });
    expect((await look(idle)).statusCode).toBe(200);
    server.advance({ minutes: 30 });
    expect(codeOf(await look(idle))).toBe('signed-out');

    const busy = await server.staffCookie(managerId);
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
      server.advance({ minutes: 20 });
      expect((await look(busy)).statusCode).toBe(200);
    }
    server.advance({ minutes: 19, seconds: 59 });
    expect((await look(busy)).statusCode).toBe(200);
    server.advance({ seconds: 1 });
    expect(codeOf(await look(busy))).toBe('signed-out');
  });

  it('sees their own sign-ins and ends one, and nobody else’s', async () => {
    const { server } = world;
    const { managerId, frontDeskId } = world.home;
    const [mine, alsoMine, theirs] = [
      await server.staffCookie(managerId),
      await server.staffCookie(managerId),
      await server.staffCookie(frontDeskId),
    ];
    const list = async (cookie: string) =>
      (await server.get('staff', 'account.listSignIns', undefined, cookie)).json().result.data as {
        id: string;
        isThisOne: boolean;
      }[];
    const other = (await list(alsoMine)).find((signIn) => signIn.isThisOne)?.id;
    const foreign = (await list(theirs)).find((signIn) => signIn.isThisOne)?.id;
    expect((await post('account.endSignIn', { signInId: other }, mine)).statusCode).toBe(200);
    expect(codeOf(await server.get('staff', 'account.listSignIns', undefined, alsoMine))).toBe('signed-out');
    const [refused, random] = [
      await post('account.endSignIn', { signInId: foreign }, mine),
      await post('account.endSignIn', { signInId: crypto.randomUUID() }, mine),
    ];
    expect(refused.statusCode).toBe(404);
    expect(refused.body).toBe(random.body);
  });

  it('is asked for a fresh proof before dangerous things', async () => {
    const { uri, cookie } = await enrolledAs(world.home.managerId);
    const invite = { fullName: 'New Person', shortName: 'New', email: 'new@staff.example', roles: ['therapist'] };
    world.server.advance({ minutes: 11 });
    expect(codeOf(await post('account.inviteStaff', invite, cookie))).toBe('step-up-needed');
    const up = await post('account.stepUp', { code: totpOf(uri, Date.now() + 30_000) }, cookie);
    expect(codeOf(up)).toEqual({ done: true });
    expect((await post('account.inviteStaff', invite, cookieOf(up))).statusCode).toBe(200);
  });

  it('keeps no token where a thief of the database could use it', async () => {
    const token = (await world.server.staffCookie(world.home.managerId)).split('=')[1];
    const { rows } = await world.db.admin('SELECT to_jsonb(s)::text AS row FROM auth.staff_sign_in s');
    expect(rows.length).toBeGreaterThan(0);
    for (const { row } of rows) expect(row).not.toContain(token);
    expect((await world.db.admin('SELECT 1 FROM auth.staff_session')).rows).toEqual([]);
  });
});

/** Somebody enrolled above signs in anew, with a fresh authenticator. */
async function enrolledAs(staffId: string) {
  await world.db.admin('DELETE FROM auth.staff_user WHERE staff_id = $1', [staffId]);
  return enrolled(staffId);
}

describe('the two audiences', () => {
  it('have cookies that are worth nothing to each other, under either name', async () => {
    const { server, home } = world;
    const staff = await server.staffCookie(home.managerId);
    const client = await server.clientCookie(home.clientId);
    const renamed = (cookie: string, name: string) => `${name}=${cookie.split('=')[1]}`;
    for (const cookie of [staff, renamed(staff, 'heather-client')]) {
      expect(codeOf(await server.get('client', 'account.listSignIns', undefined, cookie))).toBe('signed-out');
    }
    for (const cookie of [client, renamed(client, 'heather-staff')]) {
      expect(codeOf(await server.get('staff', 'account.listSignIns', undefined, cookie))).toBe('signed-out');
    }
  });
});

describe('an invitation', () => {
  it('is good once, in time, and for setting up a second factor first', async () => {
    const { server, home } = world;
    const manager = await server.callerFor(home.managerId);
    const { staffId } = await manager.account.inviteStaff({
      fullName: 'Ada Field',
      shortName: 'Ada',
      email: 'ada@staff.example',
      roles: ['therapist'],
    });
    const { rows } = await world.db.admin('SELECT id, payload_sealed FROM outbox_mail WHERE staff_id = $1', [staffId]);
    const where = { table: 'outbox_mail', column: 'payload_sealed', rowId: rows[0].id };
    const { url } = JSON.parse(
      await server.asWorker((worker) => worker.vault.open(null, where, new Uint8Array(rows[0].payload_sealed))),
    );
    const token = new URL(url).hash.slice(1);
    expect(token).toHaveLength(43);
    expect(codeOf(await post('account.acceptInvitation', { token, password: 'short' }))).toBe('auth/weak-password');
    const taken = await Promise.all([1, 2].map(() => post('account.acceptInvitation', { token, password })));
    expect(taken.map((each) => each.statusCode).sort()).toEqual([200, 410]);
    const cookie = cookieOf(taken.find((each) => each.statusCode === 200) as Response);
    expect(codeOf(await server.get('staff', 'audit.list', {}, cookie))).toBe('second-factor-needed');
    expect(codeOf(await post('account.signIn', { email: 'ada@staff.example', password }))).toMatchObject({
      next: 'enrol',
    });
  });
});
