import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Ciphertext } from './ciphertext.ts';

// Layout: format 1 · key version (2 bytes, big-endian) · nonce (12) · text · tag (16). The head is authenticated with the place.
const format = 1;
const headBytes = 3;
const nonceBytes = 12;
const tagBytes = 16;

/** Where a ciphertext belongs. Moved to another row, column or person it does not open. */
export type Place = { table: string; column: string; rowId: string };
export type Owner = { practiceId: string; clientId: string | null };

/** The ciphertext was changed, moved, or made with another key. Says nothing of its content. */
export class BrokenSeal extends Error {
  constructor(what: string) {
    super(`a sealed value does not open: ${what}`);
    this.name = 'BrokenSeal';
  }
}

const plainWord = /^[A-Za-z0-9_:.-]{1,200}$/;

function aad(head: Uint8Array, place: Place, owner: Owner): Buffer {
  const words = [place.table, place.column, place.rowId, owner.practiceId, owner.clientId ?? 'practice'];
  // Words without the separator: two places can never spell the same text.
  for (const word of words) if (!plainWord.test(word)) throw new TypeError('a place is named by plain words and ids');
  return Buffer.concat([head, Buffer.from(words.join('|'))]);
}

/** AES-256-GCM. @param key 32 bytes @param keyVersion 1 to 65,535, kept in the open so that the right key can be found again */
export function sealBytes(
  key: Uint8Array,
  keyVersion: number,
  place: Place,
  owner: Owner,
  plain: Uint8Array,
): Ciphertext {
  const head = Buffer.from([format, keyVersion >> 8, keyVersion & 0xff]);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(aad(head, place, owner));
  const parts = [head, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()];
  const sealed = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    sealed.set(part, at);
    at += part.length;
  }
  return sealed as Ciphertext;
}

/** @throws BrokenSeal */
export function openBytes(key: Uint8Array, place: Place, owner: Owner, sealed: Uint8Array): Uint8Array<ArrayBuffer> {
  const what = `${place.table}.${place.column}`;
  if (sealed.length < headBytes + nonceBytes + tagBytes || sealed[0] !== format) throw new BrokenSeal(what);
  const nonce = sealed.subarray(headBytes, headBytes + nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(aad(sealed.subarray(0, headBytes), place, owner));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  try {
    const plain = [
      decipher.update(sealed.subarray(headBytes + nonceBytes, sealed.length - tagBytes)),
      decipher.final(),
    ];
    return new Uint8Array(Buffer.concat(plain));
  } catch {
    throw new BrokenSeal(what);
  }
}

/** The version of the key that a ciphertext was made with. */
export function keyVersionOf(sealed: Uint8Array): number {
  return ((sealed[1] ?? 0) << 8) | (sealed[2] ?? 0);
}
