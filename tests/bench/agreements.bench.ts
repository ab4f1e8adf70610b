import { randomUUID } from 'node:crypto';
import { agreementPdf, examplePdfInput } from '@heather/documents';
import { type Bare, type Lot, openBare } from './bare.ts';
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
let bare: Bare;

/** The rows that the last signatures wrote. */
async function insertSome(): Promise<number> {
  const { rowsOf } = bare;
  const lots: Lot[] = await Promise.all(
    signed.map(async ({ packId }) => ({
      signature: await rowsOf('signature', 'pack_id = $1', packId),
      consent_event: await rowsOf(
        'consent_event',
        "type <> 'requested' AND record_id IN (SELECT id FROM consent_record WHERE pack_id = $1)",
        packId,
      ),
      audit_event: await rowsOf('audit_event', 'subject_id = $1::text', packId),
      outbox_mail: await rowsOf('outbox_mail', "idempotency_key = 'agreement-signed:' || $1", packId),
    })),
  );
  return bare.insert(lots, (index) =>
    bare.client.query("UPDATE bare.agreement_pack SET state = 'signed' WHERE id = $1", [signed[index]?.packId]),
  );
}

async function copyPacks(): Promise<void> {
  bare = await openBare(world.db, [...copied, 'agreement_pack']);
  await bare.client.query('INSERT INTO bare.agreement_pack SELECT * FROM agreement_pack');
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
      await copyPacks();
    },
    run: signSome,
    runBaseline: insertSome,
    async close() {
      await bare?.close();
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
