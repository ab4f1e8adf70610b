import { randomUUID } from 'node:crypto';
import { type Nation, nationSchema } from '@heather/confidentiality';
import { dateOnSchema, fail, idSchema, lineSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { bankHolidays, dateLabel } from '@heather/scheduling';
import { z } from 'zod';
import type { Tx } from '../database.ts';
import { dateOf, instantOf, localOn } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';

const done = z.strictObject({ done: z.literal(true) });
/** How far ahead bank holidays are shown and closed on. */
const monthsAhead = 18;
const mostDays = 62;

const nationName: Record<Nation, string> = {
  'england-and-wales': 'England and Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
};

/** The days on which the practice is closed from today on, and the bank holidays of its nation. */
export const listClosures = staffProcedure('practice.listClosures')
  .output(
    z.strictObject({
      closures: z.array(z.strictObject({ id: z.string(), label: z.string(), when: z.string() })),
      holidays: z.strictObject({
        nation: z.string(),
        days: z.array(z.strictObject({ on: z.string(), when: z.string(), name: z.string(), isClosed: z.boolean() })),
      }),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId } = ctx.actor;
    const { timeZone: zone } = ctx.practice;
    const practice = await ctx.db.practice.findFirst({ where: { id: practiceId }, select: { nation: true } });
    const rows = await closuresFrom(ctx.db, practiceId, ctx.now());
    const spans = rows.map((row) => ({ ...daysOf(row, zone), id: row.id, label: row.label ?? 'Closed' }));
    const nation = nationSchema.parse(practice?.nation ?? ctx.practice.nation);
    return {
      closures: spans.map(({ id, label, fromOn, untilOn }) => ({ id, label, when: spanWords(fromOn, untilOn) })),
      holidays: {
        nation: nationName[nation],
        days: holidaysAhead(nation, localOn(ctx.now(), zone)).map(({ on, name }) => ({
          on,
          name,
          when: dateLabel(on),
          isClosed: spans.some(({ fromOn, untilOn }) => fromOn <= on && on <= untilOn),
        })),
      },
    };
  });

/** Closes the practice on whole local days, first and last included: nothing is offered on them and the ladder's clock stands. */
export const addClosure = staffProcedure('practice.addClosure')
  .input(z.strictObject({ label: lineSchema(60, 1), fromOn: dateOnSchema, untilOn: dateOnSchema }))
  .output(done)
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { timeZone: zone } = ctx.practice;
      const { fromOn, untilOn, label } = input;
      const days = Temporal.PlainDate.from(fromOn).until(untilOn).days + 1;
      if (days < 1 || days > mostDays) return fail('bad-input', { fields: ['untilOn'] });
      if (untilOn < localOn(tx.now(), zone)) return fail('scheduling/in-the-past');
      await lockName(tx, `closures:${tx.practiceId}`);
      const kept = (await closuresFrom(tx, tx.practiceId, tx.now())).map((row) => daysOf(row, zone));
      // Sent twice is said once.
      if (kept.some((one) => one.fromOn === fromOn && one.untilOn === untilOn)) return { done: true as const };
      await close(tx, zone, [{ label, fromOn, untilOn }]);
      return { done: true as const };
    }),
  );

/** Closes on every bank holiday of the nation in the next year and a half on which it is still open. Twice adds none. */
export const closeOnBankHolidays = staffProcedure('practice.closeOnBankHolidays')
  .output(z.strictObject({ added: z.number() }))
  .mutation(({ ctx }) =>
    ctx.write(async (tx) => {
      const { timeZone: zone } = ctx.practice;
      await lockName(tx, `closures:${tx.practiceId}`);
      const practice = await tx.practice.findFirst({ where: { id: tx.practiceId }, select: { nation: true } });
      const nation = nationSchema.parse(practice?.nation ?? ctx.practice.nation);
      const kept = (await closuresFrom(tx, tx.practiceId, tx.now())).map((row) => daysOf(row, zone));
      const missing = holidaysAhead(nation, localOn(tx.now(), zone)).filter(
        ({ on }) => !kept.some(({ fromOn, untilOn }) => fromOn <= on && on <= untilOn),
      );
      await close(
        tx,
        zone,
        missing.map(({ on, name }) => ({ label: name, fromOn: on, untilOn: on })),
      );
      return { added: missing.length };
    }),
  );

export const removeClosure = staffProcedure('practice.removeClosure')
  .input(z.strictObject({ closureId: idSchema('closure') }))
  .output(done)
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const { count } = await tx.absence.deleteMany({ where: { practiceId, id: input.closureId, staffId: null } });
      if (count !== 1) return fail('not-found');
      await tx.audit('practice.opened-again', { subjectType: 'closure', subjectId: input.closureId });
      return { done: true as const };
    }),
  );

type Days = { label: string; fromOn: string; untilOn: string };

async function close(tx: WriteTransaction, zone: string, spans: readonly Days[]): Promise<void> {
  const { practiceId } = tx;
  const rows = spans.map(({ label, fromOn, untilOn }) => ({
    practiceId,
    id: randomUUID(),
    staffId: null,
    kind: 'closure',
    label,
    startsAt: midnight(fromOn, zone),
    endsAt: midnight(Temporal.PlainDate.from(untilOn).add({ days: 1 }).toString(), zone),
  }));
  if (rows.length === 0) return;
  await tx.absence.createMany({ data: rows });
  for (const { id } of rows) await tx.audit('practice.closed', { subjectType: 'closure', subjectId: id });
}

const midnight = (on: string, zone: string) =>
  new Date(Temporal.PlainDate.from(on).toZonedDateTime({ timeZone: zone }).epochMilliseconds);

const closuresFrom = (db: Tx, practiceId: string, now: Temporal.Instant) =>
  db.absence.findMany({
    where: { practiceId, staffId: null, endsAt: { gt: dateOf(now) } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: 200,
  });

const daysOf = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, zone: string) => ({
  fromOn: localOn(startsAt, zone),
  untilOn: localOn(instantOf(endsAt).subtract({ milliseconds: 1 }), zone),
});

const spanWords = (fromOn: string, untilOn: string) =>
  fromOn === untilOn ? dateLabel(fromOn) : `${dateLabel(fromOn)} to ${dateLabel(untilOn)}`;

function holidaysAhead(nation: Nation, todayOn: string) {
  const until = Temporal.PlainDate.from(todayOn).add({ months: monthsAhead });
  const years = Array.from(
    { length: until.year - Number(todayOn.slice(0, 4)) + 1 },
    (_, at) => Number(todayOn.slice(0, 4)) + at,
  );
  return years
    .flatMap((year) => bankHolidays(nation, year))
    .filter(({ on }) => on >= todayOn && on <= until.toString());
}
