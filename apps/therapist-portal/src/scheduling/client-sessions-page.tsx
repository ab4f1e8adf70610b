import './diary.css';
import type { StaffRouter } from '@heather/api/staff';
import { Button, Empty, Loading, Table } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { ClientHead } from '../app/client-head.tsx';
import { useFirstButton } from '../app/first-button.ts';
import { trpc } from '../app/trpc.ts';
import { BookSeriesDialog } from './book-series-dialog.tsx';
import { BookSessionDialog } from './book-session-dialog.tsx';
import { EndSeriesDialog } from './end-series-dialog.tsx';
import { SessionDialog } from './session-dialog.tsx';
import { type Session, statusWords } from './session-words.ts';

export type ClientTimes = inferRouterOutputs<StaffRouter>['scheduling']['forClient'];

/** One client's times: what was agreed, the standing session, what is to come and what was. `?session=` opens that one. */
export default function ClientSessionsPage({ params }: { params: Record<string, string | undefined> }) {
  const clientId = params.clientId ?? '';
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('session');
  const [openId, setOpenId] = useState(asked);
  const close = () => {
    setOpenId(null);
    if (asked !== null) navigate(`/clients/${clientId}/sessions`, { replace: true });
  };
  const [booking, setBooking] = useState<'series' | 'session' | 'end' | null>(null);
  const kind = useFirstButton();
  const shell = useQuery(trpc.account.shell.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const times = useQuery(trpc.scheduling.forClient.queryOptions({ clientId }));
  if (!times.data) return <Loading />;
  const { client, agreed, series, toCome, past, mayBook, episodeState } = times.data;
  const isTherapist = shell.data?.person?.roles.includes('therapist') ?? false;
  const toBook = mayBook && agreed !== null && series === null && episodeState === 'open';
  return (
    <>
      <ClientHead
        clientId={clientId}
        name={client.name}
        current="sessions"
        line={agreed?.line ?? 'Nothing is signed yet.'}
        {...(!isTherapist && { shown: ['sessions', 'agreement'] as const })}
      />
      <div className="client-times">
        <section className="stack-close">
          <h2>Standing session</h2>
          {series === null ? (
            <p>
              {agreed === null
                ? 'The agreement is signed first; the standing time follows from it.'
                : 'Signed by everybody, and not booked yet.'}
            </p>
          ) : (
            <p>
              {series.label}, {series.minutes} minutes, {series.place}.{' '}
              {series.lastDay !== null
                ? `It ends after ${series.lastDay}.`
                : series.count === null
                  ? 'It goes on until it is ended.'
                  : `${series.count} sessions.`}
            </p>
          )}
          <div className="acts">
            {toBook ? (
              <Button kind={kind} onClick={() => setBooking('series')}>
                Book the standing session
              </Button>
            ) : null}
            {mayBook && series !== null ? (
              <Button onClick={() => setBooking('end')}>End the standing session</Button>
            ) : null}
            {mayBook ? <Button onClick={() => setBooking('session')}>Book one session</Button> : null}
          </div>
        </section>
        <section>
          <h2>To come</h2>
          <Sessions caption="Sessions to come" rows={toCome} onOpen={setOpenId} empty="No session is booked." />
        </section>
        {past.length === 0 ? null : (
          <section>
            <h2>Before</h2>
            <Sessions caption="Sessions before today" rows={past} onOpen={setOpenId} />
          </section>
        )}
        {episodeState === null ? <Empty>There is no course yet. It begins when an offer is accepted.</Empty> : null}
      </div>
      <SessionDialog sessionId={openId} mayChange={mayBook} onClose={close} />
      {booking === 'series' && agreed !== null ? (
        <BookSeriesDialog times={times.data} agreed={agreed} onClose={() => setBooking(null)} />
      ) : null}
      {booking === 'end' && series !== null ? (
        <EndSeriesDialog series={series} todayOn={times.data.todayOn} onClose={() => setBooking(null)} />
      ) : null}
      {booking === 'session' ? <BookSessionDialog times={times.data} onClose={() => setBooking(null)} /> : null}
    </>
  );
}

type SessionsProps = { caption: string; rows: readonly Session[]; onOpen: (id: string) => void; empty?: string };

function Sessions({ caption, rows, onOpen, empty }: SessionsProps) {
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={(row) => row.id}
      empty={empty}
      columns={[
        {
          key: 'when',
          head: 'When',
          cell: (row) => (
            <Button kind="link" onClick={() => onOpen(row.id)}>
              {row.when}
            </Button>
          ),
        },
        { key: 'place', head: 'Where', cell: (row) => row.place },
        { key: 'with', head: 'With', cell: (row) => row.therapist.name },
        {
          key: 'state',
          head: 'State',
          cell: (row) => (row.movedFrom === null ? statusWords(row) : `${statusWords(row)}, was ${row.movedFrom}`),
        },
      ]}
    />
  );
}
