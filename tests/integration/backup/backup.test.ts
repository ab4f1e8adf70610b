import { createHash, randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyTrail } from '@heather/api/testing';
import { BrokenSeal, type Ciphertext, runAs, shredClient } from '@heather/database';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { actors, key, openWorld, type World } from '../agreements/world.ts';
import { backUp, newFolder, restoreInto } from './restore-into.ts';

let world: World;
const folder = newFolder();
let clientId: string;
let practiceId: string;

beforeAll(async () => {
  world = await openWorld();
  ({ practiceId, clientId } = world.home);
  const as = await actors(world);
  const packId = (await as.sendTo(clientId)).packs[0]?.packId as string;
  await as.client.agreements.sign(await as.signing(as.client, packId));
  await as.therapist.agreements.countersign({ packId, nameTyped: 'Leila Amin', key: key() });
  await world.server.runJobs();
  await world.server.staffCookie(world.home.managerId);
});
// Several databases are made anew with all their indexes: seconds each, more on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

afterAll(async () => {
  await world?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Every row of every table, as one hash a table. */
async function prints(ask: (text: string) => Promise<{ rows: { name: string; print: string }[] }>) {
  const { rows: tables } = await ask(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name, '' AS print FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname IN ('public', 'auth') AND c.relkind = 'r' ORDER BY 1`,
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await ask(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS print, '' AS name FROM ${name} t`,
    );
    found[name] = rows[0]?.print ?? '';
  }
  return found;
}

const signedIn = ['auth.staff_session', 'auth.staff_sign_in', 'auth.client_session', 'auth.client_sign_in'];
const short = [
  'auth.staff_verification',
  'auth.client_verification',
  'auth.spoken_code',
  'auth.totp_used',
  'auth.rate_limit',
  'public._prisma_migrations',
  'public.backup_ring',
];

describe('a backup, restored', () => {
  it('has every row of every table byte for byte, seals that open, and a trail that holds; nobody is signed in', async () => {
    const made = await backUp(world.db, folder);
    const before = await prints((text) => world.db.admin(text));
    const there = await restoreInto(world.db, made.path);
    try {
      const after = await prints(there.ask);
      for (const table of [...signedIn, ...short]) {
        if (signedIn.includes(table)) expect([table, after[table]]).toEqual([table, '0 ']);
        delete before[table];
        delete after[table];
      }
      expect(after).toEqual(before);
      expect(Object.values(after).filter((print) => !print.startsWith('0 ')).length).toBeGreaterThan(25);
      for (const id of [practiceId, world.other.practiceId])
        expect(
          await runAs({ kind: 'worker', practiceId: id }, () => verifyTrail(there.worker.prisma, id)),
        ).toMatchObject({
          ok: true,
        });
      expect(await sealedFile(there)).toMatchObject({ isWhole: true });
      expect(there.restored.gone).toEqual([]);
      const { rows } = await there.ask('SELECT count(*)::int AS n FROM backup_ring');
      expect(rows[0].n).toBe(2);
    } finally {
      await there.close();
    }
  });

  it('is one moment although people write meanwhile: the trail ends exactly where the rows do', async () => {
    const manager = await world.server.callerFor(world.home.managerId);
    let isOver = false;
    const writers = Array.from({ length: 4 }, async () => {
      for (let n = 0; !isOver && n < 500; n += 1)
        await manager.account.setPreferences({ theme: 'dark', stimulus: 'low', textSize: 'usual' });
    });
    const made = [];
    for (let n = 0; n < 2; n += 1) made.push(await backUp(world.db, folder));
    isOver = true;
    await Promise.all(writers);
    for (const { path } of made.slice(1)) {
      const there = await restoreInto(world.db, path);
      try {
        const verdict = await runAs({ kind: 'worker', practiceId }, () => verifyTrail(there.worker.prisma, practiceId));
        expect(verdict).toMatchObject({ ok: true });
      } finally {
        await there.close();
      }
    }
  });

  it('names its own sum as sha256sum does, leaves nothing unfinished, and overwrites nothing', async () => {
    const made = await backUp(world.db, folder, 'named.heather');
    const sum = createHash('sha256').update(readFileSync(made.path)).digest('hex');
    expect(made).toMatchObject({ sha256: sum, bytes: statSync(made.path).size });
    expect(readFileSync(`${made.path}.sha256`, 'utf8')).toBe(`${sum}  named.heather\n`);
    expect(existsSync(`${made.path}.unfinished`)).toBe(false);
    expect(statSync(made.path).mode & 0o077).toBe(0);
    await expect(backUp(world.db, folder, 'named.heather')).rejects.toThrow('is there already');
  });

  it('shows nothing of what it holds, neither names nor keys', async () => {
    const { path } = await backUp(world.db, folder);
    const bytes = readFileSync(path);
    for (const word of ['safe@client.example', 'Fern Row', Buffer.from(world.db.masterKey).toString('hex')])
      expect(bytes.includes(word)).toBe(false);
    expect(bytes.includes(Buffer.from(world.db.masterKey))).toBe(false);
  });
});

/** Where money and a merge name them too: a receipt, the person who pays for them, how they were reached before. */
async function namesInMoney(ofClient: string): Promise<void> {
  const of = [practiceId, ofClient];
  await world.db.admin(
    `INSERT INTO payer (practice_id, kind, name, address, email, client_id) VALUES
       ($1, 'person', 'Nell Ollerenshaw', '1 Ollerenshaw Row', 'nell.ollerenshaw@payer.example', $2),
       ($1, 'insurer', 'Northgate Health', '2 Long Road', 'claims@northgate.example', NULL)`,
    of,
  );
  await world.db.admin(
    `WITH paid AS (INSERT INTO ledger_entry (practice_id, client_id, kind, pence, reason, method) VALUES ($1, $2, 'payment', 4500, 'payment', 'card')
       RETURNING practice_id, client_id, id)
     INSERT INTO receipt (practice_id, client_id, entry_id, number, issued_to) SELECT practice_id, client_id, id, 1, 'Priya Ollerenshaw' FROM paid`,
    of,
  );
  await world.db.admin(
    `INSERT INTO client_merge (practice_id, client_id, kept_id, contact, contact_before, merged_by_id, merged_at, undone_at, undone_by_id)
     SELECT $1, (SELECT id FROM client WHERE practice_id = $1 AND id <> $2 LIMIT 1), $2, 'merged', '{"email":"ollerenshaw@before.example"}', $3, now(), now(), $3`,
    [...of, world.home.managerId],
  );
}

describe('after a client’s key was destroyed', () => {
  it('last week’s backup cannot read them and reads everybody else; the trail and the seal still verify', async () => {
    const others = await readable(world.db.worker, world.db.vault);
    const { rows: named } = await world.db.admin(
      'UPDATE client SET last_name = $2, name_search = $3 WHERE id = $1 RETURNING 1',
      [clientId, 'Ollerenshaw', 'priya ollerenshaw'],
    );
    expect(named).toHaveLength(1);
    await world.db.admin(
      "UPDATE safe_contact SET email = 'ollerenshaw@client.example', telephone = '07700 900461' WHERE client_id = $1",
      [clientId],
    );
    await namesInMoney(clientId);
    await world.db.admin(
      `DO $$ BEGIN SET LOCAL session_replication_role = replica;
         UPDATE signature SET name_as_typed = 'Priya Ollerenshaw', payload = payload || '{"by": "Ollerenshaw"}' WHERE client_id = '${clientId}'; END $$`,
    );
    const keyless = randomUUID();
    await world.db.admin(
      `INSERT INTO client SELECT (jsonb_populate_record(c, jsonb_build_object('id', $2::text, 'auth_user_id', NULL))).* FROM client c WHERE id = $1`,
      [clientId, keyless],
    );
    // The number whole, as typed and as it is looked for: six digits of it may stand by chance in what is sealed.
    const words = ['ollerenshaw', '07700 900461', '16400900770'];
    expect((await tablesWith((text) => world.db.admin(text), words)).length).toBeGreaterThan(1);
    expect(others).toContain(clientId);
    const lastWeek = await backUp(world.db, folder, 'last-week.heather');
    const ringThen = join(folder, 'ring-then');
    copyFileSync(join(folder, 'heather.ring'), ringThen);
    const actor = { kind: 'worker', practiceId } as const;
    await world.db.worker.transaction(actor, (tx) =>
      shredClient(tx, world.db.vault, practiceId, clientId, new Date('2026-11-30T10:00:00Z')),
    );
    // Nothing was ever sealed for them: their name alone is in the backup.
    await world.db.worker.transaction(actor, (tx) =>
      shredClient(tx, world.db.vault, practiceId, keyless, new Date('2026-11-30T10:00:00Z')),
    );
    await backUp(world.db, folder, 'this-week.heather');
    for (const file of ['last-week.heather', 'this-week.heather']) {
      const there = await restoreInto(world.db, join(folder, file));
      try {
        expect(await readable(there.worker, there.vault)).toEqual(others.filter((id) => id !== clientId));
        await expect(sealedFile(there)).rejects.toThrow(BrokenSeal);
        expect(there.restored.gone.map((one) => one.clientId).toSorted()).toEqual([clientId, keyless].toSorted());
        const { rows } = await there.ask(
          `SELECT first_name, last_name, email FROM client c JOIN safe_contact s ON s.client_id = c.id WHERE c.id = '${clientId}'`,
        );
        expect(rows).toEqual([{ first_name: 'Erased', last_name: 'Erased', email: null }]);
        // Who pays for many is nobody's, and is whole.
        const { rows: payers } = await there.ask('SELECT kind, name, address FROM payer ORDER BY kind');
        expect(payers).toEqual([
          { kind: 'insurer', name: 'Northgate Health', address: '2 Long Road' },
          { kind: 'person', name: 'Erased', address: null },
        ]);
        const { rows: rest } = await there.ask("SELECT count(*)::int AS n FROM client WHERE first_name = 'Erased'");
        expect(rest[0].n).toBe(2);
        // Nowhere in what came back do their names or their address stand: asked of every column of every table.
        expect(await tablesWith(there.ask, words)).toEqual([]);
        expect(await runAs(actor, () => verifyTrail(there.worker.prisma, practiceId))).toMatchObject({ ok: true });
      } finally {
        await there.close();
      }
    }
    // What makes it so is the ring: with a copy of then, which was to be destroyed, the same file opens to them.
    const still = await restoreInto(world.db, lastWeek.path, { ringPath: ringThen });
    try {
      expect(await readable(still.worker, still.vault)).toEqual(others);
      const { rows } = await still.ask('SELECT name FROM payer UNION SELECT issued_to FROM receipt ORDER BY name');
      expect(rows.map(({ name }) => name)).toEqual(['Nell Ollerenshaw', 'Northgate Health', 'Priya Ollerenshaw']);
    } finally {
      await still.close();
    }
  });
});

describe('a restore refuses, and leaves the database as it was', () => {
  let path: string;
  const damaged = join(folder, 'damaged.heather');
  const refusal = (file: string, how = {}) =>
    restoreInto(world.db, file, how).then(
      async (there) => {
        await there.close();
        return 'restored';
      },
      (error: Error & { code: string; tablesLeft: number }) => `${error.code} ${error.tablesLeft} ${error.message}`,
    );
  beforeAll(async () => {
    ({ path } = await backUp(world.db, folder));
  });

  it('a file in which any one byte is another, or whose end is missing', async () => {
    const bytes = readFileSync(path);
    const check = async (changed: Buffer) => {
      writeFileSync(damaged, changed);
      expect(await refusal(damaged, { ringPath: join(folder, 'heather.ring') })).toMatch(/^backup 0 /);
    };
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] as number) ^ by;
        await check(changed);
      }),
      {
        numRuns: 12,
        examples: [
          [0, 1],
          [20, 4],
          [120, 1],
          [bytes.length - 1, 1],
        ],
      },
    );
    const starts = [0, 50, 300, bytes.length - 1];
    for (const length of starts) await check(bytes.subarray(0, length));
    await check(Buffer.concat([bytes, Buffer.from('x')]));
  });

  it.each([
    ['another master key', () => ({ key: 'ab'.repeat(32) }), /^backup 0 This backup opens with the master key/],
    ['no ring', () => ({ ringPath: join(folder, 'none') }), /^backup 0 The ring file .* is missing/],
    ['words for a ring', () => ({ ringPath: damaged }), /^backup 0 .* is not a ring file/],
  ])('%s', async (_, how, words) => {
    writeFileSync(damaged, 'words');
    expect(await refusal(path, how())).toMatch(words);
  });

  it('a ring that is another practice’s or of another making: nobody comes back as erased by mistake', async () => {
    const elsewhere = await openWorld();
    const other = newFolder();
    try {
      await backUp(elsewhere.db, other);
      expect(await refusal(path, { ringPath: join(other, 'heather.ring') })).toMatch(/The ring file knows nothing/);
      const mine = JSON.parse(readFileSync(join(folder, 'heather.ring'), 'utf8'));
      const { rows: kept } = await world.db.admin('DELETE FROM backup_ring RETURNING practice_id, version, wrapped');
      const fresh = newFolder();
      await backUp(world.db, fresh);
      for (const { practice_id, version, wrapped } of kept) {
        const change = 'UPDATE backup_ring SET version = $2, wrapped = $3 WHERE practice_id = $1';
        await world.db.admin(change, [practice_id, version, wrapped]);
      }
      expect(JSON.parse(readFileSync(join(fresh, 'heather.ring'), 'utf8'))).not.toEqual(mine);
      expect(await refusal(path, { ringPath: join(fresh, 'heather.ring') })).toMatch(/does not belong to this backup/);
      rmSync(fresh, { recursive: true });
    } finally {
      await elsewhere.close();
      rmSync(other, { recursive: true });
    }
  });

  it('a backup of a newer Heather', async () => {
    await world.db.admin(
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'y', '9999_later', now())",
    );
    const later = await backUp(world.db, folder);
    await world.db.admin("DELETE FROM _prisma_migrations WHERE id = 'x'");
    expect(await refusal(later.path)).toMatch(/^backup 0 The backup was made by a newer Heather .*9999_later/);
  });
});

/** The tables in which one of the words stands in any column. */
async function tablesWith(ask: (text: string) => Promise<{ rows: { name: string; n: number }[] }>, words: string[]) {
  const { rows: tables } = await ask(
    "SELECT format('%I.%I', n.nspname, c.relname) AS name, 0 AS n FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ('public', 'auth') AND c.relkind = 'r' ORDER BY 1",
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await ask(
      `SELECT count(*)::int AS n, '' AS name FROM ${name} t WHERE t::text ~* '${words.join('|')}'`,
    );
    if (rows[0]?.n) found.push(name);
  }
  return found;
}

type Looked = { worker: World['db']['worker']; vault: World['db']['vault'] };

/** Opens the sealed agreement, and compares it with the hash that the seal keeps. */
async function sealedFile({ worker, vault }: Looked) {
  return runAs({ kind: 'worker', practiceId }, async () => {
    const file = await worker.prisma.sealedFile.findFirst({ where: { practiceId } });
    const seal = await worker.prisma.seal.findFirst({ where: { practiceId, fileId: file?.id ?? '' } });
    const place = { table: 'sealed_file', column: 'bytes_sealed', rowId: file?.id ?? '' };
    const scope = vault.scope(worker.prisma, practiceId);
    const bytes = await scope.openBytes(file?.clientId ?? '', place, file?.bytesSealed as Ciphertext);
    return { isWhole: createHash('sha256').update(bytes).digest('hex') === seal?.sealedSha256 };
  });
}

/** The clients whose key opens. */
async function readable(worker: Looked['worker'], vault: Looked['vault']): Promise<string[]> {
  return runAs({ kind: 'worker', practiceId }, async () => {
    const scope = vault.scope(worker.prisma, practiceId);
    const clients = await worker.prisma.client.findMany({ where: { practiceId }, orderBy: { id: 'asc' } });
    const found: string[] = [];
    for (const { id } of clients) {
      const opens = await scope.seal(id, { table: 'goal', column: 'words_sealed', rowId: id }, 'x').then(
        () => true,
        () => false,
      );
      if (opens) found.push(id);
    }
    return found;
  });
}
