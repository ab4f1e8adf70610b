import type { Outgoing } from '@heather/mail';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTwoPractices, type TwoPractices } from './two-practices.ts';

const sent: Outgoing[] = [];
let world: TwoPractices;
beforeAll(async () => {
  const send = async (mail: Outgoing) => {
    sent.push(mail);
  };
  world = await openTwoPractices({ transport: { send, verify: async () => true, close: () => {} } });
}, 180_000);
afterAll(() => world.close());

/** A hash a table, over every schema that is ours, the queue's and the sign-ins' too; but for the two where the queue keeps its own clock. */
async function everything(): Promise<Record<string, string>> {
  const { rows } = await world.db.admin(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'auth', 'pgboss')
       AND (schemaname, tablename) NOT IN (('pgboss', 'queue'), ('pgboss', 'version')) ORDER BY 1`,
  );
  const found: Record<string, string> = {};
  for (const { name } of rows as { name: string }[]) {
    const { rows: one } = await world.db.admin(
      `SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS hash FROM ${name} t`,
    );
    found[name] = one[0].hash;
  }
  return found;
}

/** Lets the practice do what sends mail with a link in it, by its own procedures. */
async function sendLinks(): Promise<void> {
  const { server, home, pool, db } = world;
  const { carys, tomos } = home.staff;
  const manager = await server.callerFor(carys?.id ?? '');
  await manager.account.inviteStaff({
    fullName: 'Ada Crick',
    shortName: 'Ada C.',
    email: 'ada@fernrow.example',
    roles: ['therapist'],
  });
  const { rows: offers } = await db.admin(
    "SELECT id FROM offer WHERE practice_id = $1 AND state = 'accepted-by-therapist'",
    [home.id],
  );
  for (const { id } of offers) await manager.allocation.sendToClient({ offerId: id });
  const { rows: packs } = await db.admin(
    "SELECT id FROM agreement_pack WHERE practice_id = $1 AND state IN ('sent', 'opened')",
    [home.id],
  );
  for (const { id } of packs) await manager.agreements.resend({ packId: id }).catch(() => undefined);
  expect(pool.clientsOf(tomos?.id ?? '').length).toBeGreaterThan(0);
  await server.runSweeps(home.id);
  await server.runJobs();
}

it('every mailed link, opened three times by GET and by HEAD, changes nothing', async () => {
  await sendLinks();
  const links = [
    ...new Set(sent.flatMap((mail) => JSON.stringify(mail).match(/https?:\/\/localhost:\d+[^\s"\\<>)]*/g) ?? [])),
  ];
  const kinds = new Set(links.map((link) => new URL(link).pathname.split('/')[1]));
  expect([...kinds], 'an invitation and a link to sign or to answer, at the least').toEqual(
    expect.arrayContaining(['invitation', 'sign']),
  );
  const before = await everything();
  expect(Object.keys(before).length).toBeGreaterThan(60);
  for (const link of links) {
    const { host, pathname, search, hash } = new URL(link);
    const portal = host === 'localhost:4100' ? 'staff' : 'client';
    // A scanner may also send what stands behind the #, which a browser never does.
    for (const url of [pathname + search, `${pathname}${search}${hash.replace('#', '?token=')}`]) {
      for (const method of ['GET', 'HEAD', 'GET', 'HEAD', 'GET', 'HEAD'] as const) {
        const response = await world.server.servers[portal].inject({ method, url, headers: { host } });
        expect(response.headers['set-cookie']).toBeUndefined();
        expect(response.headers['referrer-policy']).toBe('no-referrer');
      }
    }
  }
  expect(await everything()).toEqual(before);
}, 180_000);
