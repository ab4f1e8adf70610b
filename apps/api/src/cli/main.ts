import { parseArgs } from 'node:util';
import { say } from '../start/say.ts';
import { lineFor } from '../start/start-problem.ts';
import type { ImportOptions } from './import.ts';
import type { SeedOptions } from './seed.ts';

const usage = [
  'npm run heather -- <command>',
  '  verify <file.pdf>           says whether a file is an agreement as it was sealed here',
  '  audit verify                reads the whole trail of each practice and says whether it holds',
  '  keys rotate                 gives each practice a new key, and wraps what hung from the old one',
  '  keys show                   says which key opens what, and what to keep where',
  '  backup <file>               everything into one encrypted file, also while Heather runs',
  '  restore <file> [ring]       into an empty folder or database, proven before it may be served',
  '  drill <file> [ring]         restores a backup aside, proves it, says how long it took, and removes it again',
  '  export <client> [file]      everything kept about one client, as one ZIP; nobody has read it, and it says so',
  '  export --practice <file>    the whole practice as one encrypted file, with its key beside, for another Heather',
  '  import <archive> [key]      a practice that left another Heather moves into this empty one',
  '  import <file.csv>           clients, sessions or past scores of another system (--kind clients|sessions|scores, --from its name,',
  '                              --map file.json, --date-order dmy|mdy|ymd, --report out.csv, --dry-run)',
  '  seed --scale small|large    fills an empty database: the demonstration, or 200 therapists (--therapists fewer)',
];

/**
 * Answers an exit code: 0 it was done or holds, 1 it does not or could not be asked, 2 there is no such command. What a command needs
 * is loaded for it alone.
 */
async function main(words: readonly string[]): Promise<number> {
  const [first, second] = words;
  if (first === 'audit' && second === 'verify' && words.length === 2)
    return (await import('./verify-audit.ts')).verifyAudit();
  if (first === 'keys' && second === 'rotate' && words.length === 2)
    return (await import('./rotate-keys.ts')).rotateKeys();
  if (first === 'verify' && second !== undefined && words.length === 2)
    return (await import('./verify-file.ts')).verifyFile(second);
  if (first === 'keys' && second === 'show' && words.length === 2) return (await import('./show-keys.ts')).showKeys();
  if (first === 'backup' && second !== undefined && words.length === 2)
    return (await import('./backup.ts')).backup(second);
  if (first === 'restore' && second !== undefined && words.length <= 3)
    return (await import('./restore.ts')).restore(second, words[2]);
  if (first === 'drill' && second !== undefined && words.length <= 3)
    return (await import('./drill.ts')).drill(second, words[2]);
  if (first === 'export' && second === '--practice' && words[2] !== undefined && words.length <= 4)
    return (await import('./export-practice.ts')).exportPractice(words[2], words[3]);
  if (first === 'import' && second !== undefined && words.length <= 3 && (await isArchiveFile(second)))
    return (await import('./import-practice.ts')).importPractice(second, words[2]);
  if (first === 'export' && second !== undefined && !second.startsWith('-') && words.length <= 3)
    return (await import('./export.ts')).exportOf(second, words[2]);
  const coming = first === 'import' ? importOptions(words.slice(1)) : null;
  if (coming) return (await import('./import.ts')).importFile(coming);
  const wanted = first === 'seed' ? seedOptions(words.slice(1)) : null;
  if (wanted) return (await import('./seed.ts')).seed(wanted);
  for (const line of usage) say(line);
  return 2;
}

/** A file says in its first line whether it is an archive of a practice; what is not one is a table of rows. */
async function isArchiveFile(path: string): Promise<boolean> {
  const [{ isArchive }, { readEnv }, { resolve }] = await Promise.all([
    import('@heather/database'),
    import('../env.ts'),
    import('node:path'),
  ]);
  return isArchive(resolve(readEnv().calledFrom, path));
}

/** Null for anything but one file and the options that there are. */
function importOptions(words: string[]): ImportOptions | null {
  const text = { type: 'string' } as const;
  const options = {
    kind: text,
    from: text,
    practice: text,
    map: text,
    'date-order': text,
    report: text,
    'dry-run': { type: 'boolean' },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
    const [file] = positionals;
    const kind = (['clients', 'sessions', 'scores'] as const).find((one) => one === values.kind) ?? null;
    const dateOrder = (['dmy', 'mdy', 'ymd'] as const).find((one) => one === values['date-order']) ?? null;
    if (file === undefined || positionals.length > 1) return null;
    if ((values.kind !== undefined && kind === null) || (values['date-order'] !== undefined && dateOrder === null))
      return null;
    const { from = null, practice = null, map = null, report = null } = values;
    return { file, kind, from, practice, map, dateOrder, report, dryRun: values['dry-run'] ?? false };
  } catch {
    return null;
  }
}

/** Null for anything but `--scale small`, or `--scale large` and perhaps `--therapists` 1 to 200. */
function seedOptions(words: string[]): SeedOptions | null {
  try {
    const options = { scale: { type: 'string' }, therapists: { type: 'string' } } as const;
    const { scale, therapists } = parseArgs({ args: words, options }).values;
    if (scale === 'small' && therapists === undefined) return { scale };
    const count = therapists === undefined ? 200 : Number(therapists);
    if (scale === 'large' && Number.isInteger(count) && count >= 1 && count <= 200) return { scale, therapists: count };
  } catch {
    // An option that is not known: the usage says which are.
  }
  return null;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${lineFor(error)}\n`);
  process.exitCode = 1;
}
