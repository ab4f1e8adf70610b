import { randomUUID } from 'node:crypto';
import { fail, idSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { localLabel, timeLabel } from '@heather/scheduling';
import { z } from 'zod';
import { dateOf, instantOf } from '../measures/instants.ts';
import { loadCourse } from '../measures/load-course.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { decideSave, isNewest } from './decide-save.ts';
import { processPlace } from './note-place.ts';
import { afterStep, type NoteRecord, noNote } from './note-record.ts';
import { noteWordsSchema, tabFields } from './shapes.ts';

const clientId = idSchema('client');
const page = 20;

/** The caller's own thinking about the work with one client, the newest first. Nobody else's is ever in the answer. */
export const process = staffProcedure('notes.process')
  .input(z.strictObject({ clientId, before: idSchema('process-note').nullable() }))
  .output(
    z.strictObject({
      notes: z.array(
        z.strictObject({
          id: z.string(),
          words: z.string(),
          version: z.number(),
          when: z.string(),
          savedAt: z.string(),
        }),
      ),
      /** The last of these when there are more. */
      next: z.string().nullable(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { purpose } = await loadCourse(ctx, input.clientId);
    const where = { practiceId, clientId: input.clientId, staffId };
    const before =
      input.before &&
      (await ctx.db.processNote.findFirst({
        where: { ...where, id: input.before },
        select: { id: true, writtenAt: true },
      }));
    if (input.before && !before) return fail('not-found');
    const rows = await ctx.db.processNote.findMany({
      where: {
        ...where,
        ...(before && {
          OR: [{ writtenAt: { lt: before.writtenAt } }, { writtenAt: before.writtenAt, id: { lt: before.id } }],
        }),
      },
      orderBy: [{ writtenAt: 'desc' }, { id: 'desc' }],
      take: page + 1,
    });
    const shown = rows.slice(0, page);
    const zone = ctx.practice.timeZone;
    const notes = await Promise.all(
      shown.map(async (row) => ({
        id: row.id,
        words: await ctx.vault.open(input.clientId, processPlace(row.id), row.wordsSealed),
        version: row.version,
        when: localLabel(instantOf(row.writtenAt), zone),
        savedAt: localLabel(instantOf(row.savedAt), zone),
      })),
    );
    await ctx.recordRead(
      'process-note',
      input.clientId,
      shown.map(({ id }) => id),
      purpose,
    );
    return { notes, next: rows.length > page ? (shown.at(-1)?.id ?? null) : null };
  });

/**
 * Keeps a process note as it is typed. Without an id it is the one that this page began. Words from a page that had not seen the
 * newest become a note of their own, beside it: nothing is written over, and there is nobody but the author to choose.
 */
export const keepProcess = staffProcedure('notes.keepProcess')
  .input(
    z.strictObject({
      clientId,
      processNoteId: idSchema('process-note').nullable(),
      ...tabFields,
      baseVersion: z.int().min(0),
      words: noteWordsSchema,
    }),
  )
  .output(
    z.strictObject({
      /** Where the words stand now; null when there were none to keep. */
      processNoteId: z.string().nullable(),
      version: z.number(),
      isNewest: z.boolean(),
      savedAt: z.string().nullable(),
    }),
  )
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { episodeId } = await loadCourse(ctx, input.clientId);
    const where = { practiceId, staffId, clientId: input.clientId };
    return ctx.write(async (tx) => {
      await lockName(tx, `process-notes:${staffId}:${input.clientId}`);
      const begun = await tx.processNote.findFirst({ where: { ...where, openedByTab: input.tabId } });
      const named =
        input.processNoteId && (await tx.processNote.findFirst({ where: { ...where, id: input.processNoteId } }));
      if (input.processNoteId && !named) return fail('not-found');
      const target = named || begun;
      const read = async (row: NonNullable<typeof begun>) => ({
        tab: { id: row.tabId, seq: row.tabSeq },
        words: await tx.vault.open(input.clientId, processPlace(row.id), row.wordsSealed),
      });
      const besides = begun && begun.id !== target?.id ? [{ id: begun.id, ...(await read(begun)) }] : [];
      const record: NoteRecord = target
        ? { ...noNote, state: 'draft', version: target.version, ...(await read(target)), apart: besides }
        : noNote;
      const given = { tab: { id: input.tabId, seq: input.seq }, baseVersion: input.baseVersion, words: input.words };
      const step = decideSave(record, given, randomUUID());
      const now = dateOf(tx.now());
      const answer = (processNoteId: string | null, version: number, savedAt: Date | null) => ({
        processNoteId,
        version,
        isNewest: isNewest(afterStep(record, step), given),
        savedAt: savedAt && timeLabel(instantOf(savedAt), ctx.practice.timeZone),
      });
      if (step.kind !== 'words' && step.kind !== 'apart') {
        return answer(target?.id ?? null, record.version, target?.savedAt ?? null);
      }
      const isNew = step.kind === 'words' ? !target : step.isNew;
      const id = step.kind === 'apart' ? step.id : (target?.id ?? randomUUID());
      const wordsSealed = await tx.vault.seal(input.clientId, processPlace(id), input.words);
      const data = { wordsSealed, tabId: input.tabId, tabSeq: input.seq, savedAt: now };
      if (isNew) {
        await tx.processNote.create({
          data: { ...where, id, episodeId, openedByTab: input.tabId, writtenAt: now, ...data },
        });
        await tx.audit('process-note.kept', { subjectType: 'process-note', subjectId: id, clientId: input.clientId });
        return answer(id, 1, now);
      }
      const old = step.kind === 'apart' ? begun : target;
      await tx.processNote.updateMany({ where: { ...where, id }, data: { ...data, version: { increment: 1 } } });
      return answer(id, (old?.version ?? 0) + 1, now);
    });
  });
