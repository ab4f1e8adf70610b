import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newRing, puncture, readRing, ringKey, ringKeys, writeRing } from './ring.ts';

const names = fc.uniqueArray(fc.uuid(), { minLength: 2, maxLength: 12 });
const hex = (key: Uint8Array | null) => (key ? Buffer.from(key).toString('hex') : null);

describe('a ring of keys', () => {
  it('has for each name a key of its own, always the same', () => {
    const ring = newRing();
    const keys = Array.from({ length: 500 }, () => hex(ringKey(ring, randomUUID())));
    expect(new Set(keys).size).toBe(500);
    expect(ringKey(ring, 'one')).toEqual(ringKey(ring, 'one'));
  });

  it('loses the keys that were destroyed, in whatever order, and no other; also written and read again', () => {
    fc.assert(
      fc.property(names, fc.integer({ min: 0, max: 12 }), (all, howMany) => {
        const whole = newRing();
        const gone = all.slice(0, howMany);
        let ring = whole;
        for (const name of gone) ring = readRing(writeRing(puncture(ring, name)));
        const quick = ringKeys(ring);
        for (const name of all) {
          const expected = gone.includes(name) ? null : hex(ringKey(whole, name));
          expect(hex(ringKey(ring, name))).toBe(expected);
          expect(hex(quick(name))).toBe(expected);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps no seed from which a destroyed key could be made', () => {
    const whole = newRing();
    const ring = puncture(puncture(whole, 'first'), 'second');
    // Every seed stands for a stretch of names; no two overlap, and together they leave out two names alone.
    const reach = ring.nodes.reduce((sum, node) => sum + (1n << BigInt(64 - node.bits)), 0n);
    expect(reach).toBe((1n << 64n) - 2n);
    expect(ring.nodes.length).toBeLessThanOrEqual(128);
    expect(puncture(ring, 'first').nodes.length).toBe(ring.nodes.length);
  });

  it('refuses bytes that are no ring', () => {
    expect(() => readRing(new Uint8Array(40))).toThrow(RangeError);
  });
});
