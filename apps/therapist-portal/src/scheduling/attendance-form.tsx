import { Button, ErrorSummary, type FormError, RadioRows, readRefusal, TextInput } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { money } from '../app/money.ts';
import { trpc } from '../app/trpc.ts';
import type { OneSession } from './session-dialog.tsx';

type Outcome = 'attended' | 'did-not-attend' | 'cancelled-by-us';
type ActProps = { one: OneSession; onDone: (toRing: number) => void; onLeave: () => void };

/** What became of a session that has begun. */
export function AttendanceForm({ one, onDone, onLeave }: ActProps) {
  const { session, feePence } = one;
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [late, setLate] = useState('');
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const record = useMutation(
    trpc.scheduling.recordAttendance.mutationOptions({
      onSuccess: ({ toRing }) => onDone(toRing),
      onError: (error) => setErrors([{ field: 'outcome', message: readRefusal(error).words }]),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const minutes = late.trim() === '' ? null : Number(late);
    if (outcome === null) return setErrors([{ field: 'outcome', message: 'Say what became of it' }]);
    if (minutes !== null && !(Number.isInteger(minutes) && minutes >= 0 && minutes <= session.minutes)) {
      return setErrors([{ field: 'late', message: `Give minutes from 0 to ${session.minutes}` }]);
    }
    record.mutate({
      sessionId: session.id,
      version: session.version,
      outcome,
      beganLateMinutes: outcome === 'attended' ? minutes : null,
    });
  };
  const fee = feePence === 0 ? 'Nothing is due.' : `The fee of ${money(feePence)} is due.`;
  return (
    <form className="stack-close" onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} />
      <RadioRows
        name="outcome"
        legend="What became of it"
        value={outcome}
        onChange={setOutcome}
        options={[
          { value: 'attended', label: 'Attended', hint: fee },
          { value: 'did-not-attend', label: 'Did not attend', hint: fee },
          { value: 'cancelled-by-us', label: 'We did not hold it', hint: 'Nothing is due.' },
        ]}
      />
      {outcome === 'attended' ? (
        <TextInput
          name="late"
          label="Began late by, in minutes"
          hint="Leave it empty if it began on time."
          width="short"
          inputMode="numeric"
          value={late}
          onChange={setLate}
        />
      ) : null}
      <div className="acts">
        <Button kind="primary" type="submit" busy={record.isPending && 'Recording…'}>
          Record it
        </Button>
        <Button onClick={onLeave}>Leave it</Button>
      </div>
    </form>
  );
}
