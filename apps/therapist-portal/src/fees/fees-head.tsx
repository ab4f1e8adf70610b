import { PageTitle } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { trpc } from '../app/trpc.ts';

const parts = [
  { path: '/fees', words: 'Who owes', roles: ['manager', 'front-desk', 'therapist'] },
  { path: '/fees/payers', words: 'Payers', roles: ['manager', 'front-desk'] },
  { path: '/fees/shares', words: 'Therapists’ shares', roles: ['manager', 'therapist'] },
  { path: '/fees/accountant', words: 'Accountant', roles: ['manager'] },
] as const;

type FeesHeadProps = { title: string; current: (typeof parts)[number]['path']; line?: ReactNode };

/** The head of the pages about money, and the way from one to the next: each sees those that their roles open. */
export function FeesHead({ title, current, line }: FeesHeadProps) {
  const shell = useQuery(trpc.account.shell.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const roles: readonly string[] = shell.data?.person?.roles ?? [];
  return (
    <>
      <div className="page-head">
        <PageTitle title={title} />
        {line === undefined ? null : <p className="quiet">{line}</p>}
      </div>
      <nav className="parts" aria-label="Fees">
        <ul>
          {parts
            .filter((part) => part.roles.some((role) => roles.includes(role)))
            .map(({ path, words }) => (
              <li key={path}>
                <a href={path} aria-current={path === current ? 'page' : undefined}>
                  {words}
                </a>
              </li>
            ))}
        </ul>
      </nav>
    </>
  );
}
