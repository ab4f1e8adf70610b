#!/usr/bin/env node
// The one door: finds the right Node and pnpm, installs and builds only what changed, then runs Heather
// (or its tests, benchmarks, commands) and stays until that has ended. Runs on any Node from 20 on.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildParts } from './tools/build.mjs';
import { handOver } from './tools/children.mjs';
import { installPackages } from './tools/install.mjs';
import { findToolchain } from './tools/toolchain.mjs';
import { Stop, say } from './tools/words.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const compiled = join(root, 'node_modules', '.heather', 'compiled');

// What each command runs, and the build tasks that must have been done before. The tests do their own building,
// as a step that is counted.
const commands = {
  start: { file: 'apps/api/src/main.ts', build: ['generate', 'build'] },
  heather: { file: 'apps/api/src/cli/main.ts', build: ['generate'] },
  test: { file: 'tests/run.ts', build: [] },
  'test:long': { file: 'tests/run.ts', build: [], first: ['long'] },
  check: { file: 'tests/run.ts', build: [], first: ['check'] },
  bench: { file: 'tests/bench/run.ts', build: ['generate', 'build'] },
};

async function main([name = 'start', ...words]) {
  const command = commands[name];
  if (!command) throw new Stop(`There is no command "${name}". Try: ${Object.keys(commands).join(', ')}.`);
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Stop(
      `Heather needs Node 20 or later to start; this is ${process.version}. Install a newer Node and try again.`,
    );
  }
  for (const file of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', command.file]) {
    if (!existsSync(join(root, file))) {
      throw new Stop(`${file} is missing: this copy of Heather is not whole. Clone it again, or restore that file.`);
    }
  }
  const toolchain = await findToolchain(root);
  await installPackages(root, toolchain);
  await buildParts(root, toolchain, command.build);
  // What Node compiled last time, types taken out: a quarter off the start.
  const env = { ...toolchain.env, ...(command.build.length > 0 ? { NODE_COMPILE_CACHE: compiled } : {}) };
  return handOver(toolchain.node, [join(root, command.file), ...(command.first ?? []), ...words], env);
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error) => {
    say(error instanceof Stop ? error.message : `Heather could not start: ${error?.stack ?? error}`);
    process.exit(error?.exitCode ?? 1);
  },
);
