import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDF } from '@libpdf/core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agreementPdf } from './agreement-pdf.ts';
import { examplePdfInput, exampleSignature } from './examples.ts';
import {
  checkPdf,
  isSealed,
  makeSealKey,
  openSealKey,
  type SealedPdf,
  type SealKey,
  sealKeyDaysLeft,
  sealPdf,
} from './seal.ts';

const now = Temporal.Instant.from('2026-11-20T09:11:00Z');
const folder = mkdtempSync(join(tmpdir(), 'heather-pdf-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const has = (program: string) => spawnSync(program, ['--version']).error === undefined;
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const textOf = async (bytes: Uint8Array) => {
  const pdf = await PDF.load(bytes);
  return pdf.getPages().map((page) => page.extractText().text);
};

let body: Awaited<ReturnType<typeof agreementPdf>>;
let key: SealKey;
let sealed: SealedPdf;
beforeAll(async () => {
  body = await agreementPdf(examplePdfInput());
  key = await makeSealKey({ subject: 'Fern Row', now });
  sealed = await sealPdf(body.bytes, key, now);
}, 60_000);

describe('the agreement as a file', () => {
  it('is the same to the byte for the same input, and another for any other', async () => {
    const again = await agreementPdf(examplePdfInput());
    expect(Buffer.compare(again.bytes, body.bytes)).toBe(0);
    const other = await agreementPdf(examplePdfInput({ receiptNumber: 'FR-2026-0043' }));
    expect(Buffer.compare(other.bytes, body.bytes)).not.toBe(0);
  }, 60_000);
  it('is tagged, in British English, with a neutral title and no name in what a window or a search shows', () => {
    const raw = latin1(body.bytes);
    for (const mark of [
      '%PDF-1.7',
      '/Marked true',
      '/StructTreeRoot',
      '/Lang (en-GB)',
      '/DisplayDocTitle true',
      '(Agreement)',
    ])
      expect(raw.includes(mark), mark).toBe(true);
    // Page content is compressed; a name that can be read in the raw bytes would be one in the metadata.
    expect(/Priya|Leila|Fern Row/.test(raw)).toBe(false);
  });
  it('says what was agreed, each choice, both names, and on the last page how it was signed', async () => {
    const pages = await textOf(sealed.bytes);
    const all = pages.join('\n');
    for (const said of [
      'Tuesdays 17:30, 50 minutes, Room 2',
      'Someone may be badly hurt',
      'May we write to your GP?',
      'Priya S',
      'Leila',
    ])
      expect(all).toContain(said);
    const last = pages.at(-1) ?? '';
    for (const said of [
      'How this was signed',
      'Sign my agreement',
      'I type my name here to sign it',
      'one-time code by e-mail',
      '2026-11-27T18:42:05Z',
      '1'.repeat(64),
      examplePdfInput().hashes.agreement,
    ])
      expect(last.replace(/\s+/g, ' ')).toContain(said);
    expect(pages).toHaveLength(sealed.pages);
  });
  it('refuses what is out of shape', async () => {
    await expect(agreementPdf({ ...examplePdfInput(), madeAt: 'yesterday' })).rejects.toThrow();
    await expect(agreementPdf({ ...examplePdfInput(), isDraft: true } as never)).rejects.toThrow();
  });
});

describe('hostile words', () => {
  const names = [
    'سلام (ليلى)',
    '👩🏽‍⚕️ 王小明',
    ') Tj ET endstream endobj (',
    '\\) \\( \\\\',
    'a\u202Eb\u0000c',
    '\uD800',
    '<script>%PDF-1.4',
    'ਪੰਜਾਬੀ',
  ];
  it.each(names)(
    'a name like %j still makes a file that opens, seals and checks',
    async (name) => {
      const made = await agreementPdf(
        examplePdfInput({
          parties: { client: name, therapist: name },
          practiceName: name,
          signatures: [exampleSignature('client', name)],
        }),
      );
      const done = await sealPdf(made.bytes, key, now);
      expect((await PDF.load(done.bytes)).getPageCount()).toBe(made.pages);
      expect(checkPdf(done.bytes, done.sealedSha256)).toMatchObject({ ok: true });
      // What was typed is still there for a screen reader, whatever could be drawn.
      if (made.missing.length > 0) expect((await textOf(made.bytes)).at(-1)).toContain('Some signs cannot be drawn');
    },
    30_000,
  );
  it('a clause of 5,000 signs, with and without a space, runs over as many pages as it takes', async () => {
    const input = examplePdfInput();
    const long = (text: string) => ({
      ...input,
      topics: input.topics.map((topic, at) => (at === 0 ? { ...topic, text } : topic)),
    });
    for (const text of ['Long words here. '.repeat(294), 'x)'.repeat(2500)]) {
      const made = await agreementPdf(long(text));
      expect(made.pages).toBeGreaterThan(body.pages);
      const all = (await textOf(made.bytes)).join('').replace(/\s/g, '');
      expect(all.split(text.replace(/\s/g, '').slice(0, 30)).length).toBeGreaterThan(1);
    }
  }, 30_000);
});

describe('the seal', () => {
  it('covers the whole file but its own bytes, once, at the end', () => {
    const raw = latin1(sealed.bytes);
    const ranges = [...raw.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)];
    expect(ranges).toHaveLength(1);
    const [, from, length, then, rest] = [...(ranges[0] ?? [])].map(Number);
    expect(from).toBe(0);
    expect((then as number) + (rest as number)).toBe(sealed.bytes.length);
    expect(raw[length as number]).toBe('<');
    expect(raw).toContain('ETSI.CAdES.detached');
    expect(latin1(sealed.bytes.subarray(0, body.bytes.length))).toBe(latin1(body.bytes));
  });
  it('any flipped bit anywhere, any cut, any byte more is found', () => {
    expect(checkPdf(sealed.bytes, sealed.sealedSha256)).toMatchObject({ ok: true });
    const gap = latin1(sealed.bytes).lastIndexOf('/Contents');
    const places = fc.oneof(
      fc.nat({ max: sealed.bytes.length - 1 }),
      fc.integer({ min: gap, max: gap + 20_000 }),
      fc.constantFrom(0, 1, sealed.bytes.length - 1),
    );
    fc.assert(
      fc.property(places, fc.nat({ max: 7 }), (place, bit) => {
        const spoiled = new Uint8Array(sealed.bytes);
        spoiled[place % spoiled.length] = (spoiled[place % spoiled.length] as number) ^ (1 << bit);
        expect(checkPdf(spoiled, sealed.sealedSha256).ok).toBe(false);
      }),
      { numRuns: 200 },
    );
    expect(checkPdf(sealed.bytes.subarray(0, -1), sealed.sealedSha256)).toMatchObject({ ok: false, reason: 'changed' });
    expect(checkPdf(Buffer.concat([sealed.bytes, Buffer.from('\n')]), sealed.sealedSha256).ok).toBe(false);
    expect(checkPdf(Buffer.from('hello'), sealed.sealedSha256)).toMatchObject({ ok: false, reason: 'not-a-pdf' });
    expect(checkPdf(new Uint8Array(), sealed.sealedSha256)).toMatchObject({ ok: false, reason: 'not-a-pdf' });
  });
  it('is put on once, by a key that holds', async () => {
    expect(isSealed(body.bytes)).toBe(false);
    await expect(sealPdf(sealed.bytes, key, now)).rejects.toThrow('sealed already');
    const end = Temporal.Instant.from(key.notAfter);
    await expect(sealPdf(body.bytes, key, end)).rejects.toThrow('does not hold');
    await expect(sealPdf(body.bytes, key, now.subtract({ hours: 2 }))).rejects.toThrow('does not hold');
    expect(sealKeyDaysLeft(key, end.subtract({ hours: 24 * 30 }))).toBe(30);
    expect(sealKeyDaysLeft(key, end.add({ seconds: 1 }))).toBeLessThan(0);
  });
  it('names its certificate and both hashes', async () => {
    expect(sealed).toMatchObject({
      certSerial: key.serial,
      certSubject: 'CN=Fern Row',
      certNotAfter: key.notAfter,
      pages: body.pages,
    });
    expect(sealed.bodySha256).not.toBe(sealed.sealedSha256);
    expect((await sealPdf(body.bytes, key, now)).bodySha256).toBe(sealed.bodySha256);
  });
  it('a key reads back as it was kept, and halves that do not belong together are refused', async () => {
    const { certificatePem, privateKeyPem } = key;
    expect(await openSealKey({ certificatePem, privateKeyPem })).toEqual(key);
    const other = await makeSealKey({ subject: 'Other', now });
    await expect(openSealKey({ certificatePem, privateKeyPem: other.privateKeyPem })).rejects.toThrow(
      'does not belong',
    );
    await expect(openSealKey({ certificatePem: 'no', privateKeyPem })).rejects.toThrow('certificate cannot be read');
    await expect(openSealKey({ certificatePem, privateKeyPem: 'no' })).rejects.toThrow('key cannot be read');
  });
  it.each(['', 'Ann, O=Evil', `${'x'.repeat(200)}`, 'سلام\u0000', '\uD800'])(
    'a practice called %j can have one',
    async (subject) => {
      const made = await makeSealKey({ subject, now });
      expect(made.subject.startsWith('CN=')).toBe(true);
      expect(made.subject).not.toMatch(/(^|[^\\]),\s*O=/);
    },
  );
});

describe('what others say of it', () => {
  const file = (name: string, bytes: Uint8Array) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  it.skipIf(!has('pdfsig'))(
    'pdfsig (where it is installed): valid, and all of the document',
    async () => {
      for (const algorithm of ['ec-p256', 'rsa-3072'] as const) {
        const one = await sealPdf(body.bytes, await makeSealKey({ subject: 'Fern Row', now, algorithm }), now);
        const said = execFileSync('pdfsig', ['-nocert', file(`${algorithm}.pdf`, one.bytes)], { encoding: 'utf8' });
        expect(said).toContain('Signature is Valid');
        expect(said).toContain('Total document signed');
      }
    },
    60_000,
  );
  it.skipIf(!has('pdfsig'))(
    'pdfsig (where it is installed): not valid with any byte changed under the seal',
    () => {
      const raw = latin1(sealed.bytes);
      const [, , length, then] = (/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)/.exec(raw) ?? []).map(Number);
      const end = sealed.bytes.length;
      const under = Array.from({ length: 16 }, (_, at) => Math.floor(((length as number) * at) / 16) + 20);
      const behind = [then, (then as number) + 40, end - 8] as number[];
      for (const place of [...under, ...behind]) {
        const spoiled = new Uint8Array(sealed.bytes);
        spoiled[place] = (spoiled[place] as number) ^ 1;
        const { stdout } = spawnSync('pdfsig', ['-nocert', file('spoiled.pdf', spoiled)], { encoding: 'utf8' });
        expect(stdout, `byte ${place}`).not.toContain('Signature is Valid');
      }
    },
    60_000,
  );
  it.skipIf(!has('qpdf'))('qpdf (where it is installed): no error in its structure', () => {
    expect(execFileSync('qpdf', ['--check', file('sealed.pdf', sealed.bytes)], { encoding: 'utf8' })).toContain(
      'No syntax or stream encoding errors',
    );
  });
});
