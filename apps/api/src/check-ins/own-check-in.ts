import { fail } from '@heather/core';
import { instantOf } from '../measures/instants.ts';
import type { ClientContext } from '../trpc/procedures.ts';

/** The states in which answers are still taken. "Not today" may become "today after all" until it closes. */
export const takesAnswers = ['open', 'begun', 'not-today'];

export const answersPlace = (rowId: string) => ({ table: 'check_in', column: 'answers_sealed', rowId });

/** My own check-in. @throws not-found for anybody else's, exactly as for none at all */
export async function loadOwnCheckIn(ctx: ClientContext, checkInId: string) {
  const { practiceId, clientId } = ctx.actor;
  const row = await ctx.db.checkIn.findFirst({
    where: { practiceId, id: checkInId, clientId },
    include: { session: { select: { startsAt: true } }, therapist: { select: { fullName: true } } },
  });
  return row ?? fail('not-found');
}

/** As people say it: "Tuesday". The practice's own wall. */
export const dayName = (at: Date, zone: string): string =>
  instantOf(at).toZonedDateTimeISO(zone).toLocaleString('en-GB', { weekday: 'long' });

/** "Tomos" from "Tomos Hughes": how the client speaks of their therapist. */
export const firstNameOf = (fullName: string): string => fullName.split(/\s+/u)[0] ?? fullName;
