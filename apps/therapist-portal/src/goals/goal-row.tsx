import './goals.css';
import { dayAndMonth } from '@heather/alliance';
import { Button, Select, TextInput, Trouble } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import type { Goals } from './goals-page.tsx';

type Goal = Goals['goals'][number];
type Act = 'agree' | 'reword' | 'pause' | 'resume' | 'reach' | 'let-go' | 'take-up-again';

const actWords: Record<Exclude<Act, 'reword'>, string> = {
  agree: 'Agree to it',
  pause: 'Pause it',
  resume: 'Go on with it',
  reach: 'Reached',
  'let-go': 'Let it go',
  'take-up-again': 'Take it up again',
};
const actsOf: Record<Goal['state'], readonly (keyof typeof actWords)[]> = {
  proposed: ['let-go'],
  agreed: ['pause', 'reach', 'let-go'],
  paused: ['resume', 'let-go'],
  reached: ['take-up-again'],
  'let-go': ['take-up-again'],
};
const figures = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const;

/** One goal: the words, where it stands, and what can be done about it. */
export function GoalRow({ goal, firstName }: { goal: Goal; firstName: string }) {
  const [isRewording, setIsRewording] = useState(false);
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries(trpc.goals.pathFilter()),
      queryClient.invalidateQueries(trpc.day.pathFilter()),
    ]);
  const change = useMutation(
    trpc.goals.change.mutationOptions({
      onSuccess: () => {
        setIsRewording(false);
        return refresh();
      },
    }),
  );
  const rate = useMutation(trpc.goals.rate.mutationOptions({ onSuccess: refresh }));
  const acts = [...(goal.waitsFor === 'therapist' ? (['agree'] as const) : []), ...actsOf[goal.state]];
  const isOpen = goal.state === 'proposed' || goal.state === 'agreed' || goal.state === 'paused';
  return (
    <li className="goal">
      <p className="goal-words">
        <q>{goal.words}</q>
      </p>
      <p>{stateWords(goal, firstName)}</p>
      <Ratings goal={goal} firstName={firstName} />
      {goal.earlier[0] ? (
        <p className="quiet">
          Before, until {dayAndMonth(goal.earlier[0].on)} or later: <q>{goal.earlier[0].words}</q>
        </p>
      ) : null}
      {isRewording ? (
        <Reword goal={goal} onKeep={(words) => change.mutate({ goalId: goal.id, act: 'reword', words })} />
      ) : null}
      <p className="goal-acts">
        {acts.map((act) => (
          <Button key={act} kind="link" onClick={() => !change.isPending && change.mutate({ goalId: goal.id, act })}>
            {actWords[act]}
            <span className="away">: {goal.words}</span>
          </Button>
        ))}
        {isOpen ? (
          <Button kind="link" onClick={() => setIsRewording(!isRewording)}>
            {isRewording ? 'Leave the words' : 'Reword'}
            <span className="away">: {goal.words}</span>
          </Button>
        ) : null}
      </p>
      {goal.state === 'agreed' ? (
        <Select
          name={`rating-${goal.id}`}
          label="How close does it feel to you?"
          hint="0 is not at all, 10 is there. Beside theirs, not instead."
          nothing="Not rated today"
          value=""
          onChange={(value) => value !== '' && rate.mutate({ goalId: goal.id, rating: Number(value) })}
          options={figures.map((value) => ({ value, label: value }))}
        />
      ) : null}
      {change.error || rate.error ? <Trouble error={change.error ?? rate.error} /> : null}
    </li>
  );
}

function stateWords({ state, waitsFor, proposedBy }: Goal, firstName: string) {
  if (state === 'proposed') {
    return waitsFor === 'therapist' ? (
      <b>{firstName} proposes this. It waits for you.</b>
    ) : (
      <span className="quiet">
        {proposedBy === 'therapist' ? 'You propose this' : 'You reworded this'}. It waits for {firstName}.
      </span>
    );
  }
  const words = { agreed: 'Agreed by you both.', paused: 'Paused.', reached: 'Reached.', 'let-go': 'Let go.' }[state];
  return <span className="quiet">{words}</span>;
}

/** The last ones in a line: what each says, and when. */
function Ratings({ goal, firstName }: { goal: Goal; firstName: string }) {
  const own = goal.ratings.filter(({ by }) => by === 'client').slice(-5);
  const yours = goal.ratings.filter(({ by }) => by === 'therapist').at(-1);
  if (own.length === 0 && !yours) return null;
  return (
    <p>
      {own.length === 0 ? null : (
        <>
          <span className="quiet">{firstName}, of 10:</span>{' '}
          {own.map(({ rating, on }, index) => (
            <span key={on}>
              {index === 0 ? '' : ', '}
              {rating} <span className="quiet">on {dayAndMonth(on)}</span>
            </span>
          ))}
          .{' '}
        </>
      )}
      {yours ? (
        <>
          <span className="quiet">You:</span> {yours.rating} <span className="quiet">on {dayAndMonth(yours.on)}.</span>
        </>
      ) : null}
    </p>
  );
}

function Reword({ goal, onKeep }: { goal: Goal; onKeep: (words: string) => void }) {
  const [words, setWords] = useState(goal.words);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (words.trim() !== '' && words !== goal.words) onKeep(words);
  };
  return (
    <form onSubmit={submit} noValidate>
      <TextInput
        name={`words-${goal.id}`}
        label="New words"
        hint="The client agrees to them before they stand."
        value={words}
        onChange={setWords}
        maxLength={200}
      />
      <p className="acts">
        <Button type="submit">Propose these words</Button>
      </p>
    </form>
  );
}
