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
