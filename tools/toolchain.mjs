import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { runStep } from './children.mjs';
import { downloadFailed, Stop, say } from './words.mjs';

// Both come from the npm registry as packages, so a machine needs only some Node and npm of its own.
const node = '26.10.0';
const pnpm = '12.21.0';

function usable(path, mode) {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}

/** The environment of everything that Heather starts: quiet tools that report nothing to anyone. */
function quietEnvironment(root) {
  const env = {
    ...process.env,
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    DO_NOT_TRACK: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
    npm_config_update_notifier: 'false',
  };
  // A service account often has no home folder: npm and pnpm then keep what they fetch beside the packages.
  if (!process.env.HOME || !usable(homedir(), constants.W_OK)) {
    env.HOME = join(root, 'node_modules', '.heather', 'home');
    mkdirSync(env.HOME, { recursive: true });
  }
  return env;
}

function readRecord(file) {
  try {
    const record = JSON.parse(readFileSync(file, 'utf8'));
    const whole =
      record.versions === `${node} ${pnpm}` && [record.node, record.pnpm].every((path) => usable(path, constants.X_OK));
    return whole ? record : undefined;
  } catch {
    return undefined;
  }
}

async function fetchToolchain(root, env) {
  say(`Finding Node ${node} and pnpm ${pnpm} (fetched once from the npm registry) …`);
  const report = 'console.log("toolchain=" + JSON.stringify({ node: process.execPath, path: process.env.PATH }))';
  const packages = ['-p', `node@${node}`, '-p', `pnpm@${pnpm}`];
  const { code, output } = await runStep(
    'fetching Node and pnpm',
    'npx',
    ['--yes', '--prefer-offline', ...packages, '--', 'node', '-e', report],
    {
      cwd: root,
      env: { ...env, npm_config_fetch_retry_mintimeout: '1000', npm_config_fetch_retry_maxtimeout: '5000' },
    },
  );
  if (code === 127) throw new Stop('npx was not found. It comes with npm: install npm beside Node, and try again.');
  const found = /^toolchain=(.+)$/m.exec(output);
  if (code !== 0 || !found) throw downloadFailed(`Node ${node} and pnpm ${pnpm}`, output);
  const told = JSON.parse(found[1]);
  const folder = told.path.split(delimiter).find((each) => usable(join(each, 'pnpm'), constants.X_OK));
  if (!folder)
    throw new Stop(
      `pnpm ${pnpm} was fetched but cannot be run. Remove npm's cache (npm cache clean --force) and try again.`,
    );
  return { versions: `${node} ${pnpm}`, node: told.node, pnpm: join(folder, 'pnpm') };
}

/**
 * Finds the Node and pnpm that Heather is made for → { node, pnpm, versions, env }, paths and the environment in which
 * both come first. Where they are is remembered in node_modules, because asking npx again costs more than a second.
 */
export async function findToolchain(root) {
  const env = quietEnvironment(root);
  const file = join(root, 'node_modules', '.heather', 'toolchain.json');
  let record = readRecord(file);
  if (!record) {
    record = await fetchToolchain(root, env);
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(record)}\n`);
    } catch {
      // A read-only clone starts a second later each time; that is all.
    }
  }
  const path = [join(root, 'node_modules', '.bin'), dirname(record.node), dirname(record.pnpm), env.PATH ?? ''];
  return { ...record, env: { ...env, PATH: path.join(delimiter) } };
}
