import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { listPage, messagePage, missingPage, stylesheet } from './pages.ts';
import { type MailStore, openStore } from './store.ts';

export type Mailbox = {
  /** Where mail is handed in, for smtpTransport. */
  smtpUrl: string;
  /** Where people read it. */
  url: string;
  list: MailStore['list'];
  stop: () => Promise<void>;
};

const largestBytes = 5_000_000;

/**
 * The development mailbox: a real SMTP server on loopback and a page that shows what came. It answers to this machine only; a
 * request for another host name is refused, so that no page elsewhere can read it by rebinding a name.
 * @param port of the page; 0 takes any. SMTP always takes any.
 * @throws Error with code EADDRINUSE
 */
export async function startMailbox(options: { folder: string; port: number }): Promise<Mailbox> {
  const store = await openStore(options.folder);
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: largestBytes,
    onData: (stream, _session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      // Accepted only once it is on disk: what SMTP has taken over is not lost.
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(Object.assign(new Error('too large'), { responseCode: 552 }));
        store.keep(Buffer.concat(parts)).then(() => done(), done);
      });
    },
  });
  smtp.on('error', () => {});
  const http = createServer((request, response) => {
    answer(store, request, response).catch(() => response.writeHead(500).end());
  });
  await listen(http, options.port);
  const server = smtp.listen(0, '127.0.0.1');
  await new Promise<void>((ready, failed) => {
    if (server.listening) ready();
    server.once('listening', ready).once('error', failed);
  });
  return {
    smtpUrl: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    url: `http://localhost:${(http.address() as AddressInfo).port}`,
    list: store.list,
    stop: async () => {
      http.closeAllConnections();
      await Promise.all([new Promise((done) => http.close(done)), new Promise<void>((done) => smtp.close(done))]);
    },
  };
}

function listen(http: Server, port: number): Promise<void> {
  return new Promise((ready, failed) => {
    http.once('error', failed);
    http.listen(port, '127.0.0.1', ready);
  });
}

async function answer(store: MailStore, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const send = (status: number, type: string, body: string) =>
    response
      .writeHead(status, { ...headers, 'content-type': `${type}; charset=utf-8` })
      .end(request.method === 'HEAD' ? '' : body);
  const isForwarded = Object.keys(request.headers).some((name) => forwarded.test(name));
  if (isForwarded || !/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(request.headers.host ?? ''))
    return void send(421, 'text/plain', 'Not here.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return void send(405, 'text/plain', 'Only reading.');
  if (url.pathname === '/style.css') return void send(200, 'text/css', stylesheet);
  if (url.pathname === '/healthz') return void send(200, 'application/json', '{"ok":true}');
  if (url.pathname === '/') return void send(200, 'text/html', listPage(await store.list()));
  if (url.pathname === '/api/messages') {
    return void send(
      200,
      'application/json',
      JSON.stringify(await store.list(url.searchParams.get('to') ?? undefined)),
    );
  }
  const mail = await store.get(url.pathname.replace(/^\/(api\/)?messages\//, ''));
  if (!mail) return void send(404, 'text/html', missingPage());
  if (url.pathname.startsWith('/api/')) return void send(200, 'application/json', JSON.stringify(mail));
  return void send(200, 'text/html', messagePage(mail));
}

/** Somebody stands between: then this is no mailbox for one person at one machine. */
const forwarded = /^(forwarded|via|x-forwarded(-.*)?|x-real-ip)$/;

const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;
