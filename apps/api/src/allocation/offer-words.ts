import { localDateOn, seriesLabel } from '@heather/scheduling';
import { z } from 'zod';

type Offer = {
  startsLocal: string;
  zone: string;
  everyWeeks: number;
  lengthMinutes: number;
  placeKind: string;
  feePence: number;
  heldUntil: Date;
  plannedSessions: number | null;
  room: { name: string; site: string; stepFree: boolean } | null;
};

export const offerPlace = z.strictObject({
  /** 'Tuesdays, 17:30' */
  when: z.string(),
  firstOn: z.string(),
  lengthMinutes: z.number(),
  placeKind: z.string(),
  room: z.string().nullable(),
  site: z.string().nullable(),
  stepFree: z.boolean().nullable(),
  feePence: z.number(),
  plannedSessions: z.number().nullable(),
  heldUntil: z.string(),
  heldUntilOn: z.string(),
});

/** The held place as every reader of an offer is told it. */
export function placeOfOffer(offer: Offer): z.infer<typeof offerPlace> {
  const { startsLocal, zone, everyWeeks, lengthMinutes, placeKind, feePence, plannedSessions, heldUntil, room } = offer;
  return {
    when: seriesLabel({ start: startsLocal, everyWeeks }),
    firstOn: startsLocal.slice(0, 10),
    lengthMinutes,
    placeKind,
    room: room?.name ?? null,
    site: room?.site ?? null,
    stepFree: room?.stepFree ?? null,
    feePence,
    plannedSessions,
    heldUntil: heldUntil.toISOString(),
    heldUntilOn: localDateOn({ epochMilliseconds: heldUntil.getTime() }, zone),
  };
}

export const placeColumns = {
  startsLocal: true,
  zone: true,
  everyWeeks: true,
  lengthMinutes: true,
  placeKind: true,
  feePence: true,
  heldUntil: true,
  plannedSessions: true,
  room: { select: { name: true, site: true, stepFree: true } },
} as const;
