import { fail, idSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { z } from 'zod';
import { releaseWhere } from '../absence/hold-again.ts';
import { spanWords } from '../absence/span.ts';
import type { Tx } from '../database.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { dateOf } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { mustLeaveAManager } from './last-manager.ts';
import { endInvitations } from './people.ts';

const asked = z.strictObject({ staffId: idSchema('staff') });
const openOffers = ['held', 'accepted-by-therapist', 'offered-to-client', 'accepted-by-client'];
/** So many clients are listed by name; the count says how many there are. */
const shown = 200;
const furthestDays = 366;

/** What somebody holds, before their access ends: nothing of it goes away by itself but the way in. */
export const previewLeaving = staffProcedure('practice.previewLeaving')
  .input(asked)
  .output(
    z.strictObject({
      isLastManager: z.boolean(),
      isSelf: z.boolean(),
      clientCount: z.number(),
      clients: z.array(z.strictObject({ allocationId: z.string(), name: z.string(), nextAt: z.string().nullable() })),
      series: z.number(),
      sessionsAhead: z.number(),
      lastSessionAt: z.string().nullable(),
      offers: z.number(),
      rungs: z.number(),
      /** For whom they stand in, now or later, and when; of an absence, where somebody else can be named. */
      covers: z.array(z.strictObject({ awayId: z.string().nullable(), name: z.string(), when: z.string() })),
      supervises: z.number(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const { staffId } = input;
    const db = ctx.db;
    const person = await db.staffMember.findFirst({ where: { practiceId, id: staffId }, select: { id: true } });
    if (!person) return fail('not-found');
    const at = dateOf(ctx.now());
    const ahead = { practiceId, therapistId: staffId, startsAt: { gt: at }, status: { in: ['planned', 'moved'] } };
    const open = { practiceId, therapistId: staffId, untilAt: null, episode: { state: { not: 'ended' } } };
    const [allocations, clientCount, series, sessions, offers, rungs, covers, supervises, managers, mine] =
      await Promise.all([
        db.allocation.findMany({
          where: open,
          orderBy: [{ fromAt: 'asc' }, { id: 'asc' }],
          take: shown,
          select: {
            id: true,
            episodeId: true,
            episode: {
              select: {
                episodeParticipantAsEpisode: {
                  where: { leftAt: null },
                  select: { client: { select: { shortName: true } } },
                },
              },
            },
          },
        }),
        db.allocation.count({ where: open }),
        db.series.count({ where: { practiceId, therapistId: staffId, state: 'active' } }),
        db.session.aggregate({ where: ahead, _count: true, _max: { startsAt: true } }),
        db.offer.count({ where: { practiceId, therapistId: staffId, state: { in: openOffers } } }),
        db.ladderRung.count({ where: { practiceId, staffId } }),
        db.cover.findMany({
          where: { practiceId, coverId: staffId, endsAt: { gt: at } },
          orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
          take: shown,
          select: { awayId: true, startsAt: true, endsAt: true, therapist: { select: { shortName: true } } },
        }),
        db.supervisionLink.count({
          where: { practiceId, supervisorId: staffId, OR: [{ untilOn: null }, { untilOn: { gte: at } }] },
        }),
        managersLeft(db, practiceId, staffId),
        db.staffRole.count({ where: { practiceId, staffId, role: 'manager' } }),
      ]);
    const next = await db.session.groupBy({
      by: ['episodeId'],
      where: { ...ahead, episodeId: { in: allocations.map(({ episodeId }) => episodeId) } },
      _min: { startsAt: true },
    });
    const nextOf = new Map(next.map((row) => [row.episodeId, row._min.startsAt]));
    return {
      isLastManager: mine > 0 && managers === 0,
      isSelf: staffId === ctx.actor.staffId,
      clientCount,
      clients: allocations.map(({ id, episodeId, episode }) => ({
        allocationId: id,
        name: episode.episodeParticipantAsEpisode.map(({ client }) => client.shortName).join(' and '),
        nextAt: nextOf.get(episodeId)?.toISOString() ?? null,
      })),
      series,
      sessionsAhead: sessions._count,
      lastSessionAt: sessions._max.startsAt?.toISOString() ?? null,
      offers,
      rungs,
      covers: covers.map((row) => ({
        awayId: row.awayId,
        name: row.therapist.shortName,
        when: spanWords(row, ctx.practice.timeZone),
      })),
      supervises,
    };
  });

const managersLeft = (db: Tx, practiceId: string, staffId: string) =>
  db.staffMember.count({
    where: {
      practiceId,
      id: { not: staffId },
      state: 'active',
      accessEndsAt: null,
      staffRoleAsStaff: { some: { role: 'manager' } },
    },
  });

/**
 * Ends somebody's access, now (`at` null) or at an instant ahead. From that instant on no request of theirs is answered, in any
 * process: each asks the database, and one under way waits here and is refused. Their clients, history and signatures stay.
 */
export const endAccess = staffProcedure('practice.endAccess')
  .input(asked.extend({ at: z.iso.datetime({ offset: true }).nullable() }))
  .output(z.strictObject({ endsAt: z.string() }))
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const now = tx.now();
      const at = input.at === null ? now : Temporal.Instant.from(input.at);
      if (Temporal.Instant.compare(at, now.add({ hours: 24 * furthestDays })) > 0)
        return fail('scheduling/too-far-ahead');
      await mustLeaveAManager(tx, input.staffId);
      const person = await tx.staffMember.findFirst({
        where: { practiceId, id: input.staffId },
        select: { state: true, leftAt: true },
      });
      if (!person) return fail('not-found');
      if (person.state === 'left') return { endsAt: (person.leftAt ?? dateOf(now)).toISOString() };
      if (Temporal.Instant.compare(at, now) <= 0) {
        await leaveNow(tx, input.staffId, now);
        return { endsAt: now.toString() };
      }
      await tx.staffMember.updateMany({
        where: { practiceId, id: input.staffId, state: { not: 'left' } },
        data: { accessEndsAt: dateOf(at) },
      });
      await tx.audit('staff.access.ending', {
        subjectType: 'staff',
        subjectId: input.staffId,
        facts: { at: at.toString() },
      });
      return { endsAt: at.toString() };
    }),
  );

/** Takes back an end that has not come yet. Afterwards the way back is an invitation. */
export const keepAccess = staffProcedure('practice.keepAccess')
  .input(asked)
  .output(z.strictObject({ done: z.literal(true) }))
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const { count } = await tx.staffMember.updateMany({
        where: { practiceId, id: input.staffId, state: { not: 'left' }, accessEndsAt: { gt: dateOf(tx.now()) } },
        data: { accessEndsAt: null },
      });
      if (count !== 1) return fail('wrong-order');
      await tx.audit('staff.access.kept', { subjectType: 'staff', subjectId: input.staffId });
      return { done: true as const };
    }),
  );

/**
 * The row is locked against every writer of theirs first (trpc/write.ts holds it while a write of theirs is under way). The database
 * then ends every sign-in and takes passkeys, authenticator and password away with the change of state, in this transaction.
 */
export async function leaveNow(tx: WriteTransaction, staffId: string, at: Temporal.Instant): Promise<void> {
  const { practiceId } = tx;
  await tx.$queryRaw`SELECT id FROM staff_member WHERE practice_id = ${practiceId}::uuid AND id = ${staffId}::uuid FOR UPDATE`;
  const { count } = await tx.staffMember.updateMany({
    where: { practiceId, id: staffId, state: { not: 'left' } },
    data: { state: 'left', leftAt: dateOf(at), accessEndsAt: dateOf(at) },
  });
  if (count === 0) return;
  await endInvitations(tx, staffId);
  await tx.audit('staff.access.ended', { subjectType: 'staff', subjectId: staffId, changes: ['state'] });
  await endCoversOf(tx, staffId, dateOf(at));
  await leaveLadder(tx, staffId);
}

/**
 * Where they stand in for somebody, now or later, nobody does any more, and times of theirs that were held for a colleague's people are
 * free. The colleague is told, so that somebody else is named.
 */
async function endCoversOf(tx: WriteTransaction, staffId: string, at: Date): Promise<void> {
  const { practiceId } = tx;
  const ending = await tx.cover.findMany({
    where: { practiceId, coverId: staffId, endsAt: { gt: at } },
    select: { id: true, awayId: true, therapistId: true },
    orderBy: { id: 'asc' },
  });
  await releaseWhere(tx, { therapistId: staffId, awaySession: { away: { staffId: { not: staffId } } } });
  for (const { id, awayId, therapistId } of ending) {
    await tx.cover.updateMany({ where: { practiceId, id }, data: { endsAt: at } });
    await tx.audit('cover.ended', { subjectType: 'cover', subjectId: id });
    if (awayId !== null)
      await queueMail(tx, {
        staffId: therapistId,
        template: 'something-to-read',
        params: { url: `${tx.shell.addresses.staffUrl}/absence/${awayId}` },
        key: `cover-ended:${id}`,
      });
  }
}

/** Off the ladder at once: the next rung moves up, and whatever alert they hold climbs with the next sweep. */
async function leaveLadder(tx: WriteTransaction, staffId: string): Promise<void> {
  const { practiceId } = tx;
  await lockName(tx, `ladder:${practiceId}`);
  const { count } = await tx.ladderRung.deleteMany({ where: { practiceId, staffId } });
  if (count === 0) return;
  const left = await tx.ladderRung.findMany({ where: { practiceId }, orderBy: { position: 'asc' } });
  // Upwards one after the other: a position is free before the next rung takes it.
  for (const [index, rung] of left.entries())
    if (rung.position !== index + 1)
      await tx.ladderRung.updateMany({ where: { practiceId, id: rung.id }, data: { position: index + 1 } });
  await tx.audit('ladder.changed', { subjectType: 'practice', subjectId: practiceId, facts: { rungs: left.length } });
}
