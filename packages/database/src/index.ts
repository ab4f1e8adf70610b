export { type Actor, actorText, runAs } from './actor.ts';
export { restoreArchive, writeArchive } from './backup/archive.ts';
export { isArchive } from './backup/cipher.ts';
export { type Restored, type RestoreStep, restoreBackup, type WaitingJob } from './backup/restore.ts';
export { currentRings, ringFileName, writeRingFile } from './backup/ring-file.ts';
export { type BackupMade, writeBackup } from './backup/write-backup.ts';
export { createDatabase, createPlainDatabase, type Database, type TransactionOptions, type Tx } from './database.ts';
export { type EmbeddedServer, startEmbedded } from './embedded/index.ts';
export type { Ciphertext } from './encryption/ciphertext.ts';
export { BrokenSeal, type Owner, type Place } from './encryption/envelope.ts';
export { derivedKey, keyFingerprint, readMasterKey } from './encryption/master-key.ts';
export { rotatePracticeKey } from './encryption/rotate.ts';
export { shredClient } from './encryption/shred.ts';
export { createVault, type KeyReader, type Keyring, type PracticeVault, type Vault } from './encryption/vault.ts';
export { isExclusionViolation, isRefusedByGuard, isSerialization, isUniqueViolation, sqlState } from './errors.ts';
export { Prisma, PrismaClient } from './generated/client.ts';
export { lockName, lockResources, type Resource } from './locks.ts';
export type {
  FoundAddress,
  FoundClient,
  FoundInvitation,
  FoundLink,
  FoundPractice,
  FoundStaff,
  Lookups,
} from './lookups.ts';
export { type MigrationProgress, migrate, migrationsFolder, readMigrations } from './migrate.ts';
export { type OpenedDatabase, openDatabase, reachDatabase } from './open.ts';
export { createActorPool, createPlainPool, type PoolOptions } from './pool.ts';
export { DatabaseProblem, type DatabaseProblemCode } from './problem.ts';
export { type RoleName, type RoleUrls, rolePasswords, setUpRoles, urlFor } from './roles.ts';
export { checkServer } from './server-check.ts';
