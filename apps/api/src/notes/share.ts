import { randomUUID } from 'node:crypto';
import { fail, idSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { z } from 'zod';
import { dateOf } from '../measures/instants.ts';
import { type StaffContext, staffProcedure } from '../trpc/procedures.ts';
import { decideShare } from './decide-note.ts';
import { loadNote } from './load-note.ts';
import { reachToWrite } from './reach.ts';

/**
 * Gives a signed note to the client to read: its first `entries` (the signed words, then addenda), or no more of it with null. By
 * whoever holds the course now, so that what somebody shared who has left can be taken back. Past shares stay on record.
 */
export const share = staffProcedure('notes.share')
  .input(z.strictObject({ noteId: idSchema('note'), entries: z.int().min(1).nullable() }))
  .output(z.strictObject({ entries: z.number().nullable() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { noteId, entries } = input;
    const of = await ownNote(ctx, noteId);
    return ctx.write(async (tx) => {
      await lockName(tx, `note-share:${noteId}`);
      const { record, share: open } = await loadNote({ db: tx, vault: tx.vault, practiceId }, of);
      const decision = decideShare(record, open?.entries ?? null, entries);
      if (!decision.ok) return fail(decision.code, decision.details);
      const step = decision.value;
      const now = dateOf(tx.now());
      const { clientId } = of;
      const told = { subjectType: 'session-note', subjectId: noteId, clientId };
      if (step.kind === 'end' || (step.kind === 'share' && step.endsOpen)) {
        await tx.noteShare.updateMany({ where: { practiceId, noteId, endedAt: null }, data: { endedAt: now } });
      }
      if (step.kind === 'share') {
        await tx.noteShare.create({
          data: {
            practiceId,
            id: randomUUID(),
            noteId,
            clientId,
            staffId,
            entries: step.entries,
            sharedAt: now,
          },
        });
        await tx.audit('note.shared', { ...told, facts: { entries: step.entries } });
      }
      if (step.kind === 'end') await tx.audit('note.unshared', told);
      return { entries };
    });
  });

/** Whose note it is, if the caller may write in that record. @throws not-found, as for a random id */
async function ownNote(ctx: StaffContext, noteId: string) {
  const row = await ctx.db.sessionNote.findFirst({
    where: { practiceId: ctx.actor.practiceId, id: noteId },
    select: { sessionId: true, clientId: true, authorId: true },
  });
  if (!row) return fail('not-found');
  await reachToWrite(ctx, row);
  return row;
}
