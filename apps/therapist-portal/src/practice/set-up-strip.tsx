import { useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';
import { SetUpList } from './set-up-list.tsx';

/** On a manager's first page for as long as something is missing. */
export default function SetUpStrip(_: { params: Record<string, string | undefined> }) {
  const list = useQuery(trpc.practice.checklist.queryOptions(undefined, { throwOnError: false }));
  const open = list.data?.items.filter(({ isDone }) => !isDone) ?? [];
  if (open.length === 0) return null;
  return (
    <section className="set-up-strip">
      <h2>{list.data?.mayOffer ? 'Still to set up' : 'Before the first client can be offered a place'}</h2>
      <SetUpList items={open} />
      <p>
        <a href="/set-up">See the whole list</a>
      </p>
    </section>
  );
}
