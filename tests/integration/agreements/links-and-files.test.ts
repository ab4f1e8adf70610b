import { createHash } from 'node:crypto';
import { checkPdf, isSealed } from '@heather/documents';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Actors, actors, codeOf, key, mailedCode, mailedToken, openWorld, type World } from './world.ts';

const address = 'safe@client.example';
let world: World;
let as: Actors;
beforeEach(async () => {
  world = await openWorld();
  as = await actors(world);
});
afterEach(() => world.close());

const rows = (sql: string, values: unknown[] = []) =>
  world.db.admin(sql, values) as Promise<{ rows: Record<string, never>[] }>;
const count = async (sql: string, values: unknown[] = []) => Number((await rows(sql, values)).rows[0]?.n);
const sent = async () => (await as.sendTo(world.home.clientId)).packs[0]?.packId as string;
const dump = async () =>
  JSON.stringify([
    (await rows('SELECT * FROM signing_link ORDER BY id')).rows,
    (await rows('SELECT id, state, version FROM agreement_pack ORDER BY id')).rows,
    (await rows('SELECT count(*) FROM consent_event')).rows,
    (await rows('SELECT count(*) FROM audit_event')).rows,
  ]);
/** A browser on the client portal, with a cookie of its own. */
const post = (path: string, input: unknown, cookie?: string) => world.server.post('client', path, input, cookie);
const data = (response: Awaited<ReturnType<typeof post>>) => {
  const body = response.json();
  return body.result?.data ?? body.error?.data?.code;
};

describe('a mailed link', () => {
  it('is kept only as a hash, has 256 bits, and stands in no answer to staff', async () => {
    const answer = await as.sendTo(world.home.clientId);
    const token = await mailedToken(world, address);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const { rows: links } = await rows('SELECT token_hash FROM signing_link');
    expect(links.map(({ token_hash }) => token_hash)).toEqual([createHash('sha256').update(token).digest('hex')]);
    const all = JSON.stringify([
      answer,
      await as.manager.agreements.ofClient({ clientId: world.home.clientId }),
      await as.manager.agreements.board(),
      (await rows('SELECT * FROM audit_event')).rows,
    ]);
    expect(all).not.toContain(token);
    const mail = world.sent.find(({ text }) => text.includes(token));
    expect(mail).toMatchObject({
      fromName: 'Appointments',
      replyTo: expect.stringMatching(/^appointments@.*\.example$/),
    });
    expect(`${mail?.fromName} ${mail?.replyTo} ${mail?.subject} ${mail?.text}`.replace(/https?:\S+/g, '')).not.toMatch(
      /agreement|sign|therap|counsel/i,
    );
  });

  it('fetched by GET and HEAD three times changes nothing', async () => {
    await sent();
    const token = await mailedToken(world, address);
    const before = await dump();
    const { client } = world.server.servers;
    for (const method of ['GET', 'HEAD', 'GET', 'HEAD', 'GET', 'HEAD'] as const)
      await client.inject({ method, url: `/sign/${token}`, headers: { host: 'localhost:4200' } });
    for (const at of [1, 2, 3])
      expect(
        (await world.server.get('client', 'agreements.openLink', { token, at })).statusCode,
      ).toBeGreaterThanOrEqual(400);
    expect(await dump()).toBe(before);
  });

  it('opens with the code that goes to the safe address; used, it says to sign in', async () => {
    const packId = await sent();
    const token = await mailedToken(world, address);
    expect(data(await post('agreements.openLink', { token }))).toEqual({ next: 'code', minutes: 10 });
    const code = await mailedCode(world, address);
    const wrong = code === '123456' ? '654321' : '123456';
    expect(data(await post('agreements.enterCode', { token, code: wrong }))).toBe('auth/code-wrong');
    const entered = await post('agreements.enterCode', { token, code });
    expect(data(entered)).toEqual({ go: '/' });
    const cookie = [entered.headers['set-cookie'] ?? []].flat()[0]?.split(';')[0] as string;
    const get = await world.server.get('client', 'agreements.get', { packId }, cookie);
    expect(get.json().result.data.state).toBe('sent');
    // Again: the code is spent, the link is used; the same person who is signed in goes straight on.
    expect(data(await post('agreements.enterCode', { token, code }))).toBe('auth/link-invalid');
    expect(data(await post('agreements.openLink', { token }))).toEqual({ next: 'sign-in', go: '/' });
    expect(data(await post('agreements.openLink', { token }, cookie))).toEqual({
      next: 'go',
      go: '/',
    });
  });

  it('forwarded to somebody else who is signed in says that it is not theirs, and shows nothing', async () => {
    await sent();
    const token = await mailedToken(world, address);
    const cookie = await world.server.clientCookie(world.home.halfId);
    const before = await dump();
    expect(data(await post('agreements.openLink', { token }, cookie))).toBe('agreement/other-person');
    expect(await dump()).toBe(before);
  });

  it('ends to the second, and when it is replaced, taken back or signed', async () => {
    const packId = await sent();
    const first = await mailedToken(world, address);
    const { rows: links } = await rows('SELECT expires_at FROM signing_link');
    const expiresAt = Temporal.Instant.fromEpochMilliseconds(new Date(String(links[0]?.expires_at)).getTime());
    world.server.setNow(expiresAt.subtract({ seconds: 1 }).toString());
    expect(data(await post('agreements.openLink', { token: first }))).toMatchObject({ next: 'code' });
    world.server.setNow(expiresAt.toString());
    expect(data(await post('agreements.openLink', { token: first }))).toBe('agreement/expired');
    world.server.setNow('2026-11-23T11:00:00Z');
    await as.therapist.agreements.resend({ packId });
    expect(await codeOf(as.therapist.agreements.resend({ packId }))).toBe('agreement/mailed-lately');
    const second = await mailedToken(world, address);
    // Replaced: whoever still has the older mail in hand is told to sign in, not that something is wrong.
    expect(data(await post('agreements.openLink', { token: first }))).toEqual({ next: 'sign-in', go: '/' });
    expect(data(await post('agreements.openLink', { token: second }))).toMatchObject({ next: 'code' });
    await as.therapist.agreements.cancel({ packId });
    expect(data(await post('agreements.openLink', { token: second }))).toEqual({ next: 'sign-in', go: '/' });
    for (const token of ['x'.repeat(43), '', 'x'.repeat(200), '\u0000'])
      expect(data(await post('agreements.openLink', { token }))).toBe('auth/link-invalid');
  });
});

describe('what is due', () => {
  it('reminds twice by day, then is silent; stops when talked about, signed or over', async () => {
    const packId = await sent();
    const reminders = () =>
      count(`SELECT count(*) AS n FROM outbox_mail WHERE idempotency_key LIKE 'agreement-reminder:%'`);
    const after = async (hours: number) => {
      world.server.advance({ hours });
      await world.server.runSweeps();
      await world.server.runSweeps();
      return reminders();
    };
    expect(await after(24 * 4 - 1)).toBe(0);
    expect(await after(1)).toBe(1);
    expect(await after(24 * 4 - 12)).toBe(1);
    expect(await after(12)).toBe(2);
    expect(await after(24 * 5)).toBe(2);
    expect((await as.client.agreements.get({ packId })).state).toBe('sent');
    await after(24);
    const { rows: packs } = await rows('SELECT state FROM agreement_pack WHERE id = $1', [packId]);
    expect(packs[0]?.state).toBe('expired');
    expect(await count(`SELECT count(*) AS n FROM audit_event WHERE type = 'agreement.expired'`)).toBe(1);
    expect(await count('SELECT count(*) AS n FROM signing_link WHERE revoked_at IS NULL')).toBe(0);
  });
});

describe('the file', () => {
  const signedByBoth = async () => {
    const packId = await sent();
    await as.client.agreements.sign(await as.signing(as.client, packId, 'yes'));
    await as.therapist.agreements.countersign({ packId, nameTyped: 'Leila Amin', key: key() });
    return packId;
  };
  const fetchFile = (audience: 'staff' | 'client', packId: string, cookie?: string) =>
    world.server.servers[audience].inject({
      method: 'GET',
      url: `/files/agreement/${packId}`,
      headers: { host: audience === 'staff' ? 'localhost:4100' : 'localhost:4200', ...(cookie && { cookie }) },
    });

  it('is there at once, marked as not sealed; sealed once both have signed; the same to the byte ever after', async () => {
    const packId = await sent();
    await as.client.agreements.sign(await as.signing(as.client, packId));
    const cookie = await world.server.clientCookie(world.home.clientId);
    const copy = await fetchFile('client', packId, cookie);
    expect(copy.statusCode).toBe(200);
    expect(copy.headers['cache-control']).toContain('no-store');
    expect(copy.headers['content-disposition']).toMatch(/^attachment; filename="agreement-2026-11-23-copy\.pdf"$/);
    expect(isSealed(copy.rawPayload)).toBe(false);
    await as.therapist.agreements.countersign({ packId, nameTyped: 'Leila Amin', key: key() });
    await world.server.runJobs();
    const { rows: seals } = await rows('SELECT sealed_sha256 FROM seal WHERE pack_id = $1', [packId]);
    expect(seals).toHaveLength(1);
    const sealed = await fetchFile('client', packId, cookie);
    expect(checkPdf(sealed.rawPayload, seals[0]?.sealed_sha256 as never)).toMatchObject({ ok: true });
    const staffCookie = await world.server.staffCookie(world.home.therapistId);
    expect((await fetchFile('staff', packId, staffCookie)).rawPayload.equals(sealed.rawPayload)).toBe(true);
    expect(world.sent.filter(({ subject }) => subject === 'Your copy is ready')).toHaveLength(1);
    const { rows: files } = await rows('SELECT bytes_sealed FROM sealed_file');
    expect(String(files[0]?.bytes_sealed).includes('%PDF')).toBe(false);
  });

  it('of somebody else is not there, exactly as a random one', async () => {
    const packId = await signedByBoth();
    const stranger = await world.server.clientCookie(world.home.byPhoneId);
    const colleague = await world.server.staffCookie(world.home.colleagueId);
    for (const [audience, cookie] of [
      ['client', stranger],
      ['staff', colleague],
    ] as const) {
      const [foreign, random] = [await fetchFile(audience, packId, cookie), await fetchFile(audience, key(), cookie)];
      expect([foreign.statusCode, foreign.body]).toEqual([404, random.body]);
    }
    expect((await fetchFile('client', packId)).statusCode).toBe(401);
  });

  it('is sealed once, however often the job runs and however old it is', async () => {
    const packId = await signedByBoth();
    await world.db.admin(`DELETE FROM pgboss.job WHERE name = 'agreements.seal'`, []);
    expect(await as.manager.agreements.unsealed()).toEqual({ count: 0, since: null });
    expect((await as.manager.home.practice()).unsealed).toBeNull();
    world.server.advance({ minutes: 5 });
    expect(await as.manager.agreements.unsealed()).toMatchObject({ count: 1 });
    expect((await as.manager.home.practice()).unsealed).toEqual({ count: 1, since: expect.stringMatching(/^since /) });
    world.server.advance({ hours: 24 * 400 });
    await world.server.runSweeps();
    await world.server.runJobs();
    await world.server.runSweeps();
    await world.server.runJobs();
    expect(await count('SELECT count(*) AS n FROM seal WHERE pack_id = $1', [packId])).toBe(1);
    expect(await count('SELECT count(*) AS n FROM sealed_file')).toBe(1);
    expect(await as.manager.agreements.unsealed()).toEqual({ count: 0, since: null });
    expect(await count('SELECT count(*) AS n FROM seal_key')).toBe(1);
  });
});
