import type { ClientRouter } from '@heather/api/client';
import type { inferRouterInputs } from '@trpc/server';

export type Sent = inferRouterInputs<ClientRouter>['enquiries']['make']['enquiry'];
export type Way = Sent['contact']['prefers'];
export type Part = 'morning' | 'afternoon' | 'evening';
export type EpisodeKind = Sent['practical']['episodeKind'];
export type PlaceKind = 'room' | 'online' | 'telephone';
export type Need = Sent['practical']['needs'][number];
export type Other = { firstName: string; lastName: string; email: string };

/** Everything that somebody has said so far. In memory only, and gone with the page. */
export type Answers = {
  firstName: string;
  lastName: string;
  knownAs: string;
  pronouns: string;
  nation: Sent['nation'] | '';
  episodeKind: EpisodeKind | null;
  others: Other[];
  safe: Way[];
  email: string;
  emailIsShared: 'own' | 'shared' | null;
  telephone: string;
  mayLeaveMessage: 'yes' | 'no' | null;
  messageAs: string;
  postalAddress: string;
  fromLocal: string;
  untilLocal: string;
  times: string[];
  places: PlaceKind[];
  stepFree: boolean;
  feeCeiling: string;
  languages: string;
  gender: 'woman' | 'man' | 'non-binary' | 'any' | null;
  styleWords: string[];
  needKinds: Need[];
  needs: string;
  brings: string;
};

export const nothingSaid: Answers = {
  firstName: '',
  lastName: '',
  knownAs: '',
  pronouns: '',
  nation: '',
  episodeKind: null,
  others: [{ firstName: '', lastName: '', email: '' }],
  safe: [],
  email: '',
  emailIsShared: null,
  telephone: '',
  mayLeaveMessage: null,
  messageAs: '',
  postalAddress: '',
  fromLocal: '',
  untilLocal: '',
  times: [],
  places: [],
  stepFree: false,
  feeCeiling: '',
  languages: '',
  gender: null,
  styleWords: [],
  needKinds: [],
  needs: '',
  brings: '',
};

export const wayWords: Record<Way, string> = { email: 'E-mail', telephone: 'Telephone', text: 'Text', post: 'Post' };
export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
export const partWords: Record<Part, string> = { morning: 'Morning', afternoon: 'Afternoon', evening: 'After 5' };
const partHours: Record<Part, [string, string]> = {
  morning: ['08:00', '12:00'],
  afternoon: ['12:00', '17:00'],
  evening: ['17:00', '21:00'],
};
export const placeWords: Record<PlaceKind, string> = { room: 'In a room', online: 'Online', telephone: 'By telephone' };
export const genderWords = {
  woman: 'A woman',
  man: 'A man',
  'non-binary': 'A non-binary person',
  any: 'It does not matter',
};
export const kindWords: Record<EpisodeKind, string> = {
  individual: 'Just me',
  couple: 'Me and my partner',
  family: 'My family',
};
export const styleOptions = [
  'gentle',
  'unhurried',
  'room for silence',
  'warm',
  'direct',
  'structured',
  'practical',
  'humour',
];
export const needWords: Record<Need, string> = {
  interpreter: 'An interpreter',
  'hearing-loop': 'A hearing loop',
  'large-print': 'Large print',
  'quiet-room': 'A quiet room with soft light',
  'short-breaks': 'Short breaks',
  'camera-off': 'Camera off when online',
  'plain-words-in-writing': 'What we said, in writing, in plain words',
};

/** '2 evening' is Tuesday after five. */
export const timeKey = (weekday: number, part: Part): string => `${weekday} ${part}`;

const orNull = (text: string): string | null => text.trim() || null;

/** From what was typed to what is sent. `pounds` that are no number were refused by the page. */
export function toSend(said: Answers, idempotencyKey: string, nation: Sent['nation']): Sent {
  const feeCeilingPence = penceOf(said.feeCeiling);
  const languages = said.languages.split(',').flatMap((one) => orNull(one) ?? []);
  return {
    idempotencyKey,
    firstName: said.firstName,
    lastName: said.lastName,
    knownAs: orNull(said.knownAs),
    pronouns: orNull(said.pronouns),
    nation: said.nation || nation,
    contact: {
      email: said.safe.includes('email') ? orNull(said.email) : null,
      emailIsSafe: said.safe.includes('email'),
      emailIsShared: said.emailIsShared === 'shared',
      telephone: said.safe.includes('telephone') || said.safe.includes('text') ? orNull(said.telephone) : null,
      telephoneIsSafe: said.safe.includes('telephone'),
      textIsSafe: said.safe.includes('text'),
      mayLeaveMessage: said.safe.includes('telephone') && said.mayLeaveMessage === 'yes',
      messageAs: said.mayLeaveMessage === 'yes' ? orNull(said.messageAs) : null,
      postalAddress: said.safe.includes('post') ? orNull(said.postalAddress) : null,
      postIsSafe: said.safe.includes('post'),
      fromLocal: orNull(said.fromLocal),
      untilLocal: orNull(said.untilLocal),
      prefers: said.safe[0] ?? 'email',
    },
    practical: {
      episodeKind: said.episodeKind ?? 'individual',
      others:
        said.episodeKind === 'couple' || said.episodeKind === 'family'
          ? said.others
              .filter((other) => other.firstName.trim() && other.lastName.trim())
              .map((other) => ({ ...other, email: orNull(other.email) }))
          : [],
      wishes: {
        ...(said.times.length > 0 && { times: said.times.map(wishedTime) }),
        ...(said.places.length > 0 && { places: said.places }),
        ...(said.stepFree && { stepFree: true }),
        ...(feeCeilingPence !== null && { feeCeilingPence }),
        ...(languages.length > 0 && { languages }),
        ...(said.gender !== null && said.gender !== 'any' && { therapistGender: said.gender }),
        ...(said.styleWords.length > 0 && { styleWords: said.styleWords }),
      },
      needs: said.needKinds,
    },
    needs: orNull(said.needs),
    brings: orNull(said.brings),
  };
}

/** '45' or '£45.50' → pence; null for nothing said. NaN for what is no amount. */
export function penceOf(text: string): number | null {
  const clean = text.trim().replace(/^£/, '');
  if (clean === '') return null;
  return /^\d{1,4}(\.\d{2})?$/.test(clean) ? Math.round(Number(clean) * 100) : Number.NaN;
}

function wishedTime(key: string) {
  const [weekday, part] = key.split(' ') as [string, Part];
  const [startsLocal, endsLocal] = partHours[part];
  return { weekday: Number(weekday), startsLocal, endsLocal };
}

/** Tuesday after 5, Thursday morning. */
export function timesInWords(times: readonly string[]): string {
  return times
    .map((key) => {
      const [weekday, part] = key.split(' ') as [string, Part];
      return `${weekdays[Number(weekday) - 1]} ${partWords[part].toLowerCase()}`;
    })
    .join(', ');
}
