import { Button, CheckboxRows, ErrorSummary, type FormError, readRefusal } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../app/trpc.ts';
import type { Away } from './away-data.ts';
import { fresh } from './fresh.ts';

type Session = Away['sessions'][number];

const sessionWords: Record<Session['state'], string> = {
  told: 'Cancelled. Nothing to pay.',
  offered: 'Other times are held',
  chosen: 'Another time was chosen',
  left: 'They come to their next usual time',
  lapsed: 'No other time was chosen',
  restored: 'Takes place after all',
};

/** One session that fell away: what became of it, the times that are held, and a colleague who sees them meanwhile. */
export function AwaySession({ session, away }: { session: Session; away: Away }) {
  const names = session.clients.map(({ name }) => name).join(' and ');
  const held = session.times.filter(({ isAsked }) => !isAsked);
  const asked = session.times.filter(({ isAsked }) => isAsked);
  const isOpen = session.state === 'offered';
  return (
    <li>
      <p>
        {session.was} <b>{names}</b>
        <br />
        <span className="quiet">
          {session.chosen !== null
            ? `They chose ${session.chosen}`
            : isOpen && held.length === 0
              ? asked[0]?.isMine
                ? 'You are asked to see them'
                : `${asked[0]?.with ?? 'A colleague'} is asked to see them`
              : sessionWords[session.state]}
        </span>
      </p>
      {isOpen && asked.length > 0 ? (
        asked[0]?.isMine ? (
          <Answer session={session} names={names} />
        ) : (
          <p className="quiet">
            {asked[0]?.with} has until {asked[0]?.until}: {asked.map(({ when }) => when).join('; ')}.
          </p>
        )
      ) : null}
      {isOpen && held.length > 0 && away.mayChange ? <Held session={session} names={names} /> : null}
      {session.mayAsk ? <Ask session={session} names={names} covers={away.covers} /> : null}
    </li>
  );
}

function useActs() {
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const onError = async (error: unknown) => {
    setErrors([{ message: readRefusal(error).words }]);
    await fresh();
  };
  return { errors, setErrors, options: { onSuccess: fresh, onError } };
}

/** What the people say on the telephone is booked for them. */
function Held({ session, names }: { session: Session; names: string }) {
  const { errors, options } = useActs();
  const book = useMutation(trpc.absence.bookAgain.mutationOptions(options));
  const leave = useMutation(trpc.absence.leaveAgain.mutationOptions(options));
  return (
    <>
      <ErrorSummary errors={errors} />
      <p className="quiet">If they say it on the telephone, book it for them:</p>
      <ul className="plain-list">
        {session.times
          .filter(({ isAsked }) => !isAsked)
          .map((time) => (
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
  );
}

/** Whoever stands in is asked; their people hear of it with the yes. */
function Ask({ session, names, covers }: { session: Session; names: string; covers: Away['covers'] }) {
  const { errors, options } = useActs();
  const ask = useMutation(trpc.absence.askCover.mutationOptions(options));
  return (
    <>
      <ErrorSummary errors={errors} />
      <p className="acts">
        {covers
          .filter(({ isOver }) => !isOver)
          .map(({ id, name, isSelf }) => (
            <Button
              key={id}
              kind="link"
              busy={ask.isPending && ask.variables.coverId === id && 'Looking for times…'}
              onClick={() =>
                ask.isPending ? undefined : ask.mutate({ awaySessionId: session.awaySessionId, coverId: id })
              }
            >
              {isSelf ? 'See them yourself' : `Ask ${name} to see them`}
              <span className="away">
                : {names}, {session.was}
              </span>
            </Button>
          ))}
      </p>
    </>
  );
}

/** The colleague's own answer: which of these times they give. */
function Answer({ session, names }: { session: Session; names: string }) {
  const times = session.times.filter(({ isAsked, isMine }) => isAsked && isMine);
  const [yes, setYes] = useState<string[]>(times.map(({ id }) => id));
  const { errors, setErrors, options } = useActs();
  const answer = useMutation(trpc.absence.answerCover.mutationOptions(options));
  const say = (given: string[]) => {
    if (!answer.isPending) answer.mutate({ awaySessionId: session.awaySessionId, yes: given });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (yes.length === 0) setErrors([{ message: 'Tick a time that you can give, or say that you cannot' }]);
        else say(yes);
      }}
    >
      <ErrorSummary errors={errors} />
      <CheckboxRows
        name={`yes-${session.awaySessionId}`}
        legend={`Can you see ${names}?`}
        hint={`They are told which times you give, and choose one. Your times are kept until ${times[0]?.until ?? 'then'}.`}
        options={times.map(({ id, when }) => ({ value: id, label: when }))}
        values={yes}
        onChange={setYes}
      />
      <p className="acts">
        <Button
          type="submit"
          kind="edged"
          busy={answer.isPending && answer.variables.yes.length > 0 && 'Telling them…'}
        >
          Give these times
        </Button>
        <Button
          kind="link"
          busy={answer.isPending && answer.variables.yes.length === 0 && 'Saying so…'}
          onClick={() => say([])}
        >
          I cannot<span className="away">: {names}</span>
        </Button>
      </p>
    </form>
  );
}
