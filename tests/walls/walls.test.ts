import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findViolations } from './cruise.ts';
import { domainUses } from './rules.ts';

// A small house of the same shape, with one file behind each wall that should not be able to stand there.
const packages = [...Object.keys(domainUses), 'database', 'documents', 'mail', 'ui'];
const folders = ['apps', 'packages', 'prisma', 'tests'];
let house: string;

function write(path: string, text: string) {
  mkdirSync(dirname(join(house, path)), { recursive: true });
  writeFileSync(join(house, path), text);
}

function manifest(folder: string, name: string, exports: Record<string, string>) {
  const dependencies = Object.fromEntries(
    [...packages.map((each) => `@heather/${each}`), '@heather/api', 'zod'].map((each) => [each, '*']),
  );
  write(join(folder, 'package.json'), JSON.stringify({ name, type: 'module', exports, dependencies }));
  mkdirSync(join(house, folder, 'node_modules'), { recursive: true });
  symlinkSync(join(house, 'workspace'), join(house, folder, 'node_modules', '@heather'));
}

beforeAll(() => {
  house = realpathSync(mkdtempSync(join(tmpdir(), 'heather-walls-')));
  mkdirSync(join(house, 'workspace'));
  for (const name of packages) {
    symlinkSync(join(house, 'packages', name), join(house, 'workspace', name));
    manifest(join('packages', name), `@heather/${name}`, { '.': './src/index.ts' });
    write(join('packages', name, 'src', 'index.ts'), 'export type Shape = { at: string };\nexport const fact = 1;\n');
  }
  symlinkSync(join(house, 'apps', 'api'), join(house, 'workspace', 'api'));
  manifest('apps/api', '@heather/api', {
    './staff': './src/trpc/staff-router.ts',
    './client': './src/trpc/client-router.ts',
  });
  for (const router of ['staff', 'client'])
    write(`apps/api/src/trpc/${router}-router.ts`, 'export type Router = {};\nexport const router = {};\n');
  for (const portal of ['therapist-portal', 'client-portal']) manifest(join('apps', portal), `@heather/${portal}`, {});
  for (const name of ['zod', '@prisma/client', 'lodash']) {
    write(join('node_modules', name, 'package.json'), JSON.stringify({ name, type: 'module', exports: './index.js' }));
    write(join('node_modules', name, 'index.js'), 'export const thing = 1;\n');
  }
  write('tests/support/factory.ts', 'export const client = {};\n');
  write('prisma/seed/index.ts', 'export const seed = {};\n');
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

/** Plants one file, looks, takes it out again → the names of the walls it goes through. */
async function wallsBrokenBy(path: string, text: string) {
  write(path, `${text}\n`);
  const { violations } = await findViolations(house, folders);
  rmSync(join(house, path));
  return [...new Set(violations.filter(({ from, to }) => from === path || to.includes(path)).map(({ rule }) => rule))];
}

describe('a planted violation is found', () => {
  it.each([
    [
      'a domain package that uses another not on its list',
      'packages/outcomes/src/x.ts',
      "import '@heather/scheduling';",
      'domain-outcomes',
    ],
    ['… by a relative path', 'packages/audit/src/x.ts', "import '../../consent/src/index.ts';", 'domain-audit'],
    [
      '… for its types',
      'packages/scheduling/src/x.ts',
      "import type { Shape } from '@heather/consent';",
      'domain-scheduling',
    ],
    ['… by re-export', 'packages/core/src/x.ts', "export * from '@heather/audit';", 'domain-core'],
    [
      '… by a dynamic import',
      'packages/consent/src/x.ts',
      "export const late = () => import('@heather/mail');",
      'domain-consent',
    ],
    [
      'a domain package that reaches for Node',
      'packages/confidentiality/src/x.ts',
      "import 'node:fs';",
      'domain-confidentiality',
    ],
    ['a domain package with a library of its own', 'packages/alliance/src/x.ts', "import 'lodash';", 'domain-alliance'],
    [
      'policy running a domain',
      'packages/policy/src/x.ts',
      "import { fact } from '@heather/outcomes';",
      'policy-types-only',
    ],
    [
      'a portal that opens the database',
      'apps/client-portal/src/app/x.ts',
      "import '@heather/database';",
      'client-portal-imports',
    ],
    [
      'a portal that makes documents',
      'apps/therapist-portal/src/app/x.ts',
      "import '@heather/documents';",
      'therapist-portal-imports',
    ],
    [
      'a portal that runs the router',
      'apps/client-portal/src/app/x.ts',
      "import { router } from '@heather/api/client';",
      'client-portal-router-types-only',
    ],
    [
      "a portal with the other's router",
      'apps/client-portal/src/app/x.ts',
      "import type { Router } from '@heather/api/staff';",
      'client-portal-imports',
    ],
    ['Prisma in a package', 'packages/documents/src/x.ts', "import '@prisma/client';", 'prisma-at-home'],
    ['the database in a package', 'packages/mail/src/x.ts', "import '@heather/database';", 'prisma-at-home'],
    [
      'a package that knows the server',
      'packages/mail/src/x.ts',
      "import '@heather/api/staff';",
      'packages-below-apps',
    ],
    [
      'the server with a test factory',
      'apps/api/src/x.ts',
      "import '../../../tests/support/factory.ts';",
      'tests-stay-out',
    ],
    ['an import that leads nowhere', 'apps/api/src/x.ts', "import './gone.ts';", 'resolvable'],
    ['a file that is its own ground', 'packages/ui/src/x.ts', "import './x.ts';", 'no-cycles'],
  ])('%s', async (_what, path, text, wall) => {
    expect(await wallsBrokenBy(path, text)).toContain(wall);
  });

  it('two files of the server that load each other', async () => {
    write('apps/api/src/one.ts', "import './two.ts';\n");
    expect(await wallsBrokenBy('apps/api/src/two.ts', "import './one.ts';")).toContain('no-cycles-at-run-time');
  });

  it('two areas of a portal that know each other', async () => {
    write('apps/client-portal/src/agreement/part.ts', 'export const part = 1;\n');
    expect(await wallsBrokenBy('apps/client-portal/src/today/x.ts', "import '../agreement/part.ts';")).toContain(
      'client-portal-areas',
    );
  });

  it('a cycle of three', async () => {
    write('packages/ui/src/a.ts', "import './b.ts';\n");
    write('packages/ui/src/b.ts', "import './c.ts';\n");
    expect(await wallsBrokenBy('packages/ui/src/c.ts', "import './a.ts';")).toContain('no-cycles');
  });
});

describe('what is allowed stays allowed', () => {
  it.each([
    ...Object.entries(domainUses).flatMap(([name, uses]) =>
      uses.map((each) => [`packages/${name}/src/y.ts`, `import '@heather/${each}';`]),
    ),
    ['packages/outcomes/src/y.ts', "import '@heather/core'; import 'zod';"],
    ['packages/policy/src/y.ts', "import type { Shape } from '@heather/consent';"],
    ['packages/core/src/y.test.ts', "import 'node:crypto';"],
    [
      'apps/client-portal/src/app/y.ts',
      "import '@heather/scheduling'; import '@heather/ui'; import type { Router } from '@heather/api/client';",
    ],
    ['apps/api/src/y.ts', "import '@prisma/client'; import '@heather/database'; import 'node:fs';"],
  ])('%s: %s', async (path, text) => {
    expect(await wallsBrokenBy(path ?? '', text ?? '')).toEqual([]);
  });

  it('two files of the server of which one needs only a type', async () => {
    write('apps/api/src/three.ts', "import type { Four } from './four.ts';\nexport type Three = Four;\n");
    expect(await wallsBrokenBy('apps/api/src/four.ts', "import './three.ts'; export type Four = 4;")).toEqual([]);
  });

  it('reads every module there is', async () => {
    const { modules } = await findViolations(house, folders);
    expect(modules).toBeGreaterThanOrEqual(packages.length + 3);
  });
});
