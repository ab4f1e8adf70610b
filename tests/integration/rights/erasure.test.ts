import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestServer, shredClient, verifyTrail } from '@heather/api/testing';
import { BrokenSeal, type Ciphertext, runAs } from '@heather/database';
import { checkPdf } from '@heather/documents';
import type { StaffRole } from '@heather/policy';
import { makeDemonstration, saveGround } from '@heather/seed';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finishRestore } from '../../../apps/api/src/backup/finish-restore.ts';
import { keepRing } from '../../../apps/api/src/backup/keep-ring.ts';
import { destroy, destroyDue } from '../../../apps/api/src/rights/erasure/destroy.ts';
import { callerOf } from '../../security/calls.ts';
import { makeInput, type Slot } from '../../security/inputs.ts';
import { loadPool } from '../../security/pool.ts';
import { procedures } from '../../security/procedures.ts';
import type { Actor } from '../../security/two-practices.ts';
import { takeTestDatabase } from '../../support/postgres.ts';
import { collect } from '../agreements/world.ts';
import { backUp, newFolder, restoreInto } from '../backup/restore-into.ts';
import { runCommand } from '../cli/run-command.ts';

// One person goes the whole way: held, refused, confirmed, taken back, confirmed again, destroyed through three deaths of the worker,
// certified. The tests stand in that order and share it.
let world: Awaited<ReturnType<typeof openPractice>>;
let practiceId: string;
let amira: string;
let names: string[];
/** Where the backups of this practice are, and the ring beside them. */
const folder = newFolder();
const admin = async (text: string, values: unknown[] = []) => (await world.db.admin(text, values)).rows;
const staff = (key: string) => world.server.callerFor(world.staff[key]?.id as string, { practiceId });
const codeOf = async (call: Promise<unknown>) => {
  try {
    await call;
    return 'was accepted';
  } catch (error) {
    return (error as { cause?: { code?: string } }).cause?.code ?? String(error);
  }
};

const now = '2026-11-24T11:48:00Z';
const cast: [string, StaffRole][] = [
  ['carys', 'manager'],
  ['ruth', 'clinical-lead'],
  ['bethan', 'front-desk'],
  ['gwen', 'supervisor'],
  ['tomos', 'therapist'],
];

/** The demonstration's practice, with nobody else's beside it. */
async function openPractice() {
  const db = await takeTestDatabase();
  const { ground, house } = makeDemonstration({ seed: 1, now: Temporal.Instant.from(now) });
  await saveGround(db.worker, db.vault, ground);
  const server = await createTestServer(db, { now, transport: collect().transport });
  server.shell.auth.withinLimit = async () => true;
  const practiceId = house.practice.id;
  const people = (await db.admin('SELECT id, email FROM staff_member')).rows;
  const clients = (await db.admin('SELECT client_id AS id, email FROM safe_contact')).rows;
  const find = (rows: { id: string; email: string | null }[], start: string) =>
    rows.find(({ email }) => email?.startsWith(start))?.id ?? '';
  const staff: Record<string, Actor> = Object.fromEntries(
    cast.map(([key, role]) => [
      key,
      { kind: 'staff' as const, label: `${role} ${key}`, role, id: find(people, `${key}@`), practiceId },
    ]),
  );
  const { urls, masterKey } = db;
  server.shell.backups = { folder, masterKey, urls, rotation: { daily: 7, weekly: 4, monthly: 12 } };
  const close = async () => {
    await server.close();
    await db.drop();
  };
  return { db, server, practiceId, staff, amira: find(clients, 'amira.'), tess: find(clients, 'tess.'), close };
}

beforeAll(async () => {
  world = await openPractice();
  practiceId = world.practiceId;
  amira = world.amira;
  // A name that is nobody else's, wherever it stands in clear.
  for (const column of ['first_name', 'last_name', 'short_name', 'known_as'])
    await admin(`UPDATE client SET ${column} = 'Zyxwena' WHERE id = $1`, [amira]);
  await admin("UPDATE client SET name_search = 'zyxwena' WHERE id = $1", [amira]);
  await admin(
    "UPDATE safe_contact SET email = 'zyxwena@post.example', telephone = '07700 900461' WHERE client_id = $1",
    [amira],
  );
  await admin(
    `DO $$ BEGIN SET LOCAL session_replication_role = replica;
       UPDATE signature SET name_as_typed = 'Zyxwena' WHERE client_id = '${amira}';
       UPDATE consent_record SET rendered = rendered || '[{"title": "Zyxwena"}]' WHERE client_id = '${amira}'; END $$`,
  );
  await admin(
    `UPDATE working_agreement SET frame = jsonb_set(frame, '{parties,client,name}', '"Zyxwena"') WHERE episode_id IN
       (SELECT episode_id FROM episode_participant WHERE client_id = $1)`,
    [amira],
  );
  // The telephone number whole, as typed and as it is looked for: six digits of it can stand anywhere in what is sealed.
  names = ['zyxwena', '07700 900461', '16400900770'];
}, 120_000);
afterAll(async () => {
  await world?.close();
  rmSync(folder, { recursive: true, force: true });
});

type Ask = (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;

async function tablesWith(words: readonly string[], ask: Ask = admin): Promise<string[]> {
  const tables = await ask(
    "SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ('public', 'auth') AND c.relkind = 'r'",
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await ask(
      `SELECT count(*)::int AS n FROM ${name} t WHERE ${words.map((word) => `lower(t::text) LIKE '%${word}%'`).join(' OR ')}`,
    );
    if (Number(row?.n) > 0) found.push(String(name));
  }
  return found;
}

/** Ends all that is open with somebody, as a practice would before it lets go of a record. */
async function close(clientId: string) {
  await admin(
    'UPDATE episode SET state = $2, ended_at = now() WHERE id IN (SELECT episode_id FROM episode_participant WHERE client_id = $1)',
    [clientId, 'ended'],
  );
  await admin("UPDATE risk_alert SET state = 'acknowledged' WHERE client_id = $1", [clientId]);
  await admin(
    "UPDATE rights_request SET state = 'withdrawn', closed_at = now() WHERE client_id = $1 AND state = 'open'",
    [clientId],
  );
  await admin(
    `INSERT INTO ledger_entry (practice_id, client_id, kind, pence, reason, method, party, payer_id, reference, at)
     SELECT practice_id, client_id, CASE WHEN sum(effect_pence) > 0 THEN 'payment' ELSE 'refund' END, abs(sum(effect_pence)), 'payment', 'cash', party,
       payer_id, 'ZYXWENA', now() FROM ledger_entry WHERE client_id = $1 GROUP BY practice_id, client_id, party, payer_id HAVING sum(effect_pence) <> 0`,
    [clientId],
  );
}

describe('before', () => {
  it('says in words what keeps a record, and does not destroy it', async () => {
    const lead = await staff('ruth');
    const facts = await lead.retention.ofClient({ clientId: amira });
    expect(facts.heldBy).toContain('course-open');
    const { destructionId } = await lead.retention.listRecord({ clientId: amira });
    expect(await lead.retention.listRecord({ clientId: amira })).toEqual({ destructionId });
    expect(await codeOf(lead.retention.confirm({ destructionId, version: 1 }))).toBe('rights/held');
    await close(amira);
    expect((await lead.retention.ofClient({ clientId: amira })).heldBy).toEqual([]);
    expect((await tablesWith(names)).length).toBeGreaterThan(5);
  });

  it('a hold stops what was confirmed; only a clinical lead says yes, and anybody of the two takes it back', async () => {
    const [lead, manager, desk] = await Promise.all([staff('ruth'), staff('carys'), staff('bethan')]);
    const open = async () => (await lead.retention.ofClient({ clientId: amira })).open;
    const asked = async () => {
      const row = await open();
      return { destructionId: row?.destructionId as string, version: row?.version as number };
    };
    expect(await codeOf(manager.retention.confirm(await asked()))).toBe('forbidden');
    expect(await codeOf(desk.retention.confirm(await asked()))).toBe('forbidden');
    const first = await asked();
    await lead.retention.confirm(first);
    expect(await codeOf(lead.retention.confirm(first))).toBe('conflict');
    const client = await world.server.clientCaller(amira, { practiceId });
    expect((await client.retention.mine()).erasesAfterAt).toBe('2026-12-01T11:48:00.000Z');
    const saveKey = randomUUID();
    const hold = {
      clientId: amira,
      kind: 'legal-claim',
      reason: 'A letter of claim came.',
      reviewOn: '2027-06-01',
      saveKey,
    } as const;
    const [{ holdId }, again] = await Promise.all([
      manager.retention.placeHold(hold),
      manager.retention.placeHold(hold),
    ]);
    expect(again).toEqual({ holdId });
    expect(await open()).toMatchObject({ state: 'listed', stoppedBy: 'hold', heldBy: ['hold'] });
    expect(await codeOf(lead.retention.confirm(await asked()))).toBe('rights/held');
    await manager.retention.liftHold({ holdId });
    await lead.retention.confirm(await asked());
    await manager.retention.undo(await asked());
    expect(await open()).toMatchObject({ state: 'listed', destroyAfterAt: null });
  });

  it('a hold for safeguarding is the clinical lead’s: others learn that it is held, and no more', async () => {
    const [lead, manager] = await Promise.all([staff('ruth'), staff('carys')]);
    const given = { clientId: amira, kind: 'safeguarding', reason: 'Quietly.', reviewOn: '2027-06-01' } as const;
    expect(await codeOf(manager.retention.placeHold({ ...given, saveKey: randomUUID() }))).toBe('forbidden');
    const { holdId } = await lead.retention.placeHold({ ...given, saveKey: randomUUID() });
    expect((await manager.retention.ofClient({ clientId: amira })).holds).toMatchObject([{ kind: null, reason: null }]);
    expect((await lead.retention.ofClient({ clientId: amira })).holds).toMatchObject([
      { kind: 'safeguarding', reason: 'Quietly.' },
    ]);
    expect(await codeOf(manager.retention.liftHold({ holdId }))).toBe('forbidden');
    await lead.retention.liftHold({ holdId });
  });
});

describe('the destruction', () => {
  let packId: string;
  let before: { hashes: unknown[]; pool: Awaited<ReturnType<typeof loadPool>>; readable: string[] };
  let lastWeek: string;
  const hashes = (ask: Ask = admin) =>
    ask(
      `SELECT 'signature' AS of, payload_sha256 AS hash FROM signature WHERE client_id = '${amira}'
       UNION ALL SELECT 'record', content_sha256 FROM consent_record WHERE client_id = '${amira}'
       UNION ALL SELECT 'event', type || seq FROM consent_event WHERE client_id = '${amira}' ORDER BY 1, 2`,
    );
  /** Whose goals open, one by one. */
  const readable = ({ worker, vault }: Pick<typeof world.db, 'worker' | 'vault'> = world.db) =>
    runAs({ kind: 'worker', practiceId }, async () => {
      const rows = await worker.prisma.goal.findMany({ where: { practiceId }, orderBy: { id: 'asc' } });
      const scope = vault.scope(worker.prisma, practiceId);
      const place = (rowId: string) => ({ table: 'goal', column: 'words_sealed', rowId });
      const opened = rows.map(({ id, clientId, wordsSealed }) =>
        scope.open(clientId, place(id), wordsSealed as Ciphertext).then(
          () => [clientId],
          () => [],
        ),
      );
      return (await Promise.all(opened)).flat();
    });
  const state = async () =>
    (await admin('SELECT state, certificate_id FROM destruction WHERE client_id = $1', [amira]))[0];

  beforeAll(async () => {
    const [pack] = await admin(
      "SELECT id FROM agreement_pack WHERE client_id = $1 AND state = 'signed' ORDER BY id LIMIT 1",
      [amira],
    );
    packId = pack?.id;
    const lead = await staff('ruth');
    const open = (await lead.retention.ofClient({ clientId: amira })).open;
    await lead.retention.confirm({ destructionId: open?.destructionId as string, version: open?.version as number });
    await world.server.clientCookie(amira, { practiceId });
    before = { hashes: await hashes(), pool: await loadPool(world.db), readable: await readable() };
    lastWeek = (await backUp(world.db, folder, 'last-week.heather')).path;
  });

  it('does nothing in its days of grace, and is whole or not there after the worker is killed at each step', async () => {
    const [row] = await admin('SELECT id FROM destruction WHERE client_id = $1', [amira]);
    const queued = async () => {
      const jobs = await world.server.asWorker((ctx) => destroyDue(ctx).then(() => ctx.shell), practiceId);
      expect(jobs).toBeDefined();
      return (await admin("SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'rights.destroy'"))[0]?.n;
    };
    const job = () => world.server.asWorker((ctx) => destroy(ctx, { destructionId: row?.id }), practiceId);
    world.server.advance({ hours: 24 * 7 - 1 });
    expect(await queued()).toBe(0);
    await job();
    expect((await state())?.state).toBe('confirmed');
    world.server.advance({ hours: 1 });
    expect(await queued()).toBe(1);
    const dieAt = (point: string) => {
      world.server.shell.faultAt = (at) => {
        if (at === point) throw new Error(`killed at ${point}`);
      };
    };
    dieAt('rights.before-commit');
    await expect(job()).rejects.toThrow('killed');
    expect((await state())?.state).toBe('confirmed');
    expect(await readable()).toContain(amira);
    expect((await admin('SELECT state FROM client WHERE id = $1', [amira]))[0]?.state).not.toBe('erased');
    for (const point of ['rights.after-destroy', 'rights.before-certificate']) {
      dieAt(point);
      await expect(job()).rejects.toThrow('killed');
      expect(await state()).toEqual({ state: 'destroyed', certificate_id: null });
    }
    world.server.shell.faultAt = () => {};
    // Asked for again while it waits it is the same job; what has no certificate yet is looked for too.
    expect(await queued()).toBe(1);
    await job();
    expect((await state())?.certificate_id).not.toBeNull();
    await job();
    expect(await admin('SELECT count(*)::int AS n FROM destruction_certificate', [])).toEqual([{ n: 1 }]);
    expect(await admin("SELECT count(*)::int AS n FROM audit_event WHERE type = 'record.destroyed'", [])).toEqual([
      { n: 1 },
    ]);
  });

  it('leaves neither name nor address in any column of any table, no way in, and nothing of hers that opens; all others read on', async () => {
    expect(await tablesWith(names)).toEqual([]);
    const left = await readable();
    expect(left).not.toContain(amira);
    expect(left.length).toBeGreaterThan(5);
    expect(await admin('SELECT FROM auth.client_user WHERE client_id = $1', [amira])).toEqual([]);
    const [file] = await admin('SELECT id, bytes_sealed FROM sealed_file WHERE client_id = $1 LIMIT 1', [amira]);
    if (file) {
      const scope = world.db.vault.scope(world.db.worker.prisma, practiceId);
      const place = { table: 'sealed_file', column: 'bytes_sealed', rowId: file.id };
      await expect(
        runAs({ kind: 'worker', practiceId }, () => scope.openBytes(amira, place, file.bytes_sealed)),
      ).rejects.toThrow(BrokenSeal);
    }
    const clear = await admin('SELECT total, band, subscales FROM administration WHERE client_id = $1', [amira]);
    expect(clear.length).toBeGreaterThan(0);
    expect(clear.every((row) => row.total === null && row.band === null && row.subscales === null)).toBe(true);
    expect(await admin('SELECT FROM goal_rating WHERE client_id = $1', [amira])).toEqual([]);
  });

  it('keeps the proof of what was signed by its hashes, the sums of the ledger, and a trail that verifies', async () => {
    expect(before.hashes.length).toBeGreaterThan(3);
    expect(await hashes()).toEqual(before.hashes);
    const [sum] = await admin(
      'SELECT sum(effect_pence)::int AS n, count(*)::int AS lines FROM ledger_entry WHERE client_id = $1',
      [amira],
    );
    expect(sum).toMatchObject({ n: 0 });
    expect(sum?.lines).toBeGreaterThan(1);
    expect(await world.server.asWorker((ctx) => verifyTrail(ctx.db, practiceId), practiceId)).toMatchObject({
      ok: true,
    });
  });

  it('has a certificate that names nobody, says what became of what, and is the file that was sealed', async () => {
    const manager = await staff('carys');
    const { certificates } = await manager.retention.certificates({ before: null });
    expect(certificates).toMatchObject([{ number: 1, confirmedBy: 'Ruth Maddox' }]);
    const { base64 } = await manager.retention.openCertificate({
      certificateId: certificates[0]?.certificateId as string,
    });
    const [row] = await admin('SELECT sealed_sha256, facts FROM destruction_certificate', []);
    expect(checkPdf(Buffer.from(base64, 'base64'), row?.sealed_sha256).ok).toBe(true);
    expect(JSON.stringify(row?.facts).toLowerCase()).not.toContain('zyxwena');
    const count = (words: RegExp) => row?.facts.parts.find((part: { words: string }) => words.test(part.words)).count;
    expect(count(/^Measures/)).toBeGreaterThan(2);
    expect(count(/^Lines of the ledger/)).toBeGreaterThan(1);
    writeFileSync(join(folder, 'certificate.pdf'), Buffer.from(base64, 'base64'));
    const where = { DATABASE_URL: world.db.adminUrl, HEATHER_KEY: Buffer.from(world.db.masterKey).toString('hex') };
    expect(await runCommand(where, 'verify', join(folder, 'certificate.pdf'))).toEqual({
      code: 0,
      said: expect.stringMatching(
        /^Match: the certificate of a destruction that .* sealed at .*\n {2}file hash {9}holds\n {2}seal {14}holds\n {2}canonical record {2}holds\n$/,
      ),
    });
    expect(await codeOf((await staff('bethan')).retention.certificates({ before: null }))).toBe('forbidden');
  });

  it('answers every procedure for her, and for all that was hers, as for a random id; searching finds nobody', async () => {
    const call = callerOf(world);
    const wrong: string[] = [];
    let tried = 0;
    for (const procedure of procedures.filter(({ portal, row }) => portal === 'staff' && row?.audience === 'staff')) {
      const { slots } = await makeInput(procedure);
      const actors = Object.values(world.staff).filter(
        (actor) =>
          actor.kind === 'staff' && procedure.row?.audience === 'staff' && procedure.row.roles.includes(actor.role),
      ) as Actor[];
      for (const slot of slots.filter(
        ({ path, kind }) => kind !== 'fresh' && kind !== 'staff' && !path.endsWith('.before'),
      )) {
        const hers = before.pool
          .of(slot.kind)
          .find(({ clientIds }) => clientIds.length > 0 && clientIds.every((id) => id === amira));
        if (!hers) continue;
        for (const actor of actors.slice(0, 2)) {
          const answers = [];
          for (const id of [hers.id, randomUUID()]) {
            const at = ({ path, kind }: Slot) =>
              path === slot.path
                ? id
                : (before.pool.of(kind).find((one) => one.practiceId === practiceId && !one.clientIds.includes(amira))
                    ?.id ?? randomUUID());
            const answer = await call(procedure, (await makeInput(procedure, at)).value, actor);
            answers.push([
              answer.status,
              answer.code,
              answer.body.replaceAll(id, 'the id').replaceAll(/"requestId":"[^"]+"/g, ''),
            ]);
          }
          tried += 1;
          if (JSON.stringify(answers[0]) !== JSON.stringify(answers[1]))
            wrong.push(`${procedure.path} ${slot.path} by ${actor.label}: ${JSON.stringify(answers).slice(0, 300)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(60);
    const manager = await staff('carys');
    for (const words of ['Zyxwena', 'Erased', '07700 900461'])
      expect((await manager.clients.search({ name: words, most: 8 })).people).toEqual([]);
    expect(packId).toBeDefined();
  }, 60_000);

  it('lets nothing begin again, by anybody: neither by the web nor by the worker', async () => {
    await expect(
      world.server.asWorker(
        (ctx) =>
          ctx.write((tx) => tx.client.updateMany({ where: { practiceId, id: amira }, data: { state: 'ended' } })),
        practiceId,
      ),
    ).rejects.toThrow();
    await expect(
      world.server.asWorker(
        (ctx) =>
          ctx.write((tx) =>
            tx.personAround.createMany({ data: [{ practiceId, clientId: amira, kind: 'partner', name: 'Somebody' }] }),
          ),
        practiceId,
      ),
    ).rejects.toThrow();
    expect(await world.server.asWorker((ctx) => ctx.write((tx) => shredClient(tx, amira)), practiceId)).not.toBeNull();
    // Each sweep passes over them; what fails here would fail every minute.
    await world.server.runSweeps(practiceId);
  });

  it('and nobody’s kept words are emptied while their record stands', async () => {
    const other = world.tess;
    await expect(
      world.server.asWorker(
        (ctx) =>
          ctx.write(
            (tx) => tx.$executeRaw`UPDATE signature SET name_as_typed = 'Erased' WHERE client_id <> ${amira}::uuid`,
          ),
        practiceId,
      ),
    ).rejects.toThrow();
    await expect(
      world.server.asWorker(
        (ctx) =>
          ctx.write(
            (tx) => tx.$executeRaw`UPDATE signature SET name_as_typed = 'Else' WHERE client_id = ${amira}::uuid`,
          ),
        practiceId,
      ),
    ).rejects.toThrow();
    const gone = await world.server.asWorker(
      (ctx) => ctx.write((tx) => tx.$executeRaw`DELETE FROM goal_rating WHERE client_id <> ${other}::uuid`),
      practiceId,
    );
    expect(gone).toBe(0);
  });

  it('reaches last week’s backup: restored, it cannot read her and reads all others; what she signed is proven by its hashes', async () => {
    await world.server.asWorker((ctx) => keepRing(ctx, {}), practiceId);
    const there = await restoreInto(world.db, lastWeek);
    try {
      const asked: Ask = async (text) => (await there.ask(text)).rows;
      expect(there.restored.gone).toEqual([{ practiceId, clientId: amira }]);
      const proven = await finishRestore(there.restored);
      expect(proven.gone).toBe(1);
      expect(await asked("SELECT client_id AS id FROM audit_event WHERE type = 'record.destroyed-again'")).toEqual([
        { id: amira },
      ]);
      expect(await asked(`SELECT state, certificate_id FROM destruction WHERE client_id = '${amira}'`)).toEqual([
        { state: 'called-off', certificate_id: null },
      ]);
      expect(await tablesWith(names, asked)).toEqual([]);
      expect(await readable(there)).toEqual(before.readable.filter((id) => id !== amira));
      expect(await hashes(asked)).toEqual(before.hashes);
      expect(
        await runAs({ kind: 'worker', practiceId }, () => verifyTrail(there.worker.prisma, practiceId)),
      ).toMatchObject({ ok: true });
    } finally {
      await there.close();
    }
  }, 120_000);
});

describe('of a couple, one of the two', () => {
  let sam: string;
  let dee: string;
  const clientOf = async (first: string) =>
    (await admin("SELECT id FROM client WHERE first_name = $1 AND last_name = 'Tully'", [first]))[0]?.id as string;

  /** What every reading procedure answers for what is the other's, alone or together: to each of two who may ask, and to the other. */
  async function answersFor(clientId: string): Promise<Map<string, string>> {
    const call = callerOf(world);
    const pool = await loadPool(world.db);
    const found = new Map<string, string>();
    const client: Actor = { kind: 'client', label: 'the other', id: clientId, practiceId };
    for (const procedure of procedures.filter(({ row }) => row?.kind === 'read' && row.audience !== 'public')) {
      const { row } = procedure;
      const { slots } = await makeInput(procedure);
      const actors =
        row?.audience === 'staff'
          ? ['tomos', 'carys']
              .map((key) => world.staff[key] as Actor)
              .filter((one) => one.kind === 'staff' && row.roles.includes(one.role))
          : [client];
      const ids = slots.map(({ path, kind }) => ({
        path,
        id: pool.of(kind).find(({ clientIds }) => clientIds.includes(clientId))?.id,
      }));
      if (ids.some(({ id }) => id === undefined)) continue;
      const at = ({ path }: Slot) => ids.find((one) => one.path === path)?.id ?? randomUUID();
      const { value } = await makeInput(procedure, at);
      for (const actor of actors) {
        const { status, code } = await call(procedure, value, actor);
        found.set(`${procedure.path} by ${actor.label}`, `${status} ${code ?? ''}`);
      }
    }
    return found;
  }
  const shared = () =>
    admin(
      `SELECT to_jsonb(s) - 'state' AS row FROM session s WHERE s.episode_id IN (SELECT episode_id FROM episode_participant WHERE client_id = $1)
       UNION ALL SELECT to_jsonb(a) FROM working_agreement a WHERE a.episode_id IN (SELECT episode_id FROM episode_participant WHERE client_id = $1)
       UNION ALL SELECT to_jsonb(e) FROM episode e WHERE e.id IN (SELECT episode_id FROM episode_participant WHERE client_id = $1)
       UNION ALL SELECT to_jsonb(x) FROM signature x WHERE x.client_id = $1 UNION ALL SELECT to_jsonb(x) FROM consent_record x WHERE x.client_id = $1
       UNION ALL SELECT to_jsonb(x) FROM check_in x WHERE x.client_id = $1 UNION ALL SELECT to_jsonb(x) FROM sealed_file x WHERE x.client_id = $1
       ORDER BY 1`,
      [dee],
    );

  it('is destroyed, and what they share stays whole and readable for the other', async () => {
    [sam, dee] = [await clientOf('Sam'), await clientOf('Dee')];
    await close(sam);
    // He left; their course goes on with one.
    await admin('UPDATE episode_participant SET left_at = now() WHERE client_id = $1', [sam]);
    await admin(
      "UPDATE episode SET state = 'open', ended_at = NULL WHERE id IN (SELECT episode_id FROM episode_participant WHERE client_id = $1)",
      [sam],
    );
    // What stands in lists of many: a goal on the day's card, somebody still to be rung.
    const [course] = await admin('SELECT episode_id AS id FROM episode_participant WHERE client_id = $1', [sam]);
    const [away] = await admin(
      'SELECT id FROM time_away WHERE staff_id = $1 OR true ORDER BY staff_id = $1 DESC LIMIT 1',
      [world.staff.tomos?.id],
    );
    const [goalId, messageId] = [randomUUID(), randomUUID()];
    const life = { wordings: [{ words: 'To be heard.', by: 'client', at: now }], history: [], waitsFor: null };
    await world.server.asWorker(
      ({ write }) =>
        write(async (tx) => {
          const seal = (table: string, rowId: string, words: string) =>
            tx.vault.seal(sam, { table, column: 'words_sealed', rowId }, words);
          const at = new Date(tx.now().epochMilliseconds);
          const wordsSealed = await seal('goal', goalId, JSON.stringify(life));
          const of = { practiceId, clientId: sam };
          await tx.goal.createMany({
            data: [
              {
                ...of,
                id: goalId,
                episodeId: course?.id,
                wordsSealed,
                state: 'agreed',
                proposedBy: 'client',
                createdAt: at,
                agreedAt: at,
              },
            ],
          });
          const said = await seal('away_message', messageId, 'We are closed on Monday.');
          await tx.awayMessage.createMany({
            data: [
              {
                ...of,
                id: messageId,
                awayId: away?.id,
                occasion: 'away',
                route: 'telephone',
                wordsSealed: said,
                state: 'to-tell',
                createdAt: at,
              },
            ],
          });
        }),
      practiceId,
    );
    const meetNow = () =>
      admin(
        `UPDATE session SET starts_at = $2::timestamptz + interval '1 hour', ends_at = $2::timestamptz + interval '110 minutes', status = 'planned' WHERE id =
           (SELECT id FROM session WHERE episode_id = $1 ORDER BY starts_at DESC LIMIT 1)`,
        [course?.id, world.server.now().toString()],
      );
    await meetNow();
    const [rows, answers] = [await shared(), await answersFor(dee)];
    expect(rows.length).toBeGreaterThan(5);
    expect(answers.get('day.get by therapist tomos')).toBe('200 ');
    expect([...answers.values()].filter((answer) => answer.startsWith('200')).length).toBeGreaterThan(40);
    const lead = await staff('ruth');
    const { destructionId } = await lead.retention.listRecord({ clientId: sam });
    await lead.retention.confirm({ destructionId, version: 1 });
    world.server.advance({ hours: 24 * 7 });
    await world.server.asWorker((ctx) => destroy(ctx, { destructionId }), practiceId);
    expect(await admin('SELECT id, state FROM client WHERE id = ANY ($1) ORDER BY state DESC', [[sam, dee]])).toEqual([
      { id: sam, state: 'erased' },
      { id: dee, state: expect.not.stringContaining('erased') },
    ]);
    expect(await shared()).toEqual(rows);
    await meetNow();
    const after = await answersFor(dee);
    expect([...answers].filter(([what, answer]) => after.get(what) !== answer)).toEqual([]);
    const day = JSON.stringify(await (await staff('tomos')).day.get());
    expect(day).toContain('Dee');
    expect(day).not.toContain('Erased');
  }, 60_000);
});
