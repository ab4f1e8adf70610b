import { z } from 'zod';
import { clientProcedure } from '../trpc/procedures.ts';
import { seenByClient } from './answer-for-client.ts';
import { offerPlace, placeColumns, placeOfOffer } from './offer-words.ts';

/** The newest offer that went out to this client: a named person, who they are, day, time, place and fee. */
export const myOffer = clientProcedure('allocation.myOffer')
  .output(
    z
      .strictObject({
        offerId: z.string(),
        state: z.string(),
        hasRunOut: z.boolean(),
        therapist: z.strictObject({
          name: z.string(),
          registrationBody: z.string(),
          registrationNumber: z.string(),
          modalities: z.array(z.string()),
          languages: z.array(z.string()),
          workingWords: z.string().nullable(),
        }),
        place: offerPlace,
        practiceTelephone: z.string().nullable(),
      })
      .nullable(),
  )
  .query(async ({ ctx }) => {
    const { practiceId } = ctx.actor;
    const row = await ctx.db.offer.findFirst({
      where: { practiceId, ...seenByClient },
      orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
      select: { id: true, state: true, therapistId: true, ...placeColumns },
    });
    if (!row) return null;
    // A therapist whose offer is over is no longer this client's to look up.
    const [staff, profile, practice] = await Promise.all([
      ctx.db.staffMember.findFirst({ where: { practiceId, id: row.therapistId }, select: { fullName: true } }),
      ctx.db.therapistProfile.findFirst({ where: { practiceId, staffId: row.therapistId } }),
      ctx.db.practice.findFirst({ where: { id: practiceId }, select: { telephone: true } }),
    ]);
    const isOpen = row.state === 'offered-to-client' || row.state === 'accepted-by-client';
    return {
      offerId: row.id,
      state: row.state,
      hasRunOut: row.state === 'lapsed' || (isOpen && row.heldUntil.getTime() <= ctx.now().epochMilliseconds),
      therapist: {
        name: staff?.fullName ?? '',
        registrationBody: profile?.registrationBody ?? '',
        registrationNumber: profile?.registrationNumber ?? '',
        modalities: profile?.modalities ?? [],
        languages: profile?.languages ?? [],
        workingWords: profile?.workingWords ?? null,
      },
      place: placeOfOffer(row),
      practiceTelephone: practice?.telephone ?? null,
    };
  });
