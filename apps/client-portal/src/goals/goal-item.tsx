import { dayAndMonth } from '@heather/alliance';
import { Button, RadioRows, TextInput, Trouble } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import type { Goals } from './goals-page.tsx';

type Goal = Goals['goals'][number];
type Act = 'agree' | 'pause' | 'resume' | 'reach' | 'let-go' | 'take-up-again';

const actWords: Record<Act, string> = {
  agree: 'Yes, this is my goal',
  pause: 'Pause it',
  resume: 'Go on with it',
  reach: 'I am there',
  'let-go': 'Let it go',
  'take-up-again': 'Take it up again',
};
const actsOf: Record<Goal['state'], readonly Act[]> = {
  proposed: ['let-go'],
  agreed: ['pause', 'reach', 'let-go'],
  paused: ['resume', 'let-go'],
  reached: ['take-up-again'],
  'let-go': ['take-up-again'],
};
/** Words at the ends alone: what lies between is the person's own. */
const steps = Array.from({ length: 11 }, (_, rating) => ({
  value: String(rating),
  label: rating === 0 ? '0, not at all' : rating === 10 ? '10, I am there' : String(rating),
}));

type Open = 'words' | 'rating' | null;

export function GoalItem({ goal, therapist, todayOn }: { goal: Goal; therapist: string; todayOn: string }) {
  const [open, setOpen] = useState<Open>(null);
  const refresh = async () => {
    setOpen(null);
    await queryClient.invalidateQueries(trpc.goals.pathFilter());
  };
  const change = useMutation(trpc.goals.changeMine.mutationOptions({ onSuccess: refresh }));
  const rate = useMutation(trpc.goals.rateMine.mutationOptions({ onSuccess: refresh }));
  const act = (next: Act) => !change.isPending && change.mutate({ goalId: goal.id, act: next });
  const last = goal.ratings.filter(({ by }) => by === 'client').at(-1);
  const isOpen = goal.state === 'proposed' || goal.state === 'agreed' || goal.state === 'paused';
  return (
    <li>
      <p className="goal-words">“{goal.words}”</p>
      <p className="small">{stateWords(goal, therapist)}</p>
      {goal.state === 'agreed' && last ? (
        <p className="small quiet">
          You said {last.rating} of 10 {last.on === todayOn ? 'today' : `on ${dayAndMonth(last.on)}`}.
        </p>
      ) : null}
      {goal.waitsFor === 'client' ? (
        <div className="acts-client">
          <Button busy={change.isPending && 'Keeping it…'} onClick={() => act('agree')}>
            {actWords.agree}
          </Button>
        </div>
      ) : null}
      {open === 'words' ? (
        <Reword
          goal={goal}
          busy={change.isPending}
          onKeep={(words) => change.mutate({ goalId: goal.id, act: 'reword', words })}
        />
      ) : null}
      {open === 'rating' ? (
        <Rating goal={goal} busy={rate.isPending} onKeep={(rating) => rate.mutate({ goalId: goal.id, rating })} />
      ) : null}
      <p className="goal-acts">
        {goal.state === 'agreed' ? (
          <Button kind="link" onClick={() => setOpen(open === 'rating' ? null : 'rating')}>
            How close is it today?<span className="away"> {goal.words}</span>
          </Button>
        ) : null}
        {isOpen ? (
          <Button kind="link" onClick={() => setOpen(open === 'words' ? null : 'words')}>
            Change the words<span className="away"> {goal.words}</span>
          </Button>
        ) : null}
        {actsOf[goal.state].map((next) => (
          <Button key={next} kind="link" onClick={() => act(next)}>
            {actWords[next]}
            <span className="away">: {goal.words}</span>
          </Button>
        ))}
      </p>
      {change.error || rate.error ? <Trouble error={change.error ?? rate.error} /> : null}
    </li>
  );
}

function stateWords({ state, waitsFor, proposedBy }: Goal, therapist: string) {
  if (state === 'agreed') return <span className="quiet">You both said yes to this.</span>;
  if (state === 'paused') return <span className="quiet">Paused for now.</span>;
  if (state === 'reached') return <span className="quiet">You said that you are there.</span>;
  if (state === 'let-go') return <span className="quiet">Let go.</span>;
  if (waitsFor === 'client')
    return <b>{proposedBy === 'therapist' ? `${therapist} proposes this.` : `${therapist} proposes new words.`}</b>;
  return <span className="quiet">It waits for {therapist}.</span>;
}

function Reword({ goal, busy, onKeep }: { goal: Goal; busy: boolean; onKeep: (words: string) => void }) {
  const [words, setWords] = useState(goal.words);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy && words.trim() !== '' && words !== goal.words) onKeep(words);
  };
  return (
    <form onSubmit={onSubmit} noValidate>
      <TextInput name={`words-${goal.id}`} label="In new words" value={words} onChange={setWords} maxLength={200} />
      <div className="acts-client">
        <Button type="submit" busy={busy && 'Keeping it…'}>
          Keep these words
        </Button>
      </div>
    </form>
  );
}

function Rating({ goal, busy, onKeep }: { goal: Goal; busy: boolean; onKeep: (rating: number) => void }) {
  const [choice, setChoice] = useState<string | null>(null);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy && choice !== null) onKeep(Number(choice));
  };
  return (
    <form onSubmit={onSubmit} noValidate className="rating">
      <RadioRows
        name={`rating-${goal.id}`}
        legend="How close does it feel today?"
        options={steps}
        value={choice}
        onChange={setChoice}
      />
      <div className="acts-client">
        <Button type="submit" busy={busy && 'Keeping it…'}>
          Keep this
        </Button>
      </div>
    </form>
  );
}
