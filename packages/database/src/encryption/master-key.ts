import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseProblem } from '../problem.ts';

/**
 * The 32 bytes that every other key hangs from: `text` (HEATHER_KEY, 64 hex digits or base64 of 32 bytes), else
 * `<dataFolder>/keys/master.key`, which is made when `mayMake` (no data yet) says so.
 * @throws DatabaseProblem 'master-key'
 */
export function readMasterKey(options: {
  dataFolder: string;
  text?: string | undefined;
  mayMake: boolean;
}): Uint8Array {
  if (options.text !== undefined) {
    const key = parse(options.text);
    if (key) return key;
    throw new DatabaseProblem(
      'master-key',
      'HEATHER_KEY is not a key: it is 64 hex digits, as made by `openssl rand -hex 32`.',
    );
  }
  const path = join(options.dataFolder, 'keys', 'master.key');
  if (existsSync(path)) {
    const key = parse(readFileSync(path, 'utf8'));
    if (key) return key;
    throw new DatabaseProblem(
      'master-key',
      `${path} is damaged, and nothing sealed opens without it: put it back from a backup.`,
    );
  }
  if (!options.mayMake) {
    throw new DatabaseProblem(
      'master-key',
      `The key is missing, and nothing sealed opens without it: put ${path} back from a backup, or set HEATHER_KEY.`,
    );
  }
  mkdirSync(join(options.dataFolder, 'keys'), { recursive: true, mode: 0o700 });
  const key = randomBytes(32);
  writeFileSync(path, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  return new Uint8Array(key);
}

function parse(text: string): Uint8Array | undefined {
  const trimmed = text.trim();
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return new Uint8Array(Buffer.from(trimmed, 'hex'));
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed)) return new Uint8Array(Buffer.from(trimmed, 'base64url'));
  return undefined;
}

/** A key for one purpose: knowing it tells nothing of the master key or of another purpose. 32 bytes, HKDF-SHA-256. */
export function derivedKey(masterKey: Uint8Array, purpose: string, practiceId = ''): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', masterKey, Buffer.from(practiceId), `heather ${purpose}`, 32));
}

/** Eight hex digits by which people can tell two keys apart. */
export function keyFingerprint(masterKey: Uint8Array): string {
  return createHash('sha256').update('heather fingerprint').update(masterKey).digest('hex').slice(0, 8);
}
