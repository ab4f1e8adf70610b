import { randomUUID } from 'node:crypto';
import { agreementPdf, examplePdfInput } from '@heather/documents';
import pg from 'pg';
import { type BenchRow, timed } from './harness.ts';
import { type BenchWorld, openBench, savePacks } from './world.ts';

const rounds = 3;
/** Signatures of one round, and seals. */
const batch = 5;
const sealed = 2;

let world: BenchWorld;
type Ready = { clientId: string; packId: string; cookie: string; input: Record<string, unknown> };
let ready: Ready[] = [];
let signed: Ready[] = [];

/** What the page has in hand when the button is pressed. */
async function openPack({ clientId, packId }: { clientId: string; packId: string }): Promise<Ready> {
  const cookie = await world.server.clientCookie(clientId);
  const pack = await (await world.server.clientCaller(clientId)).agreements.get({ packId });
  const answers = Object.fromEntries(pack.questions.map(({ clauseId }) => [clauseId, 'no']));
  const words = { nameTyped: 'Priya Shah', isNoticeAcknowledged: true, answers, seen: pack.seen };
  return { clientId, packId, cookie, input: { packId, key: randomUUID(), ...words } };
}

/** By HTTP with the sign-in's cookie, one after the other: what each of them waits for. */
async function signSome(): Promise<number> {
  const some = ready.splice(0, batch);
  const took = await timed(async () => {
    for (const { cookie, input } of some) {
      const answer = await world.server.post('client', 'agreements.sign', input, cookie);
      if (answer.statusCode !== 200) throw new Error(answer.body);
    }
  });
  signed = some;
  return took / batch;
}

const copied = ['signature', 'consent_event', 'audit_event', 'outbox_mail'] as const;
let bare: pg.Client;

/** The rows that the last signatures wrote, put into tables without keys of others, checks or guards: one transaction each. */
async function insertSome(): Promise<number> {
  const lots = await Promise.all(
    signed.map(async ({ packId }) => {
      const rowsOf = async (table: string, where: string) =>
        (await world.db.admin(`SELECT coalesce(json_agg(t), '[]') AS rows FROM ${table} t WHERE ${where}`, [packId]))
          .rows[0]?.rows;
      return {
        packId,
        signature: await rowsOf('signature', 'pack_id = $1'),
        consent_event: await rowsOf(
          'consent_event',
          "type <> 'requested' AND record_id IN (SELECT id FROM consent_record WHERE pack_id = $1)",
        ),
        audit_event: await rowsOf('audit_event', 'subject_id = $1::text'),
        outbox_mail: await rowsOf('outbox_mail', "idempotency_key = 'agreement-signed:' || $1"),
      };
    }),
  );
  const took = await timed(async () => {
    for (const lot of lots) {
      await bare.query('BEGIN');
      for (const table of copied)
        await bare.query(`INSERT INTO bare.${table} SELECT * FROM json_populate_recordset(NULL::bare.${table}, $1)`, [
          JSON.stringify(lot[table]),
        ]);
      await bare.query("UPDATE bare.agreement_pack SET state = 'signed' WHERE id = $1", [lot.packId]);
      await bare.query('COMMIT');
    }
  });
  await bare.query(`TRUNCATE ${copied.map((table) => `bare.${table}`).join(', ')}`);
  return took / batch;
}

async function openBare(): Promise<void> {
  bare = new pg.Client({ connectionString: world.db.adminUrl });
  await bare.connect();
  await bare.query('CREATE SCHEMA bare');
  for (const table of [...copied, 'agreement_pack'])
    await bare.query(`CREATE TABLE bare.${table} (LIKE public.${table} INCLUDING DEFAULTS INCLUDING INDEXES)`);
  await bare.query('INSERT INTO bare.agreement_pack SELECT * FROM agreement_pack');
}

let toSeal: string[] = [];

export const rows: BenchRow[] = [
  {
    name: 'consent.sign',
    unit: 'ms',
    target: { atMost: 50, of: 'value' },
    baseline: 'a bare transaction with the same rows, by a superuser, nothing checked',
    rounds,
    async prepare() {
      let packs: { clientId: string; packId: string }[] = [];
      world = await openBench(async (db) => {
        packs = await savePacks(db, (rounds + 1) * batch, { isSigned: false });
      });
      ready = [];
      for (const pack of packs) ready.push(await openPack(pack));
      await openBare();
    },
    run: signSome,
    runBaseline: insertSome,
    async close() {
      await bare?.end();
      await world?.close();
    },
  },
  {
    // The worker's job, from its queue: reading, page layout, seal, encryption, rows. Nobody waits for it.
    name: 'consent.seal',
    unit: 'ms',
    baseline: 'the same pages laid out, neither sealed nor kept',
    rounds,
    async prepare() {
      world = await openBench(async (db) => {
        toSeal = (await savePacks(db, (rounds + 1) * sealed, { isSigned: true })).map(({ packId }) => packId);
      });
    },
    async run() {
      for (const packId of toSeal.splice(0, sealed))
        await world.server.asWorker(({ write }) => write((tx) => tx.enqueue('agreements.seal', { packId })));
      let done = 0;
      const took = await timed(async () => {
        done = await world.server.runJobs();
      });
      if (done !== sealed) throw new Error(`${done} jobs ran, not ${sealed}`);
      return took / sealed;
    },
    runBaseline: async () =>
      (await timed(async () => {
        for (let index = 0; index < sealed; index += 1) await agreementPdf(examplePdfInput());
      })) / sealed,
    close: () => world?.close(),
  },
];
