import { wishesSchema } from '@heather/allocation';
import { fail } from '@heather/core';
import { z } from 'zod';
import { needSchema, readPractical } from '../enquiries/enquiry-input.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { listed } from './load-entry.ts';
import { ownOffersSince } from './load-offer.ts';
import { offerPlace, placeColumns, placeOfOffer } from './offer-words.ts';
import { wishWords } from './wish-words.ts';

const offer = z.strictObject({
  id: z.string(),
  enquiryId: z.string(),
  name: z.string(),
  state: z.string(),
  place: offerPlace,
  episodeKind: z.string(),
  assessmentFirst: z.boolean(),
  madeAt: z.string(),
  madeBy: z.string(),
  wishes: z.array(z.strictObject({ wish: z.string(), words: z.string() })),
  needs: z.array(needSchema),
  /** The therapist's own sealed answer about a conflict of role; nobody else's procedure returns it. */
  ownPrivateAnswer: z.strictObject({ hasConflictOfRole: z.boolean(), words: z.string() }).nullable(),
});

const privateAnswer = z.object({ hasConflictOfRole: z.boolean(), words: z.string() });

/** What asks this therapist, and what became of the last month's. What brings the person opens apart, as a recorded read. */
export const listMyOffers = staffProcedure('allocation.listMyOffers')
  .output(z.strictObject({ open: z.array(offer), closed: z.array(offer) }))
  .query(async ({ ctx }) => {
    const { practiceId, staffId: therapistId } = ctx.actor;
    const rows = await ctx.db.offer.findMany({
      where: { practiceId, therapistId, heldUntil: { gt: ownOffersSince(ctx.now()) } },
      orderBy: [{ madeAt: 'desc' }, { id: 'asc' }],
      take: 60,
      select: {
        id: true,
        clientId: true,
        state: true,
        madeAt: true,
        privateReasonSealed: true,
        ...placeColumns,
        madeBy: { select: { shortName: true } },
        client: { select: { shortName: true } },
        entry: {
          select: {
            enquiryId: true,
            episodeKind: true,
            assessmentFirst: true,
            wishes: true,
            enquiry: { select: { practical: true } },
            entryParticipantAsEntry: { select: { clientId: true, client: { select: { shortName: true } } } },
          },
        },
      },
    });
    const shown = await Promise.all(
      rows.map(async (row): Promise<z.infer<typeof offer>> => {
        const wishes = wishesSchema.safeParse(row.entry.wishes);
        const others = row.entry.entryParticipantAsEntry.filter((one) => one.clientId !== row.clientId);
        const place = { table: 'offer', column: 'private_reason_sealed', rowId: row.id };
        return {
          id: row.id,
          enquiryId: row.entry.enquiryId,
          name: listed([row.client.shortName, ...others.map((one) => one.client.shortName)]),
          state: row.state,
          place: placeOfOffer(row),
          episodeKind: row.entry.episodeKind,
          assessmentFirst: row.entry.assessmentFirst,
          madeAt: row.madeAt.toISOString(),
          madeBy: row.madeBy.shortName,
          wishes: wishes.success ? wishWords(wishes.data) : [],
          needs: readPractical(row.entry.enquiry.practical).needs,
          ownPrivateAnswer: row.privateReasonSealed
            ? readAnswer(await ctx.vault.open(row.clientId, place, row.privateReasonSealed))
            : null,
        };
      }),
    );
    const isOpen = ({ state, place }: (typeof shown)[number]) =>
      ['held', 'accepted-by-therapist', 'offered-to-client', 'accepted-by-client'].includes(state) &&
      Date.parse(place.heldUntil) > ctx.now().epochMilliseconds;
    return { open: shown.filter(isOpen), closed: shown.filter((one) => !isOpen(one)).slice(0, 20) };
  });

function readAnswer(text: string): z.infer<typeof privateAnswer> {
  const parsed = privateAnswer.safeParse(JSON.parse(text));
  return parsed.success
    ? { hasConflictOfRole: parsed.data.hasConflictOfRole, words: parsed.data.words }
    : fail('unavailable');
}
