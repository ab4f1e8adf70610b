// The schema engine of our Prisma version as WebAssembly: it compares schemas, which needs no download. It cannot apply our migrations
// (its apply step splits statements at `;`, also inside $$ bodies), so a caller migrates a database first and hands over a pool to it.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { SchemaEngine } from '@prisma/schema-engine-wasm';
import pg from 'pg';

const require = createRequire(import.meta.url);
const { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } = createRequire(require.resolve('@prisma/adapter-pg'))(
  '@prisma/driver-adapter-utils',
);

export const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/** prisma/schema/*.prisma as the engine wants them. */
export function schemaFiles(folder = join(repository, 'prisma/schema')) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => ({ path: join(folder, name), content: readFileSync(join(folder, name), 'utf8') }));
}

// The adapter does not know PostgreSQL's one-byte "char" (18), in which the catalogue names the kind of a check constraint: it is
// shown to it as text, and to the engine as the single character that it is.
class DescribingPg extends PrismaPg {
  async connect() {
    const adapter = await super.connect();
    const { performIO, queryRaw } = adapter;
    let characters = [];
    adapter.performIO = async (query) => {
      const result = await performIO.call(adapter, query);
      characters = result.fields.flatMap((field, at) => (field.dataTypeID === 18 ? [at] : []));
      for (const at of characters) result.fields[at].dataTypeID = 25;
      return result;
    };
    adapter.queryRaw = async (query) => {
      const result = await queryRaw.call(adapter, query);
      for (const at of characters) result.columnTypes[at] = ColumnTypeEnum.Character;
      return result;
    };
    return adapter;
  }
}

/**
 * The SQL that leads from a database to the schema; '' when they agree.
 * @param {string} url a migrated database (the engine wants to reach one even when it starts from nothing)
 * @param {{ script?: boolean, empty?: boolean, folder?: string }} options script false: a summary for people; empty: start from nothing
 */
export async function diffToSchema(url, { script = true, empty = false, folder } = {}) {
  const files = schemaFiles(folder);
  const result = await withEngine(
    url,
    (engine) =>
      engine.diff({
        from: empty ? { tag: 'empty' } : { tag: 'schemaDatasource', files, configDir: repository },
        to: { tag: 'schemaDatamodel', files },
        script,
        exitCode: true,
        filters: { externalTables: ['public._prisma_migrations'], externalEnums: [] },
      }),
    files,
  );
  return result.exitCode === 0 ? '' : (result.stdout ?? '');
}

/** What `prisma migrate status` would say of a database: edited or failed migrations, and how the two histories differ (null: they agree). */
export async function migrationHistory(url) {
  const folder = join(repository, 'prisma/migrations');
  const read = (path) => readFileSync(join(folder, path), 'utf8');
  const directories = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const migrationsList = {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: read('migration_lock.toml') },
    shadowDbInitScript: '',
    migrationDirectories: directories
      .map(({ name }) => name)
      .sort()
      .map((name) => ({
        path: name,
        migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: read(join(name, 'migration.sql')) } },
      })),
  };
  const filters = { externalTables: [], externalEnums: [] };
  return withEngine(url, (engine) =>
    engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters }),
  );
}

async function withEngine(url, work, files = schemaFiles()) {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const factory = bindMigrationAwareSqlAdapterFactory(new DescribingPg(pool));
  let engine;
  try {
    engine = await SchemaEngine.new({ datamodels: files.map((file) => [file.path, file.content]) }, () => {}, factory);
    return await work(engine);
  } finally {
    engine?.free();
    await pool.end();
  }
}
