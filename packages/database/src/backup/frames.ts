/** Inside the file, compressed: a kind (one letter), a length (4 bytes, big-endian) and so many bytes. */
export type Frame = { kind: FrameKind; bytes: Buffer };
/** manifest, table, data of the table, end of the table, and the end of it all. */
export type FrameKind = 'M' | 'T' | 'D' | 'E' | 'Z';

export type Manifest = {
  madeAt: string;
  /** Every migration that the database had had, with its checksum. */
  migrations: { name: string; checksum: string }[];
  /** Each practice, and where the chain of its trail ended. */
  practices: { practiceId: string; auditSeq: string; auditHash: string }[];
};
/** One practice's rows of a table, or all of a table that knows no practice. */
export type Section = {
  schema: string;
  table: string;
  columns: string[];
  practiceId: string | null;
  /** Its rows hang from their clients' keys (personal.ts). Backups of before this was written down say it by the table's name. */
  isHidden?: boolean;
};
/** Rows by table and practice, for comparing when all is read. */
export type Totals = { tables: { schema: string; table: string; practiceId: string | null; rows: number }[] };

const longest = 67_108_864;

export function frame(kind: FrameKind, content: Uint8Array | object): Buffer {
  const bytes = content instanceof Uint8Array ? content : Buffer.from(JSON.stringify(content));
  const head = Buffer.alloc(5);
  head.write(kind, 0, 'latin1');
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

/** @throws RangeError for what is no frame */
export async function* readFrames(source: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    rest =
      rest.length > 0 ? Buffer.concat([rest, chunk]) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let at = 0;
    while (rest.length - at >= 5) {
      const length = rest.readUInt32BE(at + 1);
      if (length > longest) throw new RangeError('a part of the backup is longer than any');
      if (rest.length - at < 5 + length) break;
      yield {
        kind: String.fromCharCode(rest[at] as number) as FrameKind,
        bytes: rest.subarray(at + 5, at + 5 + length),
      };
      at += 5 + length;
    }
    rest = rest.subarray(at);
  }
  if (rest.length > 0) throw new RangeError('the backup ends within a part');
}

export const contentOf = <T>(found: Frame): T => JSON.parse(found.bytes.toString('utf8')) as T;
