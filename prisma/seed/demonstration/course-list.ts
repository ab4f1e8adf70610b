import type { MeasureKey } from '@heather/outcomes';

/** How the agreement came about; what is left out was sent, read, signed and countersigned. */
export type AgreementStory =
  | 'agreed'
  | 'expired-first'
  | 'cancelled-first'
  | 'reworded-before-signing'
  | 'renewed'
  | 'new-fee-sent'
  | 'new-place-talking'
  | 'next-in-draft'
  // a first agreement on its way: there are no sessions yet
  | 'sent'
  | 'talking'
  | 'client-signed'
  | 'draft'
  | 'declined';

export type CourseSpec = {
  key: string;
  people: readonly string[];
  kind?: 'couple' | 'family' | 'group';
  therapist: string;
  /** Monday-to-Monday weeks before this one in which the first session was; negative: still to come. */
  startedWeeksAgo: number;
  endedWeeksAgo?: number;
  everyWeeks?: number;
  minutes?: number;
  place: 'room' | 'online' | 'telephone';
  stepFree?: boolean;
  feePence?: number;
  /** Sessions planned, and so the end of the series. */
  count?: number;
  /** Last week of the series, from this one. */
  untilWeeks?: number;
  isEnding?: boolean;
  /** Which of today's five places is theirs. */
  today?: 0 | 1 | 2 | 3 | 4;
  before?: { therapist: string; untilWeeksAgo: number };
  story?: AgreementStory;
  measures?: readonly MeasureKey[];
  cadence?: 'first' | 'each-session' | 'every-n' | 'in-session';
  trend?: 'better' | 'steady' | 'mixed' | 'worse';
  /** First total of CORE-10, 0 to 40. */
  from?: number;
};

export const courseList: readonly CourseSpec[] = [
  // Tomos's today, in the order of the day
  {
    key: 'tullys',
    people: ['sam', 'dee'],
    kind: 'couple',
    therapist: 'tomos',
    today: 0,
    startedWeeksAgo: 3,
    minutes: 75,
    place: 'room',
    count: 8,
    feePence: 7500,
    trend: 'mixed',
    from: 12,
  },
  {
    key: 'beth',
    people: ['beth'],
    therapist: 'tomos',
    today: 1,
    startedWeeksAgo: 19,
    place: 'room',
    story: 'new-fee-sent',
    trend: 'steady',
    from: 17,
  },
  {
    key: 'amira',
    people: ['amira'],
    therapist: 'tomos',
    today: 2,
    startedWeeksAgo: 11,
    place: 'room',
    stepFree: true,
    count: 16,
    story: 'renewed',
    trend: 'better',
    from: 23,
  },
  {
    key: 'marek',
    people: ['marek'],
    therapist: 'tomos',
    today: 3,
    startedWeeksAgo: 2,
    place: 'online',
    count: 12,
    feePence: 4000,
    story: 'new-place-talking',
    trend: 'mixed',
    from: 19,
  },
  {
    key: 'joel',
    people: ['joel'],
    therapist: 'tomos',
    today: 4,
    startedWeeksAgo: 6,
    place: 'room',
    stepFree: true,
    count: 12,
    trend: 'worse',
    from: 20,
  },
  // his other days
  { key: 'elis', people: ['elis'], therapist: 'tomos', startedWeeksAgo: 30, place: 'room', trend: 'better', from: 21 },
  {
    key: 'graham',
    people: ['graham'],
    therapist: 'tomos',
    startedWeeksAgo: 44,
    place: 'telephone',
    untilWeeks: 8,
    before: { therapist: 'martin', untilWeeksAgo: 30 },
    measures: ['core-10'],
    cadence: 'in-session',
    trend: 'steady',
    from: 14,
  },
  {
    key: 'yusra',
    people: ['yusra'],
    therapist: 'tomos',
    startedWeeksAgo: 20,
    everyWeeks: 2,
    place: 'online',
    measures: ['phq-9', 'gad-7'],
    cadence: 'every-n',
    trend: 'better',
    from: 22,
  },
  // Leila
  {
    key: 'rowbothams',
    people: ['ines', 'paul'],
    kind: 'couple',
    therapist: 'leila',
    startedWeeksAgo: 9,
    minutes: 75,
    place: 'room',
    feePence: 8000,
    trend: 'mixed',
    from: 13,
  },
  {
    key: 'farah',
    people: ['farah'],
    therapist: 'leila',
    startedWeeksAgo: 40,
    place: 'room',
    feePence: 4500,
    story: 'reworded-before-signing',
    trend: 'better',
    from: 25,
  },
  {
    key: 'hollie',
    people: ['hollie'],
    therapist: 'leila',
    startedWeeksAgo: 15,
    place: 'room',
    count: 18,
    isEnding: true,
    story: 'reworded-before-signing',
    trend: 'better',
    from: 20,
  },
  {
    key: 'mags',
    people: ['mags'],
    therapist: 'leila',
    startedWeeksAgo: 48,
    place: 'room',
    stepFree: true,
    before: { therapist: 'martin', untilWeeksAgo: 29 },
    story: 'renewed',
    trend: 'steady',
    from: 18,
  },
  {
    key: 'cleggs',
    people: ['yvonne', 'jake'],
    kind: 'family',
    therapist: 'leila',
    startedWeeksAgo: 12,
    everyWeeks: 2,
    minutes: 75,
    place: 'room',
    feePence: 8000,
    trend: 'mixed',
    from: 15,
  },
  // Marta
  {
    key: 'thursday-group',
    people: ['colin', 'jasmine', 'wendy', 'patrick'],
    kind: 'group',
    therapist: 'marta',
    startedWeeksAgo: 26,
    minutes: 90,
    place: 'room',
    stepFree: true,
    feePence: 2500,
    untilWeeks: 10,
    cadence: 'every-n',
    trend: 'better',
    from: 18,
  },
  {
    key: 'ewa',
    people: ['ewa'],
    therapist: 'marta',
    startedWeeksAgo: 33,
    everyWeeks: 4,
    place: 'room',
    trend: 'steady',
    from: 11,
  },
  // Owen
  {
    key: 'christine',
    people: ['christine'],
    therapist: 'owen',
    startedWeeksAgo: 9,
    place: 'room',
    stepFree: true,
    count: 12,
    isEnding: true,
    measures: ['phq-9', 'gad-7'],
    cadence: 'in-session',
    trend: 'better',
    from: 18,
  },
  {
    key: 'tyrone',
    people: ['tyrone'],
    therapist: 'owen',
    startedWeeksAgo: 24,
    everyWeeks: 3,
    place: 'room',
    measures: ['phq-9', 'gad-7'],
    cadence: 'each-session',
    trend: 'better',
    from: 19,
  },
  // Niamh
  {
    key: 'callum',
    people: ['callum'],
    therapist: 'niamh',
    startedWeeksAgo: 14,
    place: 'online',
    story: 'expired-first',
    trend: 'better',
    from: 22,
  },
  {
    key: 'deborah',
    people: ['deborah'],
    therapist: 'niamh',
    startedWeeksAgo: 18,
    place: 'online',
    story: 'cancelled-first',
    measures: ['phq-9', 'gad-7'],
    cadence: 'each-session',
    trend: 'mixed',
    from: 20,
  },
  {
    key: 'roisin',
    people: ['roisin'],
    therapist: 'niamh',
    startedWeeksAgo: 10,
    everyWeeks: 2,
    place: 'telephone',
    story: 'expired-first',
    trend: 'steady',
    from: 16,
  },
  // Kit
  {
    key: 'lottie',
    people: ['lottie'],
    therapist: 'kit',
    startedWeeksAgo: 12,
    place: 'room',
    feePence: 1000,
    story: 'cancelled-first',
    trend: 'better',
    from: 24,
  },
  {
    key: 'amos',
    people: ['amos'],
    therapist: 'kit',
    startedWeeksAgo: 6,
    place: 'room',
    count: 10,
    feePence: 2000,
    story: 'next-in-draft',
    cadence: 'first',
    trend: 'mixed',
    from: 17,
  },
  // finished
  {
    key: 'brooks',
    people: ['hazel', 'iris'],
    kind: 'family',
    therapist: 'leila',
    startedWeeksAgo: 46,
    endedWeeksAgo: 22,
    minutes: 75,
    place: 'room',
    feePence: 8000,
    trend: 'better',
    from: 16,
  },
  {
    key: 'norman',
    people: ['norman'],
    therapist: 'martin',
    startedWeeksAgo: 50,
    endedWeeksAgo: 36,
    place: 'telephone',
    measures: ['core-10'],
    cadence: 'in-session',
    trend: 'better',
    from: 19,
  },
  {
    key: 'gita',
    people: ['gita'],
    therapist: 'leila',
    startedWeeksAgo: 44,
    endedWeeksAgo: 21,
    place: 'room',
    trend: 'better',
    from: 26,
  },
  {
    key: 'stephen',
    people: ['stephen'],
    therapist: 'owen',
    startedWeeksAgo: 40,
    endedWeeksAgo: 31,
    place: 'room',
    measures: ['phq-9', 'gad-7'],
    trend: 'steady',
    from: 15,
  },
  {
    key: 'spring-group',
    people: ['norman', 'gita', 'ewa'],
    kind: 'group',
    therapist: 'marta',
    startedWeeksAgo: 32,
    endedWeeksAgo: 20,
    minutes: 90,
    place: 'room',
    stepFree: true,
    feePence: 2500,
    cadence: 'first',
    trend: 'better',
    from: 14,
  },
  // said yes to the offer; the agreement is on its way
  {
    key: 'tess',
    people: ['tess'],
    therapist: 'leila',
    startedWeeksAgo: -1,
    place: 'room',
    stepFree: true,
    count: 12,
    feePence: 4500,
    story: 'sent',
  },
  { key: 'nadia', people: ['nadia'], therapist: 'marta', startedWeeksAgo: -1, place: 'room', story: 'sent' },
  { key: 'omar', people: ['omar'], therapist: 'niamh', startedWeeksAgo: -1, place: 'online', story: 'talking' },
  {
    key: 'june',
    people: ['june'],
    therapist: 'owen',
    startedWeeksAgo: -1,
    place: 'room',
    stepFree: true,
    count: 8,
    story: 'client-signed',
  },
  { key: 'fred', people: ['fred'], therapist: 'tomos', startedWeeksAgo: -2, place: 'telephone', story: 'draft' },
  // said no to the agreement and waits again
  {
    key: 'leon',
    people: ['leon'],
    therapist: 'tomos',
    startedWeeksAgo: 2,
    endedWeeksAgo: 3,
    place: 'room',
    story: 'declined',
  },
  {
    key: 'hanna',
    people: ['hanna'],
    therapist: 'niamh',
    startedWeeksAgo: 1,
    endedWeeksAgo: 2,
    place: 'online',
    story: 'declined',
  },
];
