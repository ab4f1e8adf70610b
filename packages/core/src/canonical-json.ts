/**
 * One text for one value: keys sorted by code unit, strings NFC, no white space, `undefined` keys left out (RFC 8785 but for
 * NFC, which we add so that a name typed on two keyboards hashes alike). Hash this, never JSON.stringify.
 * @throws TypeError for NaN, infinities, bigint, functions and cycles deeper than 100
 */
export function canonicalJson(value: unknown, depth = 0): string {
  if (depth > 100) throw new TypeError('too deep to be canonical');
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a number that is not finite has no canonical form');
    return JSON.stringify(value);
  }
  if (typeof value === 'string') return JSON.stringify(value.normalize('NFC'));
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null, depth + 1)).join(',')}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value as Record<string, unknown>).filter(([, item]) => item !== undefined);
    const sorted = entries
      .map(([key, item]) => [key.normalize('NFC'), item] as const)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${sorted.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item, depth + 1)}`).join(',')}}`;
  }
  throw new TypeError(`${typeof value} has no canonical form`);
}
