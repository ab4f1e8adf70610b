import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { derivedKey, keyFingerprint } from '../encryption/master-key.ts';
import { DatabaseProblem } from '../problem.ts';

// The file: one line of JSON that anybody may read, then pieces of `pieceBytes` (the last one shorter), each AES-256-GCM with its own
// tag. The nonce of a piece is its number and whether it is the last, so that none can be moved, left out, doubled or cut off; the
// first line is authenticated with each. The key is made from the master key and the file's own salt, by HKDF-SHA-256.

const tagBytes = 16;
const pieceBytes = 262_144;
const longestHeader = 1024;

/** A backup is everything that is here, for coming back; an archive is one practice, for leaving. */
export type FileKind = 'backup' | 'archive';
export type BackupHeader = {
  heather: FileKind;
  format: 1;
  madeAt: string;
  /** By which people can tell which master key opens it. */
  key: string;
  salt: string;
  pieceBytes: number;
};

export function newHeader(masterKey: Uint8Array, madeAt: string, kind: FileKind = 'backup'): BackupHeader {
  const salt = randomBytes(32).toString('hex');
  return { heather: kind, format: 1, madeAt, key: keyFingerprint(masterKey), salt, pieceBytes };
}

const headerLine = (header: BackupHeader) => Buffer.from(`${JSON.stringify(header)}\n`);

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

function keyOf(masterKey: Uint8Array, header: BackupHeader): Uint8Array {
  return derivedKey(masterKey, `backup file ${header.salt}`);
}

/** The whole file's bytes from what it is to hold. */
export async function* sealFile(
  masterKey: Uint8Array,
  header: BackupHeader,
  plain: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const key = keyOf(masterKey, header);
  const line = headerLine(header);
  const aad = createHash('sha256').update(line).digest();
  const seal = (number: number, isLast: boolean, piece: Uint8Array) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, isLast), { authTagLength: tagBytes });
    cipher.setAAD(aad);
    return Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
  };
  yield line;
  let number = 0;
  for await (const { piece, isLast } of inPieces(plain, header.pieceBytes)) {
    yield seal(number, isLast, piece);
    number += 1;
  }
}

/** Full pieces, and one last one, which may be empty. */
async function* inPieces(
  source: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<{ piece: Uint8Array; isLast: boolean }> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source) {
    waiting.push(chunk);
    length += chunk.length;
    while (length > size) {
      const all = Buffer.concat(waiting);
      yield { piece: all.subarray(0, size), isLast: false };
      waiting = [all.subarray(size)];
      length -= size;
    }
  }
  yield { piece: Buffer.concat(waiting), isLast: true };
}

/** @throws DatabaseProblem 'backup': not there, no backup, or one of another key */
export async function readHeader(
  path: string,
  masterKey: Uint8Array,
  kind: FileKind = 'backup',
): Promise<BackupHeader> {
  let start = Buffer.alloc(0);
  try {
    for await (const chunk of createReadStream(path, { end: longestHeader - 1 }))
      start = Buffer.concat([start, chunk as Buffer]);
  } catch (error) {
    throw new DatabaseProblem(
      'backup',
      `${path} cannot be read (${(error as NodeJS.ErrnoException).code}): give the path of a backup.`,
      error,
    );
  }
  const header = parseHeader(start, kind);
  if (!header)
    throw new DatabaseProblem(
      'backup',
      `${path} is not ${kind === 'backup' ? 'a backup' : 'an archive'} of Heather, or its beginning is damaged.`,
    );
  if (header.key !== keyFingerprint(masterKey)) {
    throw new DatabaseProblem(
      'backup',
      kind === 'archive'
        ? `This archive opens with the key ${header.key}, and the one given is ${keyFingerprint(masterKey)}: use the key that was made with it.`
        : `This backup opens with the master key ${header.key}, and the one given is ${keyFingerprint(masterKey)}: set HEATHER_KEY to the key of that time.`,
    );
  }
  return header;
}

/** Whether a file begins as an archive does. It says so in clear, in its first line. */
export function isArchive(path: string): boolean {
  try {
    const file = openSync(path, 'r');
    const start = Buffer.alloc(64);
    readSync(file, start, 0, 64, 0);
    closeSync(file);
    return start.toString('latin1').startsWith('{"heather":"archive"');
  } catch {
    return false;
  }
}

function parseHeader(start: Buffer, kind: FileKind): BackupHeader | undefined {
  const end = start.indexOf(10);
  if (end < 0) return undefined;
  try {
    const header = JSON.parse(start.subarray(0, end).toString('utf8')) as BackupHeader;
    const isOurs = header.heather === kind && header.format === 1 && header.pieceBytes === pieceBytes;
    // What does not spell the same line again was not written by us.
    return isOurs && headerLine(header).equals(start.subarray(0, end + 1)) ? header : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What the file holds, piece by piece, each proven before it is given on.
 * @throws DatabaseProblem 'backup' at the first piece that is not as it was written, or when the end is missing
 */
export async function* openFile(path: string, masterKey: Uint8Array, header: BackupHeader): AsyncGenerator<Uint8Array> {
  const key = keyOf(masterKey, header);
  const line = headerLine(header);
  const aad = createHash('sha256').update(line).digest();
  let number = 0;
  const file = createReadStream(path, { start: line.length, highWaterMark: 1_048_576 });
  for await (const { piece, isLast } of inPieces(file, pieceBytes + tagBytes)) {
    yield open(piece, number, isLast);
    number += 1;
  }
  function open(piece: Uint8Array, at: number, isLast: boolean): Uint8Array {
    const length = piece.length - tagBytes;
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(at, isLast), { authTagLength: tagBytes });
      decipher.setAAD(aad);
      decipher.setAuthTag(piece.subarray(length));
      return Buffer.concat([decipher.update(piece.subarray(0, length)), decipher.final()]);
    } catch (error) {
      throw new DatabaseProblem(
        'backup',
        `The backup ${path} is cut off or was changed (piece ${at + 1}): nothing was taken from it. Use another copy.`,
        error,
      );
    }
  }
}
