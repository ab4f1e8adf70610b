import type { StaffRouter } from '@heather/api/staff';
import type { inferRouterOutputs } from '@trpc/server';

export type CaseloadRow = inferRouterOutputs<StaffRouter>['clients']['list']['clients'][number];

export const orders = {
  next: 'Next session',
  name: 'Name',
  last: 'Last session, longest ago first',
  ending: 'Planned ending',
  review: 'Review',
} as const;
export type Order = keyof typeof orders;

export const filters = {
  all: 'Everybody',
  open: 'Something is open',
  unsigned: 'Agreement not signed',
  review: 'Review next time',
  unbooked: 'No session booked',
  ending: 'Ending is planned',
} as const;
export type Filter = keyof typeof filters;

const passes: Record<Filter, (row: CaseloadRow) => boolean> = {
  all: () => true,
  open: ({ prompts }) => prompts.length > 0,
  unsigned: ({ agreement }) => agreement !== 'signed',
  review: ({ review }) => review?.isNext === true,
  unbooked: ({ nextAt }) => nextAt === null,
  ending: ({ endsOn }) => endsOn !== null,
};
// What is not there stands last, but for somebody who has never been: longest ago of all.
const keys: Record<Order, (row: CaseloadRow) => string> = {
  next: ({ nextAt }) => nextAt ?? '9999',
  name: () => '',
  last: ({ lastOn }) => lastOn ?? '',
  ending: ({ endsOn }) => endsOn ?? '9999',
  review: ({ review, session }) =>
    review === null ? '9999' : String(review.atSession - session.number).padStart(4, '0'),
};

export function sortCaseload(rows: readonly CaseloadRow[], order: Order, filter: Filter): CaseloadRow[] {
  const key = keys[order];
  const by = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return rows
    .filter(passes[filter])
    .toSorted((a, b) => by(key(a), key(b)) || by(a.name, b.name) || by(a.clientId, b.clientId));
}
