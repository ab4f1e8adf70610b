import { createHash, hash, randomBytes } from 'node:crypto';

// A puncturable family of keys (the tree of Goldreich, Goldwasser and Micali): a seed has two children, each its hash with one more
// bit, and the leaf at the end of a name's 64 bits is that name's key. To destroy one name's key, the seeds above it are replaced by
// the siblings along its way: every other leaf can still be reached from them, this one from none. New names need nothing new.

const depth = 64;
const seedBytes = 32;
const nodeBytes = 1 + depth / 8 + seedBytes;

/** A seed and where it stands: the first `bits` bits of the names below it. */
type Node = { bits: number; prefix: bigint; seed: Uint8Array };
export type Ring = { readonly nodes: readonly Node[] };

/** A ring that reaches every name. @param seed 32 bytes, random unless a test says which */
export function newRing(seed: Uint8Array = randomBytes(seedBytes)): Ring {
  return { nodes: [{ bits: 0, prefix: 0n, seed: new Uint8Array(seed) }] };
}

/** 64 bits that nobody chooses. Of a million names two meet with a chance of 3 in 100 million; who meets a destroyed one goes with it. */
function pathOf(name: string): bigint {
  return createHash('sha256').update('heather ring name|').update(name).digest().readBigUInt64BE(0);
}

function child(seed: Uint8Array, bit: 0 | 1): Uint8Array {
  const input = new Uint8Array(seedBytes + 1);
  input[0] = bit;
  input.set(seed, 1);
  return hash('sha256', input, { outputEncoding: 'buffer' });
}

const isAbove = (node: Node, path: bigint) => path >> BigInt(depth - node.bits) === node.prefix;
const bitAt = (path: bigint, at: number) => (Number((path >> BigInt(depth - 1 - at)) & 1n) === 1 ? 1 : 0);

/** The key of a name: 32 bytes. Null once it was destroyed. */
export function ringKey(ring: Ring, name: string): Uint8Array | null {
  return leafOf(ring, pathOf(name));
}

/** As `ringKey`, for many names asked in turn: what neighbours share of the way is gone once. */
export function ringKeys(ring: Ring): (name: string) => Uint8Array | null {
  // The upper levels are few and shared by all; below them each way is its own.
  const sharedBits = 12;
  const shared = new Map<bigint, Node | null>();
  const known = new Map<string, Uint8Array | null>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    // A client's rows stand in several tables; so many clients' keys take some ten megabytes.
    if (known.size > 100_000) known.clear();
    const key = reach(name);
    known.set(name, key);
    return key;
  };
  function reach(name: string): Uint8Array | null {
    const path = pathOf(name);
    const top = path >> BigInt(depth - sharedBits);
    let from = shared.get(top);
    if (from === undefined) {
      const above = ring.nodes.find((node) => node.bits <= sharedBits && isAbove(node, path));
      from = above ? { bits: sharedBits, prefix: top, seed: descend(above, path, sharedBits) } : null;
      shared.set(top, from);
    }
    return from ? descend(from, path, depth) : leafOf(ring, path);
  }
}

function leafOf(ring: Ring, path: bigint): Uint8Array | null {
  const above = ring.nodes.find((node) => isAbove(node, path));
  return above ? descend(above, path, depth) : null;
}

function descend(node: Node, path: bigint, toBits: number): Uint8Array {
  let { seed } = node;
  for (let at = node.bits; at < toBits; at += 1) seed = child(seed, bitAt(path, at));
  return seed;
}

/** The ring without that name's key. Every other key stays what it was. Grows by at most 64 seeds of 41 bytes. */
export function puncture(ring: Ring, name: string): Ring {
  const path = pathOf(name);
  const above = ring.nodes.find((node) => isAbove(node, path));
  if (!above) return ring;
  const siblings: Node[] = [];
  let { seed } = above;
  for (let at = above.bits; at < depth; at += 1) {
    const bit = bitAt(path, at);
    const kept = path >> BigInt(depth - 1 - at);
    siblings.push({ bits: at + 1, prefix: kept ^ 1n, seed: child(seed, bit === 1 ? 0 : 1) });
    seed = child(seed, bit);
  }
  return { nodes: [...ring.nodes.filter((node) => node !== above), ...siblings] };
}

export function writeRing(ring: Ring): Uint8Array {
  const bytes = Buffer.alloc(ring.nodes.length * nodeBytes);
  ring.nodes.forEach((node, index) => {
    bytes[index * nodeBytes] = node.bits;
    bytes.writeBigUInt64BE(node.prefix, index * nodeBytes + 1);
    bytes.set(node.seed, index * nodeBytes + 9);
  });
  return new Uint8Array(bytes);
}

/** @throws RangeError for bytes that are no ring */
export function readRing(bytes: Uint8Array): Ring {
  if (bytes.length % nodeBytes !== 0) throw new RangeError('these bytes are no ring');
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const nodes: Node[] = [];
  for (let at = 0; at < bytes.length; at += nodeBytes)
    nodes.push({
      bits: view[at] as number,
      prefix: view.readBigUInt64BE(at + 1),
      seed: new Uint8Array(view.subarray(at + 9, at + nodeBytes)),
    });
  return { nodes };
}
