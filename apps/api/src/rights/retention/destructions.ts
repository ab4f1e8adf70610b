import { randomUUID } from 'node:crypto';
import {
  type DestructionAct,
  dateOnSchema,
  decideDestruction,
  fail,
  graceDays,
  type HeldBy,
  heldKinds,
  idSchema,
  textSchema,
} from '@heather/core';
import type { Ciphertext } from '@heather/database';
import { z } from 'zod';
import { queueMail } from '../../mail/queue-mail.ts';
import { dateOf, instantOf, localOn } from '../../measures/instants.ts';
import { type StaffContext, staffProcedure } from '../../trpc/procedures.ts';
import type { WriteTransaction } from '../../trpc/write.ts';
import { lockPerson } from '../erasure/destroy.ts';
import { loadHeldBy } from '../erasure/held-by.ts';
import { holdSchema, loadHolds } from './holds.ts';
import { loadRecords, loadRules, withDue } from './record-facts.ts';

const keepPlace = (rowId: string) => ({ table: 'destruction', column: 'keep_reason_sealed', rowId });
const dayOf = (date: Date | null) => date?.toISOString().slice(0, 10) ?? null;

const destructionSchema = z.strictObject({
  destructionId: z.string(),
  clientId: z.string(),
  clientName: z.string(),
  source: z.enum(['time', 'request']),
  state: z.enum(['listed', 'confirmed']),
  ruleWords: z.string(),
  dueOn: z.string().nullable(),
  /** Who had the last course: somebody to ask before saying yes. */
  therapist: z.string().nullable(),
  bornUnknown: z.boolean(),
  /** What keeps it from being destroyed now. */
  heldBy: z.array(z.enum(heldKinds)),
  /** What stopped it the last time. */
  stoppedBy: z.enum(heldKinds).nullable(),
  destroyAfterAt: z.string().nullable(),
  version: z.number(),
});
type Shown = z.input<typeof destructionSchema>;

const page = 50;

async function loadOpen(
  ctx: StaffContext,
  clientIds?: readonly string[],
  after?: string,
): Promise<{ rows: Shown[]; next: string | null }> {
  const { practiceId } = ctx.actor;
  const found = await ctx.db.destruction.findMany({
    where: {
      practiceId,
      state: { in: ['listed', 'confirmed'] },
      client: { state: { not: 'erased' } },
      ...(clientIds && { clientId: { in: [...clientIds] } }),
      ...(after && { id: { gt: after } }),
    },
    include: {
      client: {
        select: {
          firstName: true,
          lastName: true,
          bornOn: true,
          clientMergeAsKept: { where: { undoneAt: null }, select: { clientId: true } },
          episodeParticipantAsClient: {
            select: {
              episode: {
                select: {
                  allocationAsEpisode: {
                    orderBy: { fromAt: 'desc' },
                    take: 1,
                    select: { therapist: { select: { shortName: true } } },
                  },
                },
              },
            },
            orderBy: { joinedAt: 'desc' },
            take: 1,
          },
        },
      },
    },
    orderBy: { id: 'asc' },
    take: page + 1,
  });
  const shown = found.slice(0, page);
  const people = shown.map((row) => [row.clientId, ...row.client.clientMergeAsKept.map(({ clientId }) => clientId)]);
  const held = await loadHeldBy(ctx.db, practiceId, people, ctx.now());
  const rows = shown.map(
    (row, index): Shown => ({
      destructionId: row.id,
      clientId: row.clientId,
      clientName: `${row.client.firstName} ${row.client.lastName}`,
      source: row.source as Shown['source'],
      state: row.state as Shown['state'],
      ruleWords: row.ruleWords,
      dueOn: dayOf(row.dueOn),
      therapist: row.client.episodeParticipantAsClient[0]?.episode.allocationAsEpisode[0]?.therapist.shortName ?? null,
      bornUnknown: row.ruleKind === 'adult' && row.client.bornOn === null,
      heldBy: held[index] ?? [],
      stoppedBy: row.stoppedBy as HeldBy | null,
      destroyAfterAt: row.destroyAfterAt?.toISOString() ?? null,
      version: row.version,
    }),
  );
  return { rows, next: found.length > page ? (shown.at(-1)?.id ?? null) : null };
}

/** What waits for a decision, and what was decided and is in its days of grace. */
export const due = staffProcedure('retention.due')
  .input(z.strictObject({ after: z.uuid().nullable() }))
  .output(
    z.strictObject({
      mayConfirm: z.boolean(),
      graceDays: z.number(),
      count: z.number(),
      records: z.array(destructionSchema),
      next: z.string().nullable(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const [open, count, mayConfirm] = await Promise.all([
      loadOpen(ctx, undefined, input.after ?? undefined),
      ctx.db.destruction.count({
        where: {
          practiceId: ctx.actor.practiceId,
          state: { in: ['listed', 'confirmed'] },
          client: { state: { not: 'erased' } },
        },
      }),
      isReviewer(ctx),
    ]);
    return { mayConfirm, graceDays, count, records: open.rows, next: open.next };
  });

/** One person: how long their record is kept, by which rule, what holds it, and whether it is on its way. */
export const ofClient = staffProcedure('retention.ofClient')
  .input(z.strictObject({ clientId: idSchema('client') }))
  .output(
    z.strictObject({
      mayConfirm: z.boolean(),
      lastContactOn: z.string(),
      dueOn: z.string(),
      ruleWords: z.string(),
      bornUnknown: z.boolean(),
      heldBy: z.array(z.enum(heldKinds)),
      holds: z.array(holdSchema),
      open: destructionSchema.nullable(),
      kept: z.strictObject({ untilOn: z.string(), reason: z.string(), by: z.string() }).nullable(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const [records, { inForce }, mayConfirm] = await Promise.all([
      loadRecords(ctx.db, ctx.practice, ctx.now(), input.clientId),
      loadRules(ctx.db, practiceId),
      isReviewer(ctx),
    ]);
    const [record] = withDue(records, inForce);
    if (!record) return fail('not-found');
    const [[heldBy = []], holds, open, kept] = await Promise.all([
      loadHeldBy(ctx.db, practiceId, [record.ids], ctx.now()),
      loadHolds(ctx, record.ids),
      loadOpen(ctx, record.ids),
      ctx.db.destruction.findFirst({
        where: { practiceId, clientId: { in: record.ids }, state: 'kept' },
        orderBy: { keepUntilOn: 'desc' },
        include: { keptBy: { select: { shortName: true } } },
      }),
    ]);
    return {
      mayConfirm,
      lastContactOn: record.lastContactOn,
      dueOn: record.due.dueOn,
      ruleWords: record.due.words,
      bornUnknown: record.due.ageUnknown,
      heldBy,
      holds,
      open: open.rows[0] ?? null,
      kept: kept?.keepUntilOn
        ? {
            untilOn: dayOf(kept.keepUntilOn) ?? '',
            reason: await ctx.vault.open(kept.clientId, keepPlace(kept.id), kept.keepReasonSealed as Ciphertext),
            by: kept.keptBy?.shortName ?? '',
          }
        : null,
    };
  });

/** The review before a destruction is the clinical lead's; a manager's where the practice has none. */
async function isReviewer(ctx: StaffContext): Promise<boolean> {
  if (ctx.actor.roles.includes('clinical-lead')) return true;
  const lead = await ctx.db.staffMember.findFirst({
    where: {
      practiceId: ctx.actor.practiceId,
      state: 'active',
      staffRoleAsStaff: { some: { role: 'clinical-lead' } },
    },
    select: { id: true },
  });
  return lead === null;
}

/** Puts a record on the list because the person asked for it to be erased. Already there, it is the same one. */
export const listRecord = staffProcedure('retention.listRecord')
  .input(z.strictObject({ clientId: idSchema('client') }))
  .output(z.strictObject({ destructionId: z.string() }))
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const ids = await lockPerson(tx, practiceId, input.clientId);
      const [record] = withDue(
        await loadRecords(tx, ctx.practice, tx.now(), input.clientId),
        (await loadRules(tx, practiceId)).inForce,
      );
      if (!record) return fail('not-found');
      const open = await tx.destruction.findFirst({
        where: { practiceId, clientId: { in: ids }, state: { in: ['listed', 'confirmed'] } },
        select: { id: true },
      });
      if (open) return { destructionId: open.id };
      const id = randomUUID();
      await tx.destruction.createMany({
        data: [
          {
            practiceId,
            id,
            clientId: record.clientId,
            source: 'request',
            ruleKind: record.due.kind,
            ruleWords: `Asked for by the person before its time (${record.due.words})`,
            dueOn: null,
            state: 'listed',
            listedAt: dateOf(tx.now()),
          },
        ],
      });
      await tx.audit('destruction.listed', {
        subjectType: 'destruction',
        subjectId: id,
        clientId: record.clientId,
        facts: { source: 'request' },
      });
      return { destructionId: id };
    }),
  );

const asked = z.strictObject({ destructionId: idSchema('destruction'), version: z.int().min(1) });

/** The person's rows are taken first, as the worker takes them: of a decision and a destruction at once one finds the other done. */
async function openForChange(tx: WriteTransaction, input: z.output<typeof asked>, act: DestructionAct) {
  const { practiceId } = tx;
  const where = { practiceId, id: input.destructionId };
  const found = await tx.destruction.findFirst({ where, select: { clientId: true } });
  if (!found) return fail('not-found');
  const ids = await lockPerson(tx, practiceId, found.clientId);
  const row =
    (await tx.destruction.findFirst({ where, include: { client: { select: { state: true } } } })) ?? fail('not-found');
  if (row.client.state === 'erased') return fail('not-found');
  if (row.version !== input.version) return fail('conflict');
  const [heldBy = []] = await loadHeldBy(tx, practiceId, [ids], tx.now());
  const graceOver =
    row.destroyAfterAt !== null && Temporal.Instant.compare(tx.now(), instantOf(row.destroyAfterAt)) >= 0;
  const decision = decideDestruction({ state: row.state as 'listed' | 'confirmed', graceOver, heldBy }, act);
  if (!decision.ok)
    return fail(
      decision.because === 'wrong-order' || decision.because === 'too-early' ? 'wrong-order' : 'rights/held',
      { heldBy },
    );
  return { row, ids, where, next: decision.state, graceOver };
}
const about = (row: { id: string; clientId: string }) => ({
  subjectType: 'destruction',
  subjectId: row.id,
  clientId: row.clientId,
});

/** The yes. The record is destroyed when the days of grace are over, unless somebody takes it back or something comes to hold it. */
export const confirm = staffProcedure('retention.confirm')
  .input(asked)
  .output(z.strictObject({ destroyAfterAt: z.string() }))
  .mutation(async ({ ctx, input }) => {
    if (!(await isReviewer(ctx))) return fail('forbidden');
    return ctx.write(async (tx) => {
      const { row, where, next } = await openForChange(tx, input, 'confirm');
      const destroyAfter = tx.now().add({ hours: 24 * graceDays });
      await tx.destruction.updateMany({
        where,
        data: {
          state: next,
          confirmedById: ctx.actor.staffId,
          confirmedAt: dateOf(tx.now()),
          destroyAfterAt: dateOf(destroyAfter),
          stoppedBy: null,
          version: { increment: 1 },
        },
      });
      await tx.audit('destruction.confirmed', { ...about(row), facts: { source: row.source } });
      // Told while they can still come in and take their copies.
      if (row.source === 'request')
        await queueMail(tx, {
          clientId: row.clientId,
          template: 'something-to-read',
          params: { url: `${tx.shell.addresses.clientUrl}/your-record` },
          key: `erasure-told:${row.id}:${row.version}`,
        });
      return { destroyAfterAt: destroyAfter.toString() };
    });
  });

/** Takes the yes back, as long as nothing was destroyed. */
export const undo = staffProcedure('retention.undo')
  .input(asked)
  .output(z.strictObject({ state: z.literal('listed') }))
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { row, where } = await openForChange(tx, input, 'undo');
      await tx.destruction.updateMany({
        where,
        data: {
          state: 'listed',
          confirmedById: null,
          confirmedAt: null,
          destroyAfterAt: null,
          version: { increment: 1 },
        },
      });
      await tx.audit('destruction.undone', about(row));
      return { state: 'listed' };
    }),
  );

/** Not yet: until a day, with a reason. On that day it falls due again. */
export const keepLonger = staffProcedure('retention.keepLonger')
  .input(asked.extend({ untilOn: dateOnSchema, reason: textSchema(500, 1) }))
  .output(z.strictObject({ untilOn: dateOnSchema }))
  .mutation(async ({ ctx, input }) => {
    if (input.untilOn <= localOn(ctx.now(), ctx.practice.timeZone)) return fail('rights/not-in-future');
    if (!(await isReviewer(ctx))) return fail('forbidden');
    return ctx.write(async (tx) => {
      const { row, where, next } = await openForChange(tx, input, 'keep');
      await tx.destruction.updateMany({
        where,
        data: {
          state: next,
          keptById: ctx.actor.staffId,
          keepUntilOn: new Date(`${input.untilOn}T00:00:00Z`),
          keepReasonSealed: await tx.vault.seal(row.clientId, keepPlace(row.id), input.reason),
          destroyAfterAt: null,
          version: { increment: 1 },
        },
      });
      await tx.audit('destruction.kept-longer', { ...about(row), facts: { untilOn: input.untilOn } });
      return { untilOn: input.untilOn };
    });
  });

/** Off the list: a request that was taken back or refused, or a mistake. What is due by time comes back with the next month. */
export const callOff = staffProcedure('retention.callOff')
  .input(asked)
  .output(z.strictObject({ state: z.literal('called-off') }))
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { row, where } = await openForChange(tx, input, 'call-off');
      await tx.destruction.updateMany({
        where,
        data: { state: 'called-off', destroyAfterAt: null, version: { increment: 1 } },
      });
      await tx.audit('destruction.called-off', about(row));
      return { state: 'called-off' };
    }),
  );
