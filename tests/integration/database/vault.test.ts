import { BrokenSeal, createVault, DatabaseProblem, type Place, rotatePracticeKey, runAs } from '@heather/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { makeClients, makePractice } from './rows.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db?.drop());

const at = (rowId: string): Place => ({ table: 'goal', column: 'words_sealed', rowId });
const as = (practiceId: string) => ({ kind: 'worker', practiceId }) as const;
const fresh = () => createVault({ masterKey: db.masterKey });

it('what was sealed before, during and after a change of keys opens with old and new vaults alike', async () => {
  const practiceId = await makePractice(db);
  const ids = await makeClients(db, practiceId, 12);
  const old = fresh();
  await runAs(as(practiceId), async () => {
    const scope = old.scope(db.worker.prisma, practiceId);
    const sealed = await Promise.all(
      [...ids, null].map((id) => scope.seal(id, at(id ?? practiceId), `words of ${id}`)),
    );
    let during = 0;
    const { version, rewrapped } = await rotatePracticeKey(db.worker, fresh(), practiceId, {
      batchSize: 4,
      onBatch: async () => {
        // Two keys live: some data keys are wrapped by the old one, some by the new.
        const read = fresh().scope(db.worker.prisma, practiceId);
        for (const [n, id] of [...ids, null].entries())
          expect(await read.open(id, at(id ?? practiceId), sealed[n] as never)).toBe(`words of ${id}`);
        during += 1;
      },
    });
    expect([version, rewrapped, during]).toEqual([2, 13, 4]);
    const after = fresh().scope(db.worker.prisma, practiceId);
    for (const [n, id] of [...ids, null].entries()) {
      expect(await after.open(id, at(id ?? practiceId), sealed[n] as never)).toBe(`words of ${id}`);
      expect(await scope.open(id, at(id ?? practiceId), await after.seal(id, at(id ?? practiceId), 'new'))).toBe('new');
    }
    expect(await db.worker.prisma.clientKey.count({ where: { keyVersion: { lt: 2 } } })).toBe(0);
    expect(await db.worker.prisma.practiceKey.count({ where: { retiredAt: null } })).toBe(1);
  });
});

it('a change of keys that was cut off goes on where it stopped, without a third key', async () => {
  const practiceId = await makePractice(db);
  await makeClients(db, practiceId, 9);
  const cut = rotatePracticeKey(db.worker, fresh(), practiceId, {
    batchSize: 3,
    onBatch: () => {
      throw new Error('the power went');
    },
  });
  await expect(cut).rejects.toThrow('the power went');
  expect(await rotatePracticeKey(db.worker, fresh(), practiceId)).toEqual({ version: 2, rewrapped: 7 });
});

it('two changes of keys at once end in one practice key in use and everything readable', async () => {
  const practiceId = await makePractice(db);
  const [id] = (await makeClients(db, practiceId, 5)) as [string];
  await runAs(as(practiceId), async () => {
    const sealed = await fresh().scope(db.worker.prisma, practiceId).seal(id, at(id), 'words');
    await Promise.allSettled([1, 2, 3].map(() => rotatePracticeKey(db.worker, fresh(), practiceId, { batchSize: 2 })));
    expect(await fresh().scope(db.worker.prisma, practiceId).open(id, at(id), sealed)).toBe('words');
  });
});

it('the wrong master key is named as such before anything is lost', async () => {
  const practiceId = await makePractice(db);
  const wrong = createVault({ masterKey: new Uint8Array(32).fill(9) });
  await runAs(as(practiceId), async () => {
    const refused = await wrong
      .scope(db.worker.prisma, practiceId)
      .seal(null, at('x'), 'words')
      .catch((error) => error);
    expect(refused).toBeInstanceOf(DatabaseProblem);
    expect(refused.message).toContain('HEATHER_KEY');
  });
});

it('a key that a rolled back transaction made is never used again', async () => {
  const practiceId = await makePractice(db);
  const vault = fresh();
  const [id] = (await makeClients(db, practiceId, 21)) as [string]; // more than 20: without keys
  const undone = db.worker.transaction(as(practiceId), async (tx) => {
    await vault.createClientKey(tx, practiceId, id);
    await vault.scope(tx, practiceId).seal(id, at(id), 'words');
    throw new Error('undo');
  });
  await expect(undone).rejects.toThrow('undo');
  await runAs(as(practiceId), async () => {
    await expect(vault.scope(db.worker.prisma, practiceId).seal(id, at(id), 'words')).rejects.toThrow(BrokenSeal);
  });
});

it('plain bytes are refused by the column', async () => {
  const practiceId = await makePractice(db);
  const [clientId] = (await makeClients(db, practiceId, 1)) as [string];
  const plain = new TextEncoder().encode('a plain sentence that is long enough to pass for one');
  const put = runAs(as(practiceId), () =>
    db.worker.prisma.enquiry.create({
      data: { practiceId, clientId, source: 'web', state: 'new', idempotencyKey: 'k', bringsSealed: plain as never },
    }),
  );
  await expect(put).rejects.toThrow('enquiry_brings_sealed_shape');
});

it('a blind index finds the same words again, and tells practices and purposes apart', () => {
  const [a, b] = ['0190f3c0-0000-7000-8000-00000000000a', '0190f3c0-0000-7000-8000-00000000000b'];
  const index = (practice: string, purpose: string, text: string) => fresh().blindIndex(practice, purpose, text);
  expect(index(a, 'email', 'x@example.org')).toBe(index(a, 'email', 'x@example.org'));
  expect(
    new Set([index(a, 'email', 'x'), index(b, 'email', 'x'), index(a, 'telephone', 'x'), index(a, 'email', 'y')]).size,
  ).toBe(4);
});
