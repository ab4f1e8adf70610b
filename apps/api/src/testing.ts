import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuthMethod } from '@heather/audit';
import type { MailTransport } from '@heather/mail';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { homePracticeId } from './account/load-identity.ts';
import { type Auth, createAuth } from './auth/auth.ts';
import { setCookie } from './auth/cookies.ts';
import { clientEmail } from './auth/users.ts';
import type { BackupSettings } from './backup/settings.ts';
import { type Database, runAs, type Vault } from './database.ts';
import type { Place } from './demonstration/conditions.ts';
import { type Jobs, startJobs } from './jobs/jobs.ts';
import { jobRunner } from './jobs/run-job.ts';
import { workerContext } from './jobs/worker-context.ts';
import { noMetrics } from './metrics/metrics.ts';
import { createLog } from './server/log.ts';
import { createPortalServer } from './server/portal-server.ts';
import type { Shell } from './shell.ts';
import { clientRouter } from './trpc/client-router.ts';
import type { RequestContext, SignIn } from './trpc/context.ts';
import { createCallerFactory } from './trpc/procedures.ts';
import { staffRouter } from './trpc/staff-router.ts';

export { setPassword } from './account/invitations.ts';
export { verifyTrail } from './audit/verify-trail.ts';
export { shredClient } from './backup/shred-client.ts';
export { attributeKeys } from './metrics/metrics.ts';
export { serveMetrics } from './metrics/serve-metrics.ts';

/** What createTestDatabase() of tests/support/postgres.ts gives. */
export type TestDatabaseLike = {
  web: Database;
  worker: Database;
  vault: Vault;
  urls: Record<'web' | 'worker' | 'auth' | 'owner', string>;
  /** Several servers follow each other on it: its queue and its sign-in library start once, and end with the process. */
  isReused?: boolean;
};

export type TestServerOptions = {
  /** Where the clock starts. It stands until it is moved. */
  now?: string;
  place?: Partial<Place>;
  transport?: MailTransport | null;
  backups?: BackupSettings;
  /** Addresses whose forwarded headers are believed. */
  proxies?: string[];
  log?: Parameters<typeof createLog>[1];
};

const staffUrl = 'http://localhost:4100';
const clientUrl = 'http://localhost:4200';

type Beneath = { auth: Auth; jobs: Jobs; close: () => Promise<void> };
const beneathOf = new Map<string, Promise<Beneath>>();

/** What a server stands on and what keeps nothing in memory: the sign-in library and the queue, shared on a database that is reused. */
async function startBeneath(db: TestDatabaseLike, log: Logger, isQuiet: boolean): Promise<Beneath> {
  const start = async (): Promise<Beneath> => {
    const secret = 'a secret for tests, long enough to be one';
    const auth = createAuth({ url: db.urls.auth, secret, staffUrl, clientUrl });
    const jobs = await startJobs(db.urls, log);
    return { auth, jobs, close: async () => void (await Promise.all([jobs.stop(), auth.close()])) };
  };
  if (!db.isReused || !isQuiet) return start();
  const known = beneathOf.get(db.urls.owner) ?? start();
  beneathOf.set(db.urls.owner, known);
  const { auth, jobs } = await known;
  return { auth, jobs, close: async () => {} };
}

const staffCaller = createCallerFactory(staffRouter);
const clientCallerOf = createCallerFactory(clientRouter);

/**
 * The whole server in this process, on a test database, with a clock that stands still until it is moved: callers for each person,
 * HTTP by `inject`, jobs that run when asked. Close it before the database is dropped.
 */
export async function createTestServer(db: TestDatabaseLike, options: TestServerOptions = {}) {
  const clock = { now: Temporal.Instant.from(options.now ?? '2026-11-23T10:00:00Z') };
  const log = createLog(options.log ? 'debug' : 'silent', options.log);
  const beneath = await startBeneath(db, log, options.log === undefined);
  const { auth, jobs } = beneath;
  const shell: Shell = {
    database: db.web,
    workerDatabase: db.worker,
    vault: db.vault,
    // A test that takes one of its limits away takes it from its own server alone.
    auth: { ...auth },
    jobs,
    log,
    now: () => clock.now,
    addresses: { staffUrl, clientUrl, mailUrl: null },
    mail: { transport: options.transport ?? null, signedAs: 'Appointments', messageDomain: 'heather.test' },
    practiceSlug: null,
    place: { isEmbedded: true, boundTo: '127.0.0.1', outsideServices: [], ...options.place },
    answerFloorMs: 0,
    pause: async () => {},
    faultAt: () => {},
    backups: options.backups ?? null,
    metrics: noMetrics,
    sealKeyReady: async () => true,
  };
  const folder = mkdtempSync(join(tmpdir(), 'heather-portal-'));
  const [staff, client] = await Promise.all([
    createPortalServer({
      shell,
      audience: 'staff',
      router: staffRouter,
      address: { url: staffUrl, proxies: options.proxies ?? [] },
      folder,
    }),
    createPortalServer({
      shell,
      audience: 'client',
      router: clientRouter,
      address: { url: clientUrl, proxies: options.proxies ?? [] },
      folder,
    }),
  ]);

  const contextOf = (
    audience: 'staff' | 'client',
    signIn: SignIn | null,
    headers: RequestContext['headers'] = {},
  ): RequestContext => ({
    shell,
    audience,
    requestId: '00000000-0000-4000-8000-000000000000',
    headers: { host: audience === 'staff' ? 'localhost:4100' : 'localhost:4200', ...headers },
    address: '127.0.0.1',
    log,
    identify: async () => signIn,
    setCookies: () => {},
  });
  const practiceOf = async (given?: string) => given ?? (await homePracticeId(shell)) ?? '';
  const signInOf = (practiceId: string, authMethods: AuthMethod[]) => ({
    id: '00000000-0000-4000-8000-000000000001',
    userId: '00000000-0000-4000-8000-000000000002',
    practiceId,
    authMethods,
    createdAt: clock.now,
    provenAt: clock.now,
  });

  return {
    shell,
    servers: { staff, client },
    now: () => clock.now,
    /** Moves the clock on. */
    advance: (by: Temporal.DurationLike) => {
      clock.now = clock.now.add(by);
    },
    setNow: (at: string) => {
      clock.now = Temporal.Instant.from(at);
    },
    /** Calls as a member of staff whose sign-in is complete and fresh. Their roles are read from the database. */
    callerFor: async (staffId: string, how: { practiceId?: string; authMethods?: AuthMethod[] } = {}) => {
      const base = signInOf(await practiceOf(how.practiceId), how.authMethods ?? ['password', 'totp']);
      return staffCaller(contextOf('staff', { kind: 'staff', staffId, ...base }));
    },
    /** Calls as a client. */
    clientCaller: async (clientId: string, how: { practiceId?: string; authMethods?: AuthMethod[] } = {}) => {
      const base = signInOf(await practiceOf(how.practiceId), how.authMethods ?? ['mail-code']);
      return clientCallerOf(contextOf('client', { kind: 'client', clientId, ...base }));
    },
    /** Calls as nobody, on the staff portal or the client portal. */
    signedOutStaff: (headers?: RequestContext['headers']) => staffCaller(contextOf('staff', null, headers)),
    signedOutClient: (headers?: RequestContext['headers']) => clientCallerOf(contextOf('client', null, headers)),
    /** A real sign-in of a member of staff: the Cookie header for `post`, `get` and `inject`. */
    staffCookie: async (staffId: string, how: { practiceId?: string; authMethods?: AuthMethod[] } = {}) => {
      const practiceId = await practiceOf(how.practiceId);
      const user = await auth.staff.users.ensure(practiceId, staffId, `${staffId}@staff.test`);
      const authMethods = how.authMethods ?? ['password', 'totp'];
      const made = { practiceId, personId: staffId, userId: user.id, authMethods, device: 'A test' };
      const { token } = await auth.staff.signIns.start(made, clock.now);
      return setCookie(auth.cookies.staff, token).split(';')[0] as string;
    },
    clientCookie: async (clientId: string, how: { practiceId?: string; authMethods?: AuthMethod[] } = {}) => {
      const practiceId = await practiceOf(how.practiceId);
      const user = await auth.client.users.ensure(practiceId, clientId, clientEmail(clientId));
      const made = {
        practiceId,
        personId: clientId,
        userId: user.id,
        authMethods: how.authMethods ?? ['mail-code'],
        device: 'A test',
      };
      const { token } = await auth.client.signIns.start(made, clock.now);
      return setCookie(auth.cookies.client, token).split(';')[0] as string;
    },
    /** POST /trpc/<path> as a browser of the portal does. */
    post: (audience: 'staff' | 'client', path: string, input?: unknown, cookie?: string) =>
      call(audience === 'staff' ? staff : client, audience, 'POST', path, input, cookie),
    get: (audience: 'staff' | 'client', path: string, input?: unknown, cookie?: string) =>
      call(audience === 'staff' ? staff : client, audience, 'GET', path, input, cookie),
    /** Runs every job that is due, and those that they queue, until none is left. @returns how many ran */
    runJobs: () => jobs.drain(jobRunner(shell)),
    /** Runs the minute's sweeps once for one practice. */
    runSweeps: async (practiceId?: string) =>
      jobRunner(shell)('sweep', { practiceId: await practiceOf(practiceId), data: {} }),
    /** As the worker of a practice: `db`, `write`, `vault`. */
    asWorker: async <T>(body: Parameters<typeof workerContext<T>>[2], practiceId?: string) =>
      workerContext(shell, await practiceOf(practiceId), body),
    runAs,
    close: async () => {
      await Promise.all([staff.close(), client.close()]);
      await beneath.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type TestServer = Awaited<ReturnType<typeof createTestServer>>;

function call(
  server: FastifyInstance,
  audience: 'staff' | 'client',
  method: 'GET' | 'POST',
  path: string,
  input?: unknown,
  cookie?: string,
) {
  const host = audience === 'staff' ? 'localhost:4100' : 'localhost:4200';
  const headers = { host, ...(method === 'POST' && { origin: `http://${host}` }), ...(cookie && { cookie }) };
  const query = method === 'GET' && input !== undefined ? `?input=${encodeURIComponent(JSON.stringify(input))}` : '';
  return server.inject({
    method,
    url: `/trpc/${path}${query}`,
    headers: { ...headers, ...(method === 'POST' && { 'content-type': 'application/json' }) },
    ...(method === 'POST' && { payload: input === undefined ? '' : JSON.stringify(input) }),
  });
}

export { sealHowWeWorkOfBefore } from './agreements/seal-how-we-work.ts';
export { tablesOfClient } from './clients/tables-of-client.ts';
export { exportClient } from './rights/access/export-client.ts';
export { columnsLeft } from './rights/access/make-pack.ts';
export { leavesWhole } from './rights/access/record-tables.ts';
