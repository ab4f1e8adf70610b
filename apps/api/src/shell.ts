import type { Database, Vault } from '@heather/database';
import type { Logger } from 'pino';
import type { Auth } from './auth/auth.ts';
import type { Jobs } from './jobs/jobs.ts';

/** Where the two portals are, as people reach them (no trailing slash). Links in mail are made from these. */
export type Addresses = { staffUrl: string; clientUrl: string; mailUrl: string | null };

/**
 * What the composition root makes once and everything else is handed. Nothing below it reads the environment, a clock or a
 * global of its own.
 */
export type Shell = {
  database: Database;
  vault: Vault;
  auth: Auth;
  jobs: Jobs;
  log: Logger;
  now: () => Temporal.Instant;
  addresses: Addresses;
  /** Whether this database was born as a demonstration and is served as one (see demonstration/). */
  demonstration: boolean;
  /** Proves at boot and for /readyz that the practice's sealing key is there. Set by the agreements area. */
  sealKeyReady: () => Promise<boolean>;
};
