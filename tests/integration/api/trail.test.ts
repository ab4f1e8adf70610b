import { verifyTrail } from '@heather/api/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const verify = () => world.server.asWorker((worker) => verifyTrail(worker.db, world.home.practiceId));

describe('the trail', () => {
  it('holds after 200 writers at once, without a gap', async () => {
    const { server, home } = world;
    const before = await verify();
    await Promise.all(
      Array.from({ length: 200 }, (_, at) =>
        server.asWorker((worker) =>
          worker.write((tx) =>
            tx.audit('client.updated', { subjectType: 'client', subjectId: home.clientId, facts: { at } }),
          ),
        ),
      ),
    );
    const after = await verify();
    expect(before.ok && after.ok && after.events - before.events).toBe(200);
  });

  it('has nothing of a write that was rolled back, and everything of one that was not', async () => {
    const { server, home, db } = world;
    const before = await verify();
    const write = server.asWorker((worker) =>
      worker.write(async (tx) => {
        await tx.audit('client.updated', { subjectType: 'client', subjectId: home.clientId });
        await tx.enqueue('audit.hash-reads', {});
        throw new Error('no');
      }),
    );
    await expect(write).rejects.toThrow('no');
    expect(await verify()).toEqual(before);
    // Of this practice: what else lies in the queue is not this write's.
    const { rows } = await db.admin("SELECT name FROM pgboss.job WHERE data->>'practiceId' = $1", [home.practiceId]);
    expect(rows).toEqual([]);
  });

  it('takes no sentence, whoever writes it', async () => {
    const facts = { said: 'I cannot sleep' };
    const write = world.server.asWorker((worker) =>
      worker.write((tx) => tx.audit('client.updated', { subjectType: 'client', subjectId: 'x', facts })),
    );
    await expect(write).rejects.toThrow();
  });

  it('has the reads of clinical data in it, in batches that cannot change unseen', async () => {
    const { server, home, db } = world;
    const therapist = { kind: 'staff', practiceId: home.practiceId, staffId: home.therapistId } as const;
    const { recordRead } = await import('../../../apps/api/src/audit/record-read.ts');
    const note = recordRead(server.shell, { ...therapist, roles: ['therapist'] }, 'request');
    await server.runAs(therapist, async () => {
      await note('response', home.clientId, ['a', 'b']);
      await note('check-in', home.clientId, ['c']);
    });
    await server.runSweeps();
    await server.runSweeps();
    expect(await verify()).toMatchObject({ ok: true, reads: 2 });
    await db.admin('ALTER TABLE clinical_read DISABLE TRIGGER ALL');
    await db.admin("UPDATE clinical_read SET subject_count = 1 WHERE subject_type = 'response'");
    expect(await verify()).toEqual({ ok: false, brokenAt: { readBatch: 1 } });
    await db.admin("UPDATE clinical_read SET subject_count = 2 WHERE subject_type = 'response'");
    expect((await verify()).ok).toBe(true);
  });

  it('shows a change, a cut in the middle and a cut at the end', async () => {
    const { db, home } = world;
    await db.admin('ALTER TABLE audit_event DISABLE TRIGGER ALL');
    const tamper = async (sql: string) => {
      await db.admin('CREATE TABLE kept AS SELECT * FROM audit_event');
      await db.admin(sql, [home.practiceId]);
      const verdict = await verify();
      await db.admin('TRUNCATE audit_event');
      await db.admin('INSERT INTO audit_event SELECT * FROM kept');
      await db.admin('DROP TABLE kept');
      return verdict;
    };
    expect(
      await tamper('UPDATE audit_event SET actor_id = gen_random_uuid() WHERE practice_id = $1 AND seq = 7'),
    ).toEqual({
      ok: false,
      brokenAt: { seq: 7 },
    });
    expect(await tamper('DELETE FROM audit_event WHERE practice_id = $1 AND seq = 9')).toEqual({
      ok: false,
      brokenAt: { seq: 9 },
    });
    expect(await tamper('DELETE FROM audit_event WHERE practice_id = $1 AND seq > 100')).toEqual({
      ok: false,
      brokenAt: { end: true },
    });
    expect((await verify()).ok).toBe(true);
  });
});
