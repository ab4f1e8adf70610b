import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runStep } from './children.mjs';
import { Stop, say } from './words.mjs';

/** Runs build tasks through turbo, which skips each one whose inputs did not change. */
export async function buildParts(root, { env }, tasks) {
  if (tasks.length === 0) return;
  const turbo = join(root, 'node_modules', '.bin', 'turbo');
  if (!existsSync(turbo)) throw new Stop('node_modules is not whole. Remove the folder node_modules and try again.');
  const built = existsSync(join(root, 'apps', 'client-portal', 'dist'));
  if (!built && tasks.includes('build')) say('Building the portals …');
  const args = ['run', ...tasks, '--output-logs=errors-only', '--log-order=grouped'];
  const { code, output } = await runStep('building', turbo, args, { cwd: root, env });
  if (code !== 0) throw new Stop(`${output.trim()}\nBuilding failed; the lines above say why.`);
}
