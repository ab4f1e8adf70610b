import pg from 'pg';
import { actingAs, currentActor } from './actor.ts';
import { ActorClient } from './actor-client.ts';

type Callback = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  release: (error?: unknown) => void,
) => void;

/** pg-pool calls a waiting caller back in the context of whoever released the connection; this brings the caller's own actor back. */
class ActorPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Callback): void;
  override connect(callback?: Callback): Promise<pg.PoolClient> | undefined {
    if (!callback) return super.connect();
    const actor = currentActor();
    super.connect((error, client, release) => {
      if (currentActor() === actor) callback(error, client, release);
      else actingAs(actor, () => callback(error, client, release));
    });
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
