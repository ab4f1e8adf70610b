import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLru } from './lru.ts';
import { derivedKey, readMasterKey } from './master-key.ts';

let dataFolder: string;
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'heather-key-'));
});
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

describe('the master key', () => {
  it('is made once, for its owner’s eyes alone, and read again', () => {
    const made = readMasterKey({ dataFolder, mayMake: true });
    expect(made.length).toBe(32);
    expect(statSync(join(dataFolder, 'keys', 'master.key')).mode & 0o777).toBe(0o600);
    expect(readMasterKey({ dataFolder, mayMake: false })).toEqual(made);
  });

  it('is never made anew over data that another key sealed', () => {
    expect(() => readMasterKey({ dataFolder, mayMake: false })).toThrow('put ');
  });

  it.each(['', 'short', 'z'.repeat(64), `${'ab'.repeat(32)}00`])(
    'refuses %j as HEATHER_KEY, saying what a key is',
    (text) => {
      expect(() => readMasterKey({ dataFolder, text, mayMake: true })).toThrow('64 hex digits');
    },
  );

  it('takes hex and base64 for the same bytes', () => {
    const bytes = Buffer.alloc(32, 200);
    const [hex, base64] = [bytes.toString('hex'), bytes.toString('base64')].map((text) =>
      readMasterKey({ dataFolder, text, mayMake: false }),
    );
    expect(hex).toEqual(base64);
  });

  it('says so when its file is damaged', () => {
    readMasterKey({ dataFolder, mayMake: true });
    writeFileSync(join(dataFolder, 'keys', 'master.key'), 'abc');
    expect(() => readMasterKey({ dataFolder, mayMake: true })).toThrow('damaged');
  });

  it('gives each purpose and practice a key of its own', () => {
    const master = new Uint8Array(32);
    const keys = [
      derivedKey(master, 'a'),
      derivedKey(master, 'b'),
      derivedKey(master, 'a', 'p'),
      derivedKey(new Uint8Array(32).fill(1), 'a'),
    ];
    expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(4);
  });
});

describe('the memory for keys', () => {
  it('forgets the one that was used longest ago, and each after its time', () => {
    const kept = createLru<number>(2, 60_000);
    kept.set('a', 1);
    kept.set('b', 2);
    kept.get('a');
    kept.set('c', 3);
    expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual([1, undefined, 3]);
    const short = createLru<number>(2, -1);
    short.set('a', 1);
    expect(short.get('a')).toBeUndefined();
  });
});
