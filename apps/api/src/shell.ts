import type { Logger } from 'pino';
import type { Auth } from './auth/auth.ts';
import type { BackupSettings } from './backup/settings.ts';
import type { Database, Vault } from './database.ts';
import type { Place } from './demonstration/conditions.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Mailer } from './mail/mailer.ts';
import type { Metrics } from './metrics/metrics.ts';

/** Where the two portals are, as people reach them (no trailing slash). Links in mail are made from these. */
export type Addresses = { staffUrl: string; clientUrl: string; mailUrl: string | null };

/**
 * What the composition root makes once and everything else is handed. Nothing below it reads the environment, a clock or a
 * global of its own.
 */
export type Shell = {
  /** As the role heather_web: under row-level security. */
  database: Database;
  /** As the role heather_worker: all rows of the practice whose worker it is asked as. */
  workerDatabase: Database;
  vault: Vault;
  auth: Auth;
  mail: Mailer;
  jobs: Jobs;
  log: Logger;
  now: () => Temporal.Instant;
  addresses: Addresses;
  /** Which practice the signed-out pages are of; the first when left out. */
  practiceSlug: string | null;
  /** What the start knows of the demonstration's five conditions; the request and the database say the rest. */
  place: Place;
  /** The least time that an answer takes which must not tell whether somebody is known. */
  answerFloorMs: number;
  /** Waits; at once in tests. */
  pause: (ms: number) => Promise<void>;
  /** For crash tests: ends the process there and then if this is the point that was asked for. Elsewhere it does nothing. */
  faultAt: (point: string) => void;
  metrics: Metrics;
  /** What makes and keeps backups; null where there is no folder for them. */
  backups: BackupSettings | null;
  /** Proves at boot and for /readyz that the practice's sealing key is there. Set by the agreements area. */
  sealKeyReady: () => Promise<boolean>;
};
