import { idSchema } from '@heather/core';
import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';
import { choices, decideChoice } from './decide-note.ts';
import { noteOf, noteStateSchema, tabFields, uuidSchema } from './shapes.ts';
import { stepNote } from './write-step.ts';

/** Chooses between the newest words and others of one's own that were kept apart. */
export const choose = staffProcedure('notes.choose')
  .input(
    z.strictObject({
      ...noteOf,
      ...tabFields,
      apartId: idSchema('note-version'),
      version: z.int().min(0),
      choice: z.enum(choices),
      saveKey: uuidSchema,
    }),
  )
  .output(z.strictObject({ state: noteStateSchema, version: z.number(), words: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const { tabId, seq, apartId, version, choice, saveKey } = input;
    const { record } = await stepNote(ctx, input, (found) =>
      decideChoice(found, { apartId, choice, version, tab: { id: tabId, seq }, saveKey }),
    );
    return { state: record.state, version: record.version, words: record.words };
  });
