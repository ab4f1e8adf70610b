import { mkdirSync } from 'node:fs';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type Owner, openBytes, type Place, sealBytes } from '../encryption/envelope.ts';
import { derivedKey, readMasterKey } from '../encryption/master-key.ts';
import { DatabaseProblem } from '../problem.ts';
import { newHeader, readHeader } from './cipher.ts';
import { frame, type Section, type Totals } from './frames.ts';
import { type ChangeFields, loadBackup, proveFile } from './load.ts';
import { changeRows } from './personal.ts';
import { loadInto, type Restored, type RestoreStep, refuseOccupied } from './restore.ts';
import { columnsOf, isLeftOut } from './tables.ts';
import { type BackupMade, openReaders, readManifest, writeSealed } from './write-backup.ts';

// One practice as a file of its own (docs/archive.md). It is written as a backup is, with two differences: its key is made for it, and
// the practice's keys lie in it wrapped by that key instead of the master key of the house it leaves. So the file and its key are all
// that another Heather needs, and neither opens anything that stays behind.

/** Ways in belong to a house and not to a practice: nobody's account leaves with it. */
const waysIn: Record<string, string> = { client: 'auth_user_id', staff_member: 'auth_user_id' };
/** What was written by and for this one installation. */
const staysBehind = ['backup_run', 'signing_link', 'staff_invitation'];

const kekPlace = (version: string): Place => ({ table: 'practice_key', column: 'wrapped', rowId: version });

/** A practice's keys, opened with one key and wrapped with another. Fields are as COPY writes them. */
function rewrap({ columns, practiceId }: Section, from: Uint8Array, to: Uint8Array): ChangeFields {
  const [version, wrapped] = [columns.indexOf('version'), columns.indexOf('wrapped')];
  const purpose = 'wrapping practice keys';
  const [old, fresh] = [derivedKey(from, purpose), derivedKey(to, purpose)];
  const owner: Owner = { practiceId: practiceId ?? '', clientId: null };
  return (fields) => {
    const number = fields[version] as string;
    const sealed = Buffer.from((fields[wrapped] as string).slice(3), 'hex');
    const kek = openBytes(old, kekPlace(number), owner, sealed);
    const again = sealBytes(fresh, Number(number), kekPlace(number), owner, kek);
    return fields.with(wrapped, `\\\\x${Buffer.from(again).toString('hex')}`);
  };
}

const quoted = pg.escapeIdentifier;

/**
 * Everything of one practice as it was at one moment, while Heather goes on.
 * @param options.archiveKey 32 bytes made for this file alone: whoever has both can read everything in it
 * @throws DatabaseProblem 'backup' when the file is there already or cannot be written
 */
export async function writeArchive(options: {
  urls: { worker: string; auth: string; owner: string };
  masterKey: Uint8Array;
  archiveKey: Uint8Array;
  practiceId: string;
  path: string;
  madeAt: string;
}): Promise<BackupMade> {
  const totals: Totals = { tables: [] };
  const header = newHeader(options.archiveKey, options.madeAt, 'archive');
  return writeSealed(
    { path: options.path, key: options.archiveKey, header },
    framesOfPractice(options, totals),
    totals,
  );
}

async function* framesOfPractice(
  options: Parameters<typeof writeArchive>[0],
  totals: Totals,
): AsyncGenerator<Uint8Array> {
  const { practiceId, masterKey, archiveKey } = options;
  const readers = await openReaders(options.urls);
  try {
    const whole = await readManifest(readers, options.madeAt);
    yield frame('M', { ...whole, practices: whole.practices.filter((one) => one.practiceId === practiceId) });
    await readers.worker.query(`SET app.actor = ${pg.escapeLiteral(`worker:${practiceId}:`)}`);
    for (const { schema, table, columns } of await columnsOf(readers.owner)) {
      if (schema !== 'public' || isLeftOut(schema, table) || staysBehind.includes(table)) continue;
      const what: Section = { schema, table, columns, practiceId, isHidden: false };
      yield frame('T', what);
      const chosen = columns.map((column) => (waysIn[table] === column ? `NULL AS ${quoted(column)}` : quoted(column)));
      const copy = readers.worker.query(
        copyTo(`COPY (SELECT ${chosen.join(', ')} FROM public.${quoted(table)}) TO STDOUT`, { highWaterMark: 262_144 }),
      );
      copy.on('error', () => {});
      const rows = table === 'practice_key' ? changeRows(copy, rewrap(what, masterKey, archiveKey)) : copy;
      for await (const bytes of rows as AsyncIterable<Uint8Array>) yield frame('D', bytes);
      yield frame('E', { rows: copy.rowCount });
      totals.tables.push({ schema, table, practiceId, rows: copy.rowCount });
    }
    yield frame('Z', totals);
  } finally {
    await Promise.allSettled(Object.values(readers).map((reader) => reader.end()));
  }
}

/**
 * A practice moves in: the file is proven to its last byte, then loaded into an empty folder or database, under that house's own master
 * key (made when there is none). Nobody is served before `finish`.
 * @throws DatabaseProblem with one sentence to show; what was there before is as it was
 */
export async function restoreArchive(options: {
  path: string;
  archiveKey: Uint8Array;
  dataFolder: string;
  databaseUrl?: string | undefined;
  masterKey?: string | undefined;
  onProgress?: ((step: RestoreStep) => void) | undefined;
}): Promise<Restored> {
  const { dataFolder, databaseUrl, archiveKey, onProgress } = options;
  await refuseOccupied(dataFolder, databaseUrl);
  const header = await readHeader(options.path, archiveKey, 'archive');
  const file = { path: options.path, masterKey: archiveKey, header };
  onProgress?.('proving');
  const manifest = await proveFile(file);
  if (manifest.practices.length !== 1)
    throw new DatabaseProblem('backup', 'This archive is of no practice: use another copy of it.');
  // Open to the server's own user; the folder of keys inside it is not.
  mkdirSync(dataFolder, { recursive: true });
  const masterKey = readMasterKey({ dataFolder, text: options.masterKey, mayMake: true });
  const noRings = { heather: 'ring' as const, format: 1 as const, key: '', practices: {} };
  return loadInto({ dataFolder, databaseUrl, masterKey, manifest, onProgress }, (url) =>
    loadBackup(url, file, noRings, (what) =>
      what.table === 'practice_key' ? rewrap(what, archiveKey, masterKey) : null,
    ),
  );
}
