import type { StaffRouter } from '@heather/api/staff';
import { Empty, Loading, PageTitle, Table } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { trpc } from '../app/trpc.ts';

type Row = inferRouterOutputs<StaffRouter>['clients']['list']['clients'][number];

const agreementWords = {
  signed: 'Signed',
  changing: 'Signed; a change waits',
  'to-sign': 'Not signed',
  none: 'None yet',
} as const;
const promptWords = {
  alert: 'Safety answer waiting',
  talk: 'Not yet talked about',
  asked: 'Questions open',
} as const;

/** Everybody this therapist works with, whoever comes next first. */
export default function CaseloadPage() {
  const list = useQuery(trpc.clients.list.queryOptions());
  if (!list.data) return <Loading />;
  const { clients } = list.data;
  return (
    <>
      <div className="page-head">
        <PageTitle title="Caseload" />
      </div>
      {clients.length === 0 ? (
        <Empty>The people you work with will stand here once an offer was accepted.</Empty>
      ) : (
        <Table
          caption="Your caseload"
          rows={clients}
          rowKey={(row) => row.clientId}
          columns={[
            { key: 'name', head: 'Who', cell: (row) => <Who row={row} /> },
            { key: 'next', head: 'Next session', cell: (row) => row.next ?? 'None booked' },
            {
              key: 'agreement',
              head: 'Agreement',
              cell: ({ agreement }) =>
                agreement === 'signed' ? agreementWords.signed : <b>{agreementWords[agreement]}</b>,
            },
            { key: 'open', head: 'Open', cell: (row) => <Prompts row={row} /> },
          ]}
        />
      )}
    </>
  );
}

function Who({ row: { clientId, name, coveringFor, handover } }: { row: Row }) {
  return (
    <>
      <a href={`/clients/${clientId}`}>{name}</a>
      {coveringFor === null ? null : <span className="quiet"> for {coveringFor}</span>}
      {handover ? <span className="quiet"> handing over</span> : null}
    </>
  );
}

function Prompts({ row: { prompts } }: { row: Row }) {
  return prompts.map((prompt, index) => (
    <span key={prompt}>
      {index === 0 ? '' : ', '}
      {prompt === 'asked' ? <span className="quiet">{promptWords.asked}</span> : <b>{promptWords[prompt]}</b>}
    </span>
  ));
}
