import { randomUUID } from 'node:crypto';
import { type Actor, isRefusedByGuard, runAs, sqlState } from '@heather/database';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { type Filled, fillEveryTable } from './fill.ts';

const filled = (): Filled => ({ practiceId: randomUUID(), staffId: randomUUID(), clientId: randomUUID() });
const a = filled();
const b = filled();
let db: TestDatabase;
let tables: string[];

beforeAll(async () => {
  db = await createTestDatabase();
  tables = await fillEveryTable(db, [a, b]);
});
afterAll(() => db?.drop());

const actors: Record<string, Actor> = {
  staff: { kind: 'staff', practiceId: a.practiceId, staffId: a.staffId },
  client: { kind: 'client', practiceId: a.practiceId, clientId: a.clientId },
  public: { kind: 'public', practiceId: a.practiceId },
  worker: { kind: 'worker', practiceId: a.practiceId },
};

/** How many rows of a table the actor sees, in all and of the wrong kind. */
async function seen(role: 'web' | 'worker', table: string, actor: Actor | undefined, wrong = 'false') {
  const ask = () =>
    db[role].pool.query(`SELECT count(*)::int AS all, (count(*) FILTER (WHERE ${wrong}))::int AS wrong FROM ${table}`);
  try {
    const { rows } = actor ? await runAs(actor, ask) : await ask();
    return rows[0] as { all: number; wrong: number };
  } catch (error) {
    // A table that the web role may not even ask of (backup_ring) shows it nothing.
    if (role === 'web' && sqlState(error) === '42501') return { all: 0, wrong: 0 };
    throw error;
  }
}

const practiceOf = (table: string) => (table === 'practice' ? 'id' : 'practice_id');

describe('whoever asks', () => {
  it('gets no row of any table without an actor', async () => {
    for (const table of tables) {
      for (const role of ['web', 'worker'] as const)
        expect(await seen(role, table, undefined), table).toEqual({ all: 0, wrong: 0 });
    }
  });

  it('gets no row of any table as an actor that does not exist, or that is no actor at all', async () => {
    for (const text of [
      'staff::',
      'staff',
      ':',
      'root:*:*',
      `worker:${a.practiceId}:`,
      `STAFF:${a.practiceId}:${a.staffId}`,
    ]) {
      const client = await db.web.pool.connect();
      try {
        await client.query("SELECT set_config('app.actor', $1, false)", [text]);
        for (const table of tables) {
          // An id that is none is refused outright, and so is a table that is not for the web role: which is as good.
          const found = await client.query(`SELECT FROM ${table}`).then(
            (result) => result.rowCount,
            (error) => sqlState(error),
          );
          expect([0, '22P02', '42501'], `${text} ${table}`).toContain(found);
        }
      } finally {
        client.release(true);
      }
    }
  });

  it.each(Object.keys(actors))('as %s of one practice sees nothing of another', async (kind) => {
    const role = kind === 'worker' ? 'worker' : 'web';
    let rows = 0;
    for (const table of tables) {
      const found = await seen(role, table, actors[kind], `${practiceOf(table)} <> '${a.practiceId}'`);
      expect(found.wrong, table).toBe(0);
      rows += found.all;
    }
    expect(rows).toBeGreaterThan(0);
  });

  it('the worker sees all of its practice, so that an empty answer above means a wall and not an empty table', async () => {
    for (const table of tables) expect((await seen('worker', table, actors.worker)).all, table).toBe(1);
  });

  it('as a client sees no row of another client, and none that only staff may see', async () => {
    const other = { ...actors.client, clientId: randomUUID() } as Actor;
    const open: string[] = [];
    for (const table of tables) if ((await seen('web', table, other)).all > 0) open.push(table);
    expect(open.sort()).toEqual([
      'audit_head',
      'cover',
      'ladder_rung',
      'practice',
      'practice_key',
      'room',
      'seal_key',
      'template',
      'template_version',
    ]);
  });

  it('as the public sees the practice, its rooms and its wordings', async () => {
    const open: string[] = [];
    for (const table of tables) if ((await seen('web', table, actors.public)).all > 0) open.push(table);
    expect(open.sort()).toEqual(['audit_head', 'practice', 'practice_key', 'room', 'template', 'template_version']);
  });

  it('as staff without a way to the client sees nothing clinical', async () => {
    const clinical = [
      'administration',
      'agreement_talk',
      'alliance_signal',
      'check_in',
      'goal',
      'goal_rating',
      'measure_plan',
      'note_entry',
      'note_share',
      'note_version',
      'process_note',
      'risk_alert',
      'session_note',
      'session_wish',
      'talked_about',
    ];
    const other = { ...actors.staff, staffId: randomUUID() } as Actor;
    for (const table of clinical) expect((await seen('web', table, other)).all, table).toBe(0);
  });
});

describe('whoever writes', () => {
  it('puts nothing into another practice, in any table', async () => {
    for (const [kind, actor] of Object.entries(actors)) {
      const role = kind === 'worker' ? 'worker' : 'web';
      for (const table of tables) {
        const columns = await columnsOf(table);
        const own = columns.map((column) => (column === 'id' ? 'uuidv7()' : `"${column}"`)).join(', ');
        // A row of the other practice, read by a superuser, offered again under a new id.
        const { rows } = await db.admin(
          `SELECT to_jsonb(t) - '{id,during}'::text[] AS row FROM ${table} t WHERE ${practiceOf(table)} = $1`,
          [b.practiceId],
        );
        const text = `INSERT INTO ${table} (${columns.map((column) => `"${column}"`).join(', ')})
          SELECT ${table === 'practice' ? own : own} FROM jsonb_populate_record(NULL::${table}, $1)`;
        const refusal = await runAs(actor, () => db[role].pool.query(text, [rows[0].row])).then(
          () => undefined,
          (error) => error,
        );
        expect(isRefusedByGuard(refusal), `${kind} ${table} ${refusal?.message}`).toBe(true);
      }
    }
  });

  it('changes and removes nothing of another practice', async () => {
    for (const [kind, actor] of Object.entries(actors)) {
      const role = kind === 'worker' ? 'worker' : 'web';
      for (const table of tables) {
        const column = practiceOf(table);
        for (const text of [`UPDATE ${table} SET ${column} = ${column}`, `DELETE FROM ${table}`]) {
          const done = await runAs(actor, () =>
            db[role].pool.query(`${text} WHERE ${column} = $1`, [b.practiceId]),
          ).then(
            (result) => result.rowCount,
            (error) => sqlState(error),
          );
          expect([0, '42501'], `${kind} ${text}`).toContain(done);
        }
      }
    }
  });
});

describe('history', () => {
  const kept = [
    'audit_event',
    'clinical_read',
    'offer_event',
    'risk_alert_hop',
    'consent_record',
    'consent_event',
    'signature',
    'seal',
    'sealed_file',
    'note_entry',
  ];
  it.each(kept)('%s is not rewritten, not even by the superuser without switching the guard off', async (table) => {
    for (const text of [
      `UPDATE ${table} SET practice_id = practice_id, id = uuidv7()`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table} CASCADE`,
    ]) {
      await expect(db.admin(text), text).rejects.toThrow('never changed or removed');
    }
  });

  it('a published wording stays; it may only be superseded or withdrawn', async () => {
    const set = (change: string) =>
      db.admin(`UPDATE template_version SET ${change} WHERE practice_id = $1`, [a.practiceId]);
    await db.admin(
      "SET session_replication_role = replica; UPDATE template_version SET state = 'published'; RESET session_replication_role",
    );
    await expect(set("clauses = '[]'")).rejects.toThrow('published wording');
    await expect(set("state = 'draft'")).rejects.toThrow('published wording');
    await expect(db.admin('DELETE FROM template_version')).rejects.toThrow('published wording');
    await set("state = 'superseded'");
  });

  it('a wording is published as somebody read it, and the owner of the table may do no more than anybody', async () => {
    const { owner } = db.urls;
    const client = new pg.Client({ connectionString: owner });
    await client.connect();
    try {
      const staff = `'${a.staffId}'`;
      const id = randomUUID();
      await db.admin(
        `INSERT INTO template_version (practice_id, id, template_id, number, nation, state, clauses, content_sha256)
         SELECT practice_id, $2, id, 77, 'scotland', 'draft', '[]', 'a' FROM template WHERE practice_id = $1 LIMIT 1`,
        [a.practiceId, id],
      );
      await client.query('ALTER TABLE template_version NO FORCE ROW LEVEL SECURITY');
      const set = async (change: string) =>
        expect((await client.query(`UPDATE template_version SET ${change} WHERE id = '${id}'`)).rowCount).toBe(1);
      const published = `state = 'published', published_at = now(), published_by_id = ${staff}`;
      await set('clauses = \'["one"]\'');
      await expect(set(published)).rejects.toThrow('as it was read');
      await set(`state = 'reviewed', reviewed_at = now(), reviewed_by_id = ${staff}`);
      await expect(set("clauses = '[]'")).rejects.toThrow('as it was read');
      await expect(set(`${published}, clauses = '[]'`)).rejects.toThrow('as it was read');
      await expect(set(`${published}, reviewed_at = now()`)).rejects.toThrow('as it was read');
      await set("state = 'draft', reviewed_by_id = NULL, reviewed_at = NULL");
      await set(`state = 'reviewed', reviewed_at = now(), reviewed_by_id = ${staff}`);
      await set(published);
      for (const change of [
        "clauses = '[]'",
        "title = 'x'",
        "state = 'draft'",
        'is_material_change = false',
        'number = 78',
      ])
        await expect(set(change), change).rejects.toThrow('published wording');
      await expect(client.query(`DELETE FROM template_version WHERE id = '${id}'`)).rejects.toThrow(
        'published wording',
      );
    } finally {
      await client.query('ALTER TABLE template_version FORCE ROW LEVEL SECURITY');
      await client.end();
    }
  });

  it('a record of reading is put into the chain once', async () => {
    await db.admin(
      'SET session_replication_role = replica; UPDATE clinical_read SET batch_seq = NULL; RESET session_replication_role',
    );
    const batch = (text: string) => runAs(actors.worker as Actor, () => db.worker.pool.query(text));
    expect((await batch('UPDATE clinical_read SET batch_seq = 7')).rowCount).toBe(1);
    await expect(batch('UPDATE clinical_read SET batch_seq = 8')).rejects.toThrow('never changed');
    await expect(batch("UPDATE clinical_read SET purpose = 'care'")).rejects.toThrow('permission denied');
  });
});

async function columnsOf(table: string): Promise<string[]> {
  const { rows } = await db.admin(
    "SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
    [table],
  );
  return rows.map((row) => row.name);
}
