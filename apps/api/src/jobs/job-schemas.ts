import { z } from 'zod';

/**
 * Every kind of job and what it carries: ids, never text (jobs are readable rows). The practice comes by itself.
 * Add a line here, a handler file beside, and its line in handlers.ts.
 */
export const jobSchemas = {
  /** One row of the outbox leaves by SMTP. */
  'mail.send': z.strictObject({ outboxId: z.uuid() }),
  /** The reads of clinical data since the last time are hashed into the chain. */
  'audit.hash-reads': z.strictObject({}),
  /** What both have signed is printed and sealed, once. */
  'agreements.seal': z.strictObject({ packId: z.uuid() }),
  /** Whoever signs next is asked, now that somebody before them has signed. */
  'agreements.next-turn': z.strictObject({ agreementId: z.uuid() }),
  /** The whole installation into one file, once a day; for every practice, whichever asked. */
  'backup.run': z.strictObject({}),
  /** The ring beside the backups becomes the ring of now: a client's key was destroyed. */
  'backup.keep-ring': z.strictObject({}),
  /** All that is kept about one person is written down for whoever reads it before they are given it. */
  'rights.gather': z.strictObject({ packId: z.uuid() }),
  /** What was decided becomes one file. */
  'rights.build': z.strictObject({ packId: z.uuid() }),
  /** A file from another system is looked at, or brought in: whatever its run waits for. */
  'import.work': z.strictObject({ importId: z.uuid() }),
  /** One confirmed record is destroyed, and its certificate made. */
  'rights.destroy': z.strictObject({ destructionId: z.uuid() }),
  /** Every minute: whatever is due (see sweeps.ts). Runs for each practice. */
  sweep: z.strictObject({}),
} as const satisfies Record<string, z.ZodObject>;

export type JobName = keyof typeof jobSchemas;
export type JobData<N extends JobName> = z.input<(typeof jobSchemas)[N]>;

export type EnqueueOptions = {
  /** Not before this instant. */
  startAt?: Temporal.Instant;
};
