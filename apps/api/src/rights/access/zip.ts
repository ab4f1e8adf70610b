import { crc32, deflateRawSync } from 'node:zlib';

export type ZipEntry = { name: string; bytes: Uint8Array };

/**
 * A ZIP of these files, as every system opens it (deflate, UTF-8 names, no more than 4 GB).
 * @param madeAt local date and time for the files, on a wall without a zone as the format has it
 */
export function zipOf(entries: readonly ZipEntry[], madeAt: Temporal.PlainDateTime): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  const time = (madeAt.hour << 11) | (madeAt.minute << 5) | (madeAt.second >> 1);
  const date = ((madeAt.year - 1980) << 9) | (madeAt.month << 5) | madeAt.day;
  let at = 0;
  for (const { name, bytes } of entries) {
    const nameBytes = Buffer.from(name, 'utf8');
    const packed = deflateRawSync(bytes);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(0x0800, 2);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt16LE(time, 6);
    facts.writeUInt16LE(date, 8);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    facts.writeUInt16LE(nameBytes.length, 22);
    parts.push(Buffer.from([0x50, 0x4b, 3, 4]), facts, nameBytes, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), facts, rest, nameBytes);
    at += 30 + nameBytes.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, list, end]);
}
