import { randomUUID } from 'node:crypto';
import { afterComplaintAct, fail, idSchema, regulatorOf, textSchema } from '@heather/core';
import { type Ciphertext, lockName } from '@heather/database';
import { z } from 'zod';
import { queueMail } from '../../mail/queue-mail.ts';
import { dateOf, localOn } from '../../measures/instants.ts';
import { type StaffContext, staffProcedure } from '../../trpc/procedures.ts';
import type { WriteTransaction } from '../../trpc/write.ts';
import {
  channelSchema,
  clockOf,
  clockSchema,
  complaintPlace,
  dayDate,
  dayOf,
  loadSteps,
  outcomeSchema,
  stateSchema,
  stepPlace,
  stepSchema,
} from './complaint-row.ts';
import { tellHandler } from './receive.ts';

const facts = z.strictObject({
  complaintId: z.string(),
  number: z.number(),
  /** Null for whoever does not look into it: who complains is part of what it says. */
  clientName: z.string().nullable(),
  receivedOn: z.string(),
  channel: channelSchema,
  state: stateSchema,
  outcome: outcomeSchema.nullable(),
  closedOn: z.string().nullable(),
  handler: z.string().nullable(),
  isMine: z.boolean(),
  clock: clockSchema,
});
const withNames = {
  client: { select: { firstName: true, lastName: true } },
  handler: { select: { shortName: true } },
  about: { select: { shortName: true } },
} as const;

/** The database keeps the first half of this too (migration 0024): nobody finds one about themselves. */
function reachable(ctx: StaffContext) {
  const { practiceId, staffId } = ctx.actor;
  return {
    practiceId,
    OR: [{ aboutId: null }, { aboutId: { not: staffId } }],
    client: { state: { not: 'erased' } },
    ...(ctx.scope !== 'practice' && { handlerId: staffId }),
  };
}
type Row = NonNullable<Awaited<ReturnType<typeof find>>>;
const find = (ctx: StaffContext, complaintId: string) =>
  ctx.db.complaint.findFirst({ where: { ...reachable(ctx), id: complaintId }, include: withNames });

function factsOf(ctx: StaffContext, row: Row, todayOn: string): z.input<typeof facts> {
  const isMine = row.handlerId === ctx.actor.staffId;
  return {
    complaintId: row.id,
    number: row.number,
    clientName: isMine ? `${row.client.firstName} ${row.client.lastName}` : null,
    receivedOn: dayOf(row.receivedOn) ?? '',
    channel: row.channel as z.output<typeof channelSchema>,
    state: row.state as z.output<typeof stateSchema>,
    outcome: row.outcome as z.output<typeof outcomeSchema> | null,
    closedOn: dayOf(row.closedOn),
    handler: row.handler?.shortName ?? null,
    isMine,
    clock: clockOf(row, todayOn),
  };
}

const page = 50;
/** Open ones first, the nearest day before the others. Managers and leads see that they are there; whoever handles one sees theirs. */
export const list = staffProcedure('complaints.list')
  .input(z.strictObject({ closed: z.boolean() }))
  .output(z.strictObject({ complaints: z.array(facts), isMore: z.boolean() }))
  .query(async ({ ctx, input }) => {
    const todayOn = localOn(ctx.now(), ctx.practice.timeZone);
    const rows = await ctx.db.complaint.findMany({
      where: {
        ...reachable(ctx),
        state: { in: input.closed ? ['answered', 'withdrawn'] : ['received', 'acknowledged'] },
      },
      include: withNames,
      orderBy: input.closed ? [{ closedOn: 'desc' }, { id: 'asc' }] : [{ receivedOn: 'asc' }, { id: 'asc' }],
      take: page + 1,
    });
    return { complaints: rows.slice(0, page).map((row) => factsOf(ctx, row, todayOn)), isMore: rows.length > page };
  });

/** One complaint. Its words and steps for its handler; for a manager or lead that it is there, and when it is due. */
export const get = staffProcedure('complaints.get')
  .input(z.strictObject({ complaintId: idSchema('complaint') }))
  .output(
    z.strictObject({
      ...facts.shape,
      content: z
        .strictObject({
          words: z.string(),
          about: z.string().nullable(),
          clientId: z.string(),
          steps: z.array(stepSchema),
        })
        .nullable(),
      mayHandOver: z.boolean(),
      regulator: z.strictObject({
        name: z.string(),
        address: z.string(),
        telephone: z.string(),
        web: z.string(),
        office: z.string().nullable(),
      }),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const row = await find(ctx, input.complaintId);
    if (!row) return fail('not-found');
    const shown = factsOf(ctx, row, localOn(ctx.now(), ctx.practice.timeZone));
    const rest = { mayHandOver: row.closedOn === null, regulator: regulatorOf(ctx.practice.nation) };
    if (row.handlerId !== staffId) return { ...shown, content: null, ...rest };
    await ctx.recordRead('complaint', row.clientId, [row.id]);
    const words = await ctx.vault.open(row.clientId, complaintPlace(row.id), row.wordsSealed as Ciphertext);
    const steps = await loadSteps(ctx, practiceId, row.id);
    return {
      ...shown,
      content: { words, about: row.about?.shortName ?? null, clientId: row.clientId, steps },
      ...rest,
    };
  });

/** Writes the next step of a complaint that is held by this transaction. */
export async function addStep(
  tx: WriteTransaction,
  row: { id: string; clientId: string },
  step: { kind: string; words: string | null; staffId: string | null; saveKey: string },
): Promise<void> {
  const { practiceId } = tx;
  const last = await tx.complaintStep.findFirst({
    where: { practiceId, complaintId: row.id },
    orderBy: { seq: 'desc' },
    select: { seq: true },
  });
  const id = randomUUID();
  await tx.complaintStep.createMany({
    data: [
      {
        practiceId,
        id,
        complaintId: row.id,
        clientId: row.clientId,
        seq: (last?.seq ?? 0) + 1,
        kind: step.kind,
        wordsSealed: step.words === null ? null : await tx.vault.seal(row.clientId, stepPlace(id), step.words),
        staffId: step.staffId,
        saveKey: step.saveKey,
        at: dateOf(tx.now()),
      },
    ],
  });
}

export const lockComplaint = (tx: WriteTransaction, complaintId: string) =>
  lockName(tx, `complaint:${tx.practiceId}:${complaintId}`);

const acts = {
  acknowledge: { kind: 'acknowledged', event: 'complaint.acknowledged', isTold: true },
  note: { kind: 'looked-into', event: 'complaint.looked-into', isTold: false },
  'tell-progress': { kind: 'progress-told', event: 'complaint.progress-told', isTold: true },
  answer: { kind: 'outcome-told', event: 'complaint.answered', isTold: true },
} as const;

/** A step of whoever looks into it. What is told reaches the person on their page, and a neutral mail says that something is there. */
export const act = staffProcedure('complaints.act')
  .input(
    z
      .strictObject({
        complaintId: idSchema('complaint'),
        act: z.enum(['acknowledge', 'note', 'tell-progress', 'answer']),
        words: textSchema(4000, 1),
        outcome: outcomeSchema.nullable(),
        saveKey: z.uuid(),
      })
      .refine(
        ({ act, outcome }) => (act === 'answer') === (outcome !== null),
        'an answer has an outcome, and nothing else has',
      ),
  )
  .output(z.strictObject({ state: stateSchema, willLeave: z.boolean().nullable() }))
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const { staffId } = ctx.actor;
      await lockComplaint(tx, input.complaintId);
      const row = await tx.complaint.findFirst({
        where: { ...reachable(ctx), handlerId: staffId, id: input.complaintId },
      });
      if (!row) return fail('not-found');
      const state = row.state as z.output<typeof stateSchema>;
      const done = await tx.complaintStep.findFirst({
        where: { practiceId, complaintId: row.id, saveKey: input.saveKey },
        select: { id: true },
      });
      if (done) return { state, willLeave: null };
      const next = afterComplaintAct(state, input.act);
      if (next === null) return fail('wrong-order');
      const today = dayDate(localOn(tx.now(), ctx.practice.timeZone));
      const { kind, event, isTold } = acts[input.act];
      await tx.complaint.updateMany({
        where: { practiceId, id: row.id },
        data: {
          state: next,
          ...(isTold && row.acknowledgedOn === null && { acknowledgedOn: today }),
          ...(input.outcome && { outcome: input.outcome, closedOn: today }),
        },
      });
      await addStep(tx, row, { kind, words: input.words, staffId, saveKey: input.saveKey });
      await tx.audit(event, { subjectType: 'complaint', subjectId: row.id });
      if (!isTold) return { state: next, willLeave: null };
      const { willLeave } = await queueMail(tx, {
        clientId: row.clientId,
        template: 'something-to-read',
        params: { url: `${tx.shell.addresses.clientUrl}/complaints` },
        key: `complaint-told:${row.id}:${input.saveKey}`,
      });
      return { state: next, willLeave };
    }),
  );

/** Somebody else looks into it from now on: not whom it is about. By its handler, a manager or a lead. */
export const handOver = staffProcedure('complaints.handOver')
  .input(z.strictObject({ complaintId: idSchema('complaint'), staffId: idSchema('staff'), saveKey: z.uuid() }))
  .output(z.strictObject({ handed: z.literal(true) }))
  .mutation(async ({ ctx, input }) => {
    const found = await find(ctx, input.complaintId);
    if (!found) return fail('not-found');
    // The caller may not see the steps of what they do not handle: the worker writes this one.
    await ctx.asWorker((worker) =>
      worker.write(async (tx) => {
        const { practiceId } = tx;
        await lockComplaint(tx, input.complaintId);
        const row = await tx.complaint.findFirst({ where: { practiceId, id: input.complaintId, closedOn: null } });
        if (!row) return fail('wrong-order');
        if (row.handlerId === input.staffId) return;
        if (row.aboutId === input.staffId) return fail('rights/about-yourself');
        const to = await tx.staffMember.findFirst({
          where: { practiceId, id: input.staffId, state: 'active' },
          select: { id: true },
        });
        if (!to) return fail('not-found');
        await giveTo(tx, row, input.staffId, ctx.actor.staffId, input.saveKey);
      }),
    );
    return { handed: true };
  });

export async function giveTo(
  tx: WriteTransaction,
  row: { id: string; clientId: string },
  handlerId: string,
  staffId: string | null,
  saveKey: string,
): Promise<void> {
  await tx.complaint.updateMany({ where: { practiceId: tx.practiceId, id: row.id }, data: { handlerId } });
  await addStep(tx, row, { kind: 'handler-changed', words: null, staffId, saveKey });
  await tx.audit('complaint.handler-changed', { subjectType: 'complaint', subjectId: row.id });
  await tellHandler(tx, row.id, handlerId, `handed-${saveKey}`);
}
