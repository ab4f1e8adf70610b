import { randomUUID } from 'node:crypto';
import { fail } from '@heather/core';
import { lockName, lockResources } from '@heather/database';
import { awayProblems, awayProblemWords } from '@heather/scheduling';
import { z } from 'zod';
import { dateOf } from '../measures/instants.ts';
import type { SessionRow } from '../scheduling/session-rows.ts';
import { type StaffContext, staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { mostSessions, peopleOf, seenOf, sessionsInside, type Told } from './affected.ts';
import { nameCover } from './cover.ts';
import { holdAgain, releaseWhere } from './hold-again.ts';
import { overlapping } from './preview.ts';
import { mustReachTherapist } from './reach.ts';
import { confirmInput } from './shapes.ts';
import { offersUpToDays, spanOf } from './span.ts';
import { tellEverybody } from './tell-away.ts';

const done = z.strictObject({
  awayId: z.string(),
  sessions: z.number(),
  mails: z.number(),
  /** People whom somebody rings or texts; they stand on the desk's list. */
  toTell: z.number(),
  /** Sessions for which other times are held. */
  offered: z.number(),
});

/**
 * Somebody is away, all of it at once or nothing: the hours close, the sessions inside are cancelled by us with nothing due, other times
 * are held, mails wait two minutes, whoever has no safe mailbox stands on the call list. Sent twice it is said once.
 * @throws conflict when the sessions are not those that were shown; absence/words naming whose message may not leave as it is
 */
export const confirm = staffProcedure('absence.confirm')
  .input(confirmInput)
  .output(done)
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const therapist = await mustReachTherapist(ctx, input.staffId);
    if (input.coverId === therapist.id) return fail('bad-input', { fields: ['coverId'] });
    return ctx.write(async (tx) => {
      const now = tx.now();
      const span = spanOf(input, ctx.practice.timeZone, now);
      // Two who press at once: the second waits here and finds that it is said.
      await lockName(tx, `away:${practiceId}:${therapist.id}`);
      const standing = await overlapping(tx, practiceId, therapist.id, span);
      if (standing && standing.state === 'standing' && standing.endsAt.getTime() === span.endsAt.epochMilliseconds)
        return saidAlready(tx, standing.id);
      if (standing) return fail('absence/overlaps');
      const rows = await lockedSessions(tx, therapist.id, span);
      if (seenOf(rows) !== input.seen) return fail('conflict');
      const isOffered = input.offer && span.days <= offersUpToDays;
      const { told, bySession } = await peopleOf(tx, practiceId, rows, isOffered);
      const messages = written(ctx, told, input.messages, therapist.fullName);
      await lockResources(tx, resourcesOf(therapist.id, rows, bySession));
      const awayId = randomUUID();
      const { staffId: startedById } = ctx.actor;
      const [startsAt, endsAt] = [dateOf(span.startsAt), dateOf(span.endsAt)];
      await tx.timeAway.create({
        data: {
          practiceId,
          id: awayId,
          staffId: therapist.id,
          kind: input.kind,
          startsAt,
          endsAt,
          state: 'standing',
          startedById,
          startedAt: dateOf(now),
        },
      });
      // Every search for a time reads this row; it says that somebody is away, and not why.
      await tx.absence.create({
        data: { practiceId, id: awayId, staffId: therapist.id, kind: 'leave', startsAt, endsAt },
      });
      await letGoInside(tx, therapist.id, span);
      const fallen = await cancelAll(tx, awayId, rows, bySession);
      const offered = isOffered ? await holdAgain(tx, fallen, span.endsAt) : new Set<string>();
      if (offered.size > 0)
        await tx.awaySession.updateMany({
          where: { practiceId, id: { in: [...offered] } },
          data: { state: 'offered' },
        });
      await tx.audit('absence.started', {
        subjectType: 'absence',
        subjectId: awayId,
        facts: { sessions: rows.length, people: told.length, offered: offered.size },
      });
      if (input.coverId !== null)
        await nameCover(tx, { awayId, therapistId: therapist.id, coverId: input.coverId, startsAt, endsAt });
      const { mails, toTell } = await tellEverybody(
        tx,
        { awayId, therapistId: therapist.id, occasion: 'away' },
        messages,
      );
      return { awayId, sessions: rows.length, mails, toTell, offered: offered.size };
    });
  });

async function saidAlready(tx: WriteTransaction, awayId: string): Promise<z.infer<typeof done>> {
  const { practiceId } = tx;
  const [sessions, offered, mails, toTell] = await Promise.all([
    tx.awaySession.count({ where: { practiceId, awayId } }),
    tx.awaySession.count({ where: { practiceId, awayId, state: 'offered' } }),
    tx.awayMessage.count({ where: { practiceId, awayId, occasion: 'away', route: 'mail' } }),
    tx.awayMessage.count({ where: { practiceId, awayId, occasion: 'away', route: { not: 'mail' } } }),
  ]);
  return { awayId, sessions, mails, toTell, offered };
}

/** The rows first, as whoever changes one session does, then the time that they take. */
async function lockedSessions(
  tx: WriteTransaction,
  therapistId: string,
  span: { startsAt: Temporal.Instant; endsAt: Temporal.Instant; days: number },
): Promise<SessionRow[]> {
  const { practiceId } = tx;
  await tx.$queryRaw`SELECT id FROM session WHERE practice_id = ${practiceId}::uuid AND therapist_id = ${therapistId}::uuid
    AND starts_at >= ${dateOf(span.startsAt)} AND starts_at < ${dateOf(span.endsAt)} ORDER BY id FOR UPDATE`;
  const rows = await sessionsInside(tx, practiceId, therapistId, span);
  return rows.length > mostSessions ? fail('too-large', { most: mostSessions }) : rows;
}

function resourcesOf(therapistId: string, rows: readonly SessionRow[], bySession: Map<string, string[]>) {
  const rooms = new Set(rows.flatMap(({ roomId }) => (roomId ? [roomId] : [])));
  const clients = new Set([...bySession.values()].flat());
  return [
    { kind: 'therapist' as const, resourceId: therapistId },
    ...[...rooms].map((resourceId) => ({ kind: 'room' as const, resourceId })),
    ...[...clients].map((resourceId) => ({ kind: 'client' as const, resourceId })),
  ];
}

/** Each with the words that leave: those that somebody wrote, where they may stand there. */
function written(
  ctx: StaffContext,
  told: readonly Told[],
  given: readonly { clientId: string; says: string }[],
  therapistName: string,
): Told[] {
  const own = new Map(given.map(({ clientId, says }) => [clientId, says]));
  const all = told.map((one) => ({ ...one, words: one.guarded ? one.words : (own.get(one.clientId) ?? one.words) }));
  const wrong = all.flatMap((one) => {
    const [first] = own.has(one.clientId)
      ? awayProblems(one.words, [...one.names, ...therapistName.split(' '), ctx.practice.name])
      : [];
    return first ? [{ clientId: one.clientId, words: awayProblemWords(first) }] : [];
  });
  if (wrong.length > 0) return fail('absence/words', { messages: wrong });
  return all;
}

/** Times that were held for somebody else in these hours, from an earlier absence, are no longer to be had. */
async function letGoInside(
  tx: WriteTransaction,
  therapistId: string,
  span: { startsAt: Temporal.Instant; endsAt: Temporal.Instant },
): Promise<void> {
  await releaseWhere(tx, {
    therapistId,
    startsAt: { lt: dateOf(span.endsAt) },
    endsAt: { gt: dateOf(span.startsAt) },
  });
}

async function cancelAll(
  tx: WriteTransaction,
  awayId: string,
  rows: readonly SessionRow[],
  bySession: Map<string, string[]>,
) {
  const { practiceId, actor } = tx;
  const ids = rows.map(({ id }) => id);
  await tx.occupied.deleteMany({ where: { practiceId, sessionId: { in: ids } } });
  await tx.session.updateMany({
    where: { practiceId, id: { in: ids } },
    data: {
      status: 'cancelled-by-us',
      feeDuePence: 0,
      statusAt: dateOf(tx.now()),
      statusByKind: 'staff',
      statusById: actor.kind === 'staff' ? actor.staffId : null,
      icsSequence: { increment: 1 },
      version: { increment: 1 },
    },
  });
  const fallen = rows.map((row) => ({ ...row, awaySessionId: randomUUID() }));
  await tx.awaySession.createMany({
    data: fallen.map(({ awaySessionId, id: sessionId, status: statusBefore }) => ({
      practiceId,
      id: awaySessionId,
      awayId,
      sessionId,
      statusBefore,
      state: 'told',
    })),
  });
  for (const { id } of rows)
    await tx.audit('session.cancelled', {
      subjectType: 'session',
      subjectId: id,
      clientId: bySession.get(id)?.[0] ?? null,
      changes: ['status'],
      facts: { status: 'cancelled-by-us', feePence: 0 },
    });
  return fallen;
}
