import { forecastCapacity, mondaysFrom, openings, type TakenPlace } from '@heather/allocation';
import { z } from 'zod';
import type { TherapistGround } from './load-caseload.ts';

export const agreementWords = z.enum(['signed', 'changing', 'to-sign', 'none']);

/** Integer tenths of one weekly hour. `weeks`: a quarter, by Mondays. `openings`: lasting places, with the week from which they are free. */
export const capacitySchema = z.strictObject({
  capacityTenths: z.number().nullable(),
  carriesTenths: z.number(),
  weeks: z.array(
    z.strictObject({
      weekOn: z.string(),
      freePlaces: z.number(),
      freeTenths: z.number(),
      isAway: z.boolean(),
      isAllAway: z.boolean(),
    }),
  ),
  openings: z.array(z.strictObject({ weekOn: z.string(), places: z.number() })),
  said: z.strictObject({ places: z.number(), fromOn: z.string(), saidOn: z.string() }).nullable(),
});

/** The next quarter: thirteen weeks from this one, and the instant at which the last of them is over. */
const quarterWeeks = 13;
export function quarterFrom(todayOn: string, zone: string): { weeks: string[]; until: Date } {
  const weeks = mondaysFrom(todayOn, quarterWeeks);
  const end = Temporal.PlainDate.from(weeks.at(-1) ?? todayOn).add({ weeks: 1 });
  return { weeks, until: new Date(end.toZonedDateTime(zone).epochMilliseconds) };
}

/** @param places what is taken by courses; places held for people who have not answered are added here */
export function capacityOf(
  ground: TherapistGround | undefined,
  places: readonly TakenPlace[],
  weeks: readonly string[],
): z.infer<typeof capacitySchema> {
  const all = [...places, ...(ground?.held ?? [])];
  const capacityTenths = ground?.capacityTenths ?? null;
  const ahead = forecastCapacity({ capacityTenths, places: all, away: ground?.away ?? [] }, weeks);
  return {
    capacityTenths,
    carriesTenths: ahead[0]?.usedTenths ?? 0,
    weeks: ahead.map(({ usedTenths: _, ...week }) => week),
    openings: openings(ahead),
    said: ground?.said ?? null,
  };
}
