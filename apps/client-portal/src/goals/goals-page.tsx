import './goals.css';
import type { ClientRouter } from '@heather/api/client';
import {
  BackLink,
  Button,
  Empty,
  ErrorSummary,
  type FormError,
  Loading,
  PageTitle,
  readRefusal,
  TextInput,
} from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { type FormEvent, useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { GoalItem } from './goal-item.tsx';

export type Goals = inferRouterOutputs<ClientRouter>['goals']['mine'];

/** What I would like to be different, in my words, and how close it feels. */
export default function GoalsPage() {
  const goals = useQuery(trpc.goals.mine.queryOptions());
  if (!goals.data) return <Loading />;
  const { therapist, todayOn } = goals.data;
  const open = goals.data.goals.filter(({ state }) => state !== 'reached' && state !== 'let-go');
  const over = goals.data.goals.filter(({ state }) => state === 'reached' || state === 'let-go');
  return (
    <>
      <BackLink href="/" />
      <PageTitle title="Goals">What you would like to be different</PageTitle>
      {therapist === null ? (
        <Empty>Your goals will stand here once you have agreed to work with somebody.</Empty>
      ) : (
        <>
          <p>In your own words. {therapist} reads them. You can change them, or let one go, when you like.</p>
          {open.length === 0 ? null : (
            <ul className="rows goals">
              {open.map((goal) => (
                <GoalItem key={goal.id} goal={goal} therapist={therapist} todayOn={todayOn} />
              ))}
            </ul>
          )}
          <Propose therapist={therapist} />
          {over.length === 0 ? null : (
            <>
              <h2 className="behind-you">Behind you</h2>
              <ul className="rows goals">
                {over.map((goal) => (
                  <GoalItem key={goal.id} goal={goal} therapist={therapist} todayOn={todayOn} />
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </>
  );
}

function Propose({ therapist }: { therapist: string }) {
  const [words, setWords] = useState('');
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const propose = useMutation(
    trpc.goals.proposeMine.mutationOptions({
      onSuccess: async () => {
        setWords('');
        await queryClient.invalidateQueries(trpc.goals.pathFilter());
      },
      onError: (error) => setErrors([{ field: 'words', message: readRefusal(error).words }]),
    }),
  );
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (propose.isPending) return;
    setErrors([]);
    if (words.trim() === '') setErrors([{ field: 'words', message: 'Write it in a line first' }]);
    else propose.mutate({ words });
  };
  return (
    <form onSubmit={onSubmit} noValidate className="propose">
      <ErrorSummary errors={errors} />
      <TextInput
        name="words"
        label="Something new I would like"
        hint={`For example “Sleep in my own bed again”. It is your goal once ${therapist} has said yes too.`}
        value={words}
        onChange={setWords}
        error={errors[0]?.message}
        maxLength={200}
        autoComplete="off"
      />
      <div className="acts-client">
        <Button kind="primary" type="submit" busy={propose.isPending && 'Sending…'}>
          Propose this to {therapist}
        </Button>
      </div>
    </form>
  );
}
