import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { firstRouteBytes } from '../support/script-size.ts';
import { top } from '../tools/steps.ts';
import type { BenchRow } from './harness.ts';

const kilobytes = (bytes: number) => bytes / 1000;
const portal = (name: string) => join(top, 'apps', name);

/** The page's chunk as the build names it. */
function pageIn(name: string, folders: readonly string[]): string {
  const path = join(portal(name), 'dist', '.vite', 'manifest.json');
  if (!existsSync(path)) throw new Error(`${name} is not built`);
  const keys = Object.keys(JSON.parse(readFileSync(path, 'utf8')) as object);
  const found = folders.flatMap((page) => keys.filter((key) => key === `src/${page}.tsx`))[0];
  if (!found) throw new Error(`the build of ${name} has none of ${folders.join(', ')}`);
  return found;
}

/** As much of vite as is needed here: the portals have it, the tests do not. */
type Build = (options: object) => Promise<{ output: ({ type: 'chunk'; code: string } | { type: 'asset' })[] }>;

let reactAlone: Promise<number> | undefined;

/** React and react-dom as the portals' own builder packs them, with one element on the page. */
async function reactBytes(): Promise<number> {
  const needs = createRequire(join(portal('client-portal'), 'package.json'));
  const { build } = (await import(needs.resolve('vite'))) as { build: Build };
  const name = 'virtual:react-alone';
  const code = `import { createElement } from 'react'; import { createRoot } from 'react-dom/client';
    createRoot(document.body).render(createElement('p', null, 'Hello'));`;
  const built = await build({
    root: portal('client-portal'),
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, rollupOptions: { input: name } },
    plugins: [
      {
        name: 'react-alone',
        resolveId: (id: string) => (id === name ? join(portal('client-portal'), 'src', 'react-alone.js') : null),
        load: (id: string) => (id.endsWith('react-alone.js') ? code : null),
      },
    ],
  });
  return built.output.reduce((sum, each) => sum + (each.type === 'chunk' ? gzipSync(each.code).byteLength : 0), 0);
}

function script(name: string, atMost: number, portalName: string, pages: readonly string[]): BenchRow {
  return {
    name,
    unit: 'kB gzip',
    target: { atMost, of: 'value' },
    baseline: 'React and react-dom alone',
    rounds: 1,
    run: () => kilobytes(firstRouteBytes(join(portal(portalName), 'dist'), pageIn(portalName, pages))),
    runBaseline: async () => {
      reactAlone ??= reactBytes();
      return kilobytes(await reactAlone);
    },
  };
}

// Targets: DESIGN.md's budgets for what a browser fetches before the first route stands.
export const rows: BenchRow[] = [
  script('script.client-sign-in', 95, 'client-portal', ['sign-in/sign-in-page']),
  script('script.client-home', 140, 'client-portal', ['home/home-page', 'home/page']),
  script('script.therapist-day', 200, 'therapist-portal', ['day/day-page', 'day/today-page', 'today/today-page']),
];
