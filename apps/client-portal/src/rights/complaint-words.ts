import type { ClientRouter } from '@heather/api/client';
import type { inferRouterOutputs } from '@trpc/server';

export type Complaint = inferRouterOutputs<ClientRouter>['complaints']['mine']['complaints'][number];

export const stepWords: Record<Complaint['steps'][number]['kind'], string> = {
  acknowledged: 'We told you that it has come',
  'looked-into': 'We looked into it',
  'progress-told': 'How it goes',
  'outcome-told': 'What we found',
  'handler-changed': 'Somebody else looks into it',
  withdrawn: 'You took it back',
};
export const outcomeWords: Record<NonNullable<Complaint['outcome']>, string> = {
  upheld: 'We were wrong.',
  'partly-upheld': 'We were partly wrong.',
  'not-upheld': 'We found nothing wrong.',
};
