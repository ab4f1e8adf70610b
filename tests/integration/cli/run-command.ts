import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const main = resolve(import.meta.dirname, '../../../apps/api/src/cli/main.ts');

/** Runs one command as a process of its own, as `npm run heather -- …` does. @returns exit code and all that it said */
export async function runCommand(env: Record<string, string>, ...words: string[]) {
  const { DATABASE_URL: _database, INIT_CWD: _cwd, ...rest } = process.env;
  const child = spawn(process.execPath, [main, ...words], { env: { ...rest, ...env } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, said };
}
