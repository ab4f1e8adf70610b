import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

type Chunk = { file: string; src?: string; isEntry?: boolean; imports?: string[]; dynamicImports?: string[] };
type Manifest = Record<string, Chunk>;

/** Every chunk that must arrive before `keys` can run: themselves and what they import, not what they may fetch later. */
export function chunksOf(manifest: Manifest, keys: readonly string[]): string[] {
  const files = new Set<string>();
  const seen = new Set<string>();
  const visit = (key: string): void => {
    if (seen.has(key)) return;
    seen.add(key);
    const chunk = manifest[key];
    if (chunk === undefined) throw new Error(`The build has no chunk "${key}".`);
    if (chunk.file.endsWith('.js')) files.add(chunk.file);
    chunk.imports?.forEach(visit);
  };
  keys.forEach(visit);
  return [...files];
}

/**
 * Bytes of script, gzip, that a browser fetches before a route stands: the entry's chunks and the route's.
 * @param distDir a portal's `dist`, built
 * @param routeChunk the page's source path as the build's manifest names it, such as `src/sign-in/sign-in-page.tsx`
 * @throws when the build has no such chunk
 */
export function firstRouteBytes(distDir: string, routeChunk: string): number {
  const manifest = JSON.parse(readFileSync(join(distDir, '.vite/manifest.json'), 'utf8')) as Manifest;
  return chunksOf(manifest, ['index.html', routeChunk])
    .map((file) => gzipSync(readFileSync(join(distDir, file))).byteLength)
    .reduce((sum, bytes) => sum + bytes, 0);
}
