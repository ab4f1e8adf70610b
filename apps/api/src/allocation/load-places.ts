import {
  findWeeklyPlaces,
  localDateOn,
  type PlaceKind,
  type RoomHours,
  type Span,
  type TherapistHours,
  type WeeklyPlace,
} from '@heather/scheduling';
import type { Db } from '../database.ts';
import { heldWeeks } from './hold.ts';
import type { LoadedTherapist } from './load-therapists.ts';

/** Days between an offer and the first session that it may name: time for two people to answer and for one to sign. */
export const leadDays = 7;
/** Places begin on the half hour. */
const stepMinutes = 30;
const laterWeeks = 26;

export type PlaceQuery = {
  now: Temporal.Instant;
  zone: string;
  /** Only these kinds of place; the therapist's own otherwise. */
  placeKinds?: readonly PlaceKind[] | undefined;
  everyWeeks: number;
  /** Which step-free rooms are looked at, and when. Default 'first': then a place is step-free wherever one can be. */
  stepFree?: 'only' | 'first' | 'last';
};

/** Free weekly places of each therapist, soonest first, by the hours, absences and taken time in the database. */
export async function loadPlaces(
  db: Db,
  practiceId: string,
  therapists: readonly LoadedTherapist[],
  query: PlaceQuery,
): Promise<Map<string, WeeklyPlace[]>> {
  const { now, zone, everyWeeks } = query;
  const fromOn = Temporal.PlainDate.from(localDateOn(now, zone)).add({ days: leadDays }).toString();
  const diary = await loadDiary(db, practiceId, therapists, now);
  const { stepFree = 'first' } = query;
  const rooms = diary.rooms.toSorted(
    (a, b) => (stepFree === 'last' ? 1 : -1) * (Number(a.stepFree) - Number(b.stepFree)),
  );
  const found = new Map<string, WeeklyPlace[]>(therapists.map(({ id }) => [id, []]));
  // Therapists differ in how long their sessions are, so those with one length are searched together.
  for (const minutes of new Set(therapists.map(({ sessionMinutes }) => sessionMinutes))) {
    const alike = therapists.filter(({ sessionMinutes }) => sessionMinutes === minutes);
    for (const place of ['room', 'online', 'telephone'] as const) {
      if (query.placeKinds && !query.placeKinds.includes(place)) continue;
      const able = alike.filter(({ places }) => places?.includes(place));
      if (able.length === 0) continue;
      const places = inTheirRooms(
        diary,
        place,
        findWeeklyPlaces({
          zone,
          place,
          fromOn,
          durationMinutes: minutes,
          stepMinutes,
          everyWeeks,
          weeks: heldWeeks,
          laterWeeks,
          therapists: able.map(({ id }) => hoursFor(diary, id, place)),
          rooms,
          ...(stepFree === 'only' && { needs: { stepFree: true } }),
          closures: diary.closures,
        }),
      );
      for (const one of places) found.get(one.therapistId)?.push(one);
    }
  }
  return found;
}

type Pattern = TherapistHours['patterns'][number] & { placeKind: string | null; usualRoomId: string | null };
type Diary = {
  hours: Map<string, Omit<TherapistHours, 'patterns'> & { patterns: readonly Pattern[] }>;
  rooms: RoomHours[];
  closures: Span[];
};

/** The hours in which somebody works in this way: those that name it, and those that name none. */
function hoursFor(diary: Diary, id: string, place: PlaceKind): TherapistHours {
  const all = diary.hours.get(id) ?? { id, patterns: [] };
  return { ...all, patterns: all.patterns.filter(({ placeKind }) => placeKind === null || placeKind === place) };
}

/** Where a therapist has a room of their own in those hours, the place is in that room or it is none. */
function inTheirRooms(diary: Diary, kind: PlaceKind, places: readonly WeeklyPlace[]): WeeklyPlace[] {
  if (kind !== 'room') return [...places];
  return places.flatMap((place) => {
    const own = (diary.hours.get(place.therapistId)?.patterns ?? []).filter(
      (one) =>
        one.placeKind !== 'online' &&
        one.placeKind !== 'telephone' &&
        one.weekday === place.weekday &&
        one.startsLocal <= place.time &&
        place.time < one.endsLocal &&
        (one.validFromOn ?? '') <= place.firstOn &&
        place.firstOn <= (one.validUntilOn ?? '9999'),
    );
    const roomId = own[0]?.usualRoomId ?? null;
    if (roomId === null || own.some(({ usualRoomId }) => usualRoomId === null)) return [place];
    if (place.roomId !== roomId && !place.otherRoomIds.includes(roomId)) return [];
    const stepFree = diary.rooms.find(({ id }) => id === roomId)?.stepFree ?? place.stepFree;
    return [{ ...place, roomId, otherRoomIds: [], stepFree }];
  });
}

async function loadDiary(
  db: Db,
  practiceId: string,
  therapists: readonly LoadedTherapist[],
  now: Temporal.Instant,
): Promise<Diary> {
  const ids = therapists.map(({ id }) => id);
  const from = new Date(now.epochMilliseconds);
  const to = new Date(now.add({ hours: 24 * (leadDays + 7 * (heldWeeks + laterWeeks + 2)) }).epochMilliseconds);
  const within = { startsAt: { lt: to }, endsAt: { gt: from } };
  const [rooms, patterns, absences, occupied] = await Promise.all([
    db.room.findMany({ where: { practiceId, isActive: true }, orderBy: [{ name: 'asc' }, { id: 'asc' }] }),
    db.availability.findMany({
      where: { practiceId, OR: [{ staffId: { in: ids } }, { roomId: { not: null } }] },
      orderBy: [{ weekday: 'asc' }, { startsLocal: 'asc' }, { id: 'asc' }],
    }),
    db.absence.findMany({
      where: { practiceId, ...within, OR: [{ staffId: null }, { staffId: { in: ids } }] },
      orderBy: { startsAt: 'asc' },
    }),
    db.occupied.findMany({
      where: { practiceId, active: true, kind: { in: ['therapist', 'room'] }, ...within },
      orderBy: { startsAt: 'asc' },
      select: { resourceId: true, startsAt: true, endsAt: true },
    }),
  ]);
  const patternsOf = new Map<string, Pattern[]>();
  for (const row of patterns) {
    const { weekday, startsLocal, endsLocal, placeKind, usualRoomId } = row;
    const validFromOn = row.validFromOn.toISOString().slice(0, 10);
    const validUntilOn = row.validUntilOn?.toISOString().slice(0, 10) ?? null;
    const pattern = { weekday, startsLocal, endsLocal, validFromOn, validUntilOn, placeKind, usualRoomId };
    push(patternsOf, row.staffId ?? row.roomId ?? '', pattern);
  }
  const busyOf = new Map<string, Span[]>();
  for (const row of occupied) push(busyOf, row.resourceId, spanOf(row));
  const absencesOf = new Map<string, Span[]>();
  for (const row of absences) push(absencesOf, row.staffId ?? '', spanOf(row));
  return {
    hours: new Map(
      ids.map((id) => [
        id,
        { id, patterns: patternsOf.get(id) ?? [], busy: busyOf.get(id) ?? [], absences: absencesOf.get(id) ?? [] },
      ]),
    ),
    rooms: rooms.map(({ id, stepFree, features }) => ({
      id,
      stepFree,
      features,
      patterns: patternsOf.get(id) ?? [],
      busy: busyOf.get(id) ?? [],
    })),
    closures: absencesOf.get('') ?? [],
  };
}

/** Plain numbers: a search asks each many times. */
function spanOf({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): Span {
  return { startsAt: { epochMilliseconds: startsAt.getTime() }, endsAt: { epochMilliseconds: endsAt.getTime() } };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
