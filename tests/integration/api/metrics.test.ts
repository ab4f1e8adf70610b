import { attributeKeys, serveMetrics } from '@heather/api/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from './world.ts';

let world: World;
let served: Awaited<ReturnType<typeof serveMetrics>>;
beforeAll(async () => {
  world = await openWorld();
  served = await serveMetrics(world.server.shell, 0);
  world.server.shell.metrics = served;
});
afterAll(async () => {
  await served?.stop();
  await world?.close();
});

describe('metrics', () => {
  it('say how long each procedure and job took and how it ended, how full the queue and the pools are', async () => {
    const { server, home } = world;
    const therapist = await server.callerFor(home.therapistId);
    await therapist.clients.get({ clientId: home.clientId });
    await (await server.callerFor(home.colleagueId)).clients
      .get({ clientId: crypto.randomUUID() })
      .catch(() => undefined);
    await server
      .callerFor(home.frontDeskId)
      .then((desk) => desk.backups.list())
      .catch(() => undefined);
    await server.asWorker(({ write }) => write((tx) => tx.enqueue('audit.hash-reads', {})));
    const before = await served.read();
    await server.runJobs();
    const page = await served.read();
    expect(page).toMatch(/heather_procedure_duration_count\{procedure="clients.get",outcome="ok"\} 1/);
    expect(page).toMatch(/procedure="clients.get",outcome="not-found"\} 1/);
    expect(page).toMatch(/procedure="backups.list",outcome="forbidden"\} 1/);
    expect(before).toMatch(/heather_queue_depth\{job="audit.hash-reads",state="created"\} 1/);
    expect(page).toMatch(/heather_job_duration_count\{job="audit.hash-reads",outcome="done"\} 1/);
    expect(page).toMatch(/heather_pool_connections\{pool="web",state="idle"\} \d/);
  });

  it('carry no attribute but the named ones, no id, no name and nothing that a person wrote', async () => {
    const page = await served.read();
    const lines = page.split('\n').filter((line) => line && !line.startsWith('#'));
    const keys = lines.flatMap((line) => [...line.matchAll(/[{,](\w+)="/g)].map(([, key]) => key));
    const known = [...attributeKeys, 'le'];
    expect(keys.filter((key) => !known.includes(key as never))).toEqual([]);
    expect(keys.length).toBeGreaterThan(10);
    expect(page).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    const { rows } = await world.db.admin(
      'SELECT full_name AS word FROM staff_member UNION SELECT last_name FROM client',
    );
    for (const { word } of rows) expect(page).not.toContain(word);
  });
});
