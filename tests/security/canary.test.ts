import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { callerOf } from './calls.ts';
import { makeInput, type Slot } from './inputs.ts';
import { type JsonSchema, type Procedure, procedures } from './procedures.ts';
import { type Actor, canary, canaryOf, openTwoPractices, type TwoPractices } from './two-practices.ts';
import { filledColumns, notTyped, sayIn, typedFields } from './typed.ts';

/** Fields that people write clinical things into, by their name in an input. */
/** Of a wording that everybody may read, and of nobody: which professions a limit binds. */
const ofNobody = 'staff templates.saveDraft.clauses.binds.note';
const clinicalField = /\.(brings|needs|note|words|statement|action|privateWords|pace|whenStuck)$/;

const logged: string[] = [];
const mailed: string[] = [];
let world: TwoPractices;
let call: ReturnType<typeof callerOf>;
beforeAll(async () => {
  const log = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk));
      done();
    },
  });
  world = await openTwoPractices({
    log,
    transport: {
      send: async (mail: unknown) => {
        mailed.push(JSON.stringify(mail));
      },
    } as never,
  });
  call = callerOf(world);
}, 180_000);
afterAll(() => world.close());

/** Rows of a kind at home: of these clients, or of nobody else. */
function some(slot: Slot, clientIds: ReadonlySet<string> | null, most: number): string[] {
  return world.pool
    .of(slot.kind)
    .filter(({ practiceId }) => practiceId === world.home.id)
    .filter((row) => !clientIds || row.clientIds.length === 0 || row.clientIds.some((id) => clientIds.has(id)))
    .slice(0, most)
    .map(({ id }) => id);
}

/** Every answer that somebody gets, asking each query for up to `most` of the rows in question. */
async function answersOf(actor: Actor, clientIds: ReadonlySet<string> | null, most = 3): Promise<[string, string][]> {
  const got: [string, string][] = [];
  for (const procedure of procedures.filter((each) => each.type === 'query' && each.portal === actor.kind)) {
    if (!reaches(procedure, actor)) continue;
    for (let turn = 0; turn < most; turn += 1) {
      const { value, slots } = await makeInput(procedure, (slot) => some(slot, clientIds, most)[turn] ?? randomUUID());
      got.push([procedure.path, (await call(procedure, value, actor)).body]);
      if (slots.length === 0) break;
    }
  }
  return got;
}

function reaches({ row }: Procedure, actor: Actor): boolean {
  if (row?.audience === 'staff') return actor.kind === 'staff' && row.roles.includes(actor.role);
  return row?.audience === 'client' && actor.kind === 'client';
}

const own = (actor: Actor) => new Set(actor.kind === 'client' ? [actor.id] : world.pool.clientsOf(actor.id));
const canaries = (body: string) => body.match(new RegExp(`${canary}[0-9a-f]{12}`, 'g')) ?? [];

// Thousands of calls; on a busy machine they take their time.
vi.setConfig({ testTimeout: 180_000 });

describe('what a person may not see', () => {
  it('is seen by a client’s own therapist, or this test would prove nothing', async () => {
    const { tomos } = world.home.staff;
    const seen = (await answersOf(tomos as Actor, own(tomos as Actor), 8)).flatMap(([, body]) => canaries(body));
    expect(new Set(seen).size).toBeGreaterThan(1);
  });

  it.each(['carys', 'bethan', 'gwen'])(
    'stands in no answer to %s: manager, front desk, a supervisor to whom nothing was brought',
    async (key) => {
      const actor = world.home.staff[key] as Actor;
      for (const [path, body] of await answersOf(actor, null)) expect([path, canaries(body)]).toEqual([path, []]);
    },
  );

  it.each(['tomos', 'niamh'])('stands in no answer to %s, where it is of another’s client', async (key) => {
    const actor = world.home.staff[key] as Actor;
    const allowed = new Set([...own(actor)].map(canaryOf));
    for (const [path, body] of [...(await answersOf(actor, own(actor))), ...(await answersOf(actor, null))]) {
      expect([path, canaries(body).filter((word) => !allowed.has(word))]).toEqual([path, []]);
    }
  });

  it('stands in no answer to a client, where it is somebody else’s', async () => {
    for (const actor of Object.values(world.home.clients)) {
      for (const [path, body] of [...(await answersOf(actor, own(actor))), ...(await answersOf(actor, null))]) {
        expect([path, canaries(body).filter((word) => word !== canaryOf(actor.id))]).toEqual([path, []]);
      }
    }
  });
});

/** Where an input takes words of somebody's own: strings without a pattern, a format or a list. */
function textsIn(schema: JsonSchema | undefined, path: string): string[] {
  if (!schema) return [];
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const isText = schema.type === 'string' && !schema.enum && !schema.pattern && !schema.format && !schema.names;
  return [
    ...(isText ? [path] : []),
    ...branches.flatMap((branch) => textsIn(branch, path)),
    ...textsIn(schema.items, path),
    ...Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => textsIn(inner, `${path}.${key}`)),
  ];
}

describe('what people type into a clinical field', () => {
  const wordsOf = (field: string) => `${canary}typed ${typedFields.findIndex((each) => each.field === field)} by hand`;
  let before = new Set<string>();
  const reached = new Map<string, string>();

  beforeAll(async () => {
    before = new Set((await sealedRows()).map(({ column, bytes }) => `${column} ${bytes.toString('base64')}`));
    const say = sayIn(world);
    for (const { field, type } of typedFields) await type(say, wordsOf(field));
    for (const { fill } of filledColumns) await fill(say);
    const fresh = (await sealedRows()).filter(
      ({ column, bytes }) => !before.has(`${column} ${bytes.toString('base64')}`),
    );
    for (const row of fresh) {
      const [table = '', column = ''] = row.column.split('.');
      const words = await world.server.asWorker((worker) =>
        worker.vault.open(row.clientId, { table, column, rowId: row.id }, row.bytes as never),
      );
      reached.set(row.column, `${reached.get(row.column) ?? ''}\n${words}`);
    }
  }, 180_000);

  /** Every value of every sealed column at home, as the database's own catalogue names them. */
  async function sealedRows(): Promise<{ column: string; id: string; clientId: string | null; bytes: Buffer }[]> {
    const all: { column: string; id: string; clientId: string | null; bytes: Buffer }[] = [];
    for (const column of await sealedColumns()) {
      const [table, name] = column.split('.');
      const { rows: has } = await world.db.admin(
        "SELECT 1 FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 AND column_name = 'client_id'",
        [table],
      );
      const { rows } = await world.db.admin(
        `SELECT id, ${has.length > 0 ? 'client_id' : 'NULL'} AS client_id, ${name} AS bytes FROM ${table}
         WHERE practice_id = $1 AND ${name} IS NOT NULL`,
        [world.home.id],
      );
      for (const row of rows) all.push({ column, id: row.id, clientId: row.client_id, bytes: row.bytes });
    }
    return all;
  }
  const sealedColumns = async (): Promise<string[]> =>
    (
      await world.db.admin(
        "SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name LIKE '%\\_sealed' ORDER BY 1",
      )
    ).rows.map(({ name }) => name as string);

  it.each(typedFields.map(({ field, column }) => [field, column]))('%s reaches its row in %s', (field, column) => {
    expect(reached.get(column) ?? '').toContain(wordsOf(field));
  });

  it.each(filledColumns.map(({ column }) => column))('%s is filled, although no word is typed there', (column) => {
    expect(reached.has(column)).toBe(true);
  });

  it('has all there are: each sealed column of the database is typed into, filled, or named with a reason', async () => {
    const known = [...typedFields, ...filledColumns].map(({ column }) => column);
    expect([...new Set([...known, ...Object.keys(notTyped)])].toSorted()).toEqual(await sealedColumns());
    for (const column of Object.keys(notTyped)) expect(known).not.toContain(column);
  });

  it('has all there are: each clinical field of each procedure that writes stands in the table; none that reads has one', () => {
    const found = { query: new Set<string>(), mutation: new Set<string>() };
    for (const { portal, path, schema, type } of procedures)
      for (const field of textsIn(schema, `${portal} ${path}`))
        if (clinicalField.test(field) && field !== ofNobody) found[type].add(field);
    expect([...found.mutation].toSorted()).toEqual(typedFields.map(({ field }) => field).toSorted());
    // What a query is asked stands in an address, and addresses in logs and histories.
    expect([...found.query]).toEqual([]);
  });

  it('is found in no mail, no log and no row of the trail', async () => {
    await world.server.runSweeps(world.home.id);
    await world.server.runJobs();
    expect(mailed.length).toBeGreaterThan(0);
    expect(mailed.join('\n')).not.toContain(canary);
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.join('\n')).not.toContain(canary);
    const { rows } = await world.db.admin(
      'SELECT count(*)::int AS all, count(*) FILTER (WHERE e::text LIKE $1)::int AS with FROM audit_event e',
      [`%${canary}%`],
    );
    expect(rows[0].all).toBeGreaterThan(100);
    expect(rows[0].with).toBe(0);
  });

  it('is found in no byte of the database’s files', async () => {
    const { rows } = await world.db.admin(
      "SELECT current_setting('data_directory') AS folder, (SELECT oid FROM pg_database WHERE datname = current_database()) AS oid",
    );
    await world.db.admin('CHECKPOINT');
    const { folder, oid } = rows[0] as { folder: string; oid: number };
    const files = [join(folder, 'base', String(oid)), join(folder, 'pg_wal')].flatMap((part) =>
      readdirSync(part)
        .map((name) => join(part, name))
        .filter((path) => statSync(path).isFile()),
    );
    // What is not clinical stands there in clear: the search itself works.
    const found = { canary: [] as string[], known: 0 };
    for (const path of files) {
      const bytes = readFileSync(path);
      if (bytes.includes(canary)) found.canary.push(path);
      if (bytes.includes('carys@fernrow.example')) found.known += 1;
    }
    expect(found.known).toBeGreaterThan(0);
    expect(found.canary).toEqual([]);
  });
});
