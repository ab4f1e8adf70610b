import type { StaffRouter } from '@heather/api/staff';
import type { inferRouterOutputs } from '@trpc/server';

type Answers = inferRouterOutputs<StaffRouter>['allocation'];
export type Waiting = Answers['listWaiting'];
export type Entry = Answers['getEntry'];
export type Therapist = Entry['therapists'][number];
export type Place = Therapist['places'][number];
export type OfferShown = Answers['listOffers']['open'][number];
export type MyOffer = Answers['listMyOffers']['open'][number];

const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const longDay = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** 'YYYY-MM-DD' → '1 Dec'. A wall date, read as UTC so that no zone moves it. */
export const shortDate = (on: string): string => shortDay.format(new Date(`${on}T00:00:00Z`));
/** 'YYYY-MM-DD' → 'Tuesday 1 December'. */
export const longDate = (on: string): string => longDay.format(new Date(`${on}T00:00:00Z`)).replace(',', '');

/** An instant on this device's clock: 'Friday 27 November, 12:00'. */
export function momentWords(at: string): string {
  const date = new Date(at);
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return `${day.format(date).replace(',', '')}, ${time.format(date)}`;
}

export const pounds = (pence: number): string => `£${pence % 100 === 0 ? pence / 100 : (pence / 100).toFixed(2)}`;

/** 'Tue 17:30, 1 Dec'. */
export function placeShort(place: Place): string {
  return `${(weekdays[place.weekday - 1] ?? '').slice(0, 3)} ${place.time}, ${shortDate(place.firstOn)}`;
}

/** 'Tuesdays 17:30 from 1 December, Room 2, £45'. */
export function placeLong(place: Place, feePence: number): string {
  const day = weekdays[place.weekday - 1] ?? '';
  const rhythm =
    place.everyWeeks === 1 ? `${day}s ${place.time}` : `every ${place.everyWeeks} weeks on ${day} ${place.time}`;
  return `${rhythm} from ${longDate(place.firstOn).replace(/^\w+ /, '')}, ${whereWords(place)}, ${pounds(feePence)}`;
}

export function whereWords(place: { placeKind: string; roomName: string | null }): string {
  if (place.placeKind === 'online') return 'online';
  return place.placeKind === 'telephone' ? 'by telephone' : (place.roomName ?? 'a room');
}

export const tenths = (value: number): number => value / 10;

/** 'Leila' of 'Leila A.'. */
export const firstName = (name: string): string => name.split(' ')[0] ?? name;

export const offerStates: Record<string, string> = {
  held: 'Held; the therapist has not answered',
  'accepted-by-therapist': 'The therapist said yes; not sent to the client yet',
  'offered-to-client': 'With the client',
  'accepted-by-client': 'The client said yes; the agreement is next',
  agreed: 'Agreed and signed',
  'declined-by-therapist': 'The therapist said no',
  'declined-by-client': 'The client said it is not right for them',
  lapsed: 'Ran out; the place went back',
  withdrawn: 'Taken back',
};

export const eventWords: Record<string, string> = {
  made: 'Made and held',
  'therapist-accepts': 'The therapist said yes',
  'therapist-declines': 'The therapist said no',
  'send-to-client': 'Sent to the client',
  'client-accepts': 'The client said yes',
  'client-declines': 'The client said it is not right for them',
  signed: 'Both signed',
  lapse: 'Ran out',
  withdraw: 'Taken back',
};

export const needWords: Record<string, string> = {
  interpreter: 'an interpreter',
  'hearing-loop': 'a hearing loop',
  'large-print': 'large print',
  'quiet-room': 'a quiet room with soft light',
  'short-breaks': 'short breaks',
  'camera-off': 'camera off when online',
  'plain-words-in-writing': 'notes of what was said, in plain words',
};

const numbers = [
  'No',
  'One',
  'Two',
  'Three',
  'Four',
  'Five',
  'Six',
  'Seven',
  'Eight',
  'Nine',
  'Ten',
  'Eleven',
  'Twelve',
];
/** 'Eight people, longest first'. */
export function peopleWords(count: number): string {
  return `${numbers[count] ?? count} ${count === 1 ? 'person' : 'people'}, longest first`;
}
