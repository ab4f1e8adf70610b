import { dateOnSchema, fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { localOn } from '../../measures/instants.ts';
import { loadCourseFor } from '../../scheduling/reach.ts';
import { type StaffContext, staffProcedure } from '../../trpc/procedures.ts';
import { type LoadedRequest, loadRequest, loadRequests, requestPlace, stepPlace } from './load-request.ts';
import {
  channelSchema,
  clockSchema,
  groundSchema,
  rightsKindSchema,
  rightsWordsSchema,
  stepKindSchema,
} from './shapes.ts';
import { addRequest, tellManagers, tellTherapists, writeStep } from './write-request.ts';

/** Somebody asked on the telephone, by letter, in the room: taken down with the day it came, which is when its month began. */
export const record = staffProcedure('rights.record')
  .input(
    z.strictObject({
      clientId: idSchema('client'),
      kind: rightsKindSchema,
      channel: channelSchema.exclude(['portal']),
      receivedOn: dateOnSchema,
      words: rightsWordsSchema.nullable(),
      saveKey: z.uuid().toLowerCase(),
    }),
  )
  .output(z.strictObject({ requestId: z.string() }))
  .mutation(async ({ ctx, input }) => {
    await loadCourseFor(ctx, input.clientId);
    if (input.receivedOn > localOn(ctx.now(), ctx.practice.timeZone)) return fail('rights/wrong-day');
    return ctx.write(async (tx) => {
      const made = await addRequest(tx, { ...input, recordedById: ctx.actor.staffId });
      if (!ctx.actor.roles.includes('manager')) await tellManagers(tx, made.requestId);
      if (input.kind === 'correction') await tellTherapists(tx, input.clientId, made.requestId);
      return made;
    });
  });

const page = 50;
const rowSchema = z.strictObject({
  id: z.string(),
  clientId: z.string(),
  client: z.string(),
  kind: rightsKindSchema,
  channel: channelSchema,
  receivedOn: z.string(),
  clock: clockSchema,
});

export const shownRow = ({ id, clientId, client, kind, channel, receivedOnText, clock }: LoadedRequest) => ({
  id,
  clientId,
  client: client.shortName,
  kind,
  channel: channelSchema.parse(channel),
  receivedOn: receivedOnText,
  clock,
});

/** Who asked for what, and what is due when. Nothing of what they said. */
export const list = staffProcedure('rights.list')
  .input(z.strictObject({ state: z.enum(['open', 'closed']), before: idSchema('rights-request').nullable() }))
  .output(z.strictObject({ todayOn: z.string(), requests: z.array(rowSchema), next: z.string().nullable() }))
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const last =
      input.before &&
      (await ctx.db.rightsRequest.findFirst({
        where: { practiceId, id: input.before },
        select: { id: true, receivedOn: true },
      }));
    if (input.before && !last) return fail('not-found');
    const order = input.state === 'open' ? 'asc' : 'desc';
    const beyond = input.state === 'open' ? 'gt' : 'lt';
    const rows = await loadRequests(
      readerOf(ctx),
      {
        state: input.state === 'open' ? 'open' : { not: 'open' },
        ...(last && {
          OR: [
            { receivedOn: { [beyond]: last.receivedOn } },
            { receivedOn: last.receivedOn, id: { [beyond]: last.id } },
          ],
        }),
      },
      { orderBy: [{ receivedOn: order }, { id: order }], take: page + 1 },
    );
    const shown = rows.slice(0, page);
    return {
      todayOn: localOn(ctx.now(), ctx.practice.timeZone),
      requests: shown.map(shownRow),
      next: rows.length > page ? (shown.at(-1)?.id ?? null) : null,
    };
  });

const stepSchema = z.strictObject({
  kind: stepKindSchema,
  on: z.string(),
  ground: groundSchema.nullable(),
  by: z.string().nullable(),
  /** Whether something was said with it; the words are for the person and for whoever may read their record. */
  hasWords: z.boolean(),
});
const shownSchema = rowSchema.extend({
  hasWords: z.boolean(),
  recordedBy: z.string().nullable(),
  steps: z.array(stepSchema),
});

function shown(row: LoadedRequest): z.infer<typeof shownSchema> {
  return {
    ...shownRow(row),
    hasWords: row.wordsSealed !== null,
    recordedBy: row.recordedBy?.shortName ?? null,
    steps: row.rightsStepAsRequest.map((step, index) => ({
      kind: stepKindSchema.parse(step.kind),
      on: row.steps[index]?.on ?? row.receivedOnText,
      ground: groundSchema.nullable().parse(step.ground),
      by: step.staff?.shortName ?? null,
      hasWords: step.wordsSealed !== null,
    })),
  };
}

const about = { requestId: idSchema('rights-request') };

export const get = staffProcedure('rights.get')
  .input(z.strictObject(about))
  .output(shownSchema.extend({ todayOn: z.string() }))
  .query(async ({ ctx, input }) => ({
    ...shown(await loadRequest(readerOf(ctx), input.requestId)),
    todayOn: localOn(ctx.now(), ctx.practice.timeZone),
  }));

/** One step of the clock. What is said with it goes to the person. */
export const step = staffProcedure('rights.step')
  .input(
    z.strictObject({
      ...about,
      kind: stepKindSchema,
      on: dateOnSchema,
      ground: groundSchema.nullable(),
      words: rightsWordsSchema.nullable(),
    }),
  )
  .output(shownSchema)
  .mutation(async ({ ctx, input: { requestId, ...given } }) =>
    shown(
      await ctx.write((tx) =>
        writeStep(tx, { requestId, zone: ctx.practice.timeZone }, { ...given, staffId: ctx.actor.staffId }),
      ),
    ),
  );

/** What the person wrote, and what was said to them: for the clinical lead, and for a therapist of theirs. */
export const words = staffProcedure('rights.words')
  .input(z.strictObject(about))
  .output(z.strictObject({ asked: z.string().nullable(), steps: z.array(z.string().nullable()) }))
  .query(async ({ ctx, input }) => {
    const row = await loadRequest(readerOf(ctx), input.requestId);
    await loadCourseFor(ctx, row.clientId);
    const { clientId } = row;
    await ctx.recordRead('rights-request', clientId, [row.id], 'rights');
    return {
      asked: row.wordsSealed && (await ctx.vault.open(clientId, requestPlace(row.id), row.wordsSealed)),
      steps: await Promise.all(
        row.rightsStepAsRequest.map(
          async ({ id, wordsSealed }) => wordsSealed && (await ctx.vault.open(clientId, stepPlace(id), wordsSealed)),
        ),
      ),
    };
  });

const readerOf = (ctx: StaffContext) => ({
  db: ctx.db,
  practiceId: ctx.actor.practiceId,
  now: ctx.now(),
  zone: ctx.practice.timeZone,
});
