import './agreements.css';
import { Empty, Loading, PageTitle, Table } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';
import { Overview } from './overview.tsx';
import { dayOf, packWords, waitsForUs } from './pack-words.ts';
import { Wordings } from './wordings.tsx';

/** Who has signed, who waits, who wants to talk, who said no; what waits for us stands first. */
export default function BoardPage() {
  const board = useQuery(trpc.agreements.board.queryOptions());
  const shell = useQuery(trpc.account.shell.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const roles = shell.data?.person?.roles ?? [];
  const mayLead = roles.includes('manager') || roles.includes('clinical-lead');
  if (!board.data) return <Loading />;
  const { lines, timeZone, isCut } = board.data;
  const ours = lines.filter(waitsForUs);
  const waiting = lines.filter(({ state }) => state === 'sent');
  const done = lines.filter((line) => line.state === 'signed' && line.isCountersigned);
  const table = (caption: string, rows: typeof lines, empty: string) => (
    <section>
      <h2>{caption}</h2>
      {rows.length === 0 ? (
        <Empty>{empty}</Empty>
      ) : (
        <Table
          caption={caption}
          rows={rows}
          rowKey={(row) => row.packId}
          columns={[
            {
              key: 'client',
              head: 'Client',
              cell: (row) => <a href={`/clients/${row.clientId}/agreement`}>{row.clientName}</a>,
            },
            { key: 'therapist', head: 'Therapist', cell: (row) => row.therapistName },
            {
              key: 'state',
              head: 'Where it stands',
              cell: (row) => (waitsForUs(row) ? <b>{packWords(row, timeZone)}</b> : packWords(row, timeZone)),
            },
            { key: 'sent', head: 'Sent', cell: (row) => dayOf(row.sentAt, timeZone) },
          ]}
        />
      )}
    </section>
  );
  return (
    <>
      <div className="page-head">
        <PageTitle title="Agreements" />
      </div>
      {mayLead ? <Unsealed /> : null}
      {isCut ? <p role="status">Only the 500 that have waited longest are shown.</p> : null}
      <div className="stack agreements">
        {table('Waiting for us', ours, 'Nothing waits for us. Talks, refusals and countersignatures will stand here.')}
        {table('Waiting for the client', waiting, 'Nobody has an agreement to sign just now.')}
        {table('Signed in the last 30 days', done, 'None was signed by both in the last 30 days.')}
        {mayLead ? <Overview maySend={roles.includes('manager')} /> : null}
        {mayLead || roles.includes('therapist') ? <Wordings mayRead={mayLead} /> : null}
      </div>
    </>
  );
}

/** Signed and not sealed for five minutes: somebody has to look at the machine, so it is said at the top. */
function Unsealed() {
  const unsealed = useQuery(trpc.agreements.unsealed.queryOptions());
  if (!unsealed.data || unsealed.data.count === 0) return null;
  const { count } = unsealed.data;
  return (
    <p role="status">
      <b>
        {count} signed {count === 1 ? 'agreement is' : 'agreements are'} not sealed yet.
      </b>{' '}
      We try again every minute. If it stays so, look at the server’s log.
    </p>
  );
}
