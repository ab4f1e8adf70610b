import { randomUUID } from 'node:crypto';
import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { dateOf, localOn } from '../../measures/instants.ts';
import { loadCourse } from '../../measures/load-course.ts';
import { type StaffContext, staffProcedure } from '../../trpc/procedures.ts';
import { loadRequest, requestPlace } from '../requests/load-request.ts';
import { clockSchema, rightsWordsSchema } from '../requests/shapes.ts';
import { writeStep } from '../requests/write-request.ts';

const about = { requestId: idSchema('rights-request') };
const place = (column: 'statement_sealed' | 'told_sealed', rowId: string) => ({
  table: 'correction_answer',
  column,
  rowId,
});
/** Who had the wrong data and has to be told: one a line, as the person who tells them would write it. */
const recipientsSchema = z.array(z.string().trim().min(1).max(200)).max(20);

const answerSchema = z.strictObject({
  outcome: z.enum(['corrected', 'statement-kept']),
  noteId: z.string().nullable(),
  statement: z.string().nullable(),
  told: z.array(z.string()),
  on: z.string(),
  by: z.string(),
});

/** The request as its therapist answers it: what they call wrong, and who may have had it from us. @throws not-found */
async function reach(ctx: StaffContext, requestId: string) {
  const { practiceId } = ctx.actor;
  const zone = ctx.practice.timeZone;
  const request = await loadRequest({ db: ctx.db, practiceId, now: ctx.now(), zone }, requestId);
  await loadCourse(ctx, request.clientId);
  if (request.kind !== 'correction') return fail('not-found');
  return request;
}

export const correction = staffProcedure('rights.correction')
  .input(z.strictObject(about))
  .output(
    z.strictObject({
      clientId: z.string(),
      client: z.string(),
      receivedOn: z.string(),
      clock: clockSchema,
      asked: z.string().nullable(),
      /** Signed notes of this record that it may be about, the newest first. */
      notes: z.array(z.strictObject({ noteId: z.string(), on: z.string() })),
      /** Whoever had something of this record from us, as far as it is written down. */
      mayHaveHadIt: z.array(z.string()),
      answer: answerSchema.nullable(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const request = await reach(ctx, input.requestId);
    const { clientId } = request;
    const zone = ctx.practice.timeZone;
    const [notes, payers, copies, answer] = await Promise.all([
      ctx.db.sessionNote.findMany({
        where: { practiceId, clientId, state: 'signed' },
        select: { id: true, session: { select: { startsAt: true } } },
        orderBy: { begunAt: 'desc' },
        take: 60,
      }),
      ctx.db.paymentArrangement.findMany({
        where: { practiceId, clientId },
        select: { payer: { select: { name: true, kind: true } } },
        take: 20,
      }),
      ctx.db.accessPack.count({ where: { practiceId, clientId, releasedAt: { not: null } } }),
      ctx.db.correctionAnswer.findFirst({
        where: { practiceId, requestId: request.id },
        include: { answeredBy: { select: { shortName: true } } },
      }),
    ]);
    await ctx.recordRead('rights-request', clientId, [request.id], 'rights');
    return {
      clientId,
      client: request.client.shortName,
      receivedOn: request.receivedOnText,
      clock: request.clock,
      asked: request.wordsSealed && (await ctx.vault.open(clientId, requestPlace(request.id), request.wordsSealed)),
      notes: notes.map(({ id, session }) => ({ noteId: id, on: localOn(session.startsAt, zone) })),
      mayHaveHadIt: [
        ...new Set(payers.flatMap(({ payer }) => (payer ? [`${payer.name} (pays)`] : []))),
        ...(copies > 0 ? ['They themselves, in a copy of their record'] : []),
      ],
      answer: answer && {
        outcome: answerSchema.shape.outcome.parse(answer.outcome),
        noteId: answer.noteId,
        statement:
          answer.statementSealed &&
          (await ctx.vault.open(clientId, place('statement_sealed', answer.id), answer.statementSealed)),
        told: answer.toldSealed
          ? recipientsSchema.parse(
              JSON.parse(await ctx.vault.open(clientId, place('told_sealed', answer.id), answer.toldSealed)),
            )
          : [],
        on: localOn(answer.answeredAt, zone),
        by: answer.answeredBy.shortName,
      },
    };
  });

/**
 * Put right (in the page that the data belongs to, or by an addendum to the note), or the person's own account kept beside what was
 * signed. Either way they are told what was done, and whoever had the wrong data is named. Once a request.
 */
export const answerCorrection = staffProcedure('rights.answerCorrection')
  .input(
    z.strictObject({
      ...about,
      outcome: z.enum(['corrected', 'statement-kept']),
      noteId: idSchema('note').nullable(),
      /** Their own account, dated today. */
      statement: rightsWordsSchema.nullable(),
      /** What they are told was done. */
      words: rightsWordsSchema,
      told: recipientsSchema,
    }),
  )
  .output(z.strictObject({ clock: clockSchema }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const request = await reach(ctx, input.requestId);
    const { clientId } = request;
    if (input.outcome === 'statement-kept' && input.statement === null) return fail('rights/reason-missing');
    return ctx.write(async (tx) => {
      // The step decides first: of two who answer at once one finds it closed.
      const step = { kind: 'answered', words: input.words, staffId } as const;
      const { clock } = await writeStep(tx, { requestId: request.id, zone: ctx.practice.timeZone }, step);
      const { noteId } = input;
      if (
        noteId &&
        !(await tx.sessionNote.findFirst({ where: { practiceId, clientId, id: noteId }, select: { id: true } }))
      )
        return fail('not-found');
      const id = randomUUID();
      const sealed = (column: 'statement_sealed' | 'told_sealed', text: string) =>
        tx.vault.seal(clientId, place(column, id), text);
      await tx.correctionAnswer.createMany({
        data: [
          {
            practiceId,
            id,
            requestId: request.id,
            clientId,
            outcome: input.outcome,
            noteId,
            statementSealed: input.statement === null ? null : await sealed('statement_sealed', input.statement),
            toldSealed: input.told.length === 0 ? null : await sealed('told_sealed', JSON.stringify(input.told)),
            answeredById: staffId,
            answeredAt: dateOf(tx.now()),
          },
        ],
      });
      await tx.audit(input.outcome === 'corrected' ? 'rights.corrected' : 'rights.statement-kept', {
        subjectType: 'rights-request',
        subjectId: request.id,
        clientId,
        facts: { toTell: input.told.length },
      });
      return { clock };
    });
  });

/** What a person holds against what was written, beside which note, and when they said so. Reading is recorded. */
export const statements = staffProcedure('rights.statements')
  .input(z.strictObject({ clientId: idSchema('client') }))
  .output(z.array(z.strictObject({ id: z.string(), noteId: z.string().nullable(), on: z.string(), words: z.string() })))
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const { clientId } = input;
    const { purpose } = await loadCourse(ctx, clientId);
    const rows = await ctx.db.correctionAnswer.findMany({
      where: { practiceId, clientId, statementSealed: { not: null } },
      orderBy: { answeredAt: 'asc' },
      take: 100,
    });
    const zone = ctx.practice.timeZone;
    const shown = await Promise.all(
      rows.map(async ({ id, noteId, answeredAt, statementSealed }) => ({
        id,
        noteId,
        on: localOn(answeredAt, zone),
        words: statementSealed ? await ctx.vault.open(clientId, place('statement_sealed', id), statementSealed) : '',
      })),
    );
    await ctx.recordRead(
      'rights-request',
      clientId,
      rows.map(({ id }) => id),
      purpose,
    );
    return shown;
  });
