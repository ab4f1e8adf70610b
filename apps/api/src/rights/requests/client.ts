import { idSchema } from '@heather/core';
import { z } from 'zod';
import { localOn } from '../../measures/instants.ts';
import { type ClientContext, clientProcedure } from '../../trpc/procedures.ts';
import { loadRequests, stepPlace } from './load-request.ts';
import { clockSchema, groundSchema, rightsKindSchema, rightsWordsSchema, stepKindSchema } from './shapes.ts';
import { addRequest, tellManagers, tellTherapists, writeStep } from './write-request.ts';

/** Whoever wants to see more than a year's worth asks for their record. */
const most = 20;

/** One tap, and a note if they like. Asking twice by one page is asking once. */
export const ask = clientProcedure('rights.ask')
  .input(
    z.strictObject({ kind: rightsKindSchema, words: rightsWordsSchema.nullable(), saveKey: z.uuid().toLowerCase() }),
  )
  .output(z.strictObject({ requestId: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const { clientId } = ctx.actor;
    const receivedOn = localOn(ctx.now(), ctx.practice.timeZone);
    return ctx.asWorker((worker) =>
      worker.write(async (tx) => {
        const asked = { ...input, clientId, receivedOn, channel: 'portal' as const, recordedById: null };
        const made = await addRequest(tx, asked);
        await tellManagers(tx, made.requestId);
        if (input.kind === 'correction') await tellTherapists(tx, clientId, made.requestId);
        return made;
      }),
    );
  });

/** What I asked for, where it stands and by when I hear. */
export const mine = clientProcedure('rights.mine')
  .output(
    z.strictObject({
      requests: z.array(
        z.strictObject({
          id: z.string(),
          kind: rightsKindSchema,
          receivedOn: z.string(),
          clock: clockSchema,
          steps: z.array(
            z.strictObject({
              kind: stepKindSchema,
              on: z.string(),
              ground: groundSchema.nullable(),
              words: z.string().nullable(),
            }),
          ),
        }),
      ),
      controller: z.strictObject({ name: z.string(), telephone: z.string().nullable() }),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId, clientId } = ctx.actor;
    const [rows, practice] = await Promise.all([
      loadRequests(readerOf(ctx), { clientId }, { orderBy: [{ receivedOn: 'desc' }, { id: 'desc' }], take: most }),
      ctx.db.practice.findFirst({ where: { id: practiceId }, select: { controllerName: true, telephone: true } }),
    ]);
    const requests = await Promise.all(
      rows.map(async ({ id, kind, receivedOnText, clock, steps, rightsStepAsRequest }) => ({
        id,
        kind,
        receivedOn: receivedOnText,
        clock,
        steps: await Promise.all(
          rightsStepAsRequest.map(async (step, index) => ({
            kind: steps[index]?.kind ?? 'answered',
            on: steps[index]?.on ?? receivedOnText,
            ground: groundSchema.nullable().parse(step.ground),
            words: step.wordsSealed && (await ctx.vault.open(clientId, stepPlace(step.id), step.wordsSealed)),
          })),
        ),
      })),
    );
    return {
      requests,
      controller: { name: practice?.controllerName ?? ctx.practice.name, telephone: practice?.telephone ?? null },
    };
  });

const about = { requestId: idSchema('rights-request') };
const done = z.strictObject({ clock: clockSchema });

/** I no longer want it. */
export const takeBack = clientProcedure('rights.takeBack')
  .input(z.strictObject(about))
  .output(done)
  .mutation(({ ctx, input }) => say(ctx, input.requestId, 'withdrawn', null));

/** My answer to what the practice asked about it: the clock goes on. */
export const clarify = clientProcedure('rights.clarify')
  .input(z.strictObject({ ...about, words: rightsWordsSchema }))
  .output(done)
  .mutation(({ ctx, input }) => say(ctx, input.requestId, 'clarification-given', input.words));

async function say(
  ctx: ClientContext,
  requestId: string,
  kind: 'withdrawn' | 'clarification-given',
  words: string | null,
) {
  const { clientId } = ctx.actor;
  const at = { requestId, clientId, zone: ctx.practice.timeZone };
  const { clock } = await ctx.write((tx) => writeStep(tx, at, { kind, words, staffId: null }));
  return { clock };
}

const readerOf = (ctx: ClientContext) => ({
  db: ctx.db,
  practiceId: ctx.actor.practiceId,
  now: ctx.now(),
  zone: ctx.practice.timeZone,
});
