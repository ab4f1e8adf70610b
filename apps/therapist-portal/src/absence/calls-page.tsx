import './absence.css';
import { BackLink, Button, Empty, ErrorSummary, type FormError, Loading, PageTitle, readRefusal } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { type Call, machineWords, people } from './away-data.ts';

const stateWords: Record<Call['state'], string> = {
  'to-tell': '',
  'left-message': 'Message left',
  'no-answer': 'No answer',
  told: 'Told',
};

/** Whom to ring and what to say; how far it came, with the time. */
export default function CallsPage(_: { params: Record<string, string | undefined> }) {
  const found = useQuery(trpc.absence.calls.queryOptions(undefined, { refetchInterval: 30_000 }));
  if (!found.data) return <Loading />;
  const { calls, left } = found.data;
  return (
    <div className="away-page">
      <BackLink href="/absence" />
      <PageTitle title="People to ring" />
      <p className="quiet">
        {left === 0 ? 'Everybody has been told.' : `${people(left)} still to tell. No mail reaches them safely.`}
      </p>
      {calls.length === 0 ? (
        <Empty>When somebody is away, whoever has no safe mailbox stands here.</Empty>
      ) : (
        <ul className="rows away-people">
          {calls.map((call) => (
            <OneCall key={call.messageId} call={call} />
          ))}
        </ul>
      )}
    </div>
  );
}

function OneCall({ call }: { call: Call }) {
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const note = useMutation(
    trpc.absence.noteCall.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.absence.pathFilter()),
      onError: (error) => setErrors([{ message: readRefusal(error).words }]),
    }),
  );
  const say = (outcome: 'told' | 'left-message' | 'no-answer') => {
    if (!note.isPending) note.mutate({ messageId: call.messageId, outcome });
  };
  const isDone = call.state === 'told';
  const busy = (outcome: string) => note.isPending && note.variables.outcome === outcome && 'Noting it…';
  return (
    <li>
      <div>
        <a href={`/clients/${call.clientId}/sessions`}>
          <b>{call.name}</b>
        </a>
        <p className="quiet">
          {call.therapist}
          {call.first === null ? '' : `, ${call.first}`}
        </p>
      </div>
      <div>
        <ErrorSummary errors={errors} />
        {call.telephone === null ? (
          <p>
            <b>No safe way is known.</b> <a href={`/clients/${call.clientId}/reaching`}>How to reach them</a>
          </p>
        ) : (
          <p>
            {call.route === 'text' ? 'Text ' : 'Ring '}
            <a href={`${call.route === 'text' ? 'sms' : 'tel'}:${call.telephone.replace(/[^\d+]/g, '')}`}>
              {call.telephone}
            </a>
            {call.hours === null ? '' : `, ${call.hours}`}. {call.route === 'telephone' ? machineWords(call) : ''}
          </p>
        )}
        {call.mailFailed ? <p className="quiet">The mail to them came back.</p> : null}
        <p className="words">“{call.words}”</p>
        {call.state === 'to-tell' ? null : (
          <p className="quiet">
            {stateWords[call.state]}
            {call.tried === null ? '' : `, ${call.tried}`}
            {call.tries > 1 ? `, tried ${call.tries} times` : ''}
          </p>
        )}
        {isDone ? null : (
          <p className="acts">
            <Button kind="edged" busy={busy('told')} onClick={() => say('told')}>
              Told<span className="away"> {call.name}</span>
            </Button>
            <Button kind="link" busy={busy('left-message')} onClick={() => say('left-message')}>
              Left a message<span className="away"> for {call.name}</span>
            </Button>
            <Button kind="link" busy={busy('no-answer')} onClick={() => say('no-answer')}>
              No answer<span className="away"> from {call.name}</span>
            </Button>
          </p>
        )}
        <p>
          <a href={`/absence/${call.awayId}`}>
            Other times to offer<span className="away"> {call.name}</span>
          </a>
        </p>
      </div>
    </li>
  );
}
