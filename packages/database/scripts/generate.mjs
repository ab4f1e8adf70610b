// Runs `prisma generate` without network, telemetry or banner. The command only checks that a schema engine exists and does not run
// it, so that any existing file will do (research/stack.md §4: the engine's download is refused on closed networks).
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const cli = join(dirname(require.resolve('prisma/package.json')), 'build', 'index.js');
const env = {
  ...process.env,
  PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  CHECKPOINT_DISABLE: '1',
  NO_COLOR: '1',
};
const ran = spawnSync(process.execPath, [cli, 'generate', '--no-hints'], { cwd: here, env, encoding: 'utf8' });
if (ran.status !== 0) {
  process.stderr.write(`${ran.stdout}${ran.stderr}`);
  process.exit(ran.status ?? 1);
}
// A column that ends in `Sealed` takes ciphertext and no other bytes: Prisma knows only Bytes, so its types are narrowed here.
const models = join(here, 'src', 'generated', 'models');
for (const name of readdirSync(models)) {
  const text = readFileSync(join(models, name), 'utf8');
  const narrowed = text.replace(/^(\s+(?:\w*Sealed|wrapped)\??: )(.*runtime\.Bytes.*)$/gm, (_line, field, type) => {
    const set = (nullable) => `{ set?: Ciphertext${nullable ? ' | null' : ''} }`;
    return (
      field +
      type
        .replaceAll('Prisma.NullableBytesFieldUpdateOperationsInput', set(true))
        .replaceAll('Prisma.BytesFieldUpdateOperationsInput', set(false))
        .replaceAll('runtime.Bytes', 'Ciphertext')
    );
  });
  if (narrowed === text) continue;
  const importing = "import type { Ciphertext } from '../../encryption/ciphertext.ts'\n";
  writeFileSync(join(models, name), narrowed.replace(/^import type \* as runtime/m, `${importing}$&`));
}
process.stdout.write(`${ran.stdout.split('\n').find((line) => line.includes('Generated')) ?? 'Generated'}\n`);
