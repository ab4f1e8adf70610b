import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import type { Shell } from '../shell.ts';
import type { Metrics } from './metrics.ts';

/** Seconds. From a lookup to what nobody should wait for; a backup or an import goes into the last. */
const buckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60];
const advice = { advice: { explicitBucketBoundaries: buckets } };

/**
 * OpenTelemetry's metrics as a page that a collector on this machine reads: http://127.0.0.1:<port>/metrics. Never on another address.
 * @param port 0 for any, in tests
 */
export async function serveMetrics(
  shell: Pick<Shell, 'database' | 'workerDatabase' | 'backups' | 'now'>,
  port: number,
): Promise<Metrics & { read: () => Promise<string>; stop: () => Promise<void> }> {
  const reader = new PrometheusExporter({
    host: '127.0.0.1',
    port,
    preventServerStart: true,
    withoutTargetInfo: true,
    withoutScopeInfo: true,
  });
  const provider = new MeterProvider({ readers: [reader] });
  const meter = provider.getMeter('heather');
  const calls = meter.createHistogram('heather.procedure.duration', {
    unit: 's',
    description: 'How long procedures took to answer',
    ...advice,
  });
  const jobs = meter.createHistogram('heather.job.duration', {
    unit: 's',
    description: 'How long jobs took',
    ...advice,
  });
  meter
    .createObservableGauge('heather.pool.connections', { description: 'Connections to the database' })
    .addCallback((result) => {
      for (const [pool, { pool: held }] of [
        ['web', shell.database],
        ['worker', shell.workerDatabase],
      ] as const) {
        result.observe(held.totalCount - held.idleCount, { pool, state: 'busy' });
        result.observe(held.idleCount, { pool, state: 'idle' });
        result.observe(held.waitingCount, { pool, state: 'awaited' });
      }
    });
  meter
    .createObservableGauge('heather.queue.depth', { description: 'Jobs that wait or are under way' })
    .addCallback(async (result) => {
      const { rows } = await shell.workerDatabase.pool.query<{ job: string; state: string; n: number }>(
        "SELECT name AS job, state::text, count(*)::int AS n FROM pgboss.job WHERE state < 'completed' GROUP BY 1, 2",
      );
      for (const { job, state, n } of rows) result.observe(n, { job, state });
    });
  await reader.startServer();
  return {
    called: (procedure, outcome, ms) => calls.record(ms / 1000, { procedure, outcome }),
    worked: (job, outcome, ms) => jobs.record(ms / 1000, { job, outcome }),
    read: async () => {
      const answered = await fetch(`http://127.0.0.1:${portOf(reader)}/metrics`);
      return answered.text();
    },
    stop: () => provider.shutdown(),
  };
}

/** @seam where a test finds the page when any port was asked for */
function portOf(reader: PrometheusExporter): number {
  const { _server: server } = reader as unknown as { _server: { address: () => { port: number } } };
  return server.address().port;
}
