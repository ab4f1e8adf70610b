import { Button, Loading, PageTitle, Table } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../app/trpc.ts';
import { clockWords, dayWords } from './words.ts';

/** That complaints are there and when they are due. Who complains and what they say is for whoever looks into one. */
export default function ComplaintsPage(_: { params: Record<string, string | undefined> }) {
  const [closed, setClosed] = useState(false);
  const list = useQuery(trpc.complaints.list.queryOptions({ closed }));
  return (
    <>
      <div className="page-head">
        <PageTitle title="Complaints">Complaints about data</PageTitle>
        <p className="quiet">
          Each is acknowledged within 30 days and looked into by somebody whom it is not about. To take one down, open
          the person’s page, then History.
        </p>
      </div>
      <p className="acts">
        <Button kind={closed ? 'link' : 'edged'} aria-pressed={!closed} onClick={() => setClosed(false)}>
          Open
        </Button>
        <Button kind={closed ? 'edged' : 'link'} aria-pressed={closed} onClick={() => setClosed(true)}>
          Closed
        </Button>
      </p>
      {list.data ? (
        <>
          <Table
            caption={closed ? 'Closed complaints, the newest first' : 'Open complaints, the oldest first'}
            rows={list.data.complaints}
            rowKey={({ complaintId }) => complaintId}
            empty={closed ? 'None is closed yet.' : 'Nobody waits for an answer.'}
            columns={[
              {
                key: 'which',
                head: 'Which',
                cell: (row) => (
                  <a href={`/complaints/${row.complaintId}`}>
                    Complaint {row.number}
                    {row.clientName ? `, ${row.clientName}` : ''}
                  </a>
                ),
              },
              { key: 'came', head: 'Came', cell: (row) => dayWords(row.receivedOn) },
              {
                key: 'who',
                head: 'Looks into it',
                cell: (row) => (row.isMine ? 'You' : (row.handler ?? 'Nobody yet')),
              },
              { key: 'due', head: 'Stands', cell: clockWords },
            ]}
          />
          {list.data.isMore ? <p className="quiet">The first fifty are shown.</p> : null}
        </>
      ) : (
        <Loading />
      )}
    </>
  );
}
