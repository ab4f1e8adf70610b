import { ButtonLink, Loading, PageTitle, Table } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';
import { momentWords, sourceWords, stateWords } from './enquiry-words.ts';

/** Who asked, oldest unread first, then what became of the others. */
export default function EnquiriesPage() {
  const list = useQuery(trpc.enquiries.list.queryOptions());
  if (!list.data) return <Loading />;
  const unread = list.data.filter(({ state }) => state === 'new');
  const decided = list.data.filter(({ state }) => state !== 'new');
  type Row = (typeof list.data)[number];
  const who = { key: 'name', head: 'Who', cell: (row: Row) => <a href={`/enquiries/${row.id}`}>{row.name}</a> };
  const asked = { key: 'received', head: 'Asked', cell: (row: Row) => momentWords(row.receivedAt) };
  const how = { key: 'source', head: 'How', cell: (row: Row) => sourceWords[row.source] ?? row.source };
  return (
    <div className="stack">
      <div className="page-head">
        <PageTitle title="Enquiries" />
        <ButtonLink href="/enquiries/new">Take an enquiry by telephone</ButtonLink>
      </div>
      <section>
        <h2>To be read by the clinical lead</h2>
        <Table
          caption="Enquiries that nobody has decided on"
          rows={unread}
          rowKey={(row) => row.id}
          columns={[who, asked, how]}
          empty="New enquiries stand here until the clinical lead has decided on them. There is none now."
        />
      </section>
      <section>
        <h2>Decided</h2>
        <Table
          caption="Enquiries that were decided on"
          rows={decided}
          rowKey={(row) => row.id}
          columns={[
            who,
            asked,
            {
              key: 'state',
              head: 'What was decided',
              cell: (row) => `${stateWords[row.state] ?? row.state}${row.referredTo ? `: ${row.referredTo}` : ''}`,
            },
          ]}
          empty="What the clinical lead decides is listed here."
        />
      </section>
    </div>
  );
}
