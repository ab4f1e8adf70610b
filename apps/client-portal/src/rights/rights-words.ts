import type { ClientRouter } from '@heather/api/client';
import type { inferRouterOutputs } from '@trpc/server';

export type Mine = inferRouterOutputs<ClientRouter>['rights']['mine'];
export type Asked = Mine['requests'][number];
export type Copy = inferRouterOutputs<ClientRouter>['rights']['myCopies'][number];
export type Kind = Asked['kind'];

export const kindWords: Record<Kind, { ask: string; hint: string; asked: string }> = {
  access: {
    ask: 'A copy of my record',
    hint: 'All that we keep about you, to read and to keep.',
    asked: 'You asked for a copy of your record',
  },
  correction: {
    ask: 'Something is wrong in it',
    hint: 'Say what is wrong and how it should be.',
    asked: 'You asked us to put something right',
  },
  erasure: {
    ask: 'Please erase it',
    hint: 'We may have to keep some of it for a time. If so, we say why.',
    asked: 'You asked us to erase your record',
  },
  restriction: {
    ask: 'Keep it, but do not use it',
    hint: 'For as long as something about it is not settled.',
    asked: 'You asked us not to use your record',
  },
  objection: {
    ask: 'Stop one use of it',
    hint: 'Say which use, and why.',
    asked: 'You asked us to stop a use of your record',
  },
};

const day = (on: string) =>
  new Date(`${on}T12:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

export { day as dayWords };

/** Where it stands, in one sentence. */
export function standsWords({ clock }: Asked): string {
  if (clock.closedBy === 'answered') return 'We have answered.';
  if (clock.closedBy === 'refused') return 'We said no. The reason stands below.';
  if (clock.closedBy === 'withdrawn') return 'You took it back.';
  if (clock.waitsFor?.what === 'identity') return 'We need to know that it is you. We will tell you how to show it.';
  if (clock.waitsFor?.what === 'clarification') return 'We asked you something. Please answer it below.';
  return clock.dueOn ? `You hear from us by ${day(clock.dueOn)}.` : '';
}

export const stepWords: Partial<Record<Asked['steps'][number]['kind'], string>> = {
  'identity-asked': 'We asked you to show that it is you',
  'identity-confirmed': 'We know that it is you',
  'clarification-asked': 'We asked',
  'clarification-given': 'You said',
  extended: 'We need up to two more months',
  refused: 'Why we said no',
};
