import pino, { type DestinationStream, type Logger } from 'pino';

/** What a request may leave in the log: method, path without its query, status, time. No body, no header, no address. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      serializers: {
        req: (request: { method: string; url: string; id: string }) => ({
          method: request.method,
          path: pathOf(request.url),
        }),
        res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
        err: (error: { name?: string; code?: unknown }) => ({ name: error?.name, code: error?.code }),
      },
      redact: {
        paths: ['cookie', 'authorization', 'password', 'email', 'address', 'input', 'body', '*.cookie', '*.password'],
        remove: true,
      },
    },
    destination ?? pino.destination(2),
  );
}

function pathOf(url: string): string {
  // A mailed link's token stands in its path.
  return (url.split('?')[0] ?? '').replace(/^\/sign\/.+/, '/sign/…').slice(0, 200);
}
