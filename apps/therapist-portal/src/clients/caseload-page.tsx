import './clients.css';
import { dayAndMonth } from '@heather/alliance';
import { Button, Empty, Loading, PageTitle, Select, Table } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../app/trpc.ts';
import { agreementWords } from './agreement-words.ts';
import { weightWords } from './capacity-words.ts';
import { type Filter, filters, type Order, orders, type CaseloadRow as Row, sortCaseload } from './caseload-sort.ts';
import { OwnCapacity } from './own-capacity.tsx';
import { WeightDialog } from './weight-dialog.tsx';

const promptWords = {
  alert: 'Safety answer waiting',
  talk: 'Not yet talked about',
  asked: 'Questions open',
} as const;
const optionsOf = <V extends string>(words: Record<V, string>) =>
  (Object.keys(words) as V[]).map((value) => ({ value, label: words[value] }));

/** Everybody this therapist works with, whoever comes next first, and what more they can take. */
export default function CaseloadPage() {
  const list = useQuery(trpc.clients.list.queryOptions());
  const [order, setOrder] = useState<Order>('next');
  const [filter, setFilter] = useState<Filter>('all');
  const [weighed, setWeighed] = useState<Row | null>(null);
  if (!list.data) return <Loading />;
  const { clients, capacity } = list.data;
  const rows = sortCaseload(clients, order, filter);
  return (
    <>
      <div className="page-head">
        <PageTitle title="Caseload" />
      </div>
      <OwnCapacity capacity={capacity} />
      {clients.length === 0 ? (
        <Empty>The people you work with will stand here once an offer was accepted.</Empty>
      ) : (
        <>
          <div className="list-tools">
            <Select
              name="filter"
              label="Show"
              options={optionsOf(filters)}
              value={filter}
              onChange={(value) => setFilter(value as Filter)}
            />
            <Select
              name="order"
              label="In order of"
              options={optionsOf(orders)}
              value={order}
              onChange={(value) => setOrder(value as Order)}
            />
            <Button onClick={() => window.print()}>Print this list</Button>
          </div>
          <Table
            caption="Your caseload"
            rows={rows}
            rowKey={(row) => row.clientId}
            empty="Nobody on your caseload is like that now."
            columns={[
              { key: 'name', head: 'Who', cell: (row) => <Who row={row} /> },
              { key: 'number', head: 'Session', cell: ({ session }) => sessionWords(session) },
              { key: 'last', head: 'Last', cell: ({ lastOn }) => (lastOn === null ? 'None yet' : dayAndMonth(lastOn)) },
              { key: 'next', head: 'Next', cell: ({ next }) => next ?? <b>None booked</b> },
              { key: 'ends', head: 'Ends', cell: ({ endsOn }) => (endsOn === null ? 'Open' : dayAndMonth(endsOn)) },
              {
                key: 'agreement',
                head: 'Agreement',
                cell: ({ agreement }) =>
                  agreement === 'signed' ? agreementWords.signed : <b>{agreementWords[agreement]}</b>,
              },
              { key: 'measures', head: 'Measures', cell: ({ measures }) => measuresWords(measures) },
              { key: 'review', head: 'Review', cell: ({ review }) => <Review review={review} /> },
              { key: 'open', head: 'Open', cell: (row) => <Prompts row={row} /> },
              { key: 'weight', head: 'Weight', cell: (row) => <Weight row={row} onChange={() => setWeighed(row)} /> },
            ]}
          />
        </>
      )}
      <WeightDialog row={weighed} onClose={() => setWeighed(null)} />
    </>
  );
}

const sessionWords = ({ number, of }: Row['session']): string =>
  number === 0 ? 'Not begun' : of === null ? String(number) : `${number} of ${of}`;

const measuresWords = ({ isPlanned, lastOn }: Row['measures']): string =>
  lastOn !== null ? `Last on ${dayAndMonth(lastOn)}` : isPlanned ? 'Planned' : 'None planned';

function Review({ review }: { review: Row['review'] }) {
  if (review === null) return 'None agreed';
  return review.isNext ? <b>Next time</b> : `At session ${review.atSession}`;
}

function Who({ row: { clientId, name, coveringFor, handover, kind, everyWeeks } }: { row: Row }) {
  const how = [
    ...(kind === 'individual' ? [] : [kind]),
    ...(everyWeeks === 1 ? [] : [everyWeeks === 2 ? 'fortnightly' : `every ${everyWeeks} weeks`]),
    ...(coveringFor === null ? [] : [`for ${coveringFor}`]),
    ...(handover ? ['handing over'] : []),
  ];
  return (
    <>
      <a href={`/clients/${clientId}`}>{name}</a>
      {how.length === 0 ? null : <span className="quiet"> {how.join(', ')}</span>}
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

function Weight({ row, onChange }: { row: Row; onChange: () => void }) {
  const words = weightWords(row.weightTenths + row.extraTenths);
  if (row.coveringFor !== null || row.handover) return <span className="quiet">Not counted</span>;
  return (
    <Button kind="link" onClick={onChange}>
      {words}
      <span className="away">: change what {row.name} asks of you</span>
    </Button>
  );
}
