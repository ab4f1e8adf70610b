import { Button, ErrorSummary, type FormError, RadioRows, readRefusal } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { money } from '../app/money.ts';
import { trpc } from '../app/trpc.ts';
import type { OneSession } from './session-dialog.tsx';

type ActProps = { one: OneSession; onDone: (toRing: number) => void; onLeave: () => void };

/** Who cancels decides what is due; both are said before anything happens. */
export function CancelForm({ one, onDone, onLeave }: ActProps) {
  const { session, terms } = one;
  const [by, setBy] = useState<'client' | 'practice' | null>(null);
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const cancel = useMutation(
    trpc.scheduling.cancelSession.mutationOptions({
      onSuccess: ({ toRing }) => onDone(toRing),
      onError: (error) => setErrors([{ field: 'by', message: readRefusal(error).words }]),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (by === null) setErrors([{ field: 'by', message: 'Say who cancels' }]);
    else cancel.mutate({ sessionId: session.id, version: session.version, by });
  };
  const late = terms.feeDuePence > 0;
  return (
    <form className="stack-close" onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} />
      <RadioRows
        name="by"
        legend="Who cancels"
        value={by}
        onChange={setBy}
        options={[
          {
            value: 'client',
            label: 'The client cannot come',
            hint: late
              ? `Late: the fee of ${money(terms.feeDuePence)} is due. The time to say so was ${terms.closes}.`
              : terms.kind === 'in-time'
                ? `In time: nothing is due. The time to say so is ${terms.closes}.`
                : 'Nothing is due.',
          },
          { value: 'practice', label: 'We cannot hold it', hint: 'Nothing is due, however late.' },
        ]}
      />
      <div className="acts">
        <Button kind="primary" type="submit" busy={cancel.isPending && 'Cancelling…'}>
          Cancel the session
        </Button>
        <Button onClick={onLeave}>Leave it</Button>
      </div>
    </form>
  );
}
