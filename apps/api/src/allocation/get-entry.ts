import { matchTherapists, waitingDays } from '@heather/allocation';
import { fail, idSchema } from '@heather/core';
import { localDateOn, localLabel, type WeeklyPlace } from '@heather/scheduling';
import { z } from 'zod';
import { contactWords } from '../enquiries/contact-words.ts';
import { needSchema, readPractical } from '../enquiries/enquiry-input.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { loadEntries } from './load-entry.ts';
import { loadPlaces } from './load-places.ts';
import { loadTherapists } from './load-therapists.ts';
import { shortDate } from './short-date.ts';
import { wishWords } from './wish-words.ts';

const answer = z.enum(['fits', 'does-not', 'unknown']);
const place = z.strictObject({
  startsLocal: z.string(),
  placeKind: z.enum(['room', 'online', 'telephone']),
  roomId: z.string().nullable(),
  roomName: z.string().nullable(),
  weekday: z.number(),
  time: z.string(),
  firstOn: z.string(),
  everyWeeks: z.number(),
  lengthMinutes: z.number(),
  /** Within everything that was asked of time, place and access. */
  asAsked: z.boolean(),
  /** Dates in the first twelve weeks on which there is no session. */
  awayOn: z.array(z.string()),
});
const therapist = z.strictObject({
  id: z.string(),
  name: z.string(),
  carriesTenths: z.number(),
  capacityTenths: z.number().nullable(),
  hasRoom: answer,
  capacityReason: z.string(),
  modalities: z.array(z.string()),
  awayWords: z.string(),
  feePence: z.number(),
  lowFeePence: z.number().nullable(),
  /** The fee that this person would be offered. */
  fee: z.enum(['usual', 'lower']),
  answers: z.array(z.strictObject({ wish: z.string(), answer, reason: z.string() })),
  places: z.array(place),
  earlierOffer: z.string().nullable(),
  isOpen: z.boolean(),
});

/** One person who waits, and each therapist held against what they asked for. Nothing of what brings them. */
export const getEntry = staffProcedure('allocation.getEntry')
  .input(z.strictObject({ entryId: idSchema('entry'), everyWeeks: z.int().min(1).max(2).default(1) }))
  .output(
    z.strictObject({
      entryId: z.string(),
      clientId: z.string(),
      name: z.string(),
      callName: z.string(),
      askedOn: z.string(),
      days: z.number(),
      state: z.string(),
      episodeKind: z.string(),
      assessmentFirst: z.boolean(),
      nextContactOn: z.string().nullable(),
      safeContact: z.array(z.string()),
      needs: z.array(needSchema),
      wishes: z.array(z.strictObject({ wish: z.string(), words: z.string() })),
      openOffer: z
        .strictObject({ id: z.string(), therapist: z.string(), state: z.string(), heldUntil: z.string() })
        .nullable(),
      /** Until when a place would be held if it were offered now. */
      holdUntil: z.string(),
      therapists: z.array(therapist),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const zone = ctx.practice.timeZone;
    const now = ctx.now();
    const [entry] = await loadEntries(ctx.db, practiceId, { id: input.entryId });
    if (!entry) return fail('not-found');
    const [practice, therapists, rooms] = await Promise.all([
      ctx.db.practice.findFirst({ where: { id: practiceId }, select: { offerHoldHours: true } }),
      loadTherapists(ctx.db, practiceId),
      ctx.db.room.findMany({ where: { practiceId }, select: { id: true, name: true } }),
    ]);
    const { everyWeeks } = input;
    const [free, away] = await Promise.all([
      loadPlaces(ctx.db, practiceId, therapists, { now, zone, everyWeeks, stepFree: needsRoom(entry.wishes.stepFree) }),
      loadAway(ctx.db, practiceId, now, zone),
    ]);
    const roomNames = new Map(rooms.map(({ id, name }) => [id, name]));
    const able = therapists.map((one) => ({ ...one, freePlaces: free.get(one.id) ?? [] }));
    const matches = matchTherapists({ ...entry, everyWeeks }, able);
    const shown = matches.flatMap((match, index) => {
      const who = able[index];
      if (!who) return [];
      const chosen = choosePlaces(match.places, who.freePlaces);
      return [
        {
          id: who.id,
          name: who.name,
          carriesTenths: who.loadTenths,
          capacityTenths: who.capacityTenths ?? null,
          hasRoom: match.capacity.answer,
          capacityReason: match.capacity.reason,
          modalities: [...(who.modalities ?? [])],
          awayWords: away.get(who.id) ?? 'No leave booked',
          feePence: who.feePence ?? 0,
          lowFeePence: who.lowFeePence ?? null,
          fee: feeFor(entry.wishes.feeCeilingPence, who),
          answers: match.wishes,
          places: chosen.map((one) => placeOf(one, match.places.includes(one), roomNames)),
          earlierOffer: match.earlierOffer?.reason ?? null,
          isOpen: match.isOpen,
        },
      ];
    });
    return {
      entryId: entry.id,
      clientId: entry.clientId,
      name: entry.name,
      callName: entry.client.knownAs ?? entry.client.firstName,
      askedOn: localDateOn({ epochMilliseconds: entry.enquiry.receivedAt.getTime() }, zone),
      days: waitingDays(entry.sinceAt, now, zone),
      state: entry.state,
      episodeKind: entry.episodeKind,
      assessmentFirst: entry.assessmentFirst,
      nextContactOn: entry.nextContactOn?.toISOString().slice(0, 10) ?? null,
      safeContact: contactWords(entry.client.safeContactAsClient),
      needs: readPractical(entry.enquiry.practical).needs,
      wishes: wishWords(entry.wishes),
      openOffer: entry.openOffer && {
        id: entry.openOffer.id,
        therapist: entry.openOffer.therapist.shortName,
        state: entry.openOffer.state,
        heldUntil: localLabel({ epochMilliseconds: entry.openOffer.heldUntil.getTime() }, zone),
      },
      holdUntil: localLabel(now.add({ hours: practice?.offerHoldHours ?? 72 }), zone),
      therapists: shown.sort(byOpenThenSoonest),
    };
  });

type Shown = { name: string; isOpen: boolean; places: { startsLocal: string }[] };

/** Not an order of merit: who has a fitting place and room stands first, the soonest before the later; then by name. */
function byOpenThenSoonest(a: Shown, b: Shown): number {
  if (a.isOpen !== b.isOpen) return a.isOpen ? -1 : 1;
  const [left, right] = a.isOpen ? [a.places[0]?.startsLocal ?? '', b.places[0]?.startsLocal ?? ''] : [a.name, b.name];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Fitting ones first, then the soonest of the others: enough to choose from and to see at once. One place a weekday hour. */
function choosePlaces(fitting: readonly WeeklyPlace[], all: readonly WeeklyPlace[]): WeeklyPlace[] {
  const chosen: WeeklyPlace[] = [];
  const overlaps = (one: WeeklyPlace) =>
    chosen.some(
      (other) =>
        other.weekday === one.weekday && Math.abs(minutes(other.time) - minutes(one.time)) < one.durationMinutes,
    );
  for (const one of fitting) if (chosen.length < 4 && !overlaps(one)) chosen.push(one);
  const most = Math.max(chosen.length, 2);
  const others = chosen.length < 2 ? all.filter((one) => !fitting.includes(one)) : [];
  for (const one of others) if (chosen.length < most && !overlaps(one)) chosen.push(one);
  return chosen;
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function placeOf(one: WeeklyPlace, asAsked: boolean, roomNames: ReadonlyMap<string, string>) {
  const { startsLocal, placeKind, roomId, weekday, time, firstOn, everyWeeks, durationMinutes, awayOn } = one;
  const roomName = roomId === null ? null : (roomNames.get(roomId) ?? null);
  const lengthMinutes = durationMinutes;
  return {
    startsLocal,
    placeKind,
    roomId,
    roomName,
    weekday,
    time,
    firstOn,
    everyWeeks,
    lengthMinutes,
    asAsked,
    awayOn,
  };
}

/** Somebody who cannot take stairs is shown no room that has them; others leave the step-free rooms for last. */
const needsRoom = (stepFree: boolean | undefined) => (stepFree ? ('only' as const) : ('last' as const));

type Fees = { feePence?: number | null; lowFeePence?: number | null; lowFeePlacesFree?: number };

/** The lower fee only where the usual one is more than was asked for and one of the lower places is free. */
export function feeFor(
  ceiling: number | undefined,
  { feePence, lowFeePence, lowFeePlacesFree = 0 }: Fees,
): 'usual' | 'lower' {
  const isOver = ceiling !== undefined && (feePence ?? 0) > ceiling;
  return isOver && lowFeePence != null && lowFeePlacesFree > 0 ? 'lower' : 'usual';
}

/** The next time away of each therapist in the coming twelve weeks, in words. Why is not said. */
async function loadAway(
  db: Parameters<typeof loadTherapists>[0],
  practiceId: string,
  now: Temporal.Instant,
  zone: string,
): Promise<Map<string, string>> {
  const rows = await db.absence.findMany({
    where: {
      practiceId,
      staffId: { not: null },
      endsAt: { gt: new Date(now.epochMilliseconds) },
      startsAt: { lt: new Date(now.add({ hours: 24 * 84 }).epochMilliseconds) },
    },
    orderBy: { startsAt: 'desc' },
    select: { staffId: true, startsAt: true, endsAt: true },
  });
  return new Map(
    rows.map(({ staffId, startsAt, endsAt }) => {
      const first = localDateOn({ epochMilliseconds: startsAt.getTime() }, zone);
      // The end is exclusive: leave until midnight ends on the day before.
      const last = localDateOn({ epochMilliseconds: endsAt.getTime() - 1 }, zone);
      return [
        staffId as string,
        first === last ? `Away on ${shortDate(first)}` : `Away ${shortDate(first)} to ${shortDate(last)}`,
      ];
    }),
  );
}
