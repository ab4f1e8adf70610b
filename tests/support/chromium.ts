import { execFile } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { arch, platform, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A browser that was seen to run, and the variables it needs to do so. */
export type Chromium = { executablePath: string; env: Record<string, string>; from: string };

const run = promisify(execFile);
const top = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** True when the file is a program that answers `--version`: a broken link or a missing library does not. */
async function answers(executablePath: string, env: Record<string, string> = {}) {
  if (!existsSync(executablePath)) return false;
  return run(executablePath, ['--version'], { env: { ...process.env, ...env }, timeout: 30_000 }).then(
    () => true,
    () => false,
  );
}

function installedPaths() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
  const folders = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder && !folder.includes('node_modules'));
  const paths = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [...paths, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
}

async function installed(): Promise<Chromium | undefined> {
  for (const executablePath of installedPaths()) {
    if (await answers(executablePath)) return { executablePath, env: {}, from: 'installed' };
  }
  return undefined;
}

/** A folder of our own to unpack into: in node_modules, or in the temporary folder when that cannot be written. */
function unpackFolder(version: string) {
  const near = join(top, 'node_modules', '.heather');
  try {
    mkdirSync(near, { recursive: true });
    accessSync(near, constants.W_OK);
    return join(near, `chromium-${version}`);
  } catch {
    return join(tmpdir(), `heather-chromium-${version}-${process.getuid?.() ?? 0}`);
  }
}

// The package unpacks into os.tmpdir(), by fixed names that another user could have taken: a process of its own with
// its own TMPDIR keeps it in our folder, and the rename at the end means that half a browser is never found.
const unpackScript = `
  const { default: chromium, inflate } = await import('@sparticuz/chromium');
  const path = await import('node:path');
  const bin = path.join(path.dirname(new URL(import.meta.resolve('@sparticuz/chromium')).pathname), '..', 'bin');
  await chromium.executablePath(bin);
  await inflate(path.join(bin, 'al2023.tar.br'));
`;

async function fromPackage(): Promise<Chromium | undefined> {
  if (platform() !== 'linux' || arch() !== 'x64') return undefined;
  const tests = join(top, 'tests');
  const manifest = join(tests, 'node_modules', '@sparticuz', 'chromium', 'package.json');
  if (!existsSync(manifest)) return undefined;
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const folder = unpackFolder(version);
  if (!existsSync(folder)) {
    const half = mkdtempSync(`${folder}-`);
    try {
      const env = { ...process.env, TMPDIR: half };
      await run(process.execPath, ['--input-type=module', '-e', unpackScript], { cwd: tests, env, timeout: 120_000 });
      // Whoever shares this clone shares the browser.
      for (const path of [half, join(half, 'chromium')]) chmodSync(path, 0o755);
      renameSync(half, folder);
    } catch (error) {
      rmSync(half, { recursive: true, force: true });
      if (!existsSync(folder)) throw error;
    }
  }
  const executablePath = join(folder, 'chromium');
  const fonts: Record<string, string> = existsSync('/etc/fonts/fonts.conf')
    ? {}
    : { FONTCONFIG_PATH: join(folder, 'fonts') };
  const libraries = { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
  for (const env of [fonts, { ...fonts, ...libraries }]) {
    if (await answers(executablePath, env)) return { executablePath, env, from: `@sparticuz/chromium ${version}` };
  }
  return undefined;
}

async function downloaded(): Promise<Chromium | undefined> {
  const { chromium } = await import('@playwright/test');
  const cli = join(top, 'tests', 'node_modules', '.bin', 'playwright');
  const found = async () => ((await answers(chromium.executablePath())) ? chromium.executablePath() : undefined);
  if (!(await found())) await run(cli, ['install', 'chromium'], { timeout: 300_000 }).catch(() => undefined);
  const executablePath = await found();
  return executablePath ? { executablePath, env: {}, from: 'downloaded' } : undefined;
}

async function fromDebian(): Promise<Chromium | undefined> {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const packages = ['install', '-y', '--no-install-recommends', 'chromium'];
  await run('apt-get', ['update'], { env, timeout: 300_000 }).catch(() => undefined);
  await run('apt-get', packages, { env, timeout: 600_000 }).catch(() => undefined);
  return installed();
}

/**
 * Finds a Chromium, from what is nearest to what must be fetched; asks for neither root nor a visit to a browser's
 * site on Linux x64. Throws, saying what to do, when there is none.
 */
export async function findChromium(): Promise<Chromium> {
  const named = process.env.PLAYWRIGHT_CHROMIUM;
  if (named) {
    if (await answers(named)) return { executablePath: named, env: {}, from: 'PLAYWRIGHT_CHROMIUM' };
    throw new Error(`PLAYWRIGHT_CHROMIUM names ${named}, which does not run.`);
  }
  for (const source of [installed, fromPackage, downloaded, fromDebian]) {
    const found = await source().catch(() => undefined);
    if (found) return found;
  }
  throw new Error('No Chromium was found. Install Chromium or Chrome, or set PLAYWRIGHT_CHROMIUM to its path.');
}
