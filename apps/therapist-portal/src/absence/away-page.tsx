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
import { trpc } from '../app/trpc.ts';
import { type Away, kindWords, people, phaseWords, routeWords, sessionsWords } from './away-data.ts';
import { AwaySession } from './away-session.tsx';
import { Covers } from './covers.tsx';
import { fresh } from './fresh.ts';

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
              <AwaySession key={session.awaySessionId} session={session} away={away} />
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
