import { Empty, PageTitle } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { startPages } from '../app/start.ts';
import { trpc } from '../app/trpc.ts';

const Practice = lazy(startPages.practice);
const SetUp = lazy(startPages.setUp);
const Day = startPages.day === null ? null : lazy(startPages.day);

/** A therapist begins with their day; the desk, the manager and the lead with what waits. Who is both has the day, and a link. */
export default function StartPage() {
  const shell = useQuery(trpc.account.shell.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const roles = shell.data?.person?.roles ?? [];
  const keepsPractice = roles.some((role) => role === 'manager' || role === 'front-desk' || role === 'clinical-lead');
  if (shell.data === undefined) return null;
  if (roles.includes('therapist') && Day !== null) {
    return (
      <Suspense fallback={null}>
        <Day params={{}} />
        {roles.includes('manager') ? <SetUp params={{}} /> : null}
        {keepsPractice ? (
          <p className="quiet">
            <a href="/practice">What waits in the practice</a>
          </p>
        ) : null}
      </Suspense>
    );
  }
  if (keepsPractice) {
    return (
      <Suspense fallback={null}>
        <Practice params={{}} />
        {roles.includes('manager') ? <SetUp params={{}} /> : null}
      </Suspense>
    );
  }
  return (
    <>
      <PageTitle title="Today" />
      <Empty>
        {roles.includes('therapist') ? (
          <>
            Your sessions stand in <a href="/diary">your diary</a>.
          </>
        ) : (
          'No therapist has brought you anything yet. If a client’s safety answer is passed to you, it will stand at the top of this page.'
        )}
      </Empty>
    </>
  );
}
