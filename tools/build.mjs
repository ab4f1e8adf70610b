import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runStep } from './children.mjs';
import { Stop, say } from './words.mjs';

const notSource = new Set(['node_modules', 'dist', 'generated', '.turbo']);
const products = {
  generate: ['packages/database/src/generated'],
  build: ['apps/client-portal/dist', 'apps/therapist-portal/dist'],
};

function addFile(hash, path) {
  const { mtimeMs, size } = statSync(path);
  hash.update(`${path} ${size} ${mtimeMs}\n`);
}

function addFolder(hash, folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !notSource.has(entry.name)) addFolder(hash, path);
    else if (entry.isFile()) addFile(hash, path);
  }
}

/** Changes with every file that a build could read: by size and time, so that looking costs some 20 ms. */
function inputs(root, tasks) {
  const hash = createHash('sha256').update(tasks.join(' '));
  for (const folder of ['apps', 'packages', 'prisma/schema']) addFolder(hash, join(root, folder));
  for (const file of ['turbo.json', 'tsconfig.base.json', 'pnpm-lock.yaml']) addFile(hash, join(root, file));
  return hash.digest('hex');
}

/**
 * Runs build tasks through turbo, which skips each one whose inputs did not change. When no file did, turbo itself is
 * skipped: reading its whole graph is half a second of every start.
 */
export async function buildParts(root, { env }, tasks) {
  if (tasks.length === 0) return;
  const turbo = join(root, 'node_modules', '.bin', 'turbo');
  if (!existsSync(turbo)) throw new Stop('node_modules is not whole. Remove the folder node_modules and try again.');
  const stamp = join(root, 'node_modules', '.heather', `built-${tasks.join('-')}`);
  const want = inputs(root, tasks);
  const there = tasks.flatMap((task) => products[task]).every((path) => existsSync(join(root, path)));
  if (there && existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return;
  if (tasks.includes('build')) say('Building what changed …');
  const args = ['run', ...tasks, '--output-logs=errors-only', '--log-order=grouped'];
  const { code, output } = await runStep('building', turbo, args, { cwd: root, env });
  if (code !== 0) throw new Stop(`${output.trim()}\nBuilding failed; the lines above say why.`);
  try {
    writeFileSync(stamp, want);
  } catch {
    // Another user's clone: turbo looks again next time.
  }
}
