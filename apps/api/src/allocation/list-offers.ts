import { type DeclineReason, declineReasonWords } from '@heather/allocation';
import type { Prisma } from '@heather/database';
import { z } from 'zod';
import { contactWords } from '../enquiries/contact-words.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { listed } from './load-entry.ts';
import { offerPlace, placeColumns, placeOfOffer } from './offer-words.ts';

const offer = z.strictObject({
  id: z.string(),
  entryId: z.string(),
  name: z.string(),
  therapist: z.string(),
  state: z.string(),
  place: offerPlace,
  madeBy: z.string(),
  madeAt: z.string(),
  closedAt: z.string().nullable(),
  /** For open ones: how to reach the person, whether a mail can. */
  safeContact: z.array(z.string()),
  canMail: z.boolean(),
  declineReason: z.string().nullable(),
  history: z.array(z.strictObject({ kind: z.string(), at: z.string(), by: z.string() })),
});

/** Open offers, the soonest to lapse first, then what became of the last hundred. Why somebody declined is the coded reason, no more. */
export const listOffers = staffProcedure('allocation.listOffers')
  .output(z.strictObject({ open: z.array(offer), closed: z.array(offer) }))
  .query(async ({ ctx }) => {
    const { practiceId } = ctx.actor;
    const openStates = ['held', 'accepted-by-therapist', 'offered-to-client', 'accepted-by-client'];
    const select = {
      id: true,
      entryId: true,
      state: true,
      madeAt: true,
      closedAt: true,
      declineReason: true,
      ...placeColumns,
      therapist: { select: { shortName: true } },
      madeBy: { select: { shortName: true } },
      client: { select: { id: true, shortName: true, safeContactAsClient: true } },
      entry: { select: { entryParticipantAsEntry: { select: { client: { select: { id: true, shortName: true } } } } } },
      offerEventAsOffer: {
        orderBy: [{ at: 'asc' }, { id: 'asc' }],
        select: { kind: true, at: true, actorKind: true, actorId: true },
      },
    } satisfies Prisma.OfferSelect;
    const [open, closed, staff] = await Promise.all([
      ctx.db.offer.findMany({
        where: { practiceId, state: { in: openStates } },
        orderBy: [{ heldUntil: 'asc' }, { id: 'asc' }],
        select,
      }),
      ctx.db.offer.findMany({
        where: { practiceId, state: { notIn: openStates } },
        orderBy: [{ madeAt: 'desc' }, { id: 'asc' }],
        take: 100,
        select,
      }),
      ctx.db.staffMember.findMany({ where: { practiceId }, select: { id: true, shortName: true } }),
    ]);
    const names = new Map(staff.map(({ id, shortName }) => [id, shortName]));
    const shown = (row: (typeof open)[number], isOpen: boolean): z.infer<typeof offer> => {
      const contact = row.client.safeContactAsClient;
      const others = row.entry.entryParticipantAsEntry.filter(({ client }) => client.id !== row.client.id);
      return {
        id: row.id,
        entryId: row.entryId,
        name: listed([row.client.shortName, ...others.map(({ client }) => client.shortName)]),
        therapist: row.therapist.shortName,
        state: row.state,
        place: placeOfOffer(row),
        madeBy: row.madeBy.shortName,
        madeAt: row.madeAt.toISOString(),
        closedAt: row.closedAt?.toISOString() ?? null,
        safeContact: isOpen ? contactWords(contact) : [],
        canMail: contact?.emailIsSafe === true && contact.email !== null,
        declineReason: row.declineReason
          ? (declineReasonWords[row.declineReason as DeclineReason] ?? declineReasonWords['not-able'])
          : null,
        history: row.offerEventAsOffer.map(({ kind, at, actorKind, actorId }) => ({
          kind,
          at: at.toISOString(),
          by:
            actorKind === 'client'
              ? 'the client'
              : actorKind === 'staff'
                ? (names.get(actorId ?? '') ?? 'staff')
                : 'by itself',
        })),
      };
    };
    return { open: open.map((row) => shown(row, true)), closed: closed.map((row) => shown(row, false)) };
  });
