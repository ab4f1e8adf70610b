import { defineConfig } from 'prisma/config';

// No datasource URL: migrations are applied by src/migrate.ts, and the commands that would need a server are not used.
export default defineConfig({ schema: '../../prisma/schema', migrations: { path: '../../prisma/migrations' } });
