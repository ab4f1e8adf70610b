import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokenSeal, keyVersionOf, type Owner, openBytes, type Place, sealBytes } from './envelope.ts';

const key = new Uint8Array(randomBytes(32));
const place: Place = { table: 'goal', column: 'words_sealed', rowId: '0190f3c0-0000-7000-8000-000000000001' };
const owner: Owner = {
  practiceId: '0190f3c0-0000-7000-8000-00000000000a',
  clientId: '0190f3c0-0000-7000-8000-00000000000b',
};
const text = fc.uint8Array({ maxLength: 300 });

describe('a sealed value', () => {
  it('opens to what was sealed, with the key and at the place that it was sealed for', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 65_535 }), (plain, version) => {
        const sealed = sealBytes(key, version, place, owner, plain);
        expect(openBytes(key, place, owner, sealed)).toEqual(new Uint8Array(plain));
        expect(keyVersionOf(sealed)).toBe(version);
        expect(sealed.length).toBe(plain.length + 31);
      }),
    );
  });

  it('does not open when any one bit of it is turned, wherever it is', () => {
    const sealed = sealBytes(key, 1, place, owner, new TextEncoder().encode('to sleep again'));
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const turned = new Uint8Array(sealed);
      turned[bit >> 3] = (turned[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(() => openBytes(key, place, owner, turned), `bit ${bit}`).toThrow(BrokenSeal);
    }
  });

  it('does not open cut short, lengthened or empty', () => {
    const sealed = sealBytes(key, 1, place, owner, new Uint8Array(5));
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => openBytes(key, place, owner, sealed.subarray(0, length))).toThrow(BrokenSeal);
    }
    expect(() => openBytes(key, place, owner, new Uint8Array([...sealed, 0]))).toThrow(BrokenSeal);
  });

  it.each([
    ['another row', { ...place, rowId: owner.practiceId }, owner],
    ['another column', { ...place, column: 'note_sealed' }, owner],
    ['another table', { ...place, table: 'check_in' }, owner],
    ['another client', place, { ...owner, clientId: owner.practiceId }],
    ['the practice itself', place, { ...owner, clientId: null }],
    ['another practice', place, { ...owner, practiceId: owner.clientId as string }],
  ])('does not open for %s, with the very same key', (_, elsewhere, whose) => {
    const sealed = sealBytes(key, 1, place, owner, new Uint8Array(5));
    expect(() => openBytes(key, elsewhere, whose, sealed)).toThrow(BrokenSeal);
  });

  it('does not open with another key, and looks different each time', () => {
    const plain = new Uint8Array(5);
    const [one, two] = [sealBytes(key, 1, place, owner, plain), sealBytes(key, 1, place, owner, plain)];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(false);
    expect(() => openBytes(new Uint8Array(randomBytes(32)), place, owner, one)).toThrow(BrokenSeal);
  });

  it('takes no place whose words could spell another place', () => {
    expect(() => sealBytes(key, 1, { ...place, rowId: 'a|b' }, owner, new Uint8Array(1))).toThrow(TypeError);
    expect(() => sealBytes(key, 1, { ...place, rowId: '' }, owner, new Uint8Array(1))).toThrow(TypeError);
  });

  it('says nothing of its content when it does not open', () => {
    const sealed = sealBytes(key, 1, place, owner, new TextEncoder().encode('canary'));
    sealed[20] = (sealed[20] as number) ^ 1;
    expect(() => openBytes(key, place, owner, sealed)).toThrow('goal.words_sealed');
  });
});
