import type { Socket } from 'node:net';
import pg from 'pg';
import { DatabaseProblem } from './problem.ts';

/**
 * Asks of a server, before anything is built on it, that it answers, is new enough, and keeps one server process to one connection.
 * @throws DatabaseProblem 'unreachable' | 'refused' | 'too-old' | 'pooler'
 */
export async function checkServer(url: string): Promise<{ version: number }> {
  const [first, second] = [await connect(url), await connect(url)];
  try {
    const asked = await first.query<{ v: string }>("SELECT current_setting('server_version_num') AS v");
    const version = Math.floor(Number(asked.rows[0]?.v) / 10_000);
    if (version < 18) {
      throw new DatabaseProblem('too-old', `The database server is PostgreSQL ${version}; Heather needs 18 or later.`);
    }
    if (await isPooled(first, second)) {
      throw new DatabaseProblem(
        'pooler',
        'DATABASE_URL leads through a pooler in transaction mode, where one person’s rights could reach another’s query: give the server’s own address.',
      );
    }
    return { version };
  } catch (error) {
    if (error instanceof DatabaseProblem) throw error;
    throw new DatabaseProblem('refused', `The database refused a first question: ${(error as Error).message}.`, error);
  } finally {
    await Promise.allSettled([first.end(), second.end()]);
  }
}

async function connect(url: string): Promise<pg.Client> {
  let client: pg.Client;
  try {
    client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 10_000,
      application_name: 'heather-check',
    });
  } catch (error) {
    throw new DatabaseProblem(
      'unreachable',
      'DATABASE_URL cannot be read: it looks like postgresql://user:password@host:5432/name.',
      error,
    );
  }
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    // An address that cannot be dialled at all is thrown before the client listens to its socket; its timer would end the process later.
    (client as unknown as { connection: { stream: Socket } }).connection.stream.on('error', () => {}).destroy();
    const { code, message } = error as { code?: string; message: string };
    const where = `${client.host}:${client.port}`;
    if (code && /^(28|3D)/.test(code)) {
      throw new DatabaseProblem(
        'refused',
        `The database at ${where} refused the user, password or name in DATABASE_URL.`,
        error,
      );
    }
    throw new DatabaseProblem(
      'unreachable',
      `No database answers at ${where} (${code ?? message}): check DATABASE_URL and the server.`,
      error,
    );
  }
}

/**
 * A pooler in transaction mode gives each transaction whichever server process is free. Two clients who take turns, one of them
 * holding a process in a transaction, see it: the process changes, or a setting made on one connection is lost or met on the other.
 */
async function isPooled(first: pg.Client, second: pg.Client): Promise<boolean> {
  const pid = async (client: pg.Client) =>
    (
      await client.query<{ pid: number; mark: string }>(
        "SELECT pg_backend_pid() AS pid, current_setting('heather.mark', true) AS mark",
      )
    ).rows[0] as { pid: number; mark: string | null };
  await first.query("SELECT set_config('heather.mark', 'first', false)");
  await second.query("SELECT set_config('heather.mark', 'second', false)");
  const before = { first: await pid(first), second: await pid(second) };
  if (before.first.pid === before.second.pid) return true;
  for (let turn = 0; turn < 3; turn += 1) {
    // While one client holds a process, the other can only be given a different one; then the other way round.
    const [holder, asker, name] = turn % 2 ? ([first, second, 'second'] as const) : ([second, first, 'first'] as const);
    await holder.query('BEGIN');
    try {
      const seen = await pid(asker);
      if (seen.pid !== before[name].pid || seen.mark !== name) return true;
    } finally {
      await holder.query('ROLLBACK');
    }
  }
  const after = { first: await pid(first), second: await pid(second) };
  return after.first.mark !== 'first' || after.second.mark !== 'second' || after.first.pid !== before.first.pid;
}
