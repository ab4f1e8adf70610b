let loading: Promise<unknown> | undefined;
let fetchPolyfill: (() => Promise<unknown>) | undefined;

/** Each portal says where its polyfill is: this package stays without it, and so do browsers that have Temporal. */
export function setTemporalPolyfill(load: () => Promise<unknown>): void {
  fetchPolyfill = load;
}

/** Resolves once `globalThis.Temporal` is there. The 34 kB are fetched once, and only where it is missing. */
export async function ensureTemporal(): Promise<void> {
  if ('Temporal' in globalThis) return;
  loading ??= fetchPolyfill?.();
  await loading;
}
