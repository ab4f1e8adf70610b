import './absence.css';
import { awayProblems, awayProblemWords } from '@heather/scheduling';
import { Button, Checkbox, Empty, ErrorSummary, type FormError, Loading, readRefusal, Select } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useFirstButton } from '../app/first-button.ts';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { type Kind, people, type Shown, sessionsWords } from './away-data.ts';
import { ToldPeople } from './told-people.tsx';

type PlanProps = { staffId: string; fromOn: string; untilOn: string; kind: Kind; withCover: boolean };

/** What falls away, who is told and in which words; one button makes it so. */
export function Plan(plan: PlanProps) {
  const { staffId, fromOn, untilOn } = plan;
  const shown = useQuery(
    trpc.absence.preview.queryOptions({ staffId, fromOn, untilOn }, { staleTime: 0, throwOnError: false }),
  );
  if (shown.error) return <ErrorSummary errors={[{ message: readRefusal(shown.error).words }]} />;
  if (!shown.data) return <Loading />;
  return <Ready key={shown.data.seen} plan={plan} shown={shown.data} />;
}

function Ready({ plan, shown }: { plan: PlanProps; shown: Shown }) {
  const [, go] = useLocation();
  const [written, setWritten] = useState<ReadonlyMap<string, string>>(new Map());
  const [offer, setOffer] = useState(true);
  const [coverId, setCoverId] = useState('');
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());
  const first = useFirstButton();
  const { messages, sessions, seen, mayOffer, offersInside, overlapsId, colleagues, staff } = shown;
  const confirm = useMutation(
    trpc.absence.confirm.mutationOptions({
      onSuccess: async ({ awayId }) => {
        await Promise.all(
          [trpc.absence, trpc.day, trpc.scheduling].map((area) => queryClient.invalidateQueries(area.pathFilter())),
        );
        go(`/absence/${awayId}`);
      },
      onError: async (error) => {
        const { code, words, details } = readRefusal(error);
        const named = (details as { messages?: { clientId: string; words: string }[] } | undefined)?.messages ?? [];
        setRefused(new Map(named.map((one) => [one.clientId, one.words])));
        setErrors([
          { message: words },
          ...named.map((one) => ({ field: `words-${one.clientId}`, message: one.words })),
        ]);
        if (code === 'conflict') await queryClient.invalidateQueries(trpc.absence.preview.pathFilter());
      },
    }),
  );
  const write = (clientId: string, words: string | null) => {
    const next = new Map(written);
    if (words === null) next.delete(clientId);
    else next.set(clientId, words);
    setWritten(next);
  };
  const send = () => {
    const wrong = messages.flatMap(({ clientId, names }) => {
      const words = written.get(clientId);
      const [problem] = words === undefined ? [] : awayProblems(words, names);
      return problem ? [{ field: `words-${clientId}`, message: awayProblemWords(problem) }] : [];
    });
    setErrors(wrong);
    if (wrong.length > 0 || confirm.isPending) return;
    const { withCover: _, ...rest } = plan;
    confirm.mutate({
      ...rest,
      seen,
      offer: offer && mayOffer,
      messages: [...written].map(([clientId, says]) => ({ clientId, says })),
      coverId: coverId === '' ? null : coverId,
    });
  };
  const mails = messages.filter(({ route }) => route === 'mail').length;
  const rest = messages.length - mails;
  return (
    <div className="away-page">
      <ErrorSummary errors={errors} />
      {overlapsId === null ? null : (
        <p>
          <b>Time away is said for some of these days already.</b> <a href={`/absence/${overlapsId}`}>Open it</a>
        </p>
      )}
      <section>
        <h2>{shown.when}</h2>
        {sessions.length === 0 ? (
          <Empty>No session falls into this time. Nobody needs to be told.</Empty>
        ) : (
          <>
            <p>
              {sessionsWords(sessions.length)} of {staff.isSelf ? 'yours' : staff.name} will not go ahead. Nobody pays
              for them, and courses that count their sessions lose none.
            </p>
            <ul className="rows">
              {sessions.slice(0, 12).map((session) => (
                <li key={session.sessionId}>
                  {session.when} <span className="quiet">{session.place}</span>
                  <br />
                  <span className="quiet">{session.clients.map(({ name }) => name).join(' and ')}</span>
                </li>
              ))}
            </ul>
            {sessions.length > 12 ? <p className="quiet">and {sessionsWords(sessions.length - 12)} more.</p> : null}
          </>
        )}
        {offersInside === 0 ? null : (
          <p>
            <b>
              {offersInside === 1
                ? 'One offered place begins in this time.'
                : `${offersInside} offered places begin in this time.`}
            </b>{' '}
            Withdraw it or let it begin later, under Offers.
          </p>
        )}
      </section>
      {messages.length === 0 ? null : (
        <section>
          <h2>What each is told</h2>
          <ToldPeople messages={messages} written={written} onWrite={write} refused={refused} />
        </section>
      )}
      {mayOffer || plan.withCover ? (
        <section>
          {mayOffer ? (
            <Checkbox
              name="offer"
              label="Hold up to three other times for each"
              hint="For two days they can take one on their page; or the desk books it for them. Then the times are free again."
              checked={offer}
              onChange={setOffer}
            />
          ) : null}
          {plan.withCover ? (
            <Select
              name="coverId"
              label="Who stands in"
              hint="They see contacts, agreements, next sessions and open safety answers until the last day, and no notes."
              nothing="Nobody yet"
              value={coverId}
              onChange={setCoverId}
              options={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
            />
          ) : null}
        </section>
      ) : null}
      <div className="away-bar">
        <p className="quiet">
          {messages.length === 0
            ? 'Nobody is told.'
            : `${mails === 0 ? 'No mail' : `${mails} ${mails === 1 ? 'mail' : 'mails'}`}, ${rest === 0 ? 'nobody to ring' : `${people(rest)} to ring`}. Mails wait two minutes; until then it can be taken back.`}
        </p>
        <p className="acts">
          <Button kind={first} busy={confirm.isPending && 'Telling them…'} onClick={send}>
            {messages.length === 0 ? 'Keep this time free' : `Cancel and tell ${people(messages.length)}`}
          </Button>
        </p>
      </div>
    </div>
  );
}
