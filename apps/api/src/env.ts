import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';

const port = (fallback: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, 'is a port number')
    .transform(Number)
    .refine((number) => number <= 65_535, 'is a port number')
    .default(fallback);
const url = (pattern: RegExp, words: string) => z.string().regex(pattern, words).optional();
const portalUrl = url(
  /^https?:\/\/[^/\s?#@]+$/,
  'is where people reach a portal, such as https://heather.example, without a path',
);

/** Everything that can be set from outside. Empty means not set. */
const schema = z.object({
  HEATHER_DATA: z.string().optional(),
  DATABASE_URL: url(/^postgres(ql)?:\/\//, 'starts with postgresql://'),
  SMTP_URL: url(/^smtps?:\/\//, 'starts with smtp:// or smtps://'),
  PORT_STAFF: port(4100),
  PORT_CLIENT: port(4200),
  PORT_MAIL: port(4300),
  HEATHER_DEMO: z.enum(['on', 'off'], 'is on or off').default('on'),
  HEATHER_KEY: z.string().optional(),
  HEATHER_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'is the address to listen on')
    .default('127.0.0.1'),
  HEATHER_STAFF_URL: portalUrl,
  HEATHER_CLIENT_URL: portalUrl,
  HEATHER_PRACTICE: z
    .string()
    .regex(/^[\w-]+$/, 'is the short name of a practice')
    .optional(),
  HEATHER_MAIL_FROM: z.string().default('post@heather.test'),
  HEATHER_MAIL_NAME: z.string().default('Appointments'),
  HEATHER_LOG: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'], 'is silent, error, warn, info or debug')
    .default('warn'),
  /** Where backups go: a folder, best on another disk; `off` on a server that makes none. */
  HEATHER_BACKUPS: z.string().optional(),
  /** Addresses of the proxies in front, the only ones whose forwarded headers are believed. */
  HEATHER_PROXY: z
    .string()
    .regex(
      /^[0-9a-fA-F.:/]+(\s*,\s*[0-9a-fA-F.:/]+)*$/,
      'is addresses such as 10.0.0.5 or 10.0.0.0/24, with commas between',
    )
    .optional(),
  /** Metrics for a collector on this machine, at /metrics of 127.0.0.1. */
  HEATHER_METRICS_PORT: port(0),
  /** Set by npm: where its caller stood, and so where a file named on the command line is. */
  INIT_CWD: z.string().optional(),
  /** For the crash tests: the point at which the process ends itself. Honoured only in an embedded demonstration. */
  HEATHER_FAULT: z
    .string()
    .regex(/^[\w.-]+$/, 'is the name of a point')
    .optional(),
});

export type Env = ReturnType<typeof readEnv>;

/** A setting that cannot be meant. `message` is one line that says which, and what it should be. */
export class EnvProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'EnvProblem';
  }
}

/**
 * Reads the environment, here and nowhere else.
 * @throws EnvProblem
 */
export function readEnv(source: Record<string, string | undefined> = process.env) {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const read = schema.safeParse(set);
  if (!read.success) {
    const issue = read.error.issues[0];
    throw new EnvProblem(`${String(issue?.path[0])} cannot be read: it ${issue?.message ?? 'is wrong'}.`);
  }
  const env = read.data;
  const ports = [env.PORT_STAFF, env.PORT_CLIENT, env.PORT_MAIL].filter((each) => each !== 0);
  if (new Set(ports).size < ports.length)
    throw new EnvProblem('PORT_STAFF, PORT_CLIENT and PORT_MAIL must be three different ports.');
  return {
    dataFolder: resolve(env.HEATHER_DATA ?? defaultDataFolder()),
    databaseUrl: env.DATABASE_URL,
    smtpUrl: env.SMTP_URL,
    ports: { staff: env.PORT_STAFF, client: env.PORT_CLIENT, mail: env.PORT_MAIL },
    wantsDemonstration: env.HEATHER_DEMO === 'on',
    key: env.HEATHER_KEY,
    host: env.HEATHER_HOST,
    staffUrl: env.HEATHER_STAFF_URL ?? `http://localhost:${env.PORT_STAFF}`,
    clientUrl: env.HEATHER_CLIENT_URL ?? `http://localhost:${env.PORT_CLIENT}`,
    practiceSlug: env.HEATHER_PRACTICE ?? null,
    mailFrom: { address: env.HEATHER_MAIL_FROM, name: env.HEATHER_MAIL_NAME },
    logLevel: env.HEATHER_LOG,
    fault: env.HEATHER_FAULT ?? null,
    backups: backupsFolder(env),
    proxies: env.HEATHER_PROXY?.split(',').map((each) => each.trim()) ?? [],
    metricsPort: env.HEATHER_METRICS_PORT || null,
    calledFrom: env.INIT_CWD ?? '.',
    outsideServices: (['DATABASE_URL', 'SMTP_URL'] as const).filter((name) => env[name] !== undefined),
  };
}

function backupsFolder(env: {
  HEATHER_BACKUPS?: string | undefined;
  HEATHER_DATA?: string | undefined;
}): string | null {
  if (env.HEATHER_BACKUPS === 'off') return null;
  return resolve(env.HEATHER_BACKUPS ?? join(env.HEATHER_DATA ?? defaultDataFolder(), 'backups'));
}

const repository = resolve(import.meta.dirname, '../../..');

/**
 * Beside the code, so that two clones never share one; for root under /var/lib when the way there is closed, because the
 * embedded server then runs as a user that must be able to reach its files.
 */
function defaultDataFolder(): string {
  if (process.getuid?.() === 0 && !isOpenToAll(repository)) return '/var/lib/heather';
  return join(repository, '.heather');
}

function isOpenToAll(folder: string): boolean {
  const isOpen = (statSync(folder).mode & 0o001) !== 0;
  return isOpen && (dirname(folder) === folder || isOpenToAll(dirname(folder)));
}
