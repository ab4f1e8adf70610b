import pg from 'pg';
import { currentActor } from './actor.ts';

/** What we use of pg's own parts and its types leave out. */
type Connection = {
  query(text: string): void;
  bind(how: { statement: string; values: string[] }): void;
  execute(how: object): void;
  stream: { cork(): void; uncork(): void; destroy(error: Error): void };
};
type Query = {
  submit(connection: Connection): Error | null;
  handleCommandComplete(message: unknown, connection: Connection): void;
  handleReadyForQuery(connection: Connection): void;
  handleError(error: Error, connection: Connection): void;
};
const PgQuery = pg.Query as unknown as new (...args: unknown[]) => Query;

const statement = 'heather_actor';
// It answers no row: nothing comes back that somebody would have to read.
const prepare = `PREPARE ${statement} (text) AS SELECT WHERE set_config('app.actor', $1, false) IS NULL`;

/** What the server heard last on this connection; undefined when that is not known. `canBind` once the statement is prepared. */
type Told = { actor: string | undefined; canBind: boolean };

/** Says whose query comes next by a sentence of its own. It keeps nothing, so that a connection needs one of it only. */
class Telling extends PgQuery {
  #told: Told;

  constructor(told: Told) {
    super('');
    this.#told = told;
  }

  override submit(connection: Connection): null {
    // The text is ours alone (actorText): a kind and two uuids.
    connection.query(`${this.#told.canBind ? '' : `${prepare};`}SET app.actor = '${this.#told.actor}'`);
    this.#told.canBind = true;
    return null;
  }

  override handleCommandComplete(): void {}

  override handleReadyForQuery(): void {}

  /** The query behind it is under way already: end the connection, so that its answer reaches nobody. */
  override handleError(error: Error, connection: Connection): void {
    connection.stream.destroy(error);
  }
}

/**
 * A prepared query that says first whose it is. The server takes both as one transaction and answers once, which spares it a commit and us
 * a turn of the loop; so a query that fails takes back what was said, and the next one says it again.
 */
class ToldQuery extends PgQuery {
  #told: Told;
  #isHeard = false;

  constructor(told: Told, config: unknown, values: unknown, callback: unknown) {
    super(config, values, callback);
    this.#told = told;
  }

  override submit(connection: Connection): Error | null {
    connection.stream.cork();
    try {
      connection.bind({ statement, values: [this.#told.actor ?? ''] });
      connection.execute({});
      const refused = super.submit(connection);
      // Half was sent, and nothing will ever end it.
      if (refused) connection.stream.destroy(refused);
      return refused;
    } finally {
      connection.stream.uncork();
    }
  }

  override handleCommandComplete(message: unknown, connection: Connection): void {
    if (this.#isHeard) super.handleCommandComplete(message, connection);
    this.#isHeard = true;
  }

  override handleError(error: Error, connection: Connection): void {
    this.#told.actor = undefined;
    super.handleError(error, connection);
  }
}

/**
 * A connection that tells the server whose query comes next, when that changes, in the same round trip as the query (the pool is
 * pipelined). An actor that changes inside a transaction is a mistake of ours and is refused.
 */
export class ActorClient extends pg.Client {
  #told: Told = { actor: '', canBind: false };
  #telling = new Telling(this.#told);
  #inTransaction = false;

  // pg's query has many shapes, all of which pass through; `never` fits each of its answers.
  override query(...args: unknown[]): never {
    const [config, values, callback] = args as [string | { text?: string; name?: string } | null, unknown, unknown];
    const ask = super.query as unknown as (...args: unknown[]) => never;
    const actor = currentActor();
    const changes = actor !== this.#told.actor;
    if (changes && this.#inTransaction) throw new Error('the actor changed inside a transaction');
    // What has a name is a query that was prepared (createStatementNames), never a word of transactions.
    const isNamed = typeof config === 'object' && Boolean(config?.name);
    if (!isNamed) this.#follow(typeof config === 'string' ? config : config?.text);
    if (!changes) return ask.apply(this, args);
    this.#told.actor = actor;
    if (isNamed && this.#told.canBind && typeof callback === 'function')
      return ask.call(this, new ToldQuery(this.#told, config, values, callback));
    const { stream } = (this as unknown as { connection: Connection }).connection;
    stream.cork();
    try {
      ask.call(this, this.#telling);
      return ask.apply(this, args);
    } finally {
      stream.uncork();
    }
  }

  #follow(text = ''): void {
    if (/^\s*(BEGIN|START\s+TRANSACTION)\b/i.test(text)) this.#inTransaction = true;
    else if (/^\s*(COMMIT|END|ROLLBACK(?!\s+TO))\b/i.test(text)) this.#inTransaction = false;
  }
}
