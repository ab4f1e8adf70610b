import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import pg from 'pg';

type Backend = { stream: Socket; isFree: boolean; answer: (chunk: Buffer) => void };

/**
 * The smallest pooler in transaction mode: a client has a server process from its first message to the end of the transaction, and
 * the next one may be another. Speaks just enough of the protocol (v3) for the check at start-up.
 * @param inTurns hand the processes out in turns, else the first that is free
 */
export async function startPooler(
  url: string,
  size: number,
  inTurns: boolean,
): Promise<{ server: Server; end: () => void }> {
  const backends = await Promise.all(Array.from({ length: size }, () => connect(url)));
  const waiting: (() => void)[] = [];
  let turn = 0;

  const take = async (): Promise<Backend> => {
    for (;;) {
      const order = backends.map((_, n) => backends[inTurns ? (turn + n) % size : n] as Backend);
      const free = order.find((backend) => backend.isFree);
      if (free) {
        free.isFree = false;
        turn = (backends.indexOf(free) + 1) % size;
        return free;
      }
      await new Promise<void>((done) => waiting.push(done));
    }
  };

  const server = createServer((client) => {
    let isStarted = false;
    let mine: Promise<Backend> | undefined;
    client.on('error', () => {});
    client.on('data', async (chunk: Buffer) => {
      if (!isStarted) {
        isStarted = true;
        // AuthenticationOk, ReadyForQuery (idle)
        client.write(Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]));
        return;
      }
      if (chunk[0] === 0x58) return client.end(); // Terminate
      mine ??= take().then((backend) => {
        backend.answer = (bytes) => {
          client.write(bytes);
          if (!endsIdle(bytes)) return;
          backend.isFree = true;
          mine = undefined;
          waiting.shift()?.();
        };
        return backend;
      });
      (await mine).stream.write(chunk);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const end = () => {
    server.close();
    for (const backend of backends) backend.stream.destroy();
  };
  return { server, end };
}

/** ReadyForQuery with status `I`: no transaction is open. Answers of the check are small and come whole. */
function endsIdle(bytes: Buffer): boolean {
  return bytes.length >= 6 && bytes.at(-6) === 0x5a && bytes.at(-1) === 0x49;
}

/** A server process, signed in to by the library, whose socket is then ours. */
async function connect(url: string): Promise<Backend> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  for (const event of ['data', 'end', 'close', 'error']) stream.removeAllListeners(event);
  stream.on('error', () => {});
  const backend: Backend = { stream, isFree: true, answer: () => {} };
  stream.on('data', (chunk: Buffer) => backend.answer(chunk));
  return backend;
}
