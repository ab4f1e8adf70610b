import type { StaffRouter } from '@heather/api/staff';
import { Button, Empty, ErrorSummary, type FormError, Loading, readRefusal, TextInput } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { type FormEvent, useState } from 'react';
import { ClientHead } from '../app/client-head.tsx';
import { useFirstButton } from '../app/first-button.ts';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { GoalRow } from './goal-row.tsx';

export type Goals = inferRouterOutputs<StaffRouter>['goals']['ofClient'];

/** What this client works on, in their own words, and how close it feels. Either may propose; it is a goal once both agree. */
export default function GoalsPage({ params }: { params: Record<string, string | undefined> }) {
  const clientId = params.clientId ?? '';
  const goals = useQuery(trpc.goals.ofClient.queryOptions({ clientId }));
  if (!goals.data) return <Loading />;
  const { client } = goals.data;
  const open = goals.data.goals.filter(({ state }) => state !== 'reached' && state !== 'let-go');
  const over = goals.data.goals.filter(({ state }) => state === 'reached' || state === 'let-go');
  return (
    <>
      <ClientHead clientId={clientId} name={client.name} current="goals" />
      <div className="goals stack">
        <section>
          <h2>Working on</h2>
          {open.length === 0 ? (
            <Empty>
              What {client.firstName} would like to be different will stand here once one of you proposes it.
            </Empty>
          ) : (
            <ul className="rows">
              {open.map((goal) => (
                <GoalRow key={goal.id} goal={goal} firstName={client.firstName} />
              ))}
            </ul>
          )}
        </section>
        <Propose clientId={clientId} firstName={client.firstName} />
        {over.length === 0 ? null : (
          <section>
            <h2>Behind you both</h2>
            <ul className="rows">
              {over.map((goal) => (
                <GoalRow key={goal.id} goal={goal} firstName={client.firstName} />
              ))}
            </ul>
          </section>
        )}
      </div>
    </>
  );
}

function Propose({ clientId, firstName }: { clientId: string; firstName: string }) {
  const [words, setWords] = useState('');
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const kind = useFirstButton();
  const propose = useMutation(
    trpc.goals.propose.mutationOptions({
      onSuccess: async () => {
        setWords('');
        await queryClient.invalidateQueries(trpc.goals.pathFilter());
      },
      onError: (error) => setErrors([{ message: readRefusal(error).words }]),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (words.trim() === '') setErrors([{ field: 'words', message: 'Write the goal in a line' }]);
    else if (!propose.isPending) {
      setErrors([]);
      propose.mutate({ clientId, words });
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} />
      <TextInput
        name="words"
        label="Propose a goal"
        hint={`In ${firstName}’s words where you can. They agree to it on their page.`}
        value={words}
        onChange={setWords}
        error={errors.find(({ field }) => field === 'words')?.message}
        maxLength={200}
      />
      <p className="acts">
        <Button kind={kind} type="submit" busy={propose.isPending && 'Proposing…'}>
          Propose this goal
        </Button>
      </p>
    </form>
  );
}
