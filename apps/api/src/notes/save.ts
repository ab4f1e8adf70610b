import { randomUUID } from 'node:crypto';
import { decided } from '@heather/core';
import { timeLabel } from '@heather/scheduling';
import { z } from 'zod';
import { instantOf } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { decideSave, isNewest } from './decide-save.ts';
import { noteOf, noteStateSchema, noteWordsSchema, tabFields } from './shapes.ts';
import { stepNote } from './write-step.ts';

/**
 * Keeps what a page holds, as it is typed. Never refuses words for what another page did: then they are kept apart, and `isNewest`
 * says that the page should show both. The same call again is the same.
 */
export const save = staffProcedure('notes.save')
  .input(
    z.strictObject({
      ...noteOf,
      ...tabFields,
      /** Of the words that the page began from or last had kept; 0 for none. */
      baseVersion: z.int().min(0),
      words: noteWordsSchema,
    }),
  )
  .output(
    z.strictObject({
      state: noteStateSchema,
      version: z.number(),
      isNewest: z.boolean(),
      /** "14:03"; null when there was nothing to keep. */
      savedAt: z.string().nullable(),
    }),
  )
  .mutation(async ({ ctx, input }) => {
    const { sessionId, clientId, tabId, seq, baseVersion, words } = input;
    const given = { tab: { id: tabId, seq }, baseVersion, words };
    const { record, savedAt } = await stepNote(ctx, { sessionId, clientId }, (found) =>
      decided(decideSave(found, given, randomUUID())),
    );
    return {
      state: record.state,
      version: record.version,
      isNewest: isNewest(record, given),
      savedAt: savedAt && timeLabel(instantOf(savedAt), ctx.practice.timeZone),
    };
  });
