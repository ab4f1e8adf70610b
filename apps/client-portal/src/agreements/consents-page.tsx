import './agreements.css';
import { BackLink, Button, Empty, ErrorSummary, type FormError, Loading, PageTitle, readRefusal } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { longDay } from './when.ts';

/** Taking a yes back is one press, as giving it was. What then happens stands beside the button, before it is pressed. */
export default function ConsentsPage() {
  const found = useQuery(trpc.agreements.consents.queryOptions());
  const [errors, setErrors] = useState<FormError[]>([]);
  const [said, setSaid] = useState('');
  const after = (words: string) => ({
    onError: (error: unknown) => setErrors([{ message: readRefusal(error).words }]),
    onSuccess: async () => {
      setErrors([]);
      await queryClient.invalidateQueries(trpc.agreements.consents.pathFilter());
      setSaid(words);
    },
  });
  const withdraw = useMutation(trpc.agreements.withdraw.mutationOptions(after('Done. It is a no from now on.')));
  const give = useMutation(trpc.agreements.give.mutationOptions(after('Done. It is a yes from now on.')));
  if (!found.data) return <Loading />;
  const { choices, timeZone } = found.data;
  const busyWith = withdraw.isPending ? withdraw.variables : give.isPending ? give.variables : undefined;
  return (
    <div className="agreement-step choices">
      <BackLink href="/" />
      <ErrorSummary errors={errors} />
      <PageTitle title="My choices" />
      <p className="small quiet">
        Each is free. You can change any of them on any day, and need not say why. Your sessions stay the same.
      </p>
      <p role="status">{said}</p>
      {choices.length === 0 ? <Empty>You have not been asked for any yes or no so far.</Empty> : null}
      <ul className="rows">
        {choices.map((choice) => {
          const isYes = choice.state === 'given';
          const isBusy = busyWith?.clauseId === choice.clauseId;
          return (
            <li key={choice.clauseId}>
              <h2>{choice.question}</h2>
              <p className="small quiet">{choice.text}</p>
              <p>
                <b>{isYes ? 'Yes' : 'No'}</b>, since {longDay(choice.since, timeZone)}
                {choice.state === 'lapsed' ? ' (it ran out)' : ''}.
              </p>
              {isYes ? <p className="small">If you take it back: {choice.afterWithdrawal}</p> : null}
              <Button
                busy={isBusy && 'Keeping…'}
                onClick={() => (isYes ? withdraw : give).mutate({ clauseId: choice.clauseId })}
              >
                {isYes ? 'Take back my yes' : 'Change to yes'}
                <span className="away">: {choice.heading}</span>
              </Button>
            </li>
          );
        })}
      </ul>
      <h2>What stays</h2>
      <p>
        The times when your therapist may have to tell someone are part of your agreement. They are the law, or they
        keep people safe. So they cannot be taken back here. You can talk about them, and you can stop at any time.
      </p>
      <p>
        Your record stays too. We keep it to give you good care and to show later what we did. We do not keep it because
        of a yes here. The law calls this contract, legitimate interests and health care (UK GDPR, articles 6 and 9).
        What we did under your yes, while it stood, was right and stays done.
      </p>
      <p className="small">
        <a href="/agreements">Your agreements</a>
      </p>
      <h2>Who reads what</h2>
      <ul className="rows">
        <li>
          <b>Your therapist</b> reads what you write here, your answers and your notes.
        </li>
        <li>
          <b>A supervisor</b> hears about the work, without your name unless you said yes.
        </li>
        <li>
          <b>The office</b> sees your times, your fees, how to reach you, and whether you have signed. Not your answers
          or notes.
        </li>
        <li>
          <b>A clinical lead</b> can open your record in a crisis. You can see it if they did.
        </li>
        <li>
          <b>You</b> can ask to read all of it.
        </li>
      </ul>
    </div>
  );
}
