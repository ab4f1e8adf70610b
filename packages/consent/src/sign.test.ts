import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  exampleClient as client,
  examplePack,
  exampleSigning,
  exampleIds as ids,
  exampleTherapist as therapist,
} from './examples.ts';
import {
  decideDecline,
  decideExpire,
  decideSend,
  decideSupersede,
  decideTalk,
  type Pack,
  packStateAt,
  packStates,
} from './pack.ts';
import { type Answer, decideCountersign, decideSign, type SignInput } from './sign.ts';

const now = Temporal.Instant.from('2026-11-27T18:42:00Z');
const pack = examplePack();
const signature = {
  role: 'client',
  nameTyped: 'Priya S',
  signedAt: now.toString(),
  payloadSha256: 'a'.repeat(64),
} as const;

describe('signing', () => {
  it('gives one event for the agreement, one for the notice and one for each choice', () => {
    const answers: Record<string, Answer> = { ...exampleSigning(pack).answers, 'consent.recording': 'yes' };
    const signed = decideSign(pack, exampleSigning(pack, { answers }), client, now);
    if (!signed.ok || signed.value.already) throw new Error('not signed');
    expect(signed.value.events.map((event) => [event.type, event.clauseId])).toEqual([
      ['given', null],
      ['acknowledged', null],
      ['item-declined', 'consent.gp-contact'],
      ['item-given', 'consent.recording'],
      ['item-declined', 'consent.supervision-named'],
      ['item-declined', 'consent.answers-without-name'],
      ['item-declined', 'consent.content-in-messages'],
    ]);
    expect(signed.value.events.slice(2).map((event) => event.seq)).toEqual([2, 3, 4, 5, 6]);
  });

  it('asks for an answer to every choice and never for a particular one', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('yes', 'no'), { minLength: 5, maxLength: 5 }), (list) => {
        const answers = Object.fromEntries(pack.items.map((clauseId, at) => [clauseId, list[at] as Answer]));
        expect(decideSign(pack, exampleSigning(pack, { answers }), client, now).ok).toBe(true);
      }),
    );
    for (const clauseId of pack.items) {
      const { [clauseId]: _left, ...answers } = exampleSigning(pack).answers;
      expect(decideSign(pack, exampleSigning(pack, { answers }), client, now)).toMatchObject({
        code: 'agreement/item-unanswered',
        details: { unanswered: [clauseId] },
      });
    }
  });

  const old = 'b'.repeat(64);
  const record = pack.agreement;
  it.each<[string, Partial<Pack>, Partial<SignInput>, string]>([
    ['no name', {}, { nameTyped: '   ' }, 'agreement/name-missing'],
    ['a name of dots', {}, { nameTyped: '. . .' }, 'agreement/name-missing'],
    ['a name over two lines', {}, { nameTyped: 'a\nb' }, 'agreement/name-missing'],
    ['a name that turns direction', {}, { nameTyped: 'a\u202Eb' }, 'agreement/name-missing'],
    ['half a character', {}, { nameTyped: 'a\uD800' }, 'agreement/name-missing'],
    ['ten million letters', {}, { nameTyped: 'a'.repeat(10_000_000) }, 'agreement/name-missing'],
    ['the notice not seen', {}, { isNoticeAcknowledged: false }, 'agreement/notice-unread'],
    ['nothing answered', {}, { answers: {} }, 'agreement/item-unanswered'],
    [
      'an answer that is no answer',
      {},
      { answers: { ...exampleSigning(pack).answers, 'consent.recording': 'maybe' as Answer } },
      'agreement/item-unanswered',
    ],
    ['an answer nobody asked for', {}, { answers: { ...exampleSigning(pack).answers, time: 'no' } }, 'bad-input'],
    ['inherited answers', {}, { answers: Object.create(exampleSigning(pack).answers) }, 'agreement/item-unanswered'],
    [
      'another wording on the screen',
      {},
      { seen: { ...exampleSigning(pack).seen, agreement: old } },
      'agreement/superseded',
    ],
    [
      'another notice on the screen',
      {},
      { seen: { ...exampleSigning(pack).seen, notice: old } },
      'agreement/superseded',
    ],
    ['a wording since replaced', { agreement: { ...record, versionState: 'superseded' } }, {}, 'agreement/superseded'],
    [
      'a wording never published',
      { agreement: { ...record, versionState: 'draft' } },
      {},
      'agreement/version-not-published',
    ],
    ['a pack replaced', { state: 'superseded' }, {}, 'agreement/superseded'],
    ['a pack declined', { state: 'declined' }, {}, 'agreement/closed'],
    ['a pack called off', { state: 'cancelled' }, {}, 'agreement/closed'],
    ['a pack that has run out this second', { expiresAt: now.toString() }, {}, 'agreement/expired'],
  ])('refuses %s', (_what, packOver, over, code) => {
    const from = examplePack(packOver);
    expect(decideSign(from, exampleSigning(pack, over), client, now)).toMatchObject({ ok: false, code });
  });

  it('counts up to the last second, and while they talk first', () => {
    const last = examplePack({ expiresAt: now.add({ nanoseconds: 1 }).toString(), state: 'talking' });
    expect(decideSign(last, exampleSigning(last), client, now).ok).toBe(true);
  });

  it('twice is once, whatever the second says, and even after the pack ran out', () => {
    const done = examplePack({ state: 'signed', signatures: [signature], expiresAt: '2026-11-01T00:00:00Z' });
    const again = decideSign(done, exampleSigning(done, { nameTyped: '', answers: {} }), client, now);
    expect(again).toEqual({ ok: true, value: { already: true, signature, state: 'signed', events: [] } });
  });
});

describe('countersigning', () => {
  const input = { nameTyped: 'Leila A', staffId: ids.therapist, therapistId: ids.therapist };
  const signed = examplePack({ state: 'signed', signatures: [signature] });
  it('comes after the client', () => {
    expect(decideCountersign(pack, input, therapist, now)).toMatchObject({ code: 'agreement/not-countersignable' });
    expect(decideCountersign(signed, input, therapist, now)).toMatchObject({ ok: true, value: { already: false } });
  });
  it('is the named therapist’s own, and once', () => {
    expect(decideCountersign(signed, { ...input, staffId: ids.client }, therapist, now)).toMatchObject({
      code: 'forbidden',
    });
    const both = { ...signed, signatures: [signature, { ...signature, role: 'therapist' as const }] };
    expect(decideCountersign(both, input, therapist, now)).toMatchObject({
      ok: true,
      value: { already: true, events: [] },
    });
  });
  it.each(['superseded', 'cancelled', 'declined', 'expired'] as const)('not when it was %s', (state) => {
    expect(decideCountersign({ ...signed, state }, input, therapist, now)).toMatchObject({ code: 'agreement/closed' });
  });
});

describe('sending, talking, declining, running out', () => {
  const version = (kind: 'working-agreement' | 'privacy-notice' | 'optional-consents') =>
    ({ kind, state: 'published', nation: 'england-and-wales' }) as const;
  const send = {
    versions: {
      agreement: version('working-agreement'),
      notice: version('privacy-notice'),
      consents: version('optional-consents'),
    },
    frame: { nation: 'england-and-wales' },
    recordIds: ids,
    expiresAt: now.add({ hours: 24 * 14 }).toString(),
  } as const;
  it('asks once for each record', () => {
    const sent = decideSend(send, therapist, now);
    expect(sent.ok && sent.value.events.map((event) => `${event.type} ${event.seq}`)).toEqual([
      'requested 1',
      'requested 1',
      'requested 1',
    ]);
  });
  it.each<[string, object, string]>([
    [
      'a draft',
      { versions: { ...send.versions, agreement: { ...version('working-agreement'), state: 'draft' } } },
      'agreement/version-not-published',
    ],
    ['a notice for consents', { versions: { ...send.versions, consents: version('privacy-notice') } }, 'bad-input'],
    ['another nation’s wording', { frame: { nation: 'scotland' } }, 'agreement/wrong-nation'],
    ['a last day gone by', { expiresAt: now.toString() }, 'bad-input'],
    ['a last day far off', { expiresAt: now.add({ hours: 24 * 61 }).toString() }, 'bad-input'],
  ])('does not send %s', (_what, over, code) =>
    expect(decideSend({ ...send, ...over } as typeof send, therapist, now)).toMatchObject({ ok: false, code }),
  );
  it('talking first closes nothing and can be said twice', () => {
    expect(decideTalk(pack, now)).toMatchObject({ ok: true, value: { state: 'talking', already: false, events: [] } });
    expect(decideTalk(examplePack({ state: 'talking' }), now)).toMatchObject({ ok: true, value: { already: true } });
  });
  it('a no is kept, and twice is once', () => {
    expect(decideDecline(pack, client, now)).toMatchObject({ ok: true, value: { state: 'declined', already: false } });
    expect(decideDecline(examplePack({ state: 'declined' }), client, now)).toMatchObject({
      ok: true,
      value: { already: true, events: [] },
    });
    expect(decideDecline(examplePack({ state: 'signed', signatures: [signature] }), client, now)).toMatchObject({
      code: 'agreement/already-signed',
    });
  });
  it('runs out to the second, worker or no worker', () => {
    const at = Temporal.Instant.from(pack.expiresAt);
    expect(packStateAt(pack, at.subtract({ nanoseconds: 1 }))).toBe('sent');
    expect(packStateAt(pack, at)).toBe('expired');
    expect(decideExpire(pack, therapist, at.subtract({ seconds: 1 }))).toMatchObject({ ok: false });
    expect(decideExpire(pack, therapist, at)).toMatchObject({ ok: true, value: { state: 'expired' } });
  });
  it('a new pack that does not ask again leaves a standing yes alone', () => {
    const signed = examplePack({ state: 'signed', signatures: [signature] });
    const touched = (asksAgain: boolean) => {
      const decision = decideSupersede(signed, asksAgain, therapist, now);
      return decision.ok ? decision.value.events.map((event) => event.recordId) : [];
    };
    expect(touched(false)).not.toContain(ids.consents);
    expect(touched(true)).toContain(ids.consents);
  });
  it('answers every state by name, never by throwing', () => {
    for (const state of packStates) {
      const from = examplePack({ state });
      for (const decision of [
        decideTalk(from, now),
        decideDecline(from, client, now),
        decideSign(from, exampleSigning(from), client, now),
        decideSupersede(from, true, client, now),
        decideExpire(from, client, now),
      ])
        expect(decision.ok || decision.code.length > 0).toBe(true);
    }
  });
});
