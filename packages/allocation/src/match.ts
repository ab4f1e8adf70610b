import { liesIn, type Moment, type PlaceKind, placeLabel, type WeeklyPlace } from '@heather/scheduling';
import { type EpisodeKind, episodeWeight, weightWords } from './caseload.ts';
import type { Answer, WishAnswer, Wishes, WishKind } from './wishes.ts';

/** Somebody who waits (a person, couple, family or group), with what they asked for. */
export type WaitingEntry = {
  id: string;
  sinceAt: Moment;
  wishes: Wishes;
  episodeKind: EpisodeKind;
  /** How often they would meet. Default 1. */
  everyWeeks?: number;
  /** Therapists with whom an earlier offer came to nothing, whoever ended it and for whatever reason. */
  notAgainTherapistIds?: readonly string[];
};

/** A therapist as allocation sees them. `null` or absent means nobody has recorded it, and answers 'unknown'. */
export type AllocatableTherapist = {
  id: string;
  gender?: string | null;
  languages?: readonly string[] | null;
  modalities?: readonly string[] | null;
  styleWords?: readonly string[] | null;
  feePence?: number | null;
  /** The lower fee, while `lowFeePlacesFree` of them are free. */
  lowFeePence?: number | null;
  lowFeePlacesFree?: number;
  places?: readonly PlaceKind[] | null;
  /** Largest weight of the caseload, in tenths of a weekly hour. */
  capacityTenths?: number | null;
  /** caseloadWeight of open episodes and held offers. */
  loadTenths: number;
  /** From findWeeklyPlaces, for every kind of place that is asked about; null: not looked up. */
  freePlaces?: readonly WeeklyPlace[] | null;
};

/** No score and no order of merit: answers in words, in the order of the therapists given. */
export type TherapistMatch = {
  therapistId: string;
  /** One answer for each wish that was expressed, in the order of wishKinds. */
  wishes: WishAnswer[];
  capacity: { answer: Answer; reason: string; freeTenths: number | null };
  /** Free places that fit wished times, kinds of place and step-free access, soonest first; all of them if none was wished. */
  places: WeeklyPlace[];
  /** An earlier offer between these two came to nothing. Says no more than that. */
  earlierOffer: { ended: true; reason: string } | null;
  /** Has a fitting place, room in the caseload (or it is unknown), and no earlier offer. */
  isOpen: boolean;
};

/** Holds each wish of one entry against each therapist. Pure; total. */
export function matchTherapists(entry: WaitingEntry, therapists: readonly AllocatableTherapist[]): TherapistMatch[] {
  return therapists.map((therapist) => {
    const places = fittingPlaces(entry, therapist);
    const capacity = capacityFor(entry, therapist);
    const earlierOffer = entry.notAgainTherapistIds?.includes(therapist.id)
      ? ({ ended: true, reason: 'An earlier offer with this therapist came to nothing.' } as const)
      : null;
    return {
      therapistId: therapist.id,
      wishes: answers(entry.wishes, therapist),
      capacity,
      places,
      earlierOffer,
      isOpen: places.length > 0 && capacity.answer !== 'does-not' && earlierOffer === null,
    };
  });
}

export function capacityFor(entry: WaitingEntry, therapist: AllocatableTherapist): TherapistMatch['capacity'] {
  const { capacityTenths, loadTenths } = therapist;
  if (capacityTenths === null || capacityTenths === undefined) {
    return { answer: 'unknown', reason: 'No limit is recorded for this caseload.', freeTenths: null };
  }
  const freeTenths = Math.max(0, capacityTenths - loadTenths);
  const weight = entryWeight(entry);
  const reason = `Carries ${weightWords(loadTenths)} of ${weightWords(capacityTenths)}; this adds ${weightWords(weight)}.`;
  return { answer: loadTenths + weight <= capacityTenths ? 'fits' : 'does-not', reason, freeTenths };
}

export function entryWeight(entry: WaitingEntry): number {
  return episodeWeight({ kind: entry.episodeKind, everyWeeks: entry.everyWeeks ?? 1 });
}

/** Free places of the wanted rhythm that meet what was wished of time, place and access, soonest first. */
export function fittingPlaces(
  { wishes, everyWeeks = 1 }: WaitingEntry,
  { freePlaces }: AllocatableTherapist,
): WeeklyPlace[] {
  return (freePlaces ?? [])
    .filter((place) => place.everyWeeks === everyWeeks)
    .filter((place) => !wishes.places?.length || wishes.places.includes(place.placeKind))
    .filter((place) => !needsStepFree(wishes) || place.placeKind !== 'room' || place.stepFree === true)
    .filter((place) => isWishedTime(wishes, place))
    .sort(bySoonest);
}

function bySoonest(a: WeeklyPlace, b: WeeklyPlace): number {
  const left = `${a.startsLocal} ${a.placeKind} ${a.roomId ?? ''}`;
  const right = `${b.startsLocal} ${b.placeKind} ${b.roomId ?? ''}`;
  return left < right ? -1 : left > right ? 1 : 0;
}

const needsStepFree = (wishes: Wishes): boolean => wishes.stepFree === true;

function isWishedTime(wishes: Wishes, place: WeeklyPlace): boolean {
  const minute = Number(place.time.slice(0, 2)) * 60 + Number(place.time.slice(3, 5));
  return (
    !wishes.times?.length || wishes.times.some((time) => liesIn(time, place.weekday, minute, place.durationMinutes))
  );
}

function answers(wishes: Wishes, therapist: AllocatableTherapist): WishAnswer[] {
  const given: WishAnswer[] = [];
  const say = (wish: WishKind, [answer, reason]: [Answer, string]) => given.push({ wish, answer, reason });
  if (wishes.times?.length) say('times', timesAnswer(wishes, therapist));
  if (wishes.places?.length) say('place', placeAnswer(wishes.places, therapist.places));
  if (needsStepFree(wishes)) say('step-free', stepFreeAnswer(wishes, therapist));
  if (wishes.feeCeilingPence !== undefined) say('fee', feeAnswer(wishes.feeCeilingPence, therapist));
  if (wishes.therapistGender) say('therapist-gender', genderAnswer(wishes.therapistGender, therapist.gender));
  if (wishes.languages?.length)
    say('language', oneOf(wishes.languages, therapist.languages, 'Works in', 'Does not work in'));
  if (wishes.modalities?.length)
    say('modality', oneOf(wishes.modalities, therapist.modalities, 'Offers', 'Does not offer'));
  if (wishes.styleWords?.length) {
    say(
      'style',
      oneOf(wishes.styleWords, therapist.styleWords, 'Says of their own work:', 'Does not say of their own work:'),
    );
  }
  return given;
}

const unknown: [Answer, string] = ['unknown', 'Not recorded for this therapist.'];

function timesAnswer(wishes: Wishes, { freePlaces }: AllocatableTherapist): [Answer, string] {
  if (!freePlaces) return ['unknown', 'Free places were not looked up.'];
  const first = freePlaces.filter((place) => isWishedTime(wishes, place)).sort(bySoonest)[0];
  if (first) return ['fits', placeWords(first)];
  const other = [...freePlaces].sort(bySoonest)[0];
  return ['does-not', other ? `No free place then. The soonest: ${placeWords(other)}` : 'No free place.'];
}

function placeWords(place: WeeklyPlace): string {
  const label = placeLabel(place);
  return `${label.charAt(0).toUpperCase()}${label.slice(1)}, ${place.freeNow ? 'free now' : `free from ${place.firstOn}`}.`;
}

const placeNames: Record<PlaceKind, string> = { room: 'in person', online: 'online', telephone: 'by telephone' };

function placeAnswer(wished: readonly PlaceKind[], offered: readonly PlaceKind[] | null | undefined): [Answer, string] {
  if (!offered) return unknown;
  const both = wished.filter((place) => offered.includes(place));
  return both.length > 0
    ? ['fits', `Works ${list(both.map((place) => placeNames[place]))}.`]
    : ['does-not', `Does not work ${list(wished.map((place) => placeNames[place]))}.`];
}

function stepFreeAnswer(wishes: Wishes, { freePlaces }: AllocatableTherapist): [Answer, string] {
  if (wishes.places?.length && !wishes.places.includes('room')) return ['fits', 'No room is needed.'];
  if (!freePlaces) return ['unknown', 'Free places were not looked up.'];
  const rooms = freePlaces.filter((place) => place.placeKind === 'room');
  if (rooms.some((place) => place.stepFree)) return ['fits', 'Has a free place in a step-free room.'];
  if (rooms.some((place) => place.stepFree === null)) return ['unknown', 'Access to the room is not recorded.'];
  return ['does-not', 'No free place in a step-free room.'];
}

function feeAnswer(
  ceiling: number,
  { feePence, lowFeePence, lowFeePlacesFree = 0 }: AllocatableTherapist,
): [Answer, string] {
  if (feePence === null || feePence === undefined) return unknown;
  if (feePence <= ceiling) return ['fits', `${pounds(feePence)} a session.`];
  if (lowFeePence !== null && lowFeePence !== undefined && lowFeePence <= ceiling) {
    return lowFeePlacesFree > 0
      ? ['fits', `${pounds(lowFeePence)} a session, in a lower-fee place.`]
      : ['does-not', `${pounds(feePence)} a session; no lower-fee place is free.`];
  }
  return ['does-not', `${pounds(feePence)} a session, over ${pounds(ceiling)}.`];
}

function genderAnswer(wished: string, gender: string | null | undefined): [Answer, string] {
  if (!gender) return unknown;
  return same(wished, gender) ? ['fits', `As wished: ${gender}.`] : ['does-not', `Not as wished: ${gender}.`];
}

function oneOf(
  wished: readonly string[],
  offered: readonly string[] | null | undefined,
  yes: string,
  no: string,
): [Answer, string] {
  // An empty list is a profile that nobody has filled in, not a therapist without a language.
  if (!offered?.length) return unknown;
  const both = wished.filter((word) => offered.some((other) => same(word, other)));
  return both.length > 0 ? ['fits', `${yes} ${list(both)}.`] : ['does-not', `${no} ${list(wished, 'or')}.`];
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

function list(words: readonly string[], join = 'and'): string {
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} ${join} ${words.at(-1)}` : (words[0] ?? '');
}

function pounds(pence: number): string {
  return pence % 100 === 0 ? `£${pence / 100}` : `£${(pence / 100).toFixed(2)}`;
}
