import { idSchema } from '@heather/core';
import { measures } from '@heather/outcomes';
import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';
import { loadTherapists } from './bring/commit.ts';
import type { FileRefusal } from './core/decode.ts';
import { fieldsOf, type ImportKind } from './core/fields.ts';
import { fileWords } from './core/file-words.ts';
import { planSchema } from './core/plan.ts';
import { problemWords } from './core/problems.ts';
import { meaningsOf, type WordField } from './core/words.ts';
import { findRun, openFound, openPlan } from './runs.ts';

const mostShown = 100;
const reason = z.enum(['name', 'birth-date', 'email', 'telephone']);
const somebody = { name: z.string(), bornOn: z.string().nullable(), reasons: z.array(reason) };
const wordField = z.enum(['status', 'state', 'measure', 'therapist', 'place']);

const question = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('columns'), missing: z.array(z.array(z.string())) }),
  z.strictObject({ kind: z.literal('letters'), samples: z.array(z.string()) }),
  z.strictObject({
    kind: z.literal('date-order'),
    isMixed: z.boolean(),
    samples: z.array(z.strictObject({ cell: z.string(), dmy: z.string().nullable(), mdy: z.string().nullable() })),
  }),
  z.strictObject({ kind: z.literal('too-many-words'), field: wordField }),
  z.strictObject({ kind: z.literal('words'), field: wordField }),
  z.strictObject({ kind: z.literal('minutes'), lines: z.number() }),
  z.strictObject({ kind: z.literal('state'), lines: z.number() }),
  z.strictObject({ kind: z.literal('contact'), lines: z.number() }),
]);

/** One file: what was understood, what is asked, which lines stay out and why, who may be here already, and how far it is. */
export const get = staffProcedure('imports.get')
  .input(z.strictObject({ importId: idSchema('import') }))
  .output(
    z.strictObject({
      importId: z.string(),
      kind: z.enum(['clients', 'sessions', 'scores']),
      source: z.string(),
      state: z.enum(['uploading', 'checking', 'checked', 'committing', 'committed', 'refused', 'discarded']),
      version: z.number(),
      madeAt: z.string(),
      /** Why the file cannot be read, as a sentence, with the line where there is one. */
      refusal: z.strictObject({ words: z.string(), line: z.number().nullable() }).nullable(),
      progress: z.strictObject({ done: z.number(), of: z.number() }),
      header: z.array(z.string()),
      letters: z.enum(['utf-8', 'utf-16', 'windows-1252']).nullable(),
      fields: z.array(z.strictObject({ field: z.string(), label: z.string() })),
      /** By column, from 0: some of its cells. */
      samples: z.record(z.string(), z.array(z.string())),
      questions: z.array(question),
      words: z.array(
        z.strictObject({
          field: wordField,
          label: z.string(),
          words: z.array(z.strictObject({ word: z.string(), lines: z.number(), meaning: z.string().nullable() })),
          meanings: z.array(z.strictObject({ value: z.string(), label: z.string() })),
        }),
      ),
      plan: z.unknown(),
      rows: z.array(z.strictObject({ line: z.number(), name: z.string(), what: z.string() })),
      counts: z
        .strictObject({
          read: z.number(),
          ready: z.number().nullable(),
          known: z.number().nullable(),
          out: z.number().nullable(),
          made: z.number().nullable(),
          waiting: z.number(),
          secondNumbers: z.number(),
        })
        .nullable(),
      /** The first of them; the report has all. */
      problems: z.array(z.strictObject({ line: z.number(), column: z.string().nullable(), words: z.string() })),
      doubles: z.array(
        z.strictObject({
          line: z.number(),
          name: z.string(),
          bornOn: z.string().nullable(),
          choice: z.enum(['same', 'same-as-line', 'another']).nullable(),
          here: z.array(z.strictObject({ clientId: z.string(), isChosen: z.boolean(), ...somebody })),
          earlier: z.array(z.strictObject({ line: z.number(), ...somebody })),
        }),
      ),
      doublesInAll: z.number(),
    }),
  )
  .query(({ ctx, input }) =>
    ctx.asWorker(async ({ db, vault }) => {
      const { practiceId, staffId } = ctx.actor;
      const run = await findRun(db, practiceId, staffId, input.importId);
      const kind = run.kind as ImportKind;
      const [plan, found, therapists] = await Promise.all([
        openPlan(vault, run),
        openFound(vault, run),
        loadTherapists(db, practiceId),
      ]);
      const header = found?.header ?? [];
      const fields = fieldsOf(kind);
      const [code, line] = (run.reason ?? '').split(':');
      const meanings = (field: WordField) =>
        field === 'therapist'
          ? therapists.map(({ id, fullName }) => ({ value: id, label: fullName }))
          : meaningsOf(field).map((value) => ({ value, label: meaningWords(field, value) }));
      return {
        importId: run.id,
        kind,
        source: run.source,
        state: run.state as 'checked',
        version: run.version,
        madeAt: run.madeAt.toISOString(),
        refusal:
          run.state === 'refused'
            ? {
                words: fileWords[code as FileRefusal] ?? fileWords.encoding,
                line: line === undefined ? null : Number(line),
              }
            : null,
        progress: { done: run.progressDone, of: run.progressOf },
        header,
        letters: found?.encoding ?? null,
        fields: fields.map(({ field, label }) => ({ field, label })),
        samples: found?.samples ?? {},
        questions: found?.questions ?? [],
        words: (found?.words ?? []).map(({ field, words }) => ({
          field,
          label: fields.find((one) => one.field === field)?.label ?? field,
          // A column with so many is not shown: it may be names, or notes.
          words: found?.questions.some((one) => one.kind === 'too-many-words' && one.field === field) ? [] : words,
          meanings: meanings(field),
        })),
        plan: plan && planSchema.parse(plan),
        rows: found?.rows ?? [],
        counts:
          run.rowsRead === null
            ? null
            : {
                read: run.rowsRead,
                ready: run.rowsReady,
                known: run.rowsKnown,
                out: run.rowsOut,
                made: run.rowsMade,
                waiting: found?.waiting ?? 0,
                secondNumbers: found?.secondNumbers ?? 0,
              },
        problems: (found?.problems ?? []).slice(0, mostShown).map((problem) => ({
          line: problem.line,
          column: problem.column === null ? null : (header[problem.column] ?? null),
          words: problemWords[problem.code],
        })),
        doubles: (found?.doubles ?? [])
          .toSorted((a, b) => Number(a.choice !== null) - Number(b.choice !== null))
          .slice(0, mostShown),
        doublesInAll: found?.doubles.length ?? 0,
      };
    }),
  );

const labels: Record<string, string> = {
  attended: 'It took place',
  'did-not-attend': 'The client did not come',
  'cancelled-in-time': 'The client cancelled in time',
  'cancelled-late': 'The client cancelled late',
  'cancelled-by-us': 'We cancelled',
  active: 'Comes now',
  waiting: 'Waits for a place',
  ended: 'Has ended',
  room: 'In a room',
  online: 'Online',
  telephone: 'By telephone',
};

const meaningWords = (field: WordField, value: string): string =>
  field === 'measure' ? (measures[value as keyof typeof measures]?.name ?? value) : (labels[value] ?? value);
