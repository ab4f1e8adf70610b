import './fees.css';
import { Button, Loading, Select, Table } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { money } from '../app/money.ts';
import { trpc } from '../app/trpc.ts';
import { dayText, limitWords } from './fees-data.ts';
import { FeesHead } from './fees-head.tsx';

type Sort = 'oldest' | 'most' | 'name';
const ages = ['Under 30 days', '30 to 59', '60 to 89', '90 and more'];

/** Who owes something, by client and payer, with how long it has been open; before that, limits that are near. */
export default function OwingPage() {
  const [sort, setSort] = useState<Sort>('oldest');
  const [after, setAfter] = useState(0);
  const owing = useQuery(trpc.fees.owing.queryOptions({ sort, after }));
  const near = useQuery(trpc.fees.limits.queryOptions());
  if (!owing.data || !near.data) return <Loading />;
  const { clients, count, next } = owing.data;
  const line =
    count === 0 ? 'Nobody owes anything.' : count === 1 ? 'One account is open.' : `${count} accounts are open.`;
  return (
    <>
      <FeesHead title="Fees" current="/fees" line={line} />
      {near.data.limits.length === 0 ? null : (
        <section className="fees-part">
          <h2>Limits</h2>
          <ul className="rows">
            {near.data.limits.map((one) => (
              <li key={one.arrangementId}>
                <a href={`/clients/${one.clientId}/ledger`}>{one.name}</a>, {one.payer}: <b>{limitWords(one)}</b>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="fees-part">
        {count < 2 ? null : (
          <Select
            name="sort"
            label="In the order of"
            value={sort}
            onChange={(value) => {
              setSort(value === '' ? 'oldest' : value);
              setAfter(0);
            }}
            options={[
              { value: 'oldest', label: 'The longest open' },
              { value: 'most', label: 'The largest sum' },
              { value: 'name', label: 'The name' },
            ]}
          />
        )}
        <Table
          caption="Who owes"
          rows={clients}
          rowKey={(row) => `${row.clientId} ${row.payerId} ${row.isUndecided}`}
          empty="Charges that are not yet paid will stand here, the oldest first."
          columns={[
            { key: 'name', head: 'Client', cell: (row) => <a href={`/clients/${row.clientId}/ledger`}>{row.name}</a> },
            {
              key: 'payer',
              head: 'Who pays',
              cell: (row) => (row.isUndecided ? <b>Not yet decided</b> : (row.payer ?? 'The client')),
            },
            { key: 'owed', head: 'Owed', numeric: true, cell: (row) => <b>{money(row.owedPence)}</b> },
            ...ages.map((head, at) => ({
              key: head,
              head,
              numeric: true,
              cell: (row: (typeof clients)[number]) => (row.agedPence[at] ? money(row.agedPence[at] as number) : ''),
            })),
            { key: 'since', head: 'Since', cell: (row) => (row.since === null ? '' : dayText(row.since)) },
          ]}
        />
        <div className="acts">
          {after === 0 ? null : <Button onClick={() => setAfter(0)}>Back to the first</Button>}
          {next === null ? null : (
            <Button onClick={() => setAfter(next)}>Show the next {Math.min(100, count - next)}</Button>
          )}
        </div>
      </section>
    </>
  );
}
