import { isOfferOpen, type OfferState } from '@heather/allocation';
import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import type { Db } from '../database.ts';
import { type StaffContext, staffProcedure } from '../trpc/procedures.ts';

/**
 * What brings somebody, and what they need, in their words. The clinical lead reads it until they are allocated; a therapist while an
 * offer asks them and while the person is theirs. For anybody else there is no such enquiry.
 */
export const readBrings = staffProcedure('enquiries.readBrings')
  .input(z.strictObject({ enquiryId: idSchema('enquiry') }))
  .output(
    z.strictObject({ brings: z.string().nullable(), needs: z.string().nullable(), triageNote: z.string().nullable() }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const enquiry = await ctx.db.enquiry.findFirst({
      where: { practiceId, id: input.enquiryId },
      select: {
        id: true,
        clientId: true,
        bringsSealed: true,
        needsSealed: true,
        triageNoteSealed: true,
        waitingListEntryAsEnquiry: { select: { id: true, state: true } },
      },
    });
    if (!enquiry || !(await mayRead(ctx, enquiry))) return fail('not-found');
    await ctx.recordRead('enquiry', enquiry.clientId, [enquiry.id]);
    const open = (column: string, sealed: typeof enquiry.bringsSealed) =>
      sealed ? ctx.vault.open(enquiry.clientId, { table: 'enquiry', column, rowId: enquiry.id }, sealed) : null;
    return {
      brings: await open('brings_sealed', enquiry.bringsSealed),
      needs: await open('needs_sealed', enquiry.needsSealed),
      triageNote: await open('triage_note_sealed', enquiry.triageNoteSealed),
    };
  });

type Found = { clientId: string; waitingListEntryAsEnquiry: { id: string; state: string }[] };

async function mayRead(ctx: StaffContext, enquiry: Found): Promise<boolean> {
  const entries = enquiry.waitingListEntryAsEnquiry;
  const isAllocated = entries.some((entry) => entry.state === 'allocated');
  if (ctx.actor.roles.includes('clinical-lead') && !isAllocated) return true;
  if (!ctx.actor.roles.includes('therapist')) return false;
  return (
    (await isOffered(
      ctx,
      entries.map((entry) => entry.id),
    )) || (await isAllocatedTo(ctx.db, ctx.actor.practiceId, ctx.actor.staffId, enquiry.clientId, ctx.now()))
  );
}

async function isOffered(ctx: StaffContext, entryIds: string[]): Promise<boolean> {
  const { practiceId, staffId: therapistId } = ctx.actor;
  const offers = await ctx.db.offer.findMany({
    where: { practiceId, therapistId, entryId: { in: entryIds } },
    select: { state: true, heldUntil: true },
  });
  // An offer that ran out a moment ago is over, though the sweep has not come by yet.
  return offers.some(
    ({ state, heldUntil }) => isOfferOpen(state as OfferState) && heldUntil.getTime() > ctx.now().epochMilliseconds,
  );
}

/** An allocation that is open, or in its handover. */
async function isAllocatedTo(
  db: Db,
  practiceId: string,
  therapistId: string,
  clientId: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const at = new Date(now.epochMilliseconds);
  const found = await db.allocation.findFirst({
    where: {
      practiceId,
      therapistId,
      fromAt: { lte: at },
      OR: [{ untilAt: null }, { untilAt: { gt: at } }, { handoverUntilAt: { gt: at } }],
      episode: { episodeParticipantAsEpisode: { some: { clientId } } },
    },
    select: { id: true },
  });
  return found !== null;
}
