// Writes the SQL that leads from an empty database (--from-empty) or from all migrations so far (--from-migrations) to prisma/schema:
//   node scripts/diff.mjs --from-migrations > ../../prisma/migrations/0004_name/migration.sql
// --summary says the difference in words instead.
import { migrate } from '../src/migrate.ts';
import { diffToSchema } from './schema-engine.mjs';
import { withScratchServer } from './scratch-server.mjs';

const flags = new Set(process.argv.slice(2));
if (!flags.has('--from-empty') && !flags.has('--from-migrations')) {
  process.stderr.write('say --from-empty or --from-migrations\n');
  process.exit(2);
}
const sql = await withScratchServer(async ({ adminUrl, urls }) => {
  if (flags.has('--from-migrations')) await migrate({ url: urls.owner });
  return diffToSchema(adminUrl, { script: !flags.has('--summary'), empty: flags.has('--from-empty') });
});
process.stdout.write(sql);
