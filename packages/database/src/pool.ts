import { AsyncResource } from 'node:async_hooks';
import pg from 'pg';
import { currentActor } from './actor.ts';

type Callback = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  release: (error?: unknown) => void,
) => void;
type Stream = { cork: () => void; uncork: () => void; destroy: (error: unknown) => void };

/**
 * A connection that tells the server whose query comes next, when that changes, in the same round trip as the query (the pool is
 * pipelined). An actor that changes inside a transaction is a mistake of ours and is refused.
 */
class ActorClient extends pg.Client {
  #held = '';
  #inTransaction = false;

  // pg's query has many shapes, all of which pass through; `never` fits each of its answers.
  override query(...args: unknown[]): never {
    const [config] = args as [string | { text?: string } | null];
    const text = typeof config === 'string' ? config : (config?.text ?? '');
    const actor = currentActor();
    const ask = super.query as unknown as (...args: unknown[]) => never;
    const changes = actor !== this.#held;
    if (changes && this.#inTransaction) throw new Error('the actor changed inside a transaction');
    if (/^\s*(BEGIN|START\s+TRANSACTION)\b/i.test(text)) this.#inTransaction = true;
    else if (/^\s*(COMMIT|END|ROLLBACK(?!\s+TO))\b/i.test(text)) this.#inTransaction = false;
    if (!changes) return ask.apply(this, args);
    const { stream } = (this as unknown as { connection: { stream: Stream } }).connection;
    this.#held = actor;
    stream.cork();
    try {
      // A bare SET has the shortest answers. Its text is ours alone (actorText): a kind and two uuids. Were it refused, the query behind
      // it would be under way already: end the connection, so that its answer reaches nobody.
      ask.call(this, `SET app.actor = '${actor}'`, (error: unknown) => error && stream.destroy(error));
      return ask.apply(this, args);
    } finally {
      stream.uncork();
    }
  }
}

/** pg-pool calls a waiting caller back in the context of whoever released the connection; binding brings its own context back. */
class ActorPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Callback): void;
  override connect(callback?: Callback): Promise<pg.PoolClient> | undefined {
    if (!callback) return super.connect();
    super.connect(AsyncResource.bind(callback));
    return undefined;
  }
}

export type PoolOptions = {
  url: string;
  max: number;
  applicationName: string;
  /** How long a query waits for a connection. Default 10,000. */
  maxWaitMs?: number;
  onError?: (error: Error) => void;
};

/** A pool whose every query runs as the actor in whose scope it was asked (runAs), or as nobody. */
export function createActorPool(options: PoolOptions): pg.Pool {
  return watched(new ActorPool({ ...settings(options), Client: ActorClient }), options);
}

/** The same pool without an actor: for roles that row-level security does not concern, and as the bench's other half. */
export function createPlainPool(options: PoolOptions): pg.Pool {
  return watched(new pg.Pool(settings(options)), options);
}

function settings(options: PoolOptions): pg.PoolConfig {
  return {
    connectionString: options.url,
    max: options.max,
    application_name: options.applicationName,
    pipeline: true,
    connectionTimeoutMillis: options.maxWaitMs ?? 10_000,
    idleTimeoutMillis: 30_000,
  };
}

/** A server that stops tells its idle connections so; without a listener that would end the process. */
function watched(pool: pg.Pool, options: PoolOptions): pg.Pool {
  pool.on('error', (error) => options.onError?.(error));
  return pool;
}
