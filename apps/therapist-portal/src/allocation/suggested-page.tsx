import { BackLink, Loading, PageTitle, Table } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';
import { longDate } from './allocation-words.ts';

/** A plan to check by hand. It offers nothing: each name leads to the page where a person decides. */
export default function SuggestedPage() {
  const plan = useQuery(trpc.allocation.suggest.queryOptions());
  if (!plan.data) return <Loading words="Looking for places…" />;
  const { suggestions, left } = plan.data;
  return (
    <div className="stack">
      <BackLink href="/allocation" />
      <PageTitle title="Suggested places" />
      <p className="reading-text">
        Longest wait first. Nobody goes without a place for the sake of somebody who has waited less. Times, place,
        access, fee, who they would rather talk to and language are never passed over. Nothing here is offered yet.
      </p>
      <Table
        caption="Suggestions"
        rows={suggestions}
        rowKey={(row) => row.entryId}
        columns={[
          { key: 'who', head: 'Who', cell: (row) => <a href={`/allocation/${row.entryId}`}>{row.name}</a> },
          { key: 'therapist', head: 'Therapist', cell: (row) => row.therapist },
          { key: 'when', head: 'Place', cell: (row) => `${row.when}, from ${longDate(row.firstOn)}` },
          { key: 'why', head: 'Why', cell: (row) => row.reason },
        ]}
        empty="No place fits anybody who waits now."
      />
      {left.length === 0 ? null : (
        <section>
          <h2>Without a suggestion</h2>
          <Table
            caption="Those for whom nothing fits now"
            rows={left}
            rowKey={(row) => row.entryId}
            columns={[
              { key: 'who', head: 'Who', cell: (row) => <a href={`/allocation/${row.entryId}`}>{row.name}</a> },
              { key: 'why', head: 'Why', cell: (row) => row.reason },
            ]}
          />
        </section>
      )}
    </div>
  );
}
