// Holds the repository against its walls; says each import that goes through one, and why that is a wall.
import { globSync } from 'node:fs';
import { top } from '../tools/steps.ts';
import { findViolations } from './cruise.ts';

const folders = ['apps', 'packages', 'prisma', 'tests'];
const files = globSync(['{apps,packages}/*/src/**/*.ts', '{prisma,tests}/**/*.ts'], {
  cwd: top,
  exclude: ['**/node_modules/**', '**/generated/**', '**/dist/**'],
});
const { modules, violations } = await findViolations(top, folders);
for (const { rule, from, to, why } of violations) console.error(`${from}\n  → ${to}\n  ${rule}: ${why}`);
console.log(`${modules} modules read, ${violations.length} imports go through a wall`);
if (modules < files.length)
  console.error(`${files.length} files are there, so the walls were not looked at everywhere`);
process.exitCode = violations.length > 0 || modules < files.length ? 1 : 0;
