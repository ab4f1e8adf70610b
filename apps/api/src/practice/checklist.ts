import type { StaffRole } from '@heather/policy';

/** What is known of a practice, from its rows. Nothing here was ticked by anybody. */
export type SetUpFacts = {
  practice: {
    name: string;
    controllerName: string;
    controllerAddress: string | null;
    icoNumber: string | null;
    telephone: string | null;
    mailFrom: string | null;
    hasReadingHours: boolean;
  };
  /** Rooms in use. */
  rooms: number;
  /** Lines of the fee list in use. */
  fees: number;
  /** Days from today on which the practice is closed. */
  closuresAhead: number;
  /** Kinds of document published for the practice's nation. */
  published: readonly string[];
  /** People of the ladder who can be reached there now. */
  ladder: number;
  people: readonly PersonFacts[];
};

export type PersonFacts = {
  id: string;
  name: string;
  roles: readonly StaffRole[];
  state: 'invited' | 'active' | 'left';
  profile: {
    hasRegistration: boolean;
    /** Days until the insurance ends, counted on the practice's calendar; negative once it has; null: not told. */
    insuranceDaysLeft: number | null;
    worksInPerson: boolean;
  } | null;
  /** Hours that hold today or later. */
  hasHours: boolean;
};

export const setUpKeys = [
  'identity',
  'reading-hours',
  'agreement-set',
  'rooms',
  'therapist',
  'insurance',
  'fees',
  'closures',
  'clinical-lead',
  'ladder',
  'invitations',
] as const;
export type SetUpKey = (typeof setUpKeys)[number];
type SetUpItem = {
  key: SetUpKey;
  title: string;
  isDone: boolean;
  /** Without it no place is offered. */
  isEssential: boolean;
  words: string;
  href: string;
};

export const documentKinds = ['working-agreement', 'privacy-notice', 'optional-consents'] as const;

/** The name that an installation begins with (start/first-manager.ts). */
const nameBeforeSetUp = 'Our practice';

/** What stands and what is missing, in the order in which it is best done. */
export function setUpItems(facts: SetUpFacts): SetUpItem[] {
  const { practice, rooms, fees, closuresAhead, published, ladder, people } = facts;
  const here = people.filter(({ state }) => state === 'active');
  const therapists = here.filter(({ roles }) => roles.includes('therapist'));
  const ready = therapists.filter((one) => missingOf(one).length === 0);
  const lacking = missingIdentity(practice);
  const unpublished = documentKinds.filter((kind) => !published.includes(kind)).length;
  const needsRooms = therapists.length === 0 || therapists.some(({ profile }) => profile?.worksInPerson !== false);
  const insured = therapists.filter(isInsured);
  const invited = people.filter(({ state }) => state === 'invited').length;
  const lead = here.some(({ roles }) => roles.includes('clinical-lead'));
  const item = (
    key: SetUpKey,
    title: string,
    href: string,
    isEssential: boolean,
    isDone: boolean,
    words: string,
  ): SetUpItem => ({ key, title, href, isEssential, isDone, words });
  return [
    item(
      'identity',
      'Who you are',
      '/set-up/identity',
      true,
      lacking.length === 0,
      lacking.length === 0 ? `${practice.name}, with its controller and number.` : `Missing: ${lacking.join(', ')}.`,
    ),
    item(
      'reading-hours',
      'When somebody reads safety answers',
      '/set-up/hours',
      true,
      practice.hasReadingHours,
      practice.hasReadingHours ? 'Your hours are kept.' : 'Say on which days and at what times.',
    ),
    item(
      'agreement-set',
      'Agreement set',
      '/set-up/agreements',
      true,
      unpublished === 0,
      unpublished === 0
        ? 'The agreement, the privacy notice and the choices are published.'
        : `${counted(unpublished, 'document')} to read and publish.`,
    ),
    item(
      'rooms',
      'Rooms',
      '/set-up/rooms',
      needsRooms,
      rooms > 0 || !needsRooms,
      rooms > 0
        ? `${counted(rooms, 'room')} in use.`
        : needsRooms
          ? 'Add a room, or say that nobody works in person.'
          : 'Nobody works in person.',
    ),
    item('therapist', 'A therapist who can begin', '/staff', true, ready.length > 0, therapistWords(therapists, ready)),
    item(
      'insurance',
      'Insurance',
      '/staff',
      false,
      insured.length === therapists.length,
      insured.length === therapists.length
        ? therapists.length === 0
          ? 'It is asked for with each therapist.'
          : 'Every therapist is insured.'
        : `${counted(therapists.length - insured.length, 'therapist')} without insurance that holds.`,
    ),
    item(
      'fees',
      'Fees',
      '/set-up/fees',
      false,
      fees > 0,
      fees > 0 ? `${counted(fees, 'fee')} in the list.` : 'Your fee list and how late somebody may cancel.',
    ),
    item(
      'closures',
      'Holidays',
      '/set-up/closures',
      false,
      closuresAhead > 0,
      closuresAhead > 0
        ? `${counted(closuresAhead, 'closure')} ahead.`
        : 'Bank holidays, and the days on which you close.',
    ),
    item(
      'clinical-lead',
      'Clinical lead',
      '/staff',
      false,
      lead,
      lead ? 'Somebody decides about enquiries.' : 'Invite whoever decides about enquiries.',
    ),
    item(
      'ladder',
      'Safety ladder',
      '/set-up/ladder',
      false,
      ladder > 0,
      ladder > 0
        ? `${counted(ladder, 'person', 'people')} after the therapist.`
        : 'With nobody on it, measures that ask about safety can be used only in the session.',
    ),
    item(
      'invitations',
      'Invitations',
      '/staff',
      false,
      invited === 0,
      invited === 0 ? 'None is open.' : `${counted(invited, 'person has', 'people have')} not come in yet.`,
    ),
  ];
}

/** What keeps a place with this therapist from being offered: the practice's essentials, and the therapist's own. */
export function missingForOffer(facts: SetUpFacts, therapistId: string): SetUpKey[] {
  const person = facts.people.find(({ id }) => id === therapistId);
  const own = person ? missingOf(person) : [];
  const missing = setUpItems(facts)
    .filter(({ key, isEssential, isDone }) => isEssential && !isDone && key !== 'therapist')
    .map(({ key }) => key);
  if (own.some((part) => part !== 'insurance')) missing.push('therapist');
  if (own.includes('insurance')) missing.push('insurance');
  return missing;
}

type Lacking = 'profile' | 'registration' | 'fee' | 'hours' | 'insurance';

/** What one therapist lacks before a client can be theirs. A profile has its fee: nothing is a fee too, where a charity asks none. */
function missingOf({ profile, hasHours }: PersonFacts): Lacking[] {
  if (profile === null) return ['profile', 'registration', 'fee', ...(hasHours ? [] : ['hours' as const]), 'insurance'];
  return [
    ...(profile.hasRegistration ? [] : ['registration' as const]),
    ...(hasHours ? [] : ['hours' as const]),
    ...(isInsured({ profile }) ? [] : ['insurance' as const]),
  ];
}

const isInsured = ({ profile }: Pick<PersonFacts, 'profile'>) =>
  profile !== null && profile.insuranceDaysLeft !== null && profile.insuranceDaysLeft >= 0;

function missingIdentity(practice: SetUpFacts['practice']): string[] {
  const isBlank = (text: string | null) => text === null || text.trim() === '';
  return [
    ...(isBlank(practice.name) || practice.name === nameBeforeSetUp ? ['what the practice is called'] : []),
    ...(isBlank(practice.controllerName) ? ['who is responsible for the data'] : []),
    ...(isBlank(practice.controllerAddress) ? ['the address'] : []),
    ...(isBlank(practice.icoNumber) ? ['the regulator’s number'] : []),
    ...(isBlank(practice.telephone) && isBlank(practice.mailFrom) ? ['a telephone number or e-mail address'] : []),
  ];
}

function therapistWords(therapists: readonly PersonFacts[], ready: readonly PersonFacts[]): string {
  if (ready.length > 0) return `${counted(ready.length, 'therapist')} can begin.`;
  const [first] = therapists;
  if (!first) return 'Invite a therapist, or give somebody that role.';
  const words: Record<Lacking, string> = {
    profile: 'profile',
    registration: 'registration',
    fee: 'fee',
    hours: 'hours',
    insurance: 'insurance',
  };
  const lacking = missingOf(first).filter((part) => part !== 'profile');
  return `${first.name} still needs: ${lacking.map((part) => words[part]).join(', ')}.`;
}

const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
