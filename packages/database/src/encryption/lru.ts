/** The last `limit` values, each for at most `lifeMs`: a key that was destroyed elsewhere does not live on here. */
export function createLru<V>(limit: number, lifeMs: number) {
  const kept = new Map<string, { value: V; until: number }>();
  return {
    get(key: string): V | undefined {
      const found = kept.get(key);
      if (!found) return undefined;
      kept.delete(key);
      if (found.until < performance.now()) return undefined;
      kept.set(key, found);
      return found.value;
    },
    set(key: string, value: V): void {
      kept.delete(key);
      kept.set(key, { value, until: performance.now() + lifeMs });
      if (kept.size > limit) kept.delete(kept.keys().next().value as string);
    },
    delete: (key: string) => kept.delete(key),
    clear: () => kept.clear(),
    get size() {
      return kept.size;
    },
  };
}

export type Lru<V> = ReturnType<typeof createLru<V>>;
