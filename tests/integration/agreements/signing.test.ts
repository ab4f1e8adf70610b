import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Actors, actors, codeOf, key, openWorld, refusal, type World } from './world.ts';

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

describe('signing', () => {
  it('is prepared from the accepted offer', async () => {
    const { frame, participants, replaces } = await as.therapist.agreements.prepare({ clientId: world.home.clientId });
    expect(frame).toMatchObject({ day: 1, time: '17:30', lengthMinutes: 50, place: { kind: 'room' }, feePence: 5500 });
    expect(participants).toEqual([{ clientId: world.home.clientId, name: expect.any(String), hasSafeAddress: true }]);
    expect(replaces).toBe(null);
  });

  it('fifty presses at once leave one signature, one mail and one event, and each is told when it was signed', async () => {
    const packId = await sent();
    const input = await as.signing(as.client, packId);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) => as.client.agreements.sign({ ...input, key: at % 2 ? input.key : key() })),
    );
    expect(answers.filter(({ already }) => !already)).toHaveLength(1);
    expect(new Set(answers.map(({ signedAt }) => signedAt)).size).toBe(1);
    expect(await count(`SELECT count(*) AS n FROM signature WHERE pack_id = $1`, [packId])).toBe(1);
    expect(
      await count(`SELECT count(*) AS n FROM outbox_mail WHERE idempotency_key = $1`, [`agreement-signed:${packId}`]),
    ).toBe(1);
    expect(
      await count(`SELECT count(*) AS n FROM audit_event WHERE type = 'agreement.signed' AND subject_id = $1`, [
        packId,
      ]),
    ).toBe(1);
    expect(
      await count(
        `SELECT count(*) AS n FROM consent_event e JOIN consent_record r ON r.id = e.record_id WHERE r.pack_id = $1 AND e.type IN ('given', 'acknowledged')`,
        [packId],
      ),
    ).toBe(2);
  });

  it('keeps who, what, how and when, bound by a hash', async () => {
    const packId = await sent();
    await as.client.agreements.sign(await as.signing(as.client, packId));
    const { rows: found } = await rows('SELECT * FROM signature WHERE pack_id = $1', [packId]);
    expect(found[0]).toMatchObject({
      role: 'client',
      name_as_typed: 'Priya Shah',
      method: 'typed',
      auth_methods: ['email-code'],
      button_label: 'Sign my agreement',
      ip_address: '127.0.0.1',
    });
    const payload = found[0]?.payload as never as { auth: Record<string, string>; answers: unknown[] };
    expect(payload.auth).toMatchObject({ channelMasked: 's•••@client.example', methods: ['email-code'] });
    expect(payload.answers).toHaveLength(5);
  });

  it.each([
    ['a blank name', { nameTyped: '  ' }, 'agreement/name-missing'],
    ['a name of signs only', { nameTyped: '…!' }, 'agreement/name-missing'],
    ['a name with a direction override', { nameTyped: 'Priya \u202Eahs' }, 'agreement/name-missing'],
    ['a name with half a character', { nameTyped: 'Priya \uD800' }, 'agreement/name-missing'],
    ['a name of ten thousand letters', { nameTyped: 'x'.repeat(10_000) }, 'bad-input'],
    ['the notice not seen', { isNoticeAcknowledged: false }, 'agreement/notice-unread'],
    ['no answers', { answers: {} }, 'agreement/item-unanswered'],
    [
      'words that are not the ones shown',
      { seen: { agreement: 'a'.repeat(64), notice: 'b'.repeat(64), consents: 'c'.repeat(64) } },
      'agreement/superseded',
    ],
    ['an answer to what was not asked', { answers: { 'consent.made-up': 'yes' } }, 'bad-input'],
    ['an unknown key', { role: 'therapist' }, 'bad-input'],
  ])('refuses %s, and nothing is kept of it', async (_, over, code) => {
    const packId = await sent();
    const input = { ...(await as.signing(as.client, packId)), ...over };
    expect(await codeOf(as.client.agreements.sign(input as never))).toBe(code);
    expect(await count('SELECT count(*) AS n FROM signature')).toBe(0);
    expect((await as.client.agreements.get({ packId })).state).toBe('sent');
  });

  it('no answer to an optional question keeps anyone from signing', async () => {
    for (const answer of ['yes', 'no'] as const) {
      const packId = await sent();
      expect(await as.client.agreements.sign(await as.signing(as.client, packId, answer))).toMatchObject({
        already: false,
      });
    }
  });

  it('ends to the second: one before it is time, at it is over', async () => {
    const packId = await sent();
    const input = await as.signing(as.client, packId);
    const { expiresAt } = await as.client.agreements.get({ packId });
    world.server.setNow(expiresAt);
    expect(await codeOf(as.client.agreements.sign(input))).toBe('agreement/expired');
    expect((await as.client.agreements.get({ packId })).state).toBe('expired');
    world.server.setNow(Temporal.Instant.from(expiresAt).subtract({ seconds: 1 }).toString());
    expect(await codeOf(as.client.agreements.sign(input))).toBe('was accepted');
  });

  it('one tab that shows the older words is told so and led to the newer ones', async () => {
    const packId = await sent();
    const input = await as.signing(as.client, packId);
    const newer = await as.sendTo(world.home.clientId, 'online', { feePence: 6000 });
    expect(await codeOf(as.client.agreements.sign(input))).toBe('agreement/superseded');
    const old = await as.client.agreements.get({ packId });
    expect(old).toMatchObject({ state: 'superseded', newerPackId: newer.packs[0]?.packId });
    expect(await codeOf(as.client.agreements.saveDraft({ packId, answers: {}, noticeSeen: true }))).toBe(
      'agreement/superseded',
    );
  });

  it('one tab signs, the other then talks, declines or saves: it is told that it is signed', async () => {
    const packId = await sent();
    await as.client.agreements.sign(await as.signing(as.client, packId));
    for (const call of [
      () => as.client.agreements.decline({ packId }),
      () => as.client.agreements.talk({ packId, clauseId: null, words: '', key: key() }),
      () => as.client.agreements.saveDraft({ packId, answers: {}, noticeSeen: true }),
    ])
      expect(await codeOf(call())).toBe('agreement/already-signed');
  });

  it('keeps choices sealed, so that one may stop and come back', async () => {
    const packId = await sent();
    const answers = { 'consent.recording': 'no' } as const;
    await as.client.agreements.saveDraft({ packId, answers, noticeSeen: true });
    expect((await as.client.agreements.get({ packId })).draft).toMatchObject({ answers, noticeSeen: true });
    const { rows: found } = await rows('SELECT draft_sealed FROM agreement_pack WHERE id = $1', [packId]);
    expect(String(found[0]?.draft_sealed)).not.toContain('recording');
    await as.client.agreements.sign(await as.signing(as.client, packId));
    expect(await count('SELECT count(*) AS n FROM agreement_pack WHERE draft_sealed IS NOT NULL')).toBe(0);
  });

  it('notes once that the words were on the screen', async () => {
    const packId = await sent();
    await Promise.all([1, 2, 3].map(() => as.client.agreements.present({ packId })));
    expect(await count(`SELECT count(*) AS n FROM consent_event WHERE type = 'presented'`)).toBe(3);
  });
});

describe('talk first and decline', () => {
  it('stops the clock until the therapist has talked about it, and tells them in a mail that says nothing', async () => {
    const packId = await sent();
    const before = (await as.client.agreements.get({ packId })).expiresAt;
    world.server.advance({ hours: 24 * 10 });
    await as.client.agreements.talk({ packId, clauseId: 'fee', words: 'The canary sings of money', key: key() });
    world.server.advance({ hours: 24 * 20 });
    expect((await as.client.agreements.get({ packId })).state).toBe('talking');
    expect(await as.therapist.agreements.talks({ clientId: world.home.clientId })).toMatchObject([
      { clauseId: 'fee', words: 'The canary sings of money', answeredAt: null },
    ]);
    await as.therapist.agreements.answerTalk({ packId });
    const after = await as.client.agreements.get({ packId });
    expect(after.state).toBe('sent');
    // Four of fourteen days were left; nobody gets less than a week.
    const left = Temporal.Instant.from(after.expiresAt).since(world.server.now()).total('hours') / 24;
    expect(left).toBe(7);
    expect(before).not.toBe(after.expiresAt);
    await world.server.runJobs();
    expect(JSON.stringify(world.sent)).not.toMatch(/canary|money|\bfee\b/i);
  });
  it('needs no words, and can be signed all the same', async () => {
    const packId = await sent();
    await as.client.agreements.talk({ packId, clauseId: null, words: '', key: key() });
    expect(await codeOf(as.client.agreements.sign(await as.signing(as.client, packId)))).toBe('was accepted');
  });
  it('shows the words to nobody but the therapist', async () => {
    const packId = await sent();
    await as.client.agreements.talk({ packId, clauseId: null, words: 'canary', key: key() });
    const asked = { clientId: world.home.clientId };
    expect(await codeOf(as.manager.agreements.talks(asked))).toBe('forbidden');
    expect(await codeOf(as.colleague.agreements.talks(asked))).toBe('not-found');
  });
  it('declining twice is once, and ends it', async () => {
    const packId = await sent();
    await as.client.agreements.decline({ packId });
    await as.client.agreements.decline({ packId });
    expect(await count(`SELECT count(*) AS n FROM audit_event WHERE type = 'agreement.declined'`)).toBe(1);
    expect(await codeOf(as.client.agreements.sign({ ...(await as.signing(as.client, packId)) }))).toBe(
      'agreement/closed',
    );
    expect((await as.manager.agreements.ofClient({ clientId: world.home.clientId })).agreements[0]?.state).toBe(
      'declined',
    );
  });
});

describe('countersigning', () => {
  const countersign = (packId: string) =>
    as.therapist.agreements.countersign({ packId, nameTyped: 'Leila Amin', key: key() });

  it('comes second, is the named therapist’s alone, and twice is once', async () => {
    const packId = await sent();
    expect(await codeOf(countersign(packId))).toBe('agreement/not-countersignable');
    await as.client.agreements.sign(await as.signing(as.client, packId));
    expect(await codeOf(as.manager.agreements.countersign({ packId, nameTyped: 'Mo', key: key() }))).toBe('forbidden');
    expect(await codeOf(as.colleague.agreements.countersign({ packId, nameTyped: 'Mo', key: key() }))).toBe(
      'not-found',
    );
    expect(await codeOf(as.therapist.agreements.countersign({ packId, nameTyped: '', key: key() }))).toBe(
      'agreement/name-missing',
    );
    const answers = await Promise.all([countersign(packId), countersign(packId), countersign(packId)]);
    expect(answers.filter(({ already }) => !already)).toHaveLength(1);
    expect(await count('SELECT count(*) AS n FROM signature WHERE pack_id = $1', [packId])).toBe(2);
  });

  it('makes the agreement hold: the offer agreed, the course open, the place still held', async () => {
    const packId = await sent();
    await as.client.agreements.sign(await as.signing(as.client, packId));
    expect(await countersign(packId)).toMatchObject({ isAgreed: true });
    const { rows: offer } = await rows('SELECT state FROM offer WHERE id = $1', [world.home.offerId]);
    const { rows: episode } = await rows('SELECT state FROM episode WHERE id = $1', [world.home.episodeId]);
    expect([offer[0]?.state, episode[0]?.state]).toEqual(['agreed', 'open']);
    expect(await count('SELECT count(*) AS n FROM occupied WHERE offer_id = $1', [world.home.offerId])).toBeGreaterThan(
      0,
    );
  });

  it('a newer one supersedes what held only when it is signed by all', async () => {
    const first = await sent();
    await as.client.agreements.sign(await as.signing(as.client, first, 'yes'));
    await countersign(first);
    world.server.advance({ minutes: 1 });
    const second = (await as.sendTo(world.home.clientId, 'online', { feePence: 6000 })).packs[0]?.packId as string;
    const states = async () =>
      (await as.manager.agreements.ofClient({ clientId: world.home.clientId })).agreements.map(({ state }) => state);
    expect(await states()).toEqual(['sent', 'agreed']);
    await as.client.agreements.sign(await as.signing(as.client, second, 'no'));
    expect(await states()).toEqual(['sent', 'agreed']);
    world.server.advance({ minutes: 1 });
    await countersign(second);
    expect(await states()).toEqual(['agreed', 'superseded']);
    const { choices } = await as.client.agreements.consents();
    expect(new Set(choices.map(({ state }) => state))).toEqual(new Set(['declined']));
  });

  it('of a couple, each signs their own, and the second countersignature makes it hold', async () => {
    const { halfId, otherHalfId } = world.home;
    const { packs } = await as.sendTo(halfId);
    expect(packs.map(({ clientId }) => clientId).toSorted()).toEqual([halfId, otherHalfId].toSorted());
    const mineOf = (clientId: string) => packs.find((one) => one.clientId === clientId)?.packId as string;
    const [half, other] = [await world.server.clientCaller(halfId), await world.server.clientCaller(otherHalfId)];
    expect(await codeOf(other.agreements.get({ packId: mineOf(halfId) }))).toBe('not-found');
    await half.agreements.sign(await as.signing(half, mineOf(halfId), 'yes'));
    expect(await countersign(mineOf(halfId))).toMatchObject({ isAgreed: false });
    await other.agreements.sign(await as.signing(other, mineOf(otherHalfId), 'no'));
    expect(await countersign(mineOf(otherHalfId))).toMatchObject({ isAgreed: true });
    const given = async (caller: typeof half) =>
      (await caller.agreements.consents()).choices.filter(({ state }) => state === 'given').length;
    expect([await given(half), await given(other)]).toEqual([5, 0]);
  });

  it('of a couple, one no closes it for the other', async () => {
    const { halfId, otherHalfId } = world.home;
    const { packs } = await as.sendTo(halfId);
    const mineOf = (clientId: string) => packs.find((one) => one.clientId === clientId)?.packId as string;
    const [half, other] = [await world.server.clientCaller(halfId), await world.server.clientCaller(otherHalfId)];
    const input = await as.signing(other, mineOf(otherHalfId));
    await half.agreements.decline({ packId: mineOf(halfId) });
    expect(await codeOf(other.agreements.sign(input))).toBe('agreement/closed');
  });
});

describe('on paper', () => {
  const paper = (packId: string, over: Record<string, unknown> = {}) => ({
    packId,
    nameAsWritten: 'Priya Shah',
    signedOn: '2026-11-23',
    signedTime: '10:30',
    isNoticeAcknowledged: true,
    answers: {} as Record<string, 'yes' | 'no'>,
    key: key(),
    ...over,
  });
  it('reaches the end without an address: printed, signed, recorded, countersigned', async () => {
    const { byPhoneId } = world.home;
    const { packs } = await as.sendTo(byPhoneId, 'paper');
    const packId = packs[0]?.packId as string;
    expect(packs[0]).toMatchObject({ channel: 'paper', mailLeaves: false });
    const { questions } = await as.therapist.agreements.printable({ packId });
    const answers = Object.fromEntries(questions.map(({ clauseId }, at) => [clauseId, at ? 'no' : 'yes'] as const));
    expect(await codeOf(as.therapist.agreements.recordPaper(paper(packId, { answers })))).toBe('agreement/paper-time');
    world.server.advance({ hours: 2 });
    expect(await codeOf(as.therapist.agreements.recordPaper(paper(packId)))).toBe('agreement/item-unanswered');
    expect(await codeOf(as.therapist.agreements.recordPaper(paper(packId, { answers, nameAsWritten: ' ' })))).toBe(
      'agreement/name-missing',
    );
    expect(await codeOf(as.frontDesk.agreements.recordPaper(paper(packId, { answers })))).toBe('forbidden');
    const done = await as.therapist.agreements.recordPaper(paper(packId, { answers }));
    expect(done).toEqual({ nameTyped: 'Priya Shah', signedAt: '2026-11-23T10:30:00Z', already: false });
    expect(await as.therapist.agreements.recordPaper(paper(packId, { answers }))).toMatchObject({ already: true });
    expect(await as.therapist.agreements.countersign({ packId, nameTyped: 'Leila Amin', key: key() })).toMatchObject({
      isAgreed: true,
    });
    const { rows: found } = await rows(
      `SELECT method, auth_methods, ip_address FROM signature WHERE pack_id = $1 AND role = 'client'`,
      [packId],
    );
    expect(found[0]).toEqual({ method: 'paper', auth_methods: ['in-person'], ip_address: null });
    expect(
      await count(`SELECT count(*) AS n FROM outbox_mail WHERE client_id = $1 AND state <> 'not-safe'`, [byPhoneId]),
    ).toBe(0);
  });
});

describe('choices', () => {
  const signed = async () => {
    const packId = await sent();
    await as.client.agreements.sign(await as.signing(as.client, packId, 'yes'));
    return packId;
  };
  it('a yes is taken back in one step; twice is once; it can be given again', async () => {
    await signed();
    const clauseId = 'consent.recording';
    const stateOf = async () =>
      (await as.client.agreements.consents()).choices.find((one) => one.clauseId === clauseId)?.state;
    expect(await stateOf()).toBe('given');
    await Promise.all([1, 2, 3].map(() => as.client.agreements.withdraw({ clauseId })));
    expect(await stateOf()).toBe('withdrawn');
    expect(await count(`SELECT count(*) AS n FROM audit_event WHERE type = 'consent.withdrawn'`)).toBe(1);
    expect(await count(`SELECT count(*) AS n FROM outbox_mail WHERE idempotency_key LIKE 'consent:%'`)).toBe(1);
    await as.client.agreements.give({ clauseId });
    expect(await stateOf()).toBe('given');
  });
  it('staff record what was said aloud', async () => {
    await signed();
    const asked = { clientId: world.home.clientId, clauseId: 'consent.recording' };
    expect(await codeOf(as.colleague.agreements.recordWithdrawal(asked))).toBe('not-found');
    await as.therapist.agreements.recordWithdrawal(asked);
    const { rows: found } = await rows(`SELECT channel, actor_kind FROM consent_event WHERE type = 'item-withdrawn'`);
    expect(found).toEqual([{ channel: 'spoken', actor_kind: 'staff' }]);
  });
  it('terms and limits are not consents, and what was never asked is not there', async () => {
    await signed();
    expect(await codeOf(as.client.agreements.withdraw({ clauseId: 'fee' }))).toBe('consent/not-optional');
    expect(await codeOf(as.client.agreements.withdraw({ clauseId: 'limit.harm' }))).toMatch(/not-optional|not-found/);
    expect(await codeOf(as.client.agreements.withdraw({ clauseId: 'consent.made-up' }))).toBe('not-found');
  });
});

describe('who may', () => {
  it('somebody else’s, another practice’s and a random id are one answer', async () => {
    const packId = await sent();
    const stranger = await world.server.clientCaller(world.home.byPhoneId);
    const foreign = await world.server.clientCaller(world.other.clientId, { practiceId: world.other.practiceId });
    const foreignManager = await world.server.callerFor(world.other.managerId, { practiceId: world.other.practiceId });
    for (const caller of [stranger, foreign])
      for (const id of [packId, key()]) {
        expect(await refusal(caller.agreements.get({ packId: id }))).toEqual({ code: 'not-found', details: undefined });
        expect(await refusal(caller.agreements.decline({ packId: id }))).toEqual({
          code: 'not-found',
          details: undefined,
        });
        expect(await refusal(caller.agreements.download({ packId: id }))).toEqual({
          code: 'not-found',
          details: undefined,
        });
      }
    for (const id of [packId, key()]) {
      for (const caller of [as.colleague, foreignManager]) {
        expect(await codeOf(caller.agreements.cancel({ packId: id }))).toBe('not-found');
        expect(await codeOf(caller.agreements.resend({ packId: id }))).toBe('not-found');
        expect(await codeOf(caller.agreements.printable({ packId: id }))).toBe('not-found');
        expect(await codeOf(caller.agreements.downloadByStaff({ packId: id }))).toBe('not-found');
      }
    }
    expect(await codeOf(as.colleague.agreements.ofClient({ clientId: world.home.clientId }))).toBe('not-found');
  });
  it('the front desk sees where it stands and not a word of it', async () => {
    const packId = await sent();
    await as.client.agreements.sign(await as.signing(as.client, packId, 'yes'));
    const seen = await as.frontDesk.agreements.ofClient({ clientId: world.home.clientId });
    expect(seen).toMatchObject({
      mayReadText: false,
      choices: [],
      agreements: [{ line: null, howWeWork: null, state: 'sent' }],
    });
    expect(JSON.stringify(seen)).not.toContain('£55');
    expect(await codeOf(as.frontDesk.agreements.printable({ packId }))).toBe('forbidden');
    expect(await codeOf(as.frontDesk.agreements.downloadByStaff({ packId }))).toBe('forbidden');
  });
  it('a colleague’s board does not show my clients', async () => {
    await sent();
    expect((await as.colleague.agreements.board()).lines).toEqual([]);
    expect((await as.therapist.agreements.board()).lines).toHaveLength(1);
    expect((await as.manager.agreements.board()).lines).toHaveLength(1);
  });
});
