import type { StaffRole, WeekHours } from '../factories/staff.ts';
import type { Overrides } from '../tables.ts';

export type Colleague = {
  key: string;
  name: string;
  roles: readonly StaffRole[];
  state?: 'invited' | 'active' | 'left';
  profile?: Overrides<'therapistProfile'>;
  hours?: readonly WeekHours[];
};

const hours = (weekdays: readonly number[], from: string, until: string): WeekHours[] =>
  weekdays.map((weekday) => ({ weekday, from, until }));

/** Who works at Fern Row. Tomos's hours on the demonstration's own day are added when that day is known. */
export const cast: readonly Colleague[] = [
  { key: 'carys', name: 'Carys Nolan', roles: ['manager'] },
  { key: 'ruth', name: 'Ruth Maddox', roles: ['clinical-lead'] },
  { key: 'bethan', name: 'Bethan Price', roles: ['front-desk'] },
  { key: 'gwen', name: 'Gwen Ashdown', roles: ['supervisor'] },
  { key: 'idris', name: 'Idris Vaughan', roles: ['front-desk', 'manager'] },
  {
    key: 'tomos',
    name: 'Tomos Harries',
    roles: ['therapist'],
    profile: {
      registrationNumber: '00381204',
      modalities: ['integrative', 'couples'],
      languages: ['English', 'Welsh'],
      gender: 'man',
      styleWords: ['unhurried', 'warm', 'direct when asked'],
      workingWords: 'Unhurried. I say what I notice and check whether it fits. Also in Welsh.',
      feePence: 5500,
      lowFeePence: 4000,
      lowFeePlaces: 2,
      capacityTenths: 180,
      worksByTelephone: true,
    },
    hours: hours([1, 2, 3, 4, 5], '09:00', '17:00'),
  },
  {
    key: 'leila',
    name: 'Leila Anwar',
    roles: ['therapist', 'supervisor'],
    profile: {
      registrationBody: 'UKCP',
      registrationNumber: '2011163417',
      modalities: ['psychodynamic', 'couples', 'family'],
      languages: ['English', 'Urdu'],
      gender: 'woman',
      styleWords: ['gentle', 'room for silence', 'curious'],
      workingWords: 'Gentle, with room for silence. In English or Urdu.',
      feePence: 6000,
      lowFeePence: 4500,
      lowFeePlaces: 3,
      capacityTenths: 200,
    },
    hours: [...hours([2, 4], '11:00', '20:00'), ...hours([3], '09:00', '16:00')],
  },
  {
    key: 'marta',
    name: 'Marta Sobczak',
    roles: ['therapist'],
    profile: {
      registrationNumber: '00402277',
      modalities: ['person-centred', 'group'],
      languages: ['English', 'Polish'],
      gender: 'woman',
      styleWords: ['unhurried', 'listening'],
      workingWords: 'You lead and I keep up. I run the Thursday group.',
      feePence: 6000,
      capacityTenths: 200,
      worksOnline: false,
    },
    hours: [...hours([1, 3], '10:00', '17:00'), ...hours([4], '12:00', '20:00')],
  },
  {
    key: 'owen',
    name: 'Owen Tranter',
    roles: ['therapist'],
    profile: {
      registrationBody: 'BABCP',
      registrationNumber: '190388',
      modalities: ['CBT'],
      languages: ['English'],
      gender: 'man',
      styleWords: ['structured', 'practical', 'direct'],
      workingWords: 'Practical, with something to try between sessions if you want it. Mornings only.',
      feePence: 5500,
      lowFeePence: 4000,
      lowFeePlaces: 2,
      capacityTenths: 140,
    },
    hours: hours([1, 2, 3, 5], '08:30', '13:30'),
  },
  {
    key: 'niamh',
    name: 'Niamh Fallon',
    roles: ['therapist'],
    profile: {
      registrationBody: 'NCPS',
      registrationNumber: 'NCS24-09871',
      modalities: ['compassion-focused', 'ACT'],
      languages: ['English', 'Irish'],
      gender: 'woman',
      styleWords: ['warm', 'plain', 'humour'],
      workingWords: 'Online and in the evenings. Plain words, and some laughing.',
      feePence: 5000,
      capacityTenths: 120,
      worksInPerson: false,
      worksByTelephone: true,
    },
    hours: hours([1, 2, 3, 4], '16:00', '21:00'),
  },
  {
    key: 'kit',
    name: 'Kit Bellamy',
    roles: ['therapist'],
    profile: {
      registrationBody: 'BACP (trainee member)',
      registrationNumber: 'T-118420',
      modalities: ['person-centred'],
      languages: ['English', 'British Sign Language'],
      gender: 'non-binary',
      styleWords: ['gentle', 'listening'],
      workingWords: 'In the third year of training, supervised every week. Also in British Sign Language.',
      feePence: 2000,
      lowFeePence: 1000,
      lowFeePlaces: 4,
      capacityTenths: 60,
      worksOnline: false,
    },
    hours: hours([2, 5], '09:30', '15:30'),
  },
  {
    key: 'martin',
    name: 'Martin Yeo',
    roles: ['therapist'],
    state: 'left',
    profile: { registrationNumber: '00219950', modalities: ['integrative'], languages: ['English'], gender: 'man' },
    hours: [],
  },
  { key: 'pamela', name: 'Pamela Hirst', roles: ['front-desk'], state: 'left' },
  {
    key: 'sorcha',
    name: 'Sorcha Devlin',
    roles: ['therapist'],
    state: 'invited',
    profile: {
      registrationNumber: '00466120',
      modalities: ['EMDR'],
      languages: ['English'],
      gender: 'woman',
      feePence: 5500,
    },
    hours: [],
  },
  { key: 'tobias', name: 'Tobias Field', roles: ['front-desk'], state: 'invited' },
];

export const roomCast = [
  { key: 'room1', name: 'Room 1', stepFree: false, features: ['window', 'street-noise'] },
  { key: 'room2', name: 'Room 2', stepFree: true, features: ['ground-floor', 'lamp', 'hearing-loop'] },
  { key: 'room3', name: 'Room 3', stepFree: true, features: ['ground-floor', 'large', 'circle-of-chairs'] },
  { key: 'room4', name: 'Room 4', stepFree: true, features: ['lift', 'garden-side'] },
  { key: 'room5', name: 'Room 5', stepFree: false, features: ['top-floor', 'quiet'] },
] as const;
