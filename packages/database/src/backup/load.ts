import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type Ring, readRing, ringKeys } from '../encryption/ring.ts';
import { createVault } from '../encryption/vault.ts';
import { DatabaseProblem } from '../problem.ts';
import { type BackupHeader, openFile } from './cipher.ts';
import { contentOf, type Frame, type Manifest, readFrames, type Section, type Totals } from './frames.ts';
import { changeRows, show, wasHidden } from './personal.ts';
import type { RingFile } from './ring-file.ts';
import { restoringSchema } from './tables.ts';

export type BackupFile = { path: string; masterKey: Uint8Array; header: BackupHeader };
/** What is done with each row's fields on their way in. */
export type ChangeFields = (fields: string[]) => string[];
export type Loaded = { totals: Totals; rows: number; gone: { practiceId: string; clientId: string }[] };

const notWhole = (error: unknown) =>
  error instanceof DatabaseProblem
    ? error
    : new DatabaseProblem('backup', 'The backup does not hold what a backup holds: use another copy of it.', error);

/** Everything in the file in order, each piece proven before it is seen. */
async function* framesOf({ path, masterKey, header }: BackupFile): AsyncGenerator<Frame> {
  const unpacked = createZstdDecompress();
  const fed = pipeline(openFile(path, masterKey, header), unpacked);
  fed.catch(() => {});
  try {
    yield* readFrames(unpacked);
    await fed;
  } catch (error) {
    // What the file's own proof says comes before what its unpacking stumbled over.
    await fed.catch((first) => {
      throw notWhole(first);
    });
    throw notWhole(error);
  } finally {
    unpacked.destroy();
  }
}

/** Reads the whole file once, touching no database. @throws DatabaseProblem 'backup' when any byte is not as it was written */
export async function proveFile(file: BackupFile): Promise<Manifest> {
  let manifest: Manifest | undefined;
  let isWhole = false;
  for await (const found of framesOf(file)) {
    if (found.kind === 'M') manifest = contentOf<Manifest>(found);
    if (found.kind === 'Z') isWhole = true;
  }
  if (!manifest || !isWhole) throw notWhole(undefined);
  return manifest;
}

/**
 * Puts all rows in place, in one transaction with what stands in their way put aside: constraints and indexes are made again from
 * their own definitions afterwards, so that every foreign key, exclusion and uniqueness is proven over the rows that came.
 * @param url of the owner, of a database with the very schema of the backup and no rows
 */
export async function loadBackup(
  url: string,
  file: BackupFile,
  rings: RingFile,
  change: (what: Section) => ChangeFields | null = () => null,
): Promise<Loaded> {
  const client = new pg.Client({ connectionString: url, application_name: 'heather-restore' });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(
      "SET statement_timeout = 0; SET client_min_messages = warning; SET maintenance_work_mem = '256MB'",
    );
    await client.query('BEGIN');
    const putBack = await putAside(client);
    const loaded = await loadFrames(client, file, rings, change);
    for (const [practiceId, ring] of Object.entries(rings.practices)) {
      await client.query(
        `INSERT INTO public.backup_ring (practice_id, version, wrapped) SELECT $1, $2, $3 WHERE EXISTS (SELECT FROM public.practice WHERE id = $1)`,
        [practiceId, ring.version, Buffer.from(ring.wrapped, 'base64')],
      );
    }
    for (const statement of putBack) await client.query(statement);
    await client.query('COMMIT');
    await client.query('ANALYZE');
    return loaded;
  } finally {
    await client.end();
  }
}

/** Takes row-level security's force, triggers, keys between tables and indexes away. @returns what puts them back, in order */
async function putAside(client: pg.Client): Promise<string[]> {
  const ask = async (text: string) => (await client.query<{ away: string; back: string }>(text)).rows;
  const forced = await ask(
    `SELECT format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', oid::regclass) AS away,
       format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', oid::regclass) AS back
     FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relforcerowsecurity`,
  );
  const triggers = await ask(
    `SELECT DISTINCT format('ALTER TABLE %s DISABLE TRIGGER USER', tgrelid::regclass) AS away,
       format('ALTER TABLE %s ENABLE TRIGGER USER', tgrelid::regclass) AS back FROM pg_trigger WHERE NOT tgisinternal`,
  );
  const constraints = await ask(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS away,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS back
     FROM pg_constraint WHERE connamespace IN ('public'::regnamespace, 'auth'::regnamespace) AND contype IN ('f', 'x') AND conparentid = 0
     ORDER BY contype DESC, conrelid::regclass::text, conname`,
  );
  const indexes = await ask(
    `SELECT format('DROP INDEX %s', indexrelid::regclass) AS away, pg_get_indexdef(indexrelid) AS back
     FROM pg_index JOIN pg_class c ON c.oid = indrelid
     WHERE c.relnamespace IN ('public'::regnamespace, 'auth'::regnamespace) AND c.relname <> '_prisma_migrations' AND NOT indisprimary
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype <> 'f') ORDER BY indexrelid::regclass::text`,
  );
  // Foreign keys go first, because an index may carry one.
  const keys = constraints.filter(({ back }) => back.includes('FOREIGN KEY'));
  const exclusions = constraints.filter(({ back }) => !back.includes('FOREIGN KEY'));
  for (const { away } of [...forced, ...triggers, ...keys, ...exclusions, ...indexes]) await client.query(away);
  return [...indexes, ...exclusions, ...keys, ...triggers, ...forced].map(({ back }) => back);
}

async function loadFrames(
  client: pg.Client,
  file: BackupFile,
  ringFile: RingFile,
  change: (what: Section) => ChangeFields | null,
): Promise<Loaded> {
  const gone: Loaded['gone'] = [];
  const rings = new Map<string, KeyOf>();
  const keysOf = (practiceId: string): KeyOf => {
    const held = rings.get(practiceId) ?? ringOf(file, ringFile, practiceId);
    rings.set(practiceId, held);
    return held;
  };
  const frames = framesOf(file);
  let totals: Totals | undefined;
  let rows = 0;
  for await (const found of frames) {
    if (found.kind === 'T') {
      const what = contentOf<Section>(found);
      rows += await loadSection(client, what, frames, keysOf, gone, change(what));
    }
    if (found.kind === 'Z') totals = contentOf<Totals>(found);
  }
  if (!totals) throw notWhole(undefined);
  return { totals, rows, gone };
}

async function loadSection(
  client: pg.Client,
  what: Section,
  frames: AsyncGenerator<Frame>,
  keysOf: (practiceId: string) => KeyOf,
  gone: Loaded['gone'],
  change: ChangeFields | null,
): Promise<number> {
  const names = what.columns.map(pg.escapeIdentifier).join(', ');
  const table = `${pg.escapeIdentifier(what.schema)}.${pg.escapeIdentifier(what.table)}`;
  const copy = client.query(copyFrom(`COPY ${table} (${names}) FROM STDIN`));
  copy.on('error', () => {});
  let expected = -1;
  const data = dataOf(frames, (end) => {
    expected = end;
  });
  const { practiceId } = what;
  const isChanged = practiceId && what.schema === 'public' && wasHidden(what);
  await pipeline(
    change
      ? changeRows(data, change)
      : isChanged
        ? changeRows(data, show(what.table, what.columns, practiceId, keysOf(practiceId), tell))
        : data,
    copy,
  );
  if (copy.rowCount !== expected)
    throw new DatabaseProblem('backup', `Of ${what.table} ${copy.rowCount} rows came and ${expected} were kept.`);
  return expected;

  function tell(clientId: string): void {
    gone.push({ practiceId: practiceId as string, clientId });
  }
}

async function* dataOf(frames: AsyncGenerator<Frame>, onEnd: (rows: number) => void): AsyncGenerator<Buffer> {
  for (;;) {
    const next = await frames.next();
    if (next.done) throw notWhole(undefined);
    if (next.value.kind === 'D') yield next.value.bytes;
    else if (next.value.kind === 'E') return onEnd(contentOf<{ rows: number }>(next.value).rows);
    else throw notWhole(undefined);
  }
}

type KeyOf = (name: string) => Uint8Array | null;

function ringOf(file: BackupFile, rings: RingFile, practiceId: string): KeyOf {
  const held = rings.practices[practiceId];
  if (!held)
    throw new DatabaseProblem(
      'backup',
      'The ring file knows nothing of this practice: take the one kept beside the backup.',
    );
  const vault = createVault({ masterKey: file.masterKey });
  const ring: Ring = readRing(vault.openRing(practiceId, new Uint8Array(Buffer.from(held.wrapped, 'base64'))));
  return ringKeys(ring);
}

/** The jobs that were waiting, in order of their coming; the schema they stand in goes when the restore is finished. */
export const waitingJobs = `SELECT name, data, start_after, singleton_key FROM ${restoringSchema}.job`;
