import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { type Actor, runAs } from './actor.ts';
import { isSerialization } from './errors.ts';
import { type Prisma, PrismaClient } from './generated/client.ts';
import { createLookups, type Lookups } from './lookups.ts';
import { createActorPool } from './pool.ts';

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
    onPoolError: (error) => onError?.(error),
    onConnectionError: (error) => onError?.(error),
  });
  const prisma = withoutMergedReads(
    askedAtOnce(
      new PrismaClient({
        adapter,
        errorFormat: 'minimal',
        transactionOptions: { maxWait: maxWaitMs, timeout: 10_000 },
      }),
    ),
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

type Request = { transaction?: { kind: 'itx' | 'batch' } };
type Loader = { options: { batchBy: (request: Request) => string | undefined } };

/**
 * Prisma gathers what is asked in one tick of transactions (and of arrays of queries) and asks it in the async context of whoever came
 * first, who may be another actor. Here everything is asked at once, in its own context; arrays, which Prisma can only gather, are
 * refused. Reaches into Prisma, whose version is pinned exactly; tests/integration/database/actors.test.ts notices a change.
 */
function askedAtOnce(client: PrismaClient): PrismaClient {
  const loader = (client as unknown as { _requestHandler?: { dataloader?: Loader } })._requestHandler?.dataloader;
  if (typeof loader?.options?.batchBy !== 'function')
    throw new Error('this Prisma gathers queries in a way that is not known here');
  loader.options.batchBy = (request) => {
    if (request.transaction?.kind !== 'batch') return undefined;
    throw new Error('an array of queries may run as another actor: use a function, $transaction(async (tx) => …)');
  };
  return client;
}

type Internal = { __internalParams?: { transaction?: { kind?: string } } };

/** The extension adds no method, so that the client keeps its type. */
function withoutMergedReads(client: PrismaClient): PrismaClient {
  const alone = <A, R>(call: { args: A; query: (args: A) => R }): R => {
    if ((call as Internal).__internalParams?.transaction?.kind !== 'itx') {
      throw new Error('findUnique outside a transaction may answer with another actor’s row: use findFirst');
    }
    return call.query(call.args);
  };
  return client.$extends({
    query: { $allModels: { findUnique: (call) => alone(call), findUniqueOrThrow: (call) => alone(call) } },
  }) as unknown as PrismaClient;
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
