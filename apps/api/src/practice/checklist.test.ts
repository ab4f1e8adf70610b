import { describe, expect, it } from 'vitest';
import { missingForOffer, type PersonFacts, type SetUpFacts, type SetUpKey, setUpItems } from './checklist.ts';
import { reminderDue } from './due.ts';

const therapist = (
  over: Partial<PersonFacts> = {},
  profile: Partial<NonNullable<PersonFacts['profile']>> = {},
): PersonFacts => ({
  id: 'leila',
  name: 'Leila A.',
  roles: ['therapist'],
  state: 'active',
  profile: { hasRegistration: true, insuranceDaysLeft: 200, worksInPerson: true, ...profile },
  hasHours: true,
  ...over,
});
const lead: PersonFacts = {
  id: 'ruth',
  name: 'Ruth M.',
  roles: ['clinical-lead'],
  state: 'active',
  profile: null,
  hasHours: false,
};
const whole: SetUpFacts = {
  practice: {
    name: 'Fern Row',
    controllerName: 'Fern Row CIC',
    controllerAddress: '4 Fern Row',
    icoNumber: 'ZB000000',
    telephone: '0113 496 0140',
    mailFrom: null,
    hasReadingHours: true,
  },
  rooms: 2,
  fees: 1,
  closuresAhead: 8,
  published: ['working-agreement', 'privacy-notice', 'optional-consents'],
  ladder: 2,
  people: [therapist(), lead],
};
const practice = (over: Partial<SetUpFacts['practice']>): Partial<SetUpFacts> => ({
  practice: { ...whole.practice, ...over },
});

/** What is changed, what the list then says is missing, and what keeps an offer to Leila back. */
const cases: [name: string, over: Partial<SetUpFacts>, missing: SetUpKey[], refused: SetUpKey[]][] = [
  ['nothing is missing', {}, [], []],
  ['the name it began with', practice({ name: 'Our practice' }), ['identity'], ['identity']],
  ['no address of the controller', practice({ controllerAddress: ' ' }), ['identity'], ['identity']],
  ['no number of the regulator', practice({ icoNumber: null }), ['identity'], ['identity']],
  ['neither telephone nor mail', practice({ telephone: null }), ['identity'], ['identity']],
  ['mail instead of a telephone', practice({ telephone: null, mailFrom: 'a@b.example' }), [], []],
  ['nobody reads safety answers', practice({ hasReadingHours: false }), ['reading-hours'], ['reading-hours']],
  [
    'one document not published',
    { published: ['working-agreement', 'privacy-notice'] },
    ['agreement-set'],
    ['agreement-set'],
  ],
  ['no room, and somebody works in one', { rooms: 0 }, ['rooms'], ['rooms']],
  ['no room, and nobody works in one', { rooms: 0, people: [therapist({}, { worksInPerson: false }), lead] }, [], []],
  ['nobody on the ladder', { ladder: 0 }, ['ladder'], []],
  ['no fee list, no holidays', { fees: 0, closuresAhead: 0 }, ['fees', 'closures'], []],
  ['no clinical lead', { people: [therapist()] }, ['clinical-lead'], []],
  ['insurance ends today', { people: [therapist({}, { insuranceDaysLeft: 0 }), lead] }, [], []],
  [
    'insurance ended yesterday',
    { people: [therapist({}, { insuranceDaysLeft: -1 }), lead] },
    ['therapist', 'insurance'],
    ['insurance'],
  ],
  [
    'insurance never told',
    { people: [therapist({}, { insuranceDaysLeft: null }), lead] },
    ['therapist', 'insurance'],
    ['insurance'],
  ],
  ['no registration', { people: [therapist({}, { hasRegistration: false }), lead] }, ['therapist'], ['therapist']],
  ['no hours', { people: [therapist({ hasHours: false }), lead] }, ['therapist'], ['therapist']],
  [
    'no profile',
    { people: [therapist({ profile: null }), lead] },
    ['therapist', 'insurance'],
    ['therapist', 'insurance'],
  ],
  [
    'another therapist is ready, this one is not',
    { people: [therapist({ id: 'owen' }), therapist({ hasHours: false }), lead] },
    [],
    ['therapist'],
  ],
  [
    'somebody has not come in yet',
    { people: [therapist(), lead, therapist({ id: 'new', state: 'invited' })] },
    ['invitations'],
    [],
  ],
];

describe('the list of what is missing', () => {
  it.each(cases)('%s', (_name, over, missing, refused) => {
    const facts = { ...whole, ...over };
    expect(
      setUpItems(facts)
        .filter(({ isDone }) => !isDone)
        .map(({ key }) => key),
    ).toEqual(missing);
    expect(missingForOffer(facts, 'leila').sort()).toEqual(refused.sort());
  });

  it('says what a practice on its first day needs, with a way to each', () => {
    const nobody: PersonFacts = {
      id: 'me',
      name: 'Carys',
      roles: ['manager'],
      state: 'active',
      profile: null,
      hasHours: false,
    };
    const empty: SetUpFacts = {
      practice: {
        ...whole.practice,
        name: 'Our practice',
        controllerAddress: null,
        icoNumber: null,
        telephone: null,
        hasReadingHours: false,
      },
      rooms: 0,
      fees: 0,
      closuresAhead: 0,
      published: [],
      ladder: 0,
      people: [nobody],
    };
    const items = setUpItems(empty);
    expect(items.filter(({ isEssential }) => isEssential).map(({ key }) => key)).toEqual([
      'identity',
      'reading-hours',
      'agreement-set',
      'rooms',
      'therapist',
    ]);
    for (const { href, words } of items) {
      expect(href).toMatch(/^\/(set-up\/|staff)/);
      expect(words).not.toBe('');
    }
  });
});

describe('a reminder of insurance', () => {
  it.each([
    [61, null],
    [60, 60],
    [31, 60],
    [30, 30],
    [8, 30],
    [7, 7],
    [0, 7],
    [-1, null],
  ])('with %i days left', (left, days) => expect(reminderDue(left)).toBe(days));
});
