import { dateLabel, weekdayName } from '@heather/scheduling';
import { z } from 'zod';
import { agreementsToDo } from '../agreements/things.ts';
import { offersToAnswer } from '../allocation/offers-to-answer.ts';
import { checkInsToDo } from '../check-ins/check-ins-to-do.ts';
import { contactToDo } from '../clients/own-contact.ts';
import { instantOf, localOn } from '../measures/instants.ts';
import { measuresToDo } from '../measures/measures-to-do.ts';
import type { ClientContext } from '../trpc/procedures.ts';

export const thingSchema = z.strictObject({
  key: z.string(),
  title: z.string(),
  status: z.string(),
  minutes: z.number(),
  href: z.string(),
});
type Thing = z.infer<typeof thingSchema>;

/** Everything that waits for this client, from every area: what, how far, how long. Nothing here is overdue or counted against anybody. */
export async function thingsToDo(ctx: ClientContext): Promise<Thing[]> {
  const { practiceId, clientId } = ctx.actor;
  const now = ctx.now();
  const [offers, agreements, measures, checkIns, contact] = await Promise.all([
    offersToAnswer(ctx.db, practiceId, now),
    agreementsToDo(ctx.db, practiceId, clientId, now),
    measuresToDo(ctx.db, practiceId, clientId, now),
    checkInsToDo(ctx.db, practiceId, clientId, now),
    contactToDo(ctx.db, practiceId, clientId),
  ]);
  const { timeZone } = ctx.practice;
  const dayOf = (at: Date) => weekdayName(instantOf(at).toZonedDateTimeISO(timeZone).dayOfWeek);
  const progress = (state: string, savedAt: Date | null) =>
    state === 'not-today' ? 'Left for another day' : savedAt ? `Half done, kept on ${dayOf(savedAt)}` : 'Not begun';
  return [
    ...offers.map((offer) => ({
      key: offer.offerId,
      title: 'Look at the place we found for you',
      status: `We keep it until ${dateLabel(localOn(new Date(offer.heldUntil), timeZone))}`,
      minutes: 2,
      href: '/offer',
    })),
    ...agreements.map(({ packId, title, status, minutes, href }) => ({ key: packId, title, status, minutes, href })),
    ...measures.map(({ administrationId, href, state, minutes, savedAt }) => ({
      key: administrationId,
      title: 'Say how you have been',
      status: progress(state, savedAt),
      minutes,
      href,
    })),
    ...checkIns.map(({ checkInId, href, state, minutes, savedAt }) => ({
      key: checkInId,
      title: 'Say how the session was for you',
      status: progress(state, savedAt),
      minutes,
      href,
    })),
    ...(contact ? [contact] : []),
  ];
}
