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
type Response = Awaited<ReturnType<World['server']['post']>>;
const cookieOf = (response: Response, name = 'heather-staff') =>
  [response.headers['set-cookie'] ?? []]
    .flat()
    .findLast((cookie) => cookie.startsWith(`${name}=`))
    ?.split(';')[0] ?? '';
const post = (path: string, input?: unknown, cookie?: string) => world.server.post('staff', path, input, cookie);
const codeOf = (response: Response) => response.json().error?.data?.code ?? response.json().result?.data;
const look = (cookie: string) => world.server.get('staff', 'account.listSignIns', undefined, cookie);

/** Somebody new each time: password and authenticator, signed in and proved just now. */
async function enrolled(staffId: string) {
  const { auth } = world.server.shell;
  await world.db.admin('DELETE FROM auth.staff_user WHERE staff_id = $1', [staffId]);
  const user = await auth.staff.users.ensure(world.home.practiceId, staffId, emailOf(staffId));
  await setPassword(auth, user.id, password);
  const first = cookieOf(await post('account.signIn', { email: emailOf(staffId), password }));
  const begun = (await post('account.beginTotp', { password }, first)).json().result.data as {
    uri: string;
    recoveryCodes: string[];
  };
  const finished = await post('account.finishTotp', { code: totpOf(begun.uri, Date.now() - 30_000) }, first);
  return { ...begun, cookie: cookieOf(finished) };
}
const byRecovery = async (staffId: string, recoveryCode: string, given = password) => {
  const half = await post('account.signIn', { email: emailOf(staffId), password: given });
  return codeOf(await post('account.verifySecondFactor', { recoveryCode }, cookieOf(half)));
};
const trail = async (type: string) =>
  (await world.db.admin('SELECT subject_id, facts::text AS facts FROM audit_event WHERE type = $1', [type])).rows;

describe('new recovery codes', () => {
  it('end the old ones at once, want a fresh proof and the password, and are told by a mail that names nothing', async () => {
    const { managerId } = world.home;
    const { cookie, recoveryCodes } = await enrolled(managerId);
    expect(codeOf(await post('account.newRecoveryCodes', { password: 'another password' }, cookie))).toBe(
      'auth/not-matched',
    );
    const made = (await post('account.newRecoveryCodes', { password }, cookie)).json().result.data.recoveryCodes;
    expect(made).toHaveLength(10);
    expect(made.filter((code: string) => recoveryCodes.includes(code))).toEqual([]);
    expect(await byRecovery(managerId, recoveryCodes[1] as string)).toBe('auth/code-wrong');
    expect(await byRecovery(managerId, made[0])).toEqual({ done: true });
    expect(await byRecovery(managerId, made[0])).toBe('auth/code-wrong');
    const noted = await trail('auth.recovery-codes.made');
    expect(noted).toHaveLength(1);
    for (const code of made) expect(JSON.stringify(noted)).not.toContain(code);
    const { rows } = await world.db.admin("SELECT staff_id FROM outbox_mail WHERE template = 'way-in-changed'");
    expect(rows).toEqual([{ staff_id: managerId }]);
    world.server.advance({ minutes: 11 });
    expect(codeOf(await post('account.newRecoveryCodes', { password }, cookie))).toBe('step-up-needed');
  });
});

describe('a changed password', () => {
  it('ends every other sign-in and the token of this one, and the old password opens nothing', async () => {
    const { frontDeskId } = world.home;
    const { cookie } = await enrolled(frontDeskId);
    const elsewhere = await world.server.staffCookie(frontDeskId);
    const next = 'four words that differ';
    const changed = await post('account.changePassword', { current: password, next }, cookie);
    expect(codeOf(changed)).toEqual({ ended: expect.any(Number) });
    expect(codeOf(changed).ended).toBeGreaterThanOrEqual(1);
    expect(codeOf(await look(elsewhere))).toBe('signed-out');
    expect(codeOf(await look(cookie))).toBe('signed-out');
    expect((await look(cookieOf(changed))).statusCode).toBe(200);
    expect(codeOf(await post('account.signIn', { email: emailOf(frontDeskId), password }))).toBe('auth/not-matched');
    expect(codeOf(await post('account.signIn', { email: emailOf(frontDeskId), password: next }))).toMatchObject({
      next: 'second-factor',
    });
    expect(await trail('auth.password.changed')).toEqual([expect.objectContaining({ subject_id: frontDeskId })]);
  });

  it('is refused with a wrong old one, a weak new one, the same one and without a fresh proof; nothing ends then', async () => {
    const { colleagueId } = world.home;
    const { cookie } = await enrolled(colleagueId);
    const elsewhere = await world.server.staffCookie(colleagueId);
    const change = async (current: string, next: string) =>
      codeOf(await post('account.changePassword', { current, next }, cookie));
    expect(await change('not my password', 'four words that differ')).toBe('auth/not-matched');
    expect(await change(password, 'short')).toBe('auth/weak-password');
    expect(await change(password, password)).toBe('auth/weak-password');
    expect(await change(password, `x${emailOf(colleagueId)}`)).toBe('auth/weak-password');
    expect((await look(elsewhere)).statusCode).toBe(200);
    world.server.advance({ minutes: 11 });
    expect(await change(password, 'four words that differ')).toBe('step-up-needed');
  });
});

describe('a client proves that they are there', () => {
  const ask = (path: string, input: unknown, cookie: string) => world.server.post('client', path, input, cookie);
  const contact = async (cookie: string) =>
    (await world.server.get('client', 'clients.myContact', undefined, cookie)).json().result.data.contact;

  it('before another e-mail address is kept, by a code from their therapist that is theirs; other ways need none', async () => {
    const { server, home } = world;
    const cookie = await server.clientCookie(home.clientId);
    server.advance({ minutes: 11 });
    const before = await contact(cookie);
    const other = { contact: { ...before, email: 'new.address@post.example', emailIsSafe: true } };
    expect(codeOf(await ask('clients.keepMyContact', other, cookie))).toBe('step-up-needed');
    expect((await contact(cookie)).email).toBe(before.email);
    expect((await ask('clients.keepMyContact', { contact: before }, cookie)).statusCode).toBe(200);

    const spoken = async (clientId: string) =>
      (
        await server.shell.auth.spokenCodes.make(
          { practiceId: home.practiceId, clientId, madeById: home.therapistId },
          server.shell.now(),
        )
      ).code;
    const [somebody] = (
      await world.db.admin('SELECT id FROM client WHERE practice_id = $1 AND id <> $2 LIMIT 1', [
        home.practiceId,
        home.clientId,
      ])
    ).rows;
    if (somebody)
      expect(codeOf(await ask('account.stepUp', { spokenCode: await spoken(somebody.id) }, cookie))).toBe(
        'auth/code-wrong',
      );
    const up = await ask('account.stepUp', { spokenCode: await spoken(home.clientId) }, cookie);
    expect(codeOf(up)).toEqual({ done: true });
    const fresh = cookieOf(up, 'heather-client');
    expect(codeOf(await ask('clients.keepMyContact', other, cookie))).toBe('signed-out');
    expect((await ask('clients.keepMyContact', other, fresh)).statusCode).toBe(200);
    expect((await contact(fresh)).email).toBe('new.address@post.example');
  });

  it('before a passkey goes', async () => {
    const { server, home } = world;
    const cookie = await server.clientCookie(home.clientId);
    const remove = async () => codeOf(await ask('account.removePasskey', { passkeyId: crypto.randomUUID() }, cookie));
    expect(await remove()).toBe('not-found');
    server.advance({ minutes: 11 });
    expect(await remove()).toBe('step-up-needed');
  });
});
