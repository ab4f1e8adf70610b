import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, dateOnSchema, idSchema, lineSchema, sha256Hex, textSchema } from './index.ts';

describe('sha256Hex', () => {
  // FIPS 180-4 examples and the empty message.
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('hashes %j as published', (text, hex) => expect(sha256Hex(text)).toBe(hex));

  it('agrees with the platform on any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const theirs = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
        expect(sha256Hex(bytes)).toBe([...theirs].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
      }),
    );
  });
});

describe('canonicalJson', () => {
  it('does not depend on the order in which keys were written, nor on how an accent was typed', () => {
    expect(canonicalJson({ b: 1, a: 'e\u0301', c: undefined })).toBe(canonicalJson({ a: 'é', b: 1 }));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
      }),
    );
  });
  it.each([NaN, Infinity, 1n, () => 1])('refuses %s rather than guessing', (value) =>
    expect(() => canonicalJson(value)).toThrow(TypeError),
  );
});

describe('text', () => {
  it.each(['a\u0000b', '\uD800', 'a\u202Eb', 'x'.repeat(11)])('refuses hostile or oversize text %#', (text) => {
    expect(textSchema(10).safeParse(text).success).toBe(false);
  });
  it('keeps what people write', () =>
    expect(textSchema(40).parse('  Siân ŵ 🪻 سلام \n two ')).toBe('Siân ŵ 🪻 سلام \n two'));
  it('keeps one line to one line', () => expect(lineSchema(40).safeParse('a\nb').success).toBe(false));
});

describe('dates and ids', () => {
  it.each(['1900-01-01', '9999-12-31', '2026-02-30', '03/04/2025'])('refuses %s', (on) =>
    expect(dateOnSchema.safeParse(on).success).toBe(false),
  );
  it('takes a uuid and nothing else', () => {
    expect(idSchema('client').safeParse('0190f3c0-0000-7000-8000-000000000001').success).toBe(true);
    expect(idSchema('client').safeParse("1' or 1=1").success).toBe(false);
  });
});
