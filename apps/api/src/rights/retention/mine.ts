import { fail } from '@heather/core';
import { z } from 'zod';
import { clientProcedure } from '../../trpc/procedures.ts';
import { loadRecords, loadRules, withDue } from './record-facts.ts';

/** How long one's own record is kept and by which rule; and, once an erasure is decided, when it will be, as long as one can still read it. */
export const mine = clientProcedure('retention.mine')
  .output(
    z.strictObject({
      ruleWords: z.string(),
      /** Null while a course goes on: the time has not begun to run. */
      keptUntilOn: z.string().nullable(),
      erasesAfterAt: z.string().nullable(),
      /** Somebody else takes part in a course: what belongs to both stays for them. */
      isShared: z.boolean(),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId, clientId } = ctx.actor;
    return ctx.asWorker(async ({ db }) => {
      const [records, { inForce }, open, shared, pending] = await Promise.all([
        loadRecords(db, ctx.practice, ctx.now(), clientId),
        loadRules(db, practiceId),
        db.episodeParticipant.findFirst({
          where: { practiceId, clientId, leftAt: null, episode: { state: { not: 'ended' } } },
          select: { id: true },
        }),
        db.episodeParticipant.findFirst({
          where: {
            practiceId,
            clientId: { not: clientId },
            episode: { episodeParticipantAsEpisode: { some: { clientId } } },
          },
          select: { id: true },
        }),
        db.destruction.findFirst({
          where: { practiceId, clientId, state: 'confirmed', source: 'request' },
          select: { destroyAfterAt: true },
        }),
      ]);
      const [record] = withDue(records, inForce);
      if (!record) return fail('not-found');
      return {
        ruleWords: record.due.words,
        keptUntilOn: open ? null : record.due.dueOn,
        erasesAfterAt: pending?.destroyAfterAt?.toISOString() ?? null,
        isShared: shared !== null,
      };
    });
  });
