import './sessions.css';
import type { ClientRouter } from '@heather/api/client';
import { BackLink, Empty, Loading, PageTitle } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { trpc } from '../app/trpc.ts';

type Session = inferRouterOutputs<ClientRouter>['scheduling']['mine']['toCome'][number];

const statusWords: Record<Session['status'], string> = {
  planned: '',
  moved: 'Moved',
  attended: 'You came',
  'did-not-attend': 'You did not come',
  'cancelled-in-time': 'You told us in time',
  'cancelled-late': 'You told us late, so the fee is due',
  'cancelled-by-us': 'We had to cancel. Nothing to pay',
};

/** The next times, soonest first, each with what can be done about it; then the last ones. */
export default function SessionsPage() {
  const sessions = useQuery(trpc.scheduling.mine.queryOptions({}, { refetchInterval: 60_000 }));
  if (!sessions.data) return <Loading />;
  const { toCome, past } = sessions.data;
  return (
    <>
      <BackLink href="/">Your page</BackLink>
      <PageTitle title="Your times" />
      {toCome.length === 0 ? (
        <Empty>Your times will stand here once they are set.</Empty>
      ) : (
        <ul className="rows own-sessions">
          {toCome.map((session) => (
            <li key={session.id}>
              <ToCome session={session} />
            </li>
          ))}
        </ul>
      )}
      {past.length === 0 ? null : (
        <section className="own-past">
          <h2>Before</h2>
          <ul className="rows small">
            {past.map((session) => (
              <li key={session.id}>
                {session.start} <span className="quiet">{statusWords[session.status]}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function ToCome({ session }: { session: Session }) {
  const { id, when, start, where, status, movedFrom, joinLink, ifCancelled, mayMove } = session;
  const isOff = status.startsWith('cancelled-');
  return (
    <>
      <p className={isOff ? 'quiet' : undefined}>
        <b>{when}</b>
        <br />
        <span className="quiet">{where}</span>
      </p>
      {statusWords[status] === '' ? null : (
        <p className="small quiet">
          {status === 'moved' && movedFrom !== null ? `Moved. It was ${movedFrom}.` : `${statusWords[status]}.`}
        </p>
      )}
      {isOff ? null : (
        <p className="small own-acts">
          {joinLink === null ? null : (
            <a href={joinLink} target="_blank" rel="noopener noreferrer">
              Join the session
            </a>
          )}
          {mayMove ? (
            <a href={`/sessions/${id}/move`}>
              Another time<span className="away"> instead of {start}</span>
            </a>
          ) : null}
          {ifCancelled === null ? null : (
            <a href={`/sessions/${id}/cancel`}>
              I cannot come<span className="away"> on {start}</span>
            </a>
          )}
          {ifCancelled === null ? null : (
            <a href={`/files/session/${id}`} download>
              Calendar file<span className="away">: {start}</span>
            </a>
          )}
        </p>
      )}
    </>
  );
}
