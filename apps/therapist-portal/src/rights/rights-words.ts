import type { StaffRouter } from '@heather/api/staff';
import type { inferRouterOutputs } from '@trpc/server';

type Answers = inferRouterOutputs<StaffRouter>['rights'];
export type Request = Answers['get'];
export type Row = Answers['list']['requests'][number];
export type Copy = Answers['copy'];
export type Review = Answers['review'];
export type Item = Review['items'][number];
export type Kind = Request['kind'];
export type StepKind = Request['steps'][number]['kind'];
export type Ground = NonNullable<Request['steps'][number]['ground']>;

export const kindWords: Record<Kind, string> = {
  access: 'A copy of their record',
  correction: 'Something put right',
  erasure: 'Their record erased',
  restriction: 'Their record kept and not used',
  objection: 'A use of their record stopped',
};
export const channelWords: Record<Request['channel'], string> = {
  portal: 'in the portal',
  telephone: 'by telephone',
  letter: 'by letter',
  email: 'by e-mail',
  'in-person': 'in person',
};
export const stepWords: Record<StepKind, string> = {
  'identity-asked': 'Asked to show who they are: the month begins when they have',
  'identity-confirmed': 'Showed who they are',
  'clarification-asked': 'Asked what they mean',
  'clarification-given': 'They answered',
  extended: 'Two more months taken',
  answered: 'Answered',
  refused: 'Refused',
  withdrawn: 'They took it back',
};
export const groundWords: Record<Ground, string> = {
  unfounded: 'It is plainly unfounded',
  excessive: 'It is excessive: the same was answered lately',
  'identity-not-shown': 'They did not show who they are',
  'law-keeps-it': 'The law has us keep it',
  'not-wrong': 'What stands there is not wrong',
  complex: 'It is complex',
  'several-requests': 'They ask several things at once',
};

export const dayWords = (on: string) =>
  new Date(`${on.slice(0, 10)}T12:00:00Z`).toLocaleDateString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);

/** What is due when, as a list says it. */
export function shortDue({ clock }: Pick<Request, 'clock'>): string {
  if (clock.closedBy) return `${closedWords[clock.closedBy]}${clock.isLate ? ', late' : ''}`;
  if (clock.state === 'waiting')
    return clock.waitsFor?.what === 'identity' ? 'Waits for who they are' : 'Waits for their answer';
  const left = clock.daysLeft ?? 0;
  const on = dayWords(clock.dueOn ?? '');
  return left < 0 ? `${on}, ${days(-left)} late` : left === 0 ? `${on}, today` : `${on}, in ${days(left)}`;
}
const closedWords = { answered: 'Answered', refused: 'Refused', withdrawn: 'Taken back' } as const;

/** What is due when, and why then. */
export function dueWords({ clock, receivedOn }: Pick<Request, 'clock' | 'receivedOn'>): string {
  if (clock.closedBy) return clock.isLate ? `Closed late: ${clock.closedBy}.` : `Closed: ${clock.closedBy}.`;
  if (clock.state === 'waiting')
    return clock.waitsFor?.what === 'identity'
      ? `The clock has not begun: they were asked on ${dayWords(clock.waitsFor.sinceOn)} to show who they are.`
      : `The clock stands still since ${dayWords(clock.waitsFor?.sinceOn ?? receivedOn)}: they were asked what they mean.`;
  if (!clock.dueOn || !clock.startsOn) return '';
  const why = [
    `${clock.isExtended ? 'three months' : 'one month'} from ${dayWords(clock.startsOn)}`,
    clock.stoppedDays > 0 ? `${days(clock.stoppedDays)} in which the clock stood still` : null,
  ].filter(Boolean);
  const left = clock.daysLeft ?? 0;
  const how = left < 0 ? `${days(-left)} late` : left === 0 ? 'today' : `in ${days(left)}`;
  return `Due on ${dayWords(clock.dueOn)}, ${how}: ${why.join(', and ')}.`;
}
