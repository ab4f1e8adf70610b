import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { top } from './steps.ts';

// One version of everything, named in one place, and one word for one habit in every package.
type Manifest = Record<
  'scripts' | 'dependencies' | 'devDependencies' | 'exports',
  Record<string, string> | undefined
> & {
  name: string;
  private: boolean;
  type: string;
};
const files = globSync(['{apps,packages}/*/package.json', '{prisma,tests}/package.json'], { cwd: top }).sort();
const read = (file: string) => JSON.parse(readFileSync(join(top, file), 'utf8')) as Manifest;
const catalogue =
  readFileSync(join(top, 'pnpm-workspace.yaml'), 'utf8')
    .split(/^catalog:$/m)[1]
    ?.split(/^\S/m)[0] ?? '';
const pinned = new Map(
  [...catalogue.matchAll(/^ {2}'?([^':]+)'?: (\S+)$/gm)].map(([, name = '', version = '']) => [name, version]),
);

const scripts: Record<string, string> = {
  typecheck: 'tsc --noEmit',
  build: 'vite build',
  generate: 'node scripts/generate.mjs',
};

it('finds the packages and the catalogue', () => {
  expect(files.length).toBeGreaterThan(15);
  expect(pinned.size).toBeGreaterThan(30);
});

it.each([...pinned])('%s is pinned to one version', (_name, version) => {
  expect(version).toMatch(/^\d+\.\d+\.\d+([-.][\w.-]+)?$/);
});

describe.each(['package.json', ...files])('%s', (file) => {
  const manifest = read(file);

  it('takes every version from the catalogue or the workspace', () => {
    const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    const strangers = all.filter(([name, version]) => {
      if (name.startsWith('@heather/')) return version !== 'workspace:*';
      return version !== 'catalog:' || !pinned.has(name);
    });
    expect(strangers).toEqual([]);
  });

  if (file === 'package.json') return;

  it('is checked by the same words as every other', () => {
    expect(manifest.scripts).toMatchObject({ typecheck: scripts.typecheck });
    expect(Object.entries(manifest.scripts ?? {}).filter(([name, line]) => scripts[name] !== line)).toEqual([]);
    expect(existsSync(join(top, dirname(file), 'tsconfig.json'))).toBe(true);
  });

  it('is private, a module, and named after its folder', () => {
    expect(manifest).toMatchObject({ private: true, type: 'module' });
    const folder = dirname(file).split('/').at(-1);
    expect(manifest.name).toBe(folder === 'prisma' ? '@heather/seed' : `@heather/${folder}`);
  });
});
