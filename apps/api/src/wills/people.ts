import { fail, idSchema } from '@heather/core';
import { localLabel } from '@heather/scheduling';
import { z } from 'zod';
import { contactWords } from '../enquiries/contact-words.ts';
import { dateOf, instantOf } from '../measures/instants.ts';
import { type StaffContext, staffProcedure } from '../trpc/procedures.ts';
import { clientsOf, reachOpening } from './load-will.ts';

const input = z.strictObject({ openingId: idSchema('opening') });

/**
 * The therapist's people and their next appointments, and what the therapist asked for. No agreement, no measure, no note, nothing of what
 * was said. Each look is a line in each person's own list of who opened their record.
 */
export const people = staffProcedure('wills.people')
  .input(input)
  .output(
    z.strictObject({
      name: z.string(),
      until: z.string(),
      instructions: z.string(),
      people: z.array(z.strictObject({ clientId: z.string(), name: z.string(), next: z.string().nullable() })),
    }),
  )
  .query(async ({ ctx, input: { openingId } }) => {
    const { practiceId } = ctx.actor;
    const opening = await reachOpening(ctx, openingId);
    const now = ctx.now();
    const found = await clientsOf(ctx.db, practiceId, opening.will.staffId, now);
    const next = await ctx.db.session.findMany({
      where: {
        practiceId,
        episodeId: { in: found.map(({ episodeId }) => episodeId) },
        status: { in: ['planned', 'moved'] },
        startsAt: { gt: dateOf(now) },
      },
      orderBy: { startsAt: 'asc' },
      distinct: ['episodeId'],
      select: { episodeId: true, startsAt: true, zone: true },
    });
    const rows = found.map(({ clientId, episodeId, name }) => {
      const one = next.find((session) => session.episodeId === episodeId);
      return { clientId, name, at: one?.startsAt.getTime() ?? Number.POSITIVE_INFINITY, one };
    });
    await noteReads(ctx, [...new Set(found.map(({ clientId }) => clientId))], 'next-appointment');
    return {
      name: opening.will.staff.fullName,
      until: localLabel(instantOf(opening.closesAt ?? opening.lapsesAt), ctx.practice.timeZone),
      instructions: await ctx.vault.open(
        null,
        { table: 'clinical_will', column: 'instructions_sealed', rowId: opening.willId },
        opening.will.instructionsSealed,
      ),
      people: rows
        .toSorted((a, b) => a.at - b.at)
        .map(({ clientId, name, one }) => ({
          clientId,
          name,
          next: one ? localLabel(instantOf(one.startsAt), one.zone) : null,
        })),
    };
  });

/** How one of them can be reached, the safe ways alone. */
export const contact = staffProcedure('wills.contact')
  .input(input.extend({ clientId: idSchema('client') }))
  .output(z.strictObject({ name: z.string(), ways: z.array(z.string()) }))
  .query(async ({ ctx, input: { openingId, clientId } }) => {
    const { practiceId } = ctx.actor;
    const opening = await reachOpening(ctx, openingId);
    const found = await clientsOf(ctx.db, practiceId, opening.will.staffId, ctx.now());
    if (!found.some((one) => one.clientId === clientId)) return fail('not-found');
    const [client, safe] = await Promise.all([
      ctx.db.client.findFirst({ where: { practiceId, id: clientId }, select: { firstName: true, lastName: true } }),
      ctx.db.safeContact.findFirst({ where: { practiceId, clientId } }),
    ]);
    if (!client) return fail('not-found');
    await noteReads(ctx, [clientId], 'contact');
    return { name: `${client.firstName} ${client.lastName}`, ways: contactWords(safe) };
  });

/** One insert for any number of people; the trail has it with the next batch of reads. */
async function noteReads(ctx: StaffContext, clientIds: readonly string[], subjectType: string): Promise<void> {
  if (clientIds.length === 0) return;
  const { practiceId, staffId } = ctx.actor;
  await ctx.db.clinicalRead.createMany({
    data: clientIds.map((clientId) => ({
      practiceId,
      staffId,
      clientId,
      subjectType,
      subjectCount: 1,
      purpose: 'clinical-will',
      requestId: ctx.requestId,
      at: dateOf(ctx.now()),
    })),
  });
}
