import { Button, Loading, PageTitle, Table } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../app/trpc.ts';
import { dayWords, kindWords, shortDue } from './rights-words.ts';

/** What people ask about their records: what is due when. Nothing of what stands in a record, nor of what they wrote. */
export default function RequestsPage(_: { params: Record<string, string | undefined> }) {
  const [state, setState] = useState<'open' | 'closed'>('open');
  const [before, setBefore] = useState<string | null>(null);
  const list = useQuery(trpc.rights.list.queryOptions({ state, before }));
  const turn = (to: 'open' | 'closed') => {
    setState(to);
    setBefore(null);
  };
  return (
    <>
      <div className="page-head">
        <PageTitle title="What people ask">What people ask about their records</PageTitle>
        <p className="quiet">One month from the day it came. To take one down, open the person’s page, then History.</p>
      </div>
      <p className="acts">
        <Button kind={state === 'open' ? 'edged' : 'link'} aria-pressed={state === 'open'} onClick={() => turn('open')}>
          Open
        </Button>
        <Button
          kind={state === 'closed' ? 'edged' : 'link'}
          aria-pressed={state === 'closed'}
          onClick={() => turn('closed')}
        >
          Closed
        </Button>
      </p>
      {list.data ? (
        <Table
          caption={state === 'open' ? 'Open requests, the oldest first' : 'Closed requests, the newest first'}
          rows={list.data.requests}
          rowKey={({ id }) => id}
          empty={state === 'open' ? 'Nobody waits for an answer.' : 'None is closed yet.'}
          columns={[
            { key: 'who', head: 'Who', cell: (row) => <a href={`/rights/${row.id}`}>{row.client}</a> },
            { key: 'what', head: 'Asks for', cell: (row) => kindWords[row.kind] },
            { key: 'came', head: 'Came', cell: (row) => dayWords(row.receivedOn) },
            { key: 'due', head: 'Due', cell: (row) => shortDue(row) },
          ]}
        />
      ) : (
        <Loading />
      )}
      {list.data?.next ? (
        <p className="acts">
          <Button onClick={() => setBefore(list.data.next)}>Show more</Button>
        </p>
      ) : null}
    </>
  );
}
