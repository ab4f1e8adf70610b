import { Loading, PageTitle, Table } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { money } from '../app/money.ts';
import { trpc } from '../app/trpc.ts';

/** Who owes something, the longest unpaid first. Sums and dates; what a session was about is no part of a fee. */
export default function OwingPage() {
  const owing = useQuery(trpc.fees.owing.queryOptions());
  if (!owing.data) return <Loading />;
  const { clients, count, timeZone } = owing.data;
  return (
    <>
      <div className="page-head">
        <PageTitle title="Fees" />
        <p className="quiet">
          {count === 0
            ? 'Nobody owes anything.'
            : count === 1
              ? 'One person owes something.'
              : `${count} people owe something.`}
        </p>
      </div>
      <Table
        caption="Who owes"
        rows={clients}
        rowKey={(row) => row.clientId}
        empty="Charges that are not yet paid will stand here, the oldest first."
        columns={[
          { key: 'name', head: 'Client', cell: (row) => <a href={`/fees/${row.clientId}`}>{row.name}</a> },
          { key: 'owed', head: 'Owed', numeric: true, cell: (row) => money(row.owedPence) },
          { key: 'since', head: 'Since', cell: (row) => (row.since === null ? '' : day(row.since, timeZone)) },
        ]}
      />
      {clients.length < count ? <p className="quiet">The first {clients.length} are shown.</p> : null}
    </>
  );
}

const day = (at: string, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone }).format(new Date(at));
