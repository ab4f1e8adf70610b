import { fail, idSchema } from '@heather/core';
import { lockResources } from '@heather/database';
import { againNoticeHours, pickNear, resourcesOf } from '@heather/scheduling';
import { z } from 'zod';
import { queueMail } from '../mail/queue-mail.ts';
import { dateOf, instantOf } from '../measures/instants.ts';
import { movingSlots } from '../scheduling/free-times.ts';
import { tellOfTimes } from '../scheduling/tell.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { reachFallen } from './again.ts';
import { lockAwaySession } from './choose.ts';
import { holdTimes, releaseWhere } from './hold-again.ts';

/** How many days before and after the session that fell away a colleague's times are looked for. */
const aroundDays = 5;
const hours = (days: number) => ({ hours: 24 * days });
const later = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) < 0 ? b : a);

/**
 * Asks a colleague who stands in whether they see these people meanwhile: up to three of their times nearest to the one that fell away,
 * its own first, are kept for it until they answer. The people learn of it with their yes. Asked twice it is asked once.
 * @throws not-found for somebody who does not stand in; absence/time-gone once its people have decided; scheduling/no-time where none is free
 */
export const askCover = staffProcedure('absence.askCover')
  .input(z.strictObject({ awaySessionId: idSchema('away-session'), coverId: idSchema('cover') }))
  .output(z.strictObject({ asked: z.number() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const away = await reachFallen(ctx, input.awaySessionId, { orCover: false });
    return ctx.write(async (tx) => {
      const now = tx.now();
      const { row, clientIds, ...fallen } = await lockAwaySession(tx, input.awaySessionId);
      const cover = await tx.cover.findFirst({
        where: { practiceId, id: input.coverId, awayId: away.id, endsAt: { gt: dateOf(now) } },
      });
      if (!cover) return fail('not-found');
      const therapistId = cover.coverId;
      if (!['told', 'offered', 'lapsed'].includes(fallen.state)) return fail('absence/time-gone');
      const open = { practiceId, awaySessionId: fallen.id, therapistId, state: { in: ['asked', 'held'] } };
      const asked = await tx.awayTime.count({ where: open });
      if (asked > 0) return { asked };
      const { roomId } = row;
      const resources = resourcesOf({ therapistIds: [therapistId], roomId, clientIds });
      await lockResources(
        tx,
        resources.map(({ kind, id }) => ({ kind, resourceId: id })),
      );
      const from = later(later(now, instantOf(cover.startsAt)), instantOf(row.startsAt).subtract(hours(aroundDays)));
      const until = later(from, instantOf(row.startsAt)).add(hours(aroundDays));
      const slots = await movingSlots(tx, practiceId, { ...row, therapistId }, now, {
        from,
        days: Math.ceil(from.until(until).total('hours') / 24),
        noticeMinutes: (againNoticeHours + 1) * 60,
        orSame: true,
      });
      const inside = slots.filter(({ endsAt }) => endsAt.epochMilliseconds <= cover.endsAt.getTime());
      const picked = pickNear(inside, row.startsAt.getTime());
      const [first] = await holdTimes(tx, fallen.id, picked, { therapistId, roomId, state: 'asked' });
      if (!first) return fail('absence/no-time');
      await tx.awaySession.updateMany({
        where: { practiceId, id: fallen.id },
        data: { state: 'offered', decidedAt: null },
      });
      await tx.audit('cover.time-asked', {
        subjectType: 'session',
        subjectId: row.id,
        clientId: clientIds[0] ?? null,
        facts: { staffId: therapistId, times: picked.length },
      });
      if (ctx.actor.staffId !== therapistId)
        await queueMail(tx, {
          staffId: therapistId,
          template: 'something-to-read',
          params: { url: `${tx.shell.addresses.staffUrl}/absence/${away.id}` },
          key: `cover-asked:${first}`,
        });
      return { asked: picked.length };
    });
  });

/**
 * The colleague says which of the times they can give; the others are free at once. Its people are told and choose, as among the
 * therapist's own times. Answered twice it stands as it was answered first.
 * @throws not-found for times that are somebody else's to answer; absence/time-gone for one that has lapsed
 */
export const answerCover = staffProcedure('absence.answerCover')
  .input(z.strictObject({ awaySessionId: idSchema('away-session'), yes: z.array(idSchema('away-time')).max(3) }))
  .output(z.strictObject({ held: z.number(), toRing: z.number() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId: therapistId } = ctx.actor;
    await reachFallen(ctx, input.awaySessionId);
    return ctx.write(async (tx) => {
      const { row, clientIds, ...fallen } = await lockAwaySession(tx, input.awaySessionId);
      const own = { practiceId, awaySessionId: fallen.id, therapistId };
      const times = await tx.awayTime.findMany({ where: own, orderBy: [{ startsAt: 'asc' }, { id: 'asc' }] });
      const yes = times.filter(({ id }) => input.yes.includes(id));
      if (times.length === 0 || yes.length !== new Set(input.yes).size) return fail('not-found');
      const isOpen = (one: { state: string; lapsesAt: Date }) =>
        one.state === 'asked' && one.lapsesAt.getTime() > tx.now().epochMilliseconds;
      if (yes.some((one) => one.state !== 'held' && !isOpen(one))) return fail('absence/time-gone');
      const ids = yes.filter(({ state }) => state === 'asked').map(({ id }) => id);
      await tx.awayTime.updateMany({ where: { ...own, id: { in: ids } }, data: { state: 'held' } });
      const declined = await releaseWhere(tx, { awaySessionId: fallen.id, therapistId, state: 'asked' }, 'declined');
      if (ids.length === 0 && declined === 0) return { held: yes.length, toRing: 0 };
      const left = await tx.awayTime.count({
        where: { practiceId, awaySessionId: fallen.id, state: { in: ['asked', 'held'] } },
      });
      if (left === 0)
        await tx.awaySession.updateMany({
          where: { practiceId, id: fallen.id, state: 'offered' },
          data: { state: 'told' },
        });
      await tx.audit('cover.time-answered', {
        subjectType: 'session',
        subjectId: row.id,
        clientId: clientIds[0] ?? null,
        facts: { held: ids.length, declined },
      });
      const [first] = ids;
      if (!first) return { held: 0, toRing: 0 };
      const { toRing } = await tellOfTimes(tx, 'session-changed', first, { clientIds, therapistId });
      return { held: ids.length, toRing };
    });
  });
