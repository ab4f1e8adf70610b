import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';
import { decideAddendum, decideLeaveOut, decideSign } from './decide-note.ts';
import { noteOf, noteStateSchema, noteWordsSchema, tabFields, uuidSchema } from './shapes.ts';
import { stepNote } from './write-step.ts';

const output = z.strictObject({ state: noteStateSchema, version: z.number() });

/** Signs and locks one's own note as it was seen. There is no way back; an addendum is the way on. */
export const sign = staffProcedure('notes.sign')
  .input(z.strictObject({ ...noteOf, version: z.int().min(0), saveKey: uuidSchema }))
  .output(output)
  .mutation(async ({ ctx, input }) => {
    const { record } = await stepNote(ctx, input, (found) => decideSign(found, input));
    return { state: record.state, version: record.version };
  });

/** Dated words after what is signed. */
export const addendum = staffProcedure('notes.addendum')
  .input(z.strictObject({ ...noteOf, words: noteWordsSchema, saveKey: uuidSchema }))
  .output(output)
  .mutation(async ({ ctx, input }) => {
    const { words, saveKey } = input;
    const { record } = await stepNote(ctx, input, (found) => decideAddendum(found, { words, saveKey }));
    return { state: record.state, version: record.version };
  });

/** Says that this session has no note in this record, on purpose. Writing one takes it back. */
export const leaveOut = staffProcedure('notes.leaveOut')
  .input(z.strictObject({ ...noteOf, ...tabFields }))
  .output(output)
  .mutation(async ({ ctx, input }) => {
    const tab = { id: input.tabId, seq: input.seq };
    const { record } = await stepNote(ctx, input, (found) => decideLeaveOut(found, tab));
    return { state: record.state, version: record.version };
  });
