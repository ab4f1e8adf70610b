import type { PrismaClient } from '@heather/database';

/** The database package's types under the names that the server uses. */
export {
  type Actor as DatabaseActor,
  type Database,
  type PracticeVault,
  runAs,
  type Tx,
  type Vault,
} from '@heather/database';
/** Prisma for reading, as the actor of the scope. Never findUnique. */
export type Db = PrismaClient;
