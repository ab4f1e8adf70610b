import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { freePorts } from '../support/free-ports.ts';

const main = resolve(import.meta.dirname, '../../apps/api/src/main.ts');

export type Running = {
  child: ChildProcess;
  staffUrl: string;
  clientUrl: string;
  /** Everything it said. */
  said: () => string;
  /** Settles with the signal or the code that ended it. */
  gone: Promise<NodeJS.Signals | number | null>;
};

/** A real server as a process of its own, once it is ready. @throws Error with what it said when it ends before */
export async function startProcess(env: Record<string, string>): Promise<Running> {
  const [staff, client, mail] = (await freePorts(3)) as [number, number, number];
  const { DATABASE_URL: _database, SMTP_URL: _smtp, ...rest } = process.env;
  const ports = { PORT_STAFF: `${staff}`, PORT_CLIENT: `${client}`, PORT_MAIL: `${mail}` };
  const child = spawn(process.execPath, [main], { env: { ...rest, ...ports, HEATHER_LOG: 'error', ...env } });
  let output = '';
  const gone = once(child, 'exit').then(([code, signal]) => signal ?? code);
  const ready = new Promise<void>((done) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        output += text;
        if (output.includes('Heather is ready')) done();
      });
  });
  const first = await Promise.race([ready.then(() => 'ready' as const), gone]);
  if (first !== 'ready') throw new Error(output);
  return {
    child,
    staffUrl: `http://localhost:${staff}`,
    clientUrl: `http://localhost:${client}`,
    said: () => output,
    gone,
  };
}

/** Calls procedures of one portal as a browser does, keeping its cookie. */
export function browserOf(base: string, headers: Record<string, string> = {}) {
  let cookie = '';
  return {
    cookie: () => cookie,
    call: async <T>(path: string, input?: unknown, method: 'GET' | 'POST' = 'POST'): Promise<T> => {
      const query =
        method === 'GET' && input !== undefined ? `?input=${encodeURIComponent(JSON.stringify(input))}` : '';
      const answer = await fetch(`${base}/trpc/${path}${query}`, {
        method,
        headers: { 'content-type': 'application/json', cookie, ...headers },
        ...(method === 'POST' && { body: JSON.stringify(input ?? {}) }),
      });
      for (const set of answer.headers.getSetCookie()) cookie = set.split(';')[0] as string;
      const body = (await answer.json()) as { result?: { data: T }; error?: { data: { code: string } } };
      if (!body.result) throw new Error(`${path}: ${body.error?.data.code}`);
      return body.result.data;
    },
  };
}
