import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { open as openHandle } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type Ring, readRing, ringKeys } from '../encryption/ring.ts';
import { createVault } from '../encryption/vault.ts';
import { DatabaseProblem } from '../problem.ts';
import { type BackupHeader, newHeader, sealFile } from './cipher.ts';
import { frame, type Manifest, type Section, type Totals } from './frames.ts';
import { changeRows, hide, isPersonal } from './personal.ts';
import { type RingFile, syncFolder, writeWhole } from './ring-file.ts';
import { columnsOf, isLeftOut, pendingJobs } from './tables.ts';

export type BackupMade = { path: string; sha256: string; bytes: number; rows: number; tables: number };
type Sources = { worker: string; auth: string; owner: string };

/**
 * Everything as it was at one moment, while Heather goes on: one read-only snapshot shared by the three roles that together see it all.
 * Written aside, brought to the disk, then moved into place, with its checksum beside it in the manner of sha256sum.
 * @param options.rings as they are now (currentRings), or clients whose keys were never wrapped could not come back
 * @throws DatabaseProblem 'backup' when the file is there already or cannot be written
 */
export async function writeBackup(options: {
  urls: Sources;
  masterKey: Uint8Array;
  rings: RingFile;
  path: string;
  madeAt: string;
}): Promise<BackupMade> {
  const { path, masterKey } = options;
  if (existsSync(path))
    throw new DatabaseProblem('backup', `${path} is there already: give a backup a name of its own.`);
  const totals: Totals = { tables: [] };
  return writeSealed(
    { path, key: masterKey, header: newHeader(masterKey, options.madeAt) },
    allFrames(options, totals),
    totals,
  );
}

/** Frames, compressed and sealed, written aside and moved into place when they are on the disk, their checksum beside. */
export async function writeSealed(
  file: { path: string; key: Uint8Array; header: BackupHeader },
  frames: AsyncIterable<Uint8Array>,
  totals: Totals,
): Promise<BackupMade> {
  const { path } = file;
  if (existsSync(path)) throw new DatabaseProblem('backup', `${path} is there already: give it a name of its own.`);
  const aside = `${path}.unfinished`;
  const whole = createHash('sha256');
  try {
    await pipeline(
      frames,
      createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 1 } }),
      (source: AsyncIterable<Uint8Array>) => sealFile(file.key, file.header, source),
      async function* (source: AsyncIterable<Uint8Array>) {
        for await (const piece of source) {
          whole.update(piece);
          yield piece;
        }
      },
      createWriteStream(aside, { mode: 0o600, flags: 'w', flush: true }),
    );
    const written = await openHandle(aside, 'r');
    await written.sync().finally(() => written.close());
    const sha256 = whole.digest('hex');
    renameSync(aside, path);
    syncFolder(dirname(path));
    writeWhole(`${path}.sha256`, `${sha256}  ${basename(path)}\n`);
    const rows = totals.tables.reduce((sum, table) => sum + table.rows, 0);
    return { path, sha256, bytes: statSync(path).size, rows, tables: totals.tables.length };
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}

async function* allFrames(
  options: { urls: Sources; masterKey: Uint8Array; rings: RingFile; madeAt: string },
  totals: Totals,
): AsyncGenerator<Uint8Array> {
  const readers = await openReaders(options.urls);
  try {
    const manifest = await readManifest(readers, options.madeAt);
    yield frame('M', manifest);
    const columns = await columnsOf(readers.owner);
    for (const { practiceId } of manifest.practices) {
      await readers.worker.query(`SET app.actor = 'worker:${practiceId}:'`);
      const keyOf = ringKeys(ringOf(options, practiceId));
      for (const { schema, table, columns: names } of columns.filter((each) => each.schema === 'public')) {
        if (!isLeftOut(schema, table))
          yield* section(readers.worker, { schema, table, columns: names, practiceId }, totals, keyOf);
      }
    }
    for (const { schema, table, columns: names } of columns.filter((each) => each.schema === 'auth')) {
      if (!isLeftOut(schema, table))
        yield* section(readers.auth, { schema, table, columns: names, practiceId: null }, totals);
    }
    if (await hasJobs(readers.worker))
      yield* section(readers.worker, pendingJobs.section, totals, undefined, pendingJobs.query);
    yield frame('Z', totals);
  } finally {
    await Promise.allSettled(Object.values(readers).map((reader) => reader.end()));
  }
}

type Readers = Record<keyof Sources, pg.Client>;

/** Three connections that see the very same moment. */
export async function openReaders(urls: Sources): Promise<Readers> {
  const opened: pg.Client[] = [];
  const open = async (url: string, snapshot?: string) => {
    const client = new pg.Client({ connectionString: url, application_name: 'heather-backup' });
    client.on('error', () => {});
    opened.push(client);
    await client.connect();
    await client.query('SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0');
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    if (snapshot) await client.query(`SET TRANSACTION SNAPSHOT ${pg.escapeLiteral(snapshot)}`);
    return client;
  };
  try {
    const worker = await open(urls.worker);
    const { rows } = await worker.query<{ snapshot: string }>('SELECT pg_export_snapshot() AS snapshot');
    const snapshot = rows[0]?.snapshot as string;
    return { worker, auth: await open(urls.auth, snapshot), owner: await open(urls.owner, snapshot) };
  } catch (error) {
    await Promise.allSettled(opened.map((client) => client.end()));
    throw error;
  }
}

/** @param readers.worker sees the practices, `owner` the migrations: of one moment */
export async function readManifest(readers: Pick<Readers, 'worker' | 'owner'>, madeAt: string): Promise<Manifest> {
  const { rows: migrations } = await readers.owner.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM public._prisma_migrations
     WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL ORDER BY migration_name`,
  );
  const { rows: found } = await readers.worker.query<{ practice_id: string }>(
    'SELECT practice_id FROM app.practices()',
  );
  const practices: Manifest['practices'] = [];
  for (const { practice_id: practiceId } of found) {
    await readers.worker.query(`SET app.actor = 'worker:${practiceId}:'`);
    const { rows } = await readers.worker.query<{ seq: string; hash: string }>(
      'SELECT seq::text, hash FROM public.audit_head WHERE practice_id = $1',
      [practiceId],
    );
    practices.push({ practiceId, auditSeq: rows[0]?.seq ?? '0', auditHash: rows[0]?.hash ?? '' });
  }
  return { madeAt, migrations, practices };
}

function ringOf(options: { masterKey: Uint8Array; rings: RingFile }, practiceId: string): Ring {
  const held = options.rings.practices[practiceId];
  if (!held) throw new DatabaseProblem('backup', 'A practice was made while the backup began: begin it again.');
  const vault = createVault({ masterKey: options.masterKey });
  return readRing(vault.openRing(practiceId, new Uint8Array(Buffer.from(held.wrapped, 'base64'))));
}

async function* section(
  reader: pg.Client,
  what: Section,
  totals: Totals,
  keyOf?: (name: string) => Uint8Array | null,
  query = `SELECT ${what.columns.map(quoted).join(', ')} FROM ${quoted(what.schema)}.${quoted(what.table)}`,
): AsyncGenerator<Uint8Array> {
  const { table, columns, practiceId } = what;
  const change = keyOf && practiceId && isPersonal(table) ? hide(table, columns, practiceId, keyOf) : null;
  yield frame('T', { ...what, isHidden: change !== null });
  const copy = reader.query(copyTo(`COPY (${query}) TO STDOUT`, { highWaterMark: 262_144 }));
  // Whoever reads it meets the error there; after they went away it has nobody to tell.
  copy.on('error', () => {});
  const rows = change ? changeRows(copy, change) : (copy as AsyncIterable<Uint8Array>);
  for await (const bytes of rows) yield frame('D', bytes);
  yield frame('E', { rows: copy.rowCount });
  totals.tables.push({ schema: what.schema, table: what.table, practiceId: what.practiceId, rows: copy.rowCount });
}

const quoted = pg.escapeIdentifier;

async function hasJobs(worker: pg.Client): Promise<boolean> {
  const { rows } = await worker.query<{ found: boolean }>("SELECT to_regclass('pgboss.job') IS NOT NULL AS found");
  return rows[0]?.found === true;
}
