import './practice.css';
import { Loading, PageTitle } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';
import { SetUpList } from './set-up-list.tsx';

/** What is missing before the first client can be offered a place, and the way to everything that can be set. */
export default function SetUpPage(_: { params: Record<string, string | undefined> }) {
  const list = useQuery(trpc.practice.checklist.queryOptions(undefined, { refetchOnMount: 'always' }));
  if (!list.data) return <Loading />;
  const { items, mayOffer, isDone } = list.data;
  return (
    <>
      <div className="page-head">
        <PageTitle title="Practice">Your practice</PageTitle>
        <p className="quiet">
          {isDone
            ? 'Everything is set up.'
            : mayOffer
              ? 'You can offer places. Some things are still open.'
              : 'Before the first client can be offered a place, something is missing.'}
        </p>
      </div>
      <SetUpList items={items} />
      <p className="acts">
        <a href="/staff">Staff</a>
        <a href="/practice/agreements">Agreements, notices and choices</a>
        <a href="/set-up/fees">Fees and terms</a>
        <a href="/set-up/closures">Holidays</a>
        <a href="/import">Bring your clients in</a>
      </p>
    </>
  );
}
