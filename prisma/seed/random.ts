/**
 * A small seeded source of chance (sfc32: 128 bits of state, three adds, three shifts). The seed must be the same on every
 * machine and in every year, so nothing of the platform's own is used.
 */
export type Random = {
  /** 32 unsigned bits. */
  bits(): number;
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  /** True in `share` of cases (0 to 1). */
  chance(share: number): boolean;
  /** One of the list. @throws RangeError when the list is empty */
  pick<T>(list: readonly T[]): T;
  /** The list in another order; the list itself stays. */
  shuffle<T>(list: readonly T[]): T[];
  /** A source of its own for one area, so that a draw more in one area moves nothing in another. */
  fork(label: string): Random;
};

/** @param seed any whole number @param label what the draws are for */
export function createRandom(seed: number, label = ''): Random {
  const next = sfc32(mix(`${seed}:${label}:a`), mix(`${seed}:${label}:b`), mix(`${seed}:${label}:c`));
  const int = (low: number, high: number) => low + Math.floor((next() / 2 ** 32) * (high - low + 1));
  return {
    bits: next,
    int,
    chance: (share) => next() / 2 ** 32 < share,
    pick: (list) => {
      if (list.length === 0) throw new RangeError('nothing to pick from');
      return list[int(0, list.length - 1)] as (typeof list)[number];
    },
    shuffle: (list) => {
      const left = [...list];
      return list.map(() => left.splice(int(0, left.length - 1), 1)[0] as (typeof list)[number]);
    },
    fork: (part) => createRandom(seed, `${label}/${part}`),
  };
}

// FNV-1a, 32 bits: spreads near labels far apart.
function mix(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

function sfc32(a0: number, b0: number, c0: number): () => number {
  let [a, b, c, counter] = [a0 | 0, b0 | 0, c0 | 0, 1];
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i += 1) next();
  return next;
}
