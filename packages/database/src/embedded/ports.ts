import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { DatabaseProblem } from '../problem.ts';

/** Whether a port of 127.0.0.1 can be listened on now. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * The wished port when it is free, else a free one between 15,000 and 30,000: below the range from which systems take the near ends
 * of outgoing connections (Linux 32,768, others 49,152), so that it is free again at the next start.
 */
export async function freePort(wished?: number): Promise<number> {
  if (wished && (await isFree(wished))) return wished;
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = randomInt(15_000, 30_000);
    if (await isFree(port)) return port;
  }
  throw new DatabaseProblem(
    'cannot-run',
    'No free port was found on 127.0.0.1 for the built-in database: end what holds them.',
  );
}
