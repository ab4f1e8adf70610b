import { BrokenSeal, createVault, type Place, rotatePracticeKey, runAs, shredClient } from '@heather/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { makeClients, makePractice } from './rows.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db?.drop());

const at = (rowId: string): Place => ({ table: 'goal', column: 'words_sealed', rowId });
const when = new Date('2026-11-23T10:00:00Z');
const fresh = () => createVault({ masterKey: db.masterKey });

it('a destroyed key opens nothing any more, for vaults that knew it and for new ones; everybody else reads on', async () => {
  const practiceId = await makePractice(db);
  const [gone, kept] = (await makeClients(db, practiceId, 2)) as [string, string];
  const actor = { kind: 'worker', practiceId } as const;
  const known = fresh();
  await runAs(actor, async () => {
    const scope = known.scope(db.worker.prisma, practiceId);
    const sealed = { gone: await scope.seal(gone, at(gone), 'gone'), kept: await scope.seal(kept, at(kept), 'kept') };
    const done = await db.worker.transaction(actor, (tx) => shredClient(tx, known, practiceId, gone, when));
    expect(done).toEqual({ destroyedAt: when });
    await rotatePracticeKey(db.worker, fresh(), practiceId);
    for (const vault of [known, fresh()]) {
      const read = vault.scope(db.worker.prisma, practiceId);
      await expect(read.open(gone, at(gone), sealed.gone)).rejects.toThrow(BrokenSeal);
      await expect(read.seal(gone, at(gone), 'new')).rejects.toThrow(BrokenSeal);
      expect(await read.open(kept, at(kept), sealed.kept)).toBe('kept');
    }
  });
});

it('done twice, or by two at once, it is done once; somebody without a key has none to destroy', async () => {
  const practiceId = await makePractice(db);
  const ids = await makeClients(db, practiceId, 3);
  const actor = { kind: 'worker', practiceId } as const;
  const shred = (id: string, time: Date) =>
    db.worker.transaction(actor, (tx) => shredClient(tx, fresh(), practiceId, id, time));
  await Promise.all(ids.flatMap((id) => [shred(id, when), shred(id, when)]));
  expect(await shred(ids[0] as string, new Date())).toEqual({ destroyedAt: when });
  const { rows } = await db.admin('SELECT version FROM backup_ring WHERE practice_id = $1', [practiceId]);
  expect(rows).toEqual([{ version: 4 }]);
  expect(await shred(practiceId, when)).toBeNull();
});

it('the ring is the worker’s alone', async () => {
  const practiceId = await makePractice(db);
  const staff = { kind: 'staff', practiceId, staffId: practiceId } as const;
  await expect(runAs(staff, () => db.web.prisma.backupRing.findMany())).rejects.toThrow();
});
