import { createHash, randomUUID } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { fail } from '@heather/core';
import { dateOf } from '../measures/instants.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { filePlace } from './file-place.ts';

/** What one request carries with room for the rest of it; the page makes a picture smaller before it is sent. */
export const scanMaxBytes = 700_000;
export const scanTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export type ScanType = (typeof scanTypes)[number];
export type ScanRef = { fileId: string; sha256: string; contentType: ScanType };

/**
 * What a file is by its own bytes, whatever it is called; null for anything that is not whole, or that a program might carry out when it
 * is opened. Kept as it came: it is proof, and nothing of ours ever draws it.
 */
export function scanTypeOf(bytes: Uint8Array): ScanType | null {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (data.length < 64 || data.length > scanMaxBytes) return null;
  if (isPng(data)) return 'image/png';
  if (isJpeg(data)) return 'image/jpeg';
  return isPdf(data) ? 'application/pdf' : null;
}

const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** More in either direction is no page. */
const mostPixels = 12_000;

/** Chunk by chunk, from the head to an end with nothing behind it. */
function isPng(data: Buffer): boolean {
  if (!data.subarray(0, 8).equals(pngStart)) return false;
  let at = 8;
  let isFirst = true;
  let hasData = false;
  while (at + 12 <= data.length) {
    const length = data.readUInt32BE(at);
    const type = data.toString('latin1', at + 4, at + 8);
    if (!/^[A-Za-z]{4}$/.test(type) || at + 12 + length > data.length) return false;
    if (isFirst) {
      const [width, height] = [data.readUInt32BE(at + 8), data.readUInt32BE(at + 12)];
      if (type !== 'IHDR' || length !== 13 || !width || !height || width > mostPixels || height > mostPixels)
        return false;
    }
    isFirst = false;
    hasData ||= type === 'IDAT' && length > 0;
    at += 12 + length;
    if (type === 'IEND') return hasData && at === data.length;
  }
  return false;
}

/** Segment by segment up to the picture itself, which must end as a picture ends. */
function isJpeg(data: Buffer): boolean {
  if (data.readUInt16BE(0) !== 0xffd8 || data.readUInt16BE(data.length - 2) !== 0xffd9) return false;
  let at = 2;
  let hasSize = false;
  while (at + 4 <= data.length) {
    if (data[at] !== 0xff) return false;
    const marker = data[at + 1] as number;
    const length = data.readUInt16BE(at + 2);
    if (length < 2 || at + 2 + length > data.length) return false;
    if (marker >= 0xc0 && marker <= 0xc2) {
      const [height, width] = [data.readUInt16BE(at + 5), data.readUInt16BE(at + 7)];
      if (length < 8 || !width || !height || width > mostPixels || height > mostPixels) return false;
      hasSize = true;
    }
    if (marker === 0xda) return hasSize;
    at += 2 + length;
  }
  return false;
}

/** Words by which a PDF does something when it is opened, or carries something along. */
const acts =
  /\/(JavaScript|JS|OpenAction|AA|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToR|GoToE|Encrypt)\b/;
/** What is unpacked at most to look into it: a small file that becomes a huge one is none of ours. */
const mostUnpacked = 20_000_000;
const mostStreams = 500;

function isPdf(data: Buffer): boolean {
  if (!/^%PDF-[12]\.\d/.test(data.toString('latin1', 0, 8))) return false;
  const text = data.toString('latin1');
  if (!/startxref\s+\d+\s+%%EOF\s*$/.test(text.slice(-1024))) return false;
  // A name may be written with #xx for any letter, so that the words are looked for as they are read.
  const read = withStreams(text, data).replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return /\/Page\b/.test(read) && !acts.test(read);
}

/** The file with its packed object streams opened, where names can hide. @returns text with a forbidden name when it cannot be opened */
function withStreams(text: string, data: Buffer): string {
  const parts = [text];
  let left = mostUnpacked;
  let streams = 0;
  // By plain search, in one way through: a pattern could be made to take for ever.
  for (let at = text.indexOf('/ObjStm'); at >= 0; at = text.indexOf('/ObjStm', at + 1)) {
    const word = text.indexOf('stream', at);
    if (word < 0) break;
    streams += 1;
    if (streams > mostStreams) return '/Encrypt ';
    const start = word + (text[word + 6] === '\r' ? 8 : 7);
    const end = text.indexOf('endstream', start);
    try {
      const open = inflateSync(data.subarray(start, end < 0 ? data.length : end), { maxOutputLength: left });
      left -= open.length;
      parts.push(open.toString('latin1'));
    } catch {
      return '/Encrypt ';
    }
  }
  return parts.join('\n');
}

/** Keeps a file of a signer's own, sealed with their key. */
export async function keepFile(
  tx: WriteTransaction,
  of: { clientId: string; kind: 'paper-scan' | 'drawn-name'; contentType: string; bytes: Uint8Array },
): Promise<{ fileId: string; sha256: string }> {
  const { clientId, kind, contentType, bytes } = of;
  const fileId = randomUUID();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await tx.sealedFile.createMany({
    data: [
      {
        practiceId: tx.practiceId,
        id: fileId,
        clientId,
        kind,
        contentType,
        sizeBytes: bytes.byteLength,
        sha256,
        bytesSealed: await tx.vault.sealBytes(clientId, filePlace(fileId), bytes),
        createdAt: dateOf(tx.now()),
      },
    ],
  });
  return { fileId, sha256 };
}

/** A scan as it came over the wire. @throws Refusal agreement/scan-not-readable */
export function readScan(base64: string): { bytes: Buffer; contentType: ScanType } {
  const bytes = Buffer.from(base64, 'base64');
  const contentType =
    bytes.toString('base64').replace(/=+$/, '') === base64.replace(/=+$/, '') ? scanTypeOf(bytes) : null;
  return contentType ? { bytes, contentType } : fail('agreement/scan-not-readable');
}
