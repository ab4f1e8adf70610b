import { join, resolve } from 'node:path';
import { createDatabase, createVault, derivedKey, type OpenedDatabase, openDatabase } from '@heather/database';
import { isMailAddress, type Mailbox, smtpTransport, startMailbox } from '@heather/mail';
import { sealHowWeWorkOfBefore } from '../agreements/seal-how-we-work.ts';
import { createAuth } from '../auth/auth.ts';
import { type BackupSettings, usualRotation } from '../backup/settings.ts';
import {
  hasNoOutsideService,
  isBoundToThisMachine,
  isOnEmbeddedDatabase,
  wasBornAsDemonstration,
} from '../demonstration/conditions.ts';
import type { Env } from '../env.ts';
import { startJobs } from '../jobs/jobs.ts';
import { jobRunner } from '../jobs/run-job.ts';
import { noMetrics } from '../metrics/metrics.ts';
import { serveMetrics } from '../metrics/serve-metrics.ts';
import { createLog } from '../server/log.ts';
import { createPortalServer } from '../server/portal-server.ts';
import type { Shell } from '../shell.ts';
import { clientRouter } from '../trpc/client-router.ts';
import { loggable } from '../trpc/errors.ts';
import { staffRouter } from '../trpc/staff-router.ts';
import { faultPoint } from './fault-point.ts';
import { checkPorts } from './ports.ts';
import { ensurePractice } from './practice.ts';
import type { Say } from './say.ts';
import { prepareSealKey } from './seal-key.ts';
import { StartProblem } from './start-problem.ts';

export type Running = {
  /** Ends everything in the order in which nothing is lost. May be called twice. */
  stop: () => Promise<void>;
  /** Settles when the database has gone without being asked to. */
  failed: Promise<void>;
};

const portals = resolve(import.meta.dirname, '../../../..');

/**
 * Everything that runs, in order: ports free → database (key, server, roles, migrations) → practice → seal key → mail → portals →
 * worker. What was begun is ended again when a later step fails.
 * @throws StartProblem, DatabaseProblem: one line each
 */
export async function startHeather(env: Env, say: Say): Promise<Running> {
  const endings: (() => Promise<unknown>)[] = [];
  let stopping: Promise<void> | undefined;
  const log = createLog(env.logLevel);
  const stop = () => {
    stopping ??= (async () => {
      for (const end of endings.reverse())
        await end().catch((error) => log.error(loggable(error), 'a part did not end cleanly'));
    })();
    return stopping;
  };
  try {
    const { failed } = await startAll(env, say, log, (end) => endings.push(end));
    return { stop, failed };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startAll(
  env: Env,
  say: Say,
  log: Shell['log'],
  onStop: (end: () => Promise<unknown>) => void,
): Promise<{ failed: Promise<void> }> {
  if (!isMailAddress(env.mailFrom.address)) throw new StartProblem('HEATHER_MAIL_FROM is not one plain mail address.');
  await checkPorts(env.host, {
    PORT_STAFF: env.ports.staff,
    PORT_CLIENT: env.ports.client,
    ...(env.metricsPort !== null && { HEATHER_METRICS_PORT: env.metricsPort }),
    ...(!env.smtpUrl && { PORT_MAIL: env.ports.mail }),
  });
  const opened = await openDatabase({
    dataFolder: env.dataFolder,
    databaseUrl: env.databaseUrl,
    masterKey: env.key,
    onProgress: (step, migration) => {
      if (step === 'starting')
        say(env.databaseUrl ? 'Reaching the database …' : `Starting the database in ${env.dataFolder} …`);
      if (migration) say(`Changing the database, step ${migration.index} of ${migration.count}: ${migration.name} …`);
    },
  });
  onStop(opened.close);
  let isStopping = false;
  const onError = (error: Error) => {
    if (!isStopping) log.warn(loggable(error), 'a database connection failed');
  };
  const database = createDatabase({ url: opened.urls.web, max: 16, applicationName: 'heather-web', onError });
  onStop(database.close);
  const workerDatabase = createDatabase({
    url: opened.urls.worker,
    max: 6,
    applicationName: 'heather-worker',
    onError,
  });
  onStop(workerDatabase.close);
  const auth = createAuth({
    url: opened.urls.auth,
    secret: Buffer.from(derivedKey(opened.masterKey, 'signing in')).toString('base64url'),
    staffUrl: env.staffUrl,
    clientUrl: env.clientUrl,
  });
  onStop(auth.close);

  const jobs = await startJobs(opened.urls, log);
  onStop(jobs.stop);
  const unready: Omit<Shell, 'sealKeyReady'> = {
    database,
    workerDatabase,
    vault: createVault({ masterKey: opened.masterKey }),
    auth,
    jobs,
    log,
    now: () => Temporal.Instant.fromEpochMilliseconds(Date.now()),
    addresses: { staffUrl: env.staffUrl, clientUrl: env.clientUrl, mailUrl: null },
    mail: { transport: null, signedAs: env.mailFrom.name, messageDomain: env.mailFrom.address.split('@')[1] as string },
    practiceSlug: env.practiceSlug,
    place: { isEmbedded: opened.isEmbedded, boundTo: env.host, outsideServices: env.outsideServices },
    backups: null,
    metrics: noMetrics,
    answerFloorMs: 400,
    pause: (ms) => new Promise((done) => setTimeout(done, ms)),
    faultAt: () => {},
  };
  const shell: Shell = { ...unready, sealKeyReady: async () => false };
  const howToGetIn = await ensurePractice(shell, env, say);
  const sealed = await sealHowWeWorkOfBefore(shell, opened.urls.owner);
  if (sealed > 0) say(`How people work was sealed in ${sealed} ${sealed === 1 ? 'agreement' : 'agreements'}.`);
  shell.faultAt = faultPoint(env.fault, opened.isEmbedded, await database.lookups.practices());
  shell.backups = await backupSettings(shell, env, opened);
  if (env.metricsPort !== null) {
    const served = await serveMetrics(shell, env.metricsPort);
    onStop(served.stop);
    shell.metrics = served;
    say(`Metrics: http://127.0.0.1:${env.metricsPort}/metrics`);
  }
  if (env.staffUrl.startsWith('https:') && env.proxies.length === 0)
    say('HEATHER_PROXY is not set: everybody behind a proxy counts as one visitor, and is limited as one.');
  await openMail(shell, env, say, onStop);
  shell.sealKeyReady = await prepareSealKey(shell);

  await serve(shell, env, onStop);
  await jobs.work(jobRunner(shell), async () =>
    (await database.lookups.practices()).map((practice) => practice.practiceId),
  );
  onStop(async () => {
    isStopping = true;
  });
  announce(say, shell, howToGetIn);
  return { failed: opened.exited };
}

/** A demonstration is made up, and made again: it is not backed up by itself. */
async function backupSettings(shell: Shell, env: Env, opened: OpenedDatabase): Promise<BackupSettings | null> {
  const practices = await shell.database.lookups.practices();
  if (!env.backups || practices.some((practice) => practice.bornAsDemonstrationAt)) return null;
  return { folder: env.backups, masterKey: opened.masterKey, urls: opened.urls, rotation: usualRotation };
}

/** By SMTP_URL; in a demonstration to its own mailbox; else mail waits in the outbox, and nothing of it is lost. */
async function openMail(
  shell: Shell,
  env: Env,
  say: Say,
  onStop: (end: () => Promise<unknown>) => void,
): Promise<void> {
  let url = env.smtpUrl;
  if (!url && (await mayHaveMailbox(shell))) {
    const mailbox: Mailbox = await startMailbox({ folder: join(env.dataFolder, 'mailbox'), port: env.ports.mail });
    onStop(mailbox.stop);
    shell.addresses.mailUrl = mailbox.url;
    url = mailbox.smtpUrl;
  }
  if (!url) return say('No SMTP_URL is set: mail waits until there is one.');
  const transport = smtpTransport({ url, from: env.mailFrom });
  onStop(async () => transport.close());
  shell.mail.transport = transport;
}

/** What holds for one-click sign-in holds for the mailbox; its own page judges each request. */
async function mayHaveMailbox({ database, place }: Shell): Promise<boolean> {
  const practices = await database.lookups.practices();
  return (
    practices.some((practice) =>
      wasBornAsDemonstration({ isDemonstration: practice.bornAsDemonstrationAt !== null }),
    ) &&
    isOnEmbeddedDatabase(place) &&
    isBoundToThisMachine(place) &&
    hasNoOutsideService(place)
  );
}

async function serve(shell: Shell, env: Env, onStop: (end: () => Promise<unknown>) => void): Promise<void> {
  const folder = (name: string) => join(portals, 'apps', name, 'dist');
  const staff = await createPortalServer({
    shell,
    audience: 'staff',
    router: staffRouter,
    address: { url: env.staffUrl, proxies: env.proxies },
    folder: folder('therapist-portal'),
  });
  const client = await createPortalServer({
    shell,
    audience: 'client',
    router: clientRouter,
    address: { url: env.clientUrl, proxies: env.proxies },
    folder: folder('client-portal'),
  });
  for (const [server, port] of [
    [staff, env.ports.staff],
    [client, env.ports.client],
  ] as const) {
    onStop(() => server.close());
    await server.listen({ host: env.host, port });
  }
}

function announce(say: Say, shell: Shell, howToGetIn: string[]): void {
  const { staffUrl, clientUrl, mailUrl } = shell.addresses;
  say('');
  say(`For staff:    ${staffUrl}`);
  say(`For clients:  ${clientUrl}`);
  if (mailUrl) say(`Mail that left: ${mailUrl}`);
  for (const line of howToGetIn) say(line);
  say('Heather is ready. Ctrl-C stops it.');
}
