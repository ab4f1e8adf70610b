import type { ConsentQuestion } from '@heather/confidentiality';
import {
  type ConsentEvent,
  type Doer,
  decideGive,
  decideWithdraw,
  type EffectiveConsent,
  effectiveConsent,
  type RecordView,
} from '@heather/consent';
import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import type { Tx } from '../database.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { dateOf } from '../measures/instants.ts';
import { clientProcedure, staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { versionOf } from './current-agreement.ts';
import { eventOf, optionalKind, validMonthsOf } from './effective.ts';
import { must, staffPage, writeEvents } from './load-pack.ts';
import { mustReach } from './reach.ts';
import { doneSchema } from './shapes.ts';

const find = (db: Tx, practiceId: string, clientId: string) =>
  db.consentRecord.findMany({
    where: { practiceId, clientId },
    orderBy: { createdAt: 'desc' },
    include: {
      consentEventAsRecord: { orderBy: { seq: 'asc' } },
      templateVersion: { include: { template: true } },
      pack: {
        select: { workingAgreement: { select: { therapistId: true, therapist: { select: { fullName: true } } } } },
      },
    },
  });
type RecordRow = Awaited<ReturnType<typeof find>>[number];

const eventsOf = (row: RecordRow): ConsentEvent[] => row.consentEventAsRecord.map(eventOf);

const isOptional = (row: RecordRow) => row.kind === optionalKind;

export type ChoiceNow = {
  clauseId: string;
  heading: string;
  question: string;
  text: string;
  yesLabel: string;
  noLabel: string;
  afterWithdrawal: string;
  /** What it comes to now. Anything but `given` is no. */
  state: 'given' | 'declined' | 'withdrawn' | 'lapsed' | 'superseded' | 'corrected';
  since: string;
  therapist: string;
};

/** Every optional item that this person was asked and answered, with what it comes to now. */
export async function choicesOf(
  db: Tx,
  practiceId: string,
  clientId: string,
  now: Temporal.Instant,
): Promise<ChoiceNow[]> {
  const rows = (await find(db, practiceId, clientId)).filter(isOptional);
  const standing = standingOf(rows, now);
  const order = rows.flatMap((row) => questionsOf(row).map(({ clauseId }) => clauseId));
  return [...new Set(order)].flatMap((clauseId) => {
    const item = standing[clauseId];
    const row = item && rows.find(({ id }) => id === item.recordId);
    const question = row && questionsOf(row).find((one) => one.clauseId === clauseId);
    if (!item || !question) return [];
    const { textSha256: _hash, ...words } = question;
    return [
      {
        ...words,
        state: item.state,
        since: item.since,
        therapist: row.pack.workingAgreement.therapist.fullName.split(' ')[0] ?? '',
      },
    ];
  });
}

const questionsOf = (row: RecordRow) => row.rendered as unknown as ConsentQuestion[];

function standingOf(rows: readonly RecordRow[], now: Temporal.Instant): EffectiveConsent {
  const validMonths = validMonthsOf(rows.toReversed().map(({ templateVersion }) => templateVersion));
  return effectiveConsent(rows.flatMap(eventsOf), now, { validMonths });
}

const choice = z.strictObject({
  clauseId: z.string(),
  heading: z.string(),
  question: z.string(),
  text: z.string(),
  yesLabel: z.string(),
  noLabel: z.string(),
  afterWithdrawal: z.string(),
  state: z.enum(['given', 'declined', 'withdrawn', 'lapsed', 'superseded', 'corrected']),
  since: z.string(),
  therapist: z.string(),
});
export const choicesSchema = z.array(choice);

/** "My choices": each optional item and where it stands. */
export const consents = clientProcedure('agreements.consents')
  .output(z.strictObject({ choices: choicesSchema, timeZone: z.string() }))
  .query(async ({ ctx }) => {
    const { practiceId, clientId } = ctx.actor;
    const choices = await choicesOf(ctx.db, practiceId, clientId, ctx.now());
    return { choices, timeZone: ctx.practice.timeZone };
  });

const item = z.strictObject({ clauseId: z.string().max(60) });

/** A yes taken back: one item, no reason, at once. Taking back a no, or twice, is already so. */
export const withdraw = clientProcedure('agreements.withdraw')
  .input(item)
  .output(doneSchema)
  .mutation(({ ctx, input }) => {
    const { clientId } = ctx.actor;
    const by = { channel: 'online', actorKind: 'client', actorId: clientId } as const;
    return ctx.write((tx) => changeChoice(tx, clientId, input.clauseId, 'withdraw', by));
  });

export const give = clientProcedure('agreements.give')
  .input(item)
  .output(doneSchema)
  .mutation(({ ctx, input }) => {
    const { clientId } = ctx.actor;
    const by = { channel: 'online', actorKind: 'client', actorId: clientId } as const;
    return ctx.write((tx) => changeChoice(tx, clientId, input.clauseId, 'give', by));
  });

/** The same for somebody who said it in the room or on the telephone. */
export const recordWithdrawal = staffProcedure('agreements.recordWithdrawal')
  .input(z.strictObject({ clientId: idSchema('client'), clauseId: z.string().max(60) }))
  .output(doneSchema)
  .mutation(async ({ ctx, input }) => {
    await mustReach(ctx, input.clientId);
    const by = { channel: 'spoken', actorKind: 'staff', actorId: ctx.actor.staffId } as const;
    return ctx.write((tx) => changeChoice(tx, input.clientId, input.clauseId, 'withdraw', by));
  });

async function changeChoice(
  tx: WriteTransaction,
  clientId: string,
  clauseId: string,
  how: 'withdraw' | 'give',
  by: Doer,
): Promise<{ done: true }> {
  const { practiceId } = tx;
  // One change of one person's choices at a time: events are numbered on from the last.
  await tx.$queryRaw`SELECT id FROM client WHERE practice_id = ${practiceId}::uuid AND id = ${clientId}::uuid FOR UPDATE`;
  const rows = await find(tx, practiceId, clientId);
  const optional = rows.filter(isOptional);
  const item = standingOf(optional, tx.now())[clauseId];
  const row = item
    ? optional.find(({ id }) => id === item.recordId)
    : rows.find((one) => !isOptional(one) && asks(one, clauseId));
  if (!row) return fail('not-found');
  const view: RecordView = {
    recordId: row.id,
    clauses: versionOf(row.templateVersion).clauses.map(({ clauseId: id, kind }) => ({ clauseId: id, kind })),
    events: eventsOf(row),
  };
  const outcome = must((how === 'withdraw' ? decideWithdraw : decideGive)(view, clauseId, by, tx.now()));
  if (outcome.already) return { done: true };
  await writeEvents(tx, clientId, outcome.events);
  await tx.audit(how === 'withdraw' ? 'consent.withdrawn' : 'consent.answered', {
    subjectType: 'consent-record',
    subjectId: row.id,
    clientId,
    facts: { clause: clauseId },
  });
  const told = await therapistsOf(tx, clientId);
  for (const staffId of told.length > 0 ? told : [row.pack.workingAgreement.therapistId])
    await queueMail(tx, {
      staffId,
      template: 'something-to-read',
      params: { url: staffPage(tx, clientId) },
      key: `consent:${row.id}:${outcome.events[0]?.seq}:${staffId}`,
    });
  return { done: true };
}

/** Whoever works with this person now: a course may have gone to somebody else since the choice was asked. */
async function therapistsOf(tx: WriteTransaction, clientId: string): Promise<string[]> {
  const now = dateOf(tx.now());
  const rows = await tx.allocation.findMany({
    where: {
      practiceId: tx.practiceId,
      fromAt: { lte: now },
      OR: [{ untilAt: null }, { untilAt: { gt: now } }],
      episode: { state: { not: 'ended' }, episodeParticipantAsEpisode: { some: { clientId, leftAt: null } } },
    },
    select: { therapistId: true },
  });
  return [...new Set(rows.map(({ therapistId }) => therapistId))].sort();
}

const asks = (row: RecordRow, clauseId: string) =>
  versionOf(row.templateVersion).clauses.some((clause) => clause.clauseId === clauseId);
