import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { type Actor, runAs } from './actor.ts';
import { isSerialization } from './errors.ts';
import { type Prisma, PrismaClient } from './generated/client.ts';
import { createLookups, type Lookups } from './lookups.ts';
import { createActorPool, createPlainPool } from './pool.ts';
import { createStatementNames } from './statements.ts';

/** What a function takes that only reads and writes: Prisma itself under an actor, or a transaction. */
export type Tx = Prisma.TransactionClient;

export type TransactionOptions = {
  /** How often it is tried again when two transactions crossed (40001, 40P01). Default 3; the work must then have no effect outside. */
  retries?: number;
  isolationLevel?: Prisma.TransactionIsolationLevel;
  /** How long the work may take. Default 10,000. */
  timeoutMs?: number;
};

export type Database = {
  /** Reads as the actor of the scope; `findUnique` outside a transaction throws (Prisma merges those of one tick across actors). */
  prisma: PrismaClient;
  runAs: typeof runAs;
  transaction: <T>(actor: Actor, work: (tx: Tx) => Promise<T>, options?: TransactionOptions) => Promise<T>;
  /** The few questions that come before there is an actor. */
  lookups: Lookups;
  pool: pg.Pool;
  close: () => Promise<void>;
};

/**
 * Connects lazily: nothing is asked of the server until the first query.
 * @param options.max connections; embedded PostgreSQL allows 60 for everybody
 */
export function createDatabase(options: {
  url: string;
  max?: number;
  applicationName?: string;
  /** How long a query or a transaction may wait for a connection. Default 10,000. */
  maxWaitMs?: number;
  onError?: (error: Error) => void;
}): Database {
  const { url, max = 10, applicationName = 'heather', maxWaitMs = 10_000, onError } = options;
  const pool = createActorPool({ url, max, applicationName, maxWaitMs, ...(onError ? { onError } : {}) });
  const adapter = new PrismaPg(pool, {
    statementNameGenerator: createStatementNames(),
    onPoolError: (error) => onError?.(error),
    onConnectionError: (error) => onError?.(error),
  });
  const prisma = askedAtOnce(
    new PrismaClient({
      adapter,
      errorFormat: 'minimal',
      transactionOptions: { maxWait: maxWaitMs, timeout: 10_000 },
    }),
  );
  return {
    prisma,
    runAs,
    transaction: (actor, work, how) => runAs(actor, () => inTransaction(prisma, work, how)),
    lookups: createLookups(pool),
    pool,
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/**
 * Prisma without actors, pipelined alike: the other half of the bench, and for roles that row-level security does not concern.
 * @public
 */
export function createPlainDatabase(options: { url: string; max?: number }): {
  prisma: PrismaClient;
  close: () => Promise<void>;
} {
  const pool = createPlainPool({ url: options.url, max: options.max ?? 10, applicationName: 'heather-plain' });
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: createStatementNames() }),
    errorFormat: 'minimal',
  });
  return {
    prisma,
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

type Request = { transaction?: { kind: 'itx' | 'batch' }; protocolQuery?: { action?: string } };
type Loader = { options: { batchBy: (request: Request) => string | undefined } };

/**
 * Prisma gathers what is asked in one tick (of a transaction, of an array, of findUnique) and asks it in the async context of whoever
 * came first, who may be another actor. Here everything is asked at once, in its own context; arrays, which Prisma can only gather,
 * are refused, and so is findUnique outside a transaction, lest it be merged again by a later Prisma. Reaches into Prisma, whose
 * version is pinned exactly; tests/integration/database/actors.test.ts notices a change.
 */
function askedAtOnce(client: PrismaClient): PrismaClient {
  const loader = (client as unknown as { _requestHandler?: { dataloader?: Loader } })._requestHandler?.dataloader;
  if (typeof loader?.options?.batchBy !== 'function')
    throw new Error('this Prisma gathers queries in a way that is not known here');
  loader.options.batchBy = ({ transaction, protocolQuery }) => {
    if (transaction?.kind === 'batch') {
      throw new Error('an array of queries may run as another actor: use a function, $transaction(async (tx) => …)');
    }
    if (!transaction && protocolQuery?.action?.startsWith('findUnique')) {
      throw new Error('findUnique outside a transaction may answer with another actor’s row: use findFirst');
    }
    return undefined;
  };
  return client;
}

async function inTransaction<T>(
  prisma: PrismaClient,
  work: (tx: Tx) => Promise<T>,
  how: TransactionOptions = {},
): Promise<T> {
  const { retries = 3, isolationLevel, timeoutMs = 10_000 } = how;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await prisma.$transaction(work, {
        timeout: timeoutMs,
        ...(isolationLevel ? { isolationLevel } : {}),
      });
    } catch (error) {
      if (attempt >= retries || !isSerialization(error)) throw error;
      // Apart by chance, or the two would cross again.
      await new Promise((resolve) => setTimeout(resolve, 5 * 2 ** attempt * (1 + Math.random())));
    }
  }
}
