/** What keeps a whole file out: said in words by file-words.ts. */
export type FileRefusal =
  | 'empty'
  | 'too-large'
  | 'workbook'
  | 'pdf'
  | 'not-text'
  | 'encoding'
  | 'no-header'
  | 'no-rows'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'quotes'
  | 'line-too-long';

/** A year of a large practice is 2 MB. Beyond this somebody chose another file. */
export const mostBytes = 20_000_000;

export type Encoding = 'utf-8' | 'utf-16' | 'windows-1252';
export type Decoded = { ok: true; text: string; encoding: Encoding } | { ok: false; refusal: FileRefusal };

const refuse = (refusal: FileRefusal): Decoded => ({ ok: false, refusal });
const startsWith = (bytes: Uint8Array, ...head: number[]) => head.every((byte, at) => bytes[at] === byte);

/**
 * A file's bytes as text. UTF-8 where they are that, UTF-16 where they say so or plainly are; otherwise what older office programs write
 * here (Windows-1252), which the person is then asked to look at, for any byte has a letter in it. A NUL is in no text.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return refuse('empty');
  if (bytes.length > mostBytes) return refuse('too-large');
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return refuse('workbook');
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return refuse('pdf');
  const wide = wideOrder(bytes);
  if (wide) return bytes.length % 2 === 0 ? read(bytes, wide, 'utf-16') : refuse('encoding');
  if (bytes.includes(0)) return refuse('not-text');
  const plain = read(bytes, 'utf-8', 'utf-8');
  if (plain.ok || plain.refusal !== 'encoding') return plain;
  // The five bytes without a letter there: then it is not that either.
  if (bytes.some((byte) => [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte))) return refuse('encoding');
  return read(bytes, 'windows-1252', 'windows-1252');
}

function wideOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (startsWith(bytes, 0xff, 0xfe)) return 'utf-16le';
  if (startsWith(bytes, 0xfe, 0xff)) return 'utf-16be';
  // Without a mark: of a file in our letters every other byte is nought.
  const head = bytes.subarray(0, 200);
  const zeros = (from: 0 | 1) => head.filter((byte, at) => at % 2 === from && byte === 0).length;
  if (head.length < 8 || bytes.length % 2 === 1) return null;
  if (zeros(1) > head.length * 0.4 && zeros(0) === 0) return 'utf-16le';
  if (zeros(0) > head.length * 0.4 && zeros(1) === 0) return 'utf-16be';
  return null;
}

function read(bytes: Uint8Array, label: string, encoding: Encoding): Decoded {
  try {
    const text = new TextDecoder(label, { fatal: true }).decode(bytes);
    if (text.includes('\u0000')) return refuse('not-text');
    return text.trim() === '' ? refuse('empty') : { ok: true, text, encoding };
  } catch {
    return refuse('encoding');
  }
}
