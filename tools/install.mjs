import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runStep } from './children.mjs';
import { downloadFailed, say } from './words.mjs';

/** The folders of the workspace, as pnpm-workspace.yaml names them, that hold a package.json. */
function workspaceFolders(root) {
  const lines = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8').split('\n');
  const patterns = lines.slice(lines.indexOf('packages:') + 1).map((line) => /^ {2}- '?([^']+?)'?\s*$/.exec(line)?.[1]);
  const folders = ['.'];
  for (const pattern of patterns.slice(0, patterns.indexOf(undefined))) {
    if (!pattern.endsWith('/*')) folders.push(pattern);
    else
      for (const name of readdirSync(join(root, pattern.slice(0, -2))).sort())
        folders.push(join(pattern.slice(0, -2), name));
  }
  return folders.filter((folder) => existsSync(join(root, folder, 'package.json')));
}

/** A hash over everything that decides what is installed. */
function wanted(root, folders, versions) {
  const hash = createHash('sha256').update(versions);
  for (const file of [
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    ...folders.map((folder) => join(folder, 'package.json')),
  ]) {
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/** Installs exactly what the lock file says, and nothing at all when that was done already: then no network is needed. */
export async function installPackages(root, { env, versions }) {
  const folders = workspaceFolders(root);
  const stamp = join(root, 'node_modules', '.heather', 'installed');
  const want = wanted(root, folders, versions);
  const present = folders.every((folder) => existsSync(join(root, folder, 'node_modules')));
  if (present && existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return;
  say('Installing packages (a minute or two the first time) …');
  const began = Date.now();
  const args = ['install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only'];
  const { code, output } = await runStep('installing', 'pnpm', args, { cwd: root, env: { ...env, CI: 'true' } });
  if (code !== 0) throw downloadFailed('packages', output);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, want);
  say(`Packages are installed (${Math.round((Date.now() - began) / 1000)} s).`);
}
