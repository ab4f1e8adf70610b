import type { WeeklyPlace } from '@heather/scheduling';
import {
  type AllocatableTherapist,
  entryWeight,
  matchTherapists,
  type TherapistMatch,
  type WaitingEntry,
} from './match.ts';
import type { WishKind } from './wishes.ts';

/** A wish that is not met rules a suggestion out; the two others only come after. The manager may still offer by hand. */
export const firmWishes: readonly WishKind[] = ['times', 'place', 'step-free', 'fee', 'therapist-gender', 'language'];

/** One way to place an entry: a therapist's free place in one room. */
export type Option = {
  therapist: AllocatableTherapist;
  match: TherapistMatch;
  place: WeeklyPlace;
  weightTenths: number;
  /** Only a lower-fee place is within the entry's ceiling. */
  usesLowFee: boolean;
  /** One name for a therapist's place in one room, whoever would have it. */
  spot: string;
  weekMinute: number;
  /** Which week it begins in: alternate weeks do not meet. */
  week: number;
};

export type EntryOptions = { entry: WaitingEntry; options: Option[]; leftReason: string };

/**
 * Every option of an entry, best first: fewest wishes unmet, fewest unknown, soonest start, most room left in the
 * caseload, then ids, so that the order never depends on the order of the input.
 */
export function optionsOf(entry: WaitingEntry, therapists: readonly AllocatableTherapist[]): EntryOptions {
  const matches = matchTherapists(entry, therapists);
  const weightTenths = entryWeight(entry);
  const options: Option[] = [];
  const weeks = new Map<string, number>();
  for (const [i, match] of matches.entries()) {
    const therapist = therapists[i] as AllocatableTherapist;
    if (!match.isOpen || unmetFirm(match).length > 0) continue;
    const ceiling = entry.wishes.feeCeilingPence;
    const usesLowFee = ceiling !== undefined && (therapist.feePence ?? 0) > ceiling;
    for (const place of match.places) {
      const weekMinute = weekMinuteOf(place);
      const week = weeks.get(place.firstOn) ?? weekOf(place.firstOn);
      weeks.set(place.firstOn, week);
      for (const roomId of [place.roomId, ...place.otherRoomIds]) {
        const spot = `${therapist.id} ${place.startsLocal} ${place.everyWeeks} ${place.durationMinutes} ${place.placeKind} ${roomId ?? ''}`;
        options.push({
          therapist,
          match,
          place: inRoom(place, roomId),
          weightTenths,
          usesLowFee,
          spot,
          weekMinute,
          week,
        });
      }
    }
  }
  const sorted = options
    .map((option) => ({ option, rank: rankOf(option) }))
    .sort((a, b) => compareRanks(a.rank, b.rank));
  return { entry, options: sorted.map(({ option }) => option), leftReason: whyNone(entry, matches) };
}

function inRoom(place: WeeklyPlace, roomId: string | null): WeeklyPlace {
  if (roomId === place.roomId) return place;
  const rest = [place.roomId, ...place.otherRoomIds].filter((id): id is string => id !== null && id !== roomId);
  return { ...place, roomId, otherRoomIds: rest };
}

const count = (match: TherapistMatch, answer: string) => match.wishes.filter((wish) => wish.answer === answer).length;

function rankOf({ match, place, therapist }: Option): readonly (number | string)[] {
  const room = match.capacity.freeTenths === null ? 0 : -match.capacity.freeTenths;
  return [
    count(match, 'does-not'),
    count(match, 'unknown'),
    place.startsLocal.slice(0, 10),
    room,
    therapist.id,
    place.startsLocal,
    place.placeKind,
    // The room that was named first for the place stays first; the others follow by id.
    place.roomId ?? '',
  ];
}

function compareRanks(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (let i = 0; i < a.length; i++) {
    const left = a[i] as number | string;
    const right = b[i] as number | string;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

function unmetFirm(match: TherapistMatch): WishKind[] {
  return match.wishes.filter((w) => w.answer === 'does-not' && firmWishes.includes(w.wish)).map((w) => w.wish);
}

const wishWords: Record<WishKind, string> = {
  times: 'the wished times',
  place: 'the kind of place',
  'step-free': 'step-free access',
  fee: 'the fee',
  'therapist-gender': 'the gender of the therapist',
  language: 'the language',
  modality: 'the modality',
  style: 'the way of working',
};

/** Why an entry has no option at all; '' if it has. Names what stands in the way of all, else what does for some. */
function whyNone(entry: WaitingEntry, matches: readonly TherapistMatch[]): string {
  const asked = matches.filter((match) => match.earlierOffer === null);
  if (asked.length === 0) {
    return matches.length === 0
      ? 'There is no therapist to ask.'
      : 'Everybody was offered before, and it came to nothing.';
  }
  const forAll = firmWishes.filter((kind) => asked.every((match) => unmetFirm(match).includes(kind)));
  if (forAll.length > 0) return `Nobody meets ${forAll.map((kind) => wishWords[kind]).join(' or ')}.`;
  const meeting = asked.filter((match) => unmetFirm(match).length === 0);
  if (meeting.length === 0) {
    const some = firmWishes.filter((kind) => asked.some((match) => unmetFirm(match).includes(kind)));
    return `Nobody meets all of: ${some.map((kind) => wishWords[kind]).join(', ')}.`;
  }
  const placed = meeting.filter((match) => match.places.length > 0);
  if (placed.length === 0) {
    const { everyWeeks = 1 } = entry;
    return `Nobody who fits has a place free ${everyWeeks === 1 ? 'every week' : `every ${everyWeeks} weeks`}.`;
  }
  return placed.some((match) => match.isOpen) ? '' : 'Those who fit have no room in their caseload.';
}

/** Both take the same weekly time of a therapist or of a room. Two fortnightly places in alternate weeks share it. */
export function isSamePlaceTime(a: Option, b: Option): boolean {
  const isShared = a.therapist.id === b.therapist.id || (a.place.roomId !== null && a.place.roomId === b.place.roomId);
  if (!isShared || (a.week - b.week) % commonDivisor(a.place.everyWeeks, b.place.everyWeeks) !== 0) return false;
  const gap = (((b.weekMinute - a.weekMinute) % 10_080) + 10_080) % 10_080;
  return gap < a.place.durationMinutes || 10_080 - gap < b.place.durationMinutes;
}

const weekMinuteOf = (place: WeeklyPlace): number =>
  (place.weekday - 1) * 1440 + Number(place.time.slice(0, 2)) * 60 + Number(place.time.slice(3, 5));

/** Weeks from that of Monday 29 December 1969. */
function weekOf(on: string): number {
  const days = Temporal.PlainDate.from('1969-12-29').until(Temporal.PlainDate.from(on), { largestUnit: 'day' }).days;
  return Math.floor(days / 7);
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
