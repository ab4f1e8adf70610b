import type { StaffRouter } from '@heather/api/staff';
import type { inferRouterOutputs } from '@trpc/server';

type Answers = inferRouterOutputs<StaffRouter>['complaints'];
export type Complaint = Answers['get'];
export type Facts = Answers['list']['complaints'][number];
type StepKind = NonNullable<Complaint['content']>['steps'][number]['kind'];

export const stateWords: Record<Facts['state'], string> = {
  received: 'Not acknowledged yet',
  acknowledged: 'Being looked into',
  answered: 'Answered',
  withdrawn: 'Taken back',
};
export const outcomeWords = {
  upheld: 'We were wrong',
  'partly-upheld': 'We were partly wrong',
  'not-upheld': 'We found nothing wrong',
} as const;
export type Outcome = keyof typeof outcomeWords;
export const stepWords: Record<StepKind, string> = {
  acknowledged: 'Told that it has come',
  'looked-into': 'Looked into',
  'progress-told': 'Told how it goes',
  'outcome-told': 'Told what was found',
  'handler-changed': 'Handed to somebody else',
  withdrawn: 'They took it back',
};

export const dayWords = (on: string) =>
  new Date(`${on.slice(0, 10)}T12:00:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);

/** What the thirty days say. */
export function clockWords({ state, clock }: Pick<Facts, 'state' | 'clock'>): string {
  if (state !== 'received') return `${stateWords[state]}${clock.isLate ? ', acknowledged late' : ''}`;
  const by = `Acknowledge by ${dayWords(clock.acknowledgeByOn)}`;
  if (clock.daysLeft < 0) return `${by}: ${days(-clock.daysLeft)} late`;
  return clock.daysLeft === 0 ? `${by}: today` : `${by}: ${days(clock.daysLeft)} left`;
}
