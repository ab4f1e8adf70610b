import { optionalConsentsOf, ownSet, readingGrade } from '@heather/confidentiality';
import { describe, expect, it } from 'vitest';
import { append } from './events.ts';
import { exampleClient as client, exampleIds as ids } from './examples.ts';
import { decideCode, decideLink, type Link, linkRules, maySendLink } from './link.ts';
import { packSummary } from './pack-summary.ts';
import { isPayloadIntact, type SignatureFacts, signaturePayload } from './payload.ts';
import { receipt } from './receipt.ts';
import { buttonLabel, eSignSentence, intentStatement, noticeStatement, talkLabel } from './statements.ts';

const now = Temporal.Instant.from('2026-11-27T18:42:00Z');
const sha = (letter: string) => letter.repeat(64);
const ref = { versionId: ids.agreement, contentSha256: sha('a'), shownSha256: sha('b') };
const facts: SignatureFacts = {
  packId: ids.pack,
  practiceId: ids.practice,
  clientId: ids.client,
  signer: { id: ids.client, role: 'client', nameTyped: 'Priya S' },
  method: 'typed',
  signedAt: now.toString(),
  zone: 'Europe/London',
  agreement: { ...ref, frameSha256: sha('c') },
  notice: ref,
  consents: ref,
  answers: [
    { clauseId: 'consent.recording', answer: 'no', textSha256: sha('d') },
    { clauseId: 'consent.gp-contact', answer: 'yes', textSha256: sha('e') },
  ],
  auth: { methods: ['email-code'], verifiedAt: now.toString(), channelMasked: 'p•••@example.org' },
};

describe('the signature payload', () => {
  const { payload, canonical, sha256 } = signaturePayload(facts);
  it('is one text for one signature, in whatever order it was put together', () => {
    const turned = Object.fromEntries(Object.entries(facts).reverse()) as SignatureFacts;
    expect(signaturePayload({ ...turned, answers: [...facts.answers].reverse() }).canonical).toBe(canonical);
    expect(isPayloadIntact(JSON.parse(JSON.stringify(payload)), sha256)).toBe(true);
  });
  it('changes with every fact in it', () => {
    const walk = (value: unknown, path: string[] = []): string[][] =>
      value !== null && typeof value === 'object'
        ? Object.entries(value).flatMap(([key, item]) => walk(item, [...path, key]))
        : [path];
    const paths = walk(payload);
    expect(paths.length).toBeGreaterThan(30);
    for (const path of paths) {
      const spoiled = structuredClone(payload) as Record<string, unknown>;
      const holder = path
        .slice(0, -1)
        .reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, spoiled);
      holder[path.at(-1) as string] = 'something else';
      expect(isPayloadIntact(spoiled, sha256), path.join('.')).toBe(false);
    }
  });
  it('carries the exact words of the role, which no form can bring', () => {
    expect(payload.statements).toMatchObject({
      intent: intentStatement.client,
      button: buttonLabel.client,
      eSign: eSignSentence,
      notice: noticeStatement,
    });
    const forged = { ...facts, statements: { intent: 'I agree to anything' } } as unknown as SignatureFacts;
    expect(signaturePayload(forged).payload.statements.intent).toBe(intentStatement.client);
  });
  it('refuses an unknown key', () =>
    expect(() => signaturePayload({ ...facts, isTest: true } as SignatureFacts)).toThrow());
});

it('says all of this at reading grade 6 or below', () => {
  for (const words of [...Object.values(intentStatement), eSignSentence, noticeStatement, talkLabel])
    expect(readingGrade(words), words).toBeLessThanOrEqual(6);
});

describe('a link', () => {
  const link: Link = { purpose: 'sign-agreement', expiresAt: '2026-12-01T00:00:00Z', usedAt: null, revokedAt: null };
  const end = Temporal.Instant.from(link.expiresAt);
  it('asks for a code, as often as it is opened', () => {
    for (let times = 0; times < 3; times += 1)
      expect(decideLink(link, 'sign-agreement', now)).toEqual({ ok: true, value: 'ask-for-code' });
  });
  it.each<[string, Link | null, Temporal.Instant, object]>([
    ['nobody made', null, now, { code: 'auth/link-invalid' }],
    ['for something else', { ...link, purpose: 'portal' }, now, { code: 'auth/link-invalid' }],
    ['ended by a newer one', { ...link, revokedAt: now.toString() }, now, { ok: true, value: 'sign-in-to-see' }],
    ['a second before its end', link, end.subtract({ seconds: 1 }), { ok: true }],
    ['at its end', link, end, { code: 'agreement/expired' }],
    ['used', { ...link, usedAt: now.toString() }, now, { ok: true, value: 'sign-in-to-see' }],
  ])('%s', (_what, one, at, expected) => expect(decideLink(one, 'sign-agreement', at)).toMatchObject(expected));
  it('goes out only for an open pack', () =>
    expect((['sent', 'talking', 'signed', 'declined', 'expired'] as const).map(maySendLink)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]));

  const challenge = { codeHash: sha('f'), sentAt: now.toString(), tries: 0, usedAt: null };
  const ends = now.add({ minutes: linkRules.codeLifeMinutes });
  it.each<[string, Parameters<typeof decideCode>[0], string, Temporal.Instant, object]>([
    ['right', challenge, sha('f'), now, { ok: true }],
    ['wrong', challenge, sha('0'), now, { code: 'auth/code-wrong' }],
    ['cut short', challenge, 'f', now, { code: 'auth/code-wrong' }],
    ['right at the last moment', challenge, sha('f'), ends.subtract({ nanoseconds: 1 }), { ok: true }],
    ['right too late', challenge, sha('f'), ends, { code: 'auth/code-expired' }],
    ['right after five wrong', { ...challenge, tries: 5 }, sha('f'), now, { code: 'rate-limited' }],
    ['right but used', { ...challenge, usedAt: now.toString() }, sha('f'), now, { code: 'auth/code-expired' }],
    ['never sent', null, sha('f'), now, { code: 'auth/code-expired' }],
  ])('a code %s', (_what, one, given, at, expected) => expect(decideCode(one, given, at)).toMatchObject(expected));
});

describe('the receipt', () => {
  const clauses = optionalConsentsOf(ownSet('england-and-wales').consents);
  const events = append(
    { recordId: ids.consents, lastSeq: 0 },
    [
      { type: 'requested' },
      { type: 'item-given', clauseId: 'consent.recording' },
      { type: 'item-declined', clauseId: 'consent.gp-contact' },
    ],
    client,
    now,
  );
  const made = receipt(
    {
      recordId: ids.consents,
      receiptNumber: 'FR-2026-0042',
      clientId: ids.client,
      language: 'en-GB',
      jurisdiction: 'England and Wales',
      collectionMethod: 'online',
      notice: { versionId: ids.notice, number: 1, contentSha256: sha('a') },
      consents: { versionId: ids.consents, number: 1, contentSha256: sha('b'), clauses },
      controllers: [
        {
          id: ids.practice,
          name: 'Fern Row',
          address: '4 Fern Row, Leeds',
          contact: 'hello@fernrow.example',
          role: 'controller',
        },
      ],
      storageLocation: 'United Kingdom',
      retention: 'Seven years after the last session',
    },
    events,
  );
  it('has every field that the standard makes mandatory, for each purpose', () => {
    for (const key of ['schemaVersion', 'receiptId', 'recordId', 'piiPrincipalId', 'parties', 'events'])
      expect(made).toHaveProperty(key);
    expect(made.processing).toHaveLength(5);
    for (const one of made.processing)
      for (const key of [
        'privacyNotice',
        'language',
        'purpose',
        'piiInformation',
        'controllers',
        'storageLocations',
        'retentionPeriod',
        'jurisdiction',
        'recipients',
        'withdrawalMethod',
        'lawfulBasis',
        'collectionMethod',
        'specialCategoryCondition',
      ])
        expect(one[key as keyof typeof one], key).toBeDefined();
    for (const party of made.parties) expect(Object.values(party).every((value) => value !== '')).toBe(true);
    for (const one of made.events)
      expect(Object.keys(one).sort()).toEqual(['clauseId', 'entityId', 'state', 'time', 'type', 'validityDuration']);
  });
  it('says what was decided, and what was not asked yet', () => {
    const decisions = Object.fromEntries(made.processing.map((one) => [one.clauseId, one.decision]));
    expect(decisions).toMatchObject({
      'consent.recording': 'given',
      'consent.gp-contact': 'declined',
      'consent.supervision-named': 'not-answered',
    });
  });
});

describe('packSummary', () => {
  it('says how many things and about how long, honestly', () => {
    const tasks = [
      { key: 'agreement', heading: 'Read and sign your agreement', state: 'not-begun', words: 600 },
      { key: 'preferences', heading: 'Say what matters to you', state: 'half-done', questions: 10 },
      { key: 'safe-contact', heading: 'Safe ways to reach you', state: 'not-begun', questions: 4 },
    ] as const;
    expect(packSummary(tasks)).toMatchObject({
      left: 3,
      minutes: 6,
      sentence: '3 things, about 6 minutes',
      leftSentence: '3 things left',
    });
    expect(packSummary(tasks.map((task, at) => (at === 0 ? task : { ...task, state: 'done' as const }))).sentence).toBe(
      '1 thing, about 3 minutes',
    );
    expect(packSummary([]).sentence).toBe('Nothing to do');
  });
});
