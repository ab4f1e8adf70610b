import './absence.css';
import {
  BackLink,
  Button,
  DateInput,
  ErrorSummary,
  type FormError,
  Loading,
  PageTitle,
  readRefusal,
} from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { type Away, kindWords, people, phaseWords, routeWords, sessionsWords } from './away-data.ts';
import { Covers } from './covers.tsx';

const sessionWords: Record<Away['sessions'][number]['state'], string> = {
  told: 'Cancelled. Nothing to pay.',
  offered: 'Other times are held',
  chosen: 'Another time was chosen',
  left: 'They come to their next usual time',
  lapsed: 'No other time was chosen',
  restored: 'Takes place after all',
};
const messageWords: Record<Away['messages'][number]['state'], string> = {
  waits: 'waits to leave',
  left: 'has left',
  failed: 'came back; ring them',
  'to-tell': 'to tell',
  'left-message': 'message left',
  'no-answer': 'no answer so far',
  told: 'told',
  undone: 'taken back',
};

/** One absence: what became of each session, who knows, who stands in; and the ways back. */
export default function AwayPage({ params }: { params: Record<string, string | undefined> }) {
  const awayId = params.awayId ?? '';
  const found = useQuery(trpc.absence.get.queryOptions({ awayId }, { refetchInterval: 20_000 }));
  if (!found.data) return <Loading />;
  const away = found.data;
  return (
    <div className="away-page">
      <BackLink href="/absence" />
      <div className="page-head">
        <PageTitle title="Time away">{away.staff.isSelf ? 'Your time away' : away.staff.name}</PageTitle>
        <p className="quiet">
          {away.when}, {phaseWords[away.phase]}
          {away.kind === null ? '' : `. ${kindWords[away.kind]}`}
        </p>
      </div>
      {away.mayChange && away.phase !== 'over' && away.phase !== 'undone' ? <Back away={away} /> : null}
      <section>
        <h2>Sessions</h2>
        {away.sessions.length === 0 ? (
          <p className="quiet">No session fell into this time.</p>
        ) : (
          <ul className="rows">
            {away.sessions.map((session) => (
              <OneSession key={session.awaySessionId} session={session} mayChange={away.mayChange} />
            ))}
          </ul>
        )}
      </section>
      {away.messages.length === 0 ? null : (
        <section>
          <h2>Who was told</h2>
          <p className="quiet">
            <a href="/absence/calls">People to ring</a>
          </p>
          <ul className="rows away-people">
            {away.messages.map((message) => (
              <li key={message.id}>
                <span>{message.name}</span>
                <div>
                  <p className="quiet">
                    {routeWords({ ...message, telephone: null })}, {messageWords[message.state]}
                  </p>
                  <p className="words">“{message.words}”</p>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Covers away={away} />
    </div>
  );
}

const fresh = () =>
  Promise.all(
    [trpc.absence, trpc.day, trpc.scheduling].map((area) => queryClient.invalidateQueries(area.pathFilter())),
  );

/** Taken back, whole, while nobody knows; afterwards, back on a day. */
function Back({ away }: { away: Away }) {
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const [onDay, setOnDay] = useState(away.todayOn);
  const [said, setSaid] = useState<string | null>(null);
  const onError = (error: unknown) => setErrors([{ message: readRefusal(error).words }]);
  const undo = useMutation(
    trpc.absence.undo.mutationOptions({
      onError,
      onSuccess: async ({ sessions, lost }) => {
        setErrors([]);
        setSaid(`${sessionsWords(sessions)} stand as before. ${lostWords(lost)}`);
        await fresh();
      },
    }),
  );
  const back = useMutation(
    trpc.absence.comeBack.mutationOptions({
      onError,
      onSuccess: async ({ sessions, lost, mails, toTell }) => {
        setErrors([]);
        setSaid(
          `${sessionsWords(sessions)} take place again; ${mails} ${mails === 1 ? 'mail leaves' : 'mails leave'}, ${people(toTell)} to ring. ${lostWords(lost)}`,
        );
        await fresh();
      },
    }),
  );
  const { mails, calls, chosen } = away.told;
  return (
    <section>
      <ErrorSummary errors={errors} />
      {said === null ? null : <output>{said}</output>}
      {away.undoUntil !== null ? (
        <>
          <p>
            Nobody has been told yet. It can be taken back whole
            {/^\d/.test(away.undoUntil) ? `, until the mails leave at ${away.undoUntil}` : ''}.
          </p>
          <p className="acts">
            <Button
              kind="edged"
              busy={undo.isPending && 'Taking it back…'}
              onClick={() => undo.mutate({ awayId: away.id })}
            >
              Take it all back
            </Button>
          </p>
        </>
      ) : (
        <>
          <p className="quiet">
            {[
              mails > 0 ? `${mails} ${mails === 1 ? 'mail has' : 'mails have'} left` : '',
              calls > 0 ? `${people(calls)} were told on the telephone` : '',
              chosen > 0 ? `${people(chosen)} have decided` : '',
            ]
              .filter(Boolean)
              .join(', ')}
            . That cannot be taken back. If {away.staff.isSelf ? 'you are' : 'they are'} here earlier, sessions take
            place again from that day, and everybody is told again by the same way.
          </p>
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              if (!back.isPending) back.mutate({ awayId: away.id, onDay });
            }}
          >
            <DateInput name="onDay" label="First day here again" min={away.todayOn} value={onDay} onChange={setOnDay} />
            <p className="acts">
              <Button type="submit" kind="edged" busy={back.isPending && 'Telling them…'}>
                Here again from that day
              </Button>
            </p>
          </form>
        </>
      )}
    </section>
  );
}

const lostWords = (lost: readonly string[]) =>
  lost.length === 0 ? '' : `Could not be had back, because the room or the people are taken: ${lost.join('; ')}.`;

function OneSession({ session, mayChange }: { session: Away['sessions'][number]; mayChange: boolean }) {
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const onError = async (error: unknown) => {
    setErrors([{ message: readRefusal(error).words }]);
    await queryClient.invalidateQueries(trpc.absence.pathFilter());
  };
  const book = useMutation(trpc.absence.bookAgain.mutationOptions({ onSuccess: fresh, onError }));
  const leave = useMutation(trpc.absence.leaveAgain.mutationOptions({ onSuccess: fresh, onError }));
  const names = session.clients.map(({ name }) => name).join(' and ');
  const held = session.times.filter(({ isAsked }) => !isAsked);
  return (
    <li>
      <p>
        {session.was} <b>{names}</b>
        <br />
        <span className="quiet">
          {session.chosen === null ? sessionWords[session.state] : `They chose ${session.chosen}`}
        </span>
      </p>
      <ErrorSummary errors={errors} />
      {session.state === 'offered' && held.length > 0 && mayChange ? (
        <>
          <p className="quiet">If they say it on the telephone, book it for them:</p>
          <ul className="plain-list">
            {held.map((time) => (
              <li key={time.id}>
                {time.when}, {time.with}{' '}
                <Button
                  kind="link"
                  busy={book.isPending && book.variables.awayTimeId === time.id && 'Booking…'}
                  onClick={() => (book.isPending ? undefined : book.mutate({ awayTimeId: time.id }))}
                >
                  Book this
                  <span className="away">
                    : {time.when} for {names}
                  </span>
                </Button>{' '}
                <span className="quiet">held until {time.until}</span>
              </li>
            ))}
          </ul>
          <p>
            <Button
              kind="link"
              busy={leave.isPending && 'Noting it…'}
              onClick={() => leave.mutate({ awaySessionId: session.awaySessionId })}
            >
              They come to their next usual time<span className="away">: {names}</span>
            </Button>
          </p>
        </>
      ) : null}
    </li>
  );
}
