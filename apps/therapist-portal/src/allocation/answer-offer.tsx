import { Button, ErrorSummary, type FormError, RadioRows, readRefusal, TextInput } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { firstName, type MyOffer } from './allocation-words.ts';

const reasons = {
  'not-able': 'I am not able to take this on',
  'caseload-full': 'My caseload is full',
  'time-does-not-suit': 'The time does not suit any more',
  'outside-my-training': 'It lies outside my training',
} as const;
type Reason = keyof typeof reasons;

/** The question about a conflict of role is asked of everybody, each time, so that answering it tells nobody anything. */
export function AnswerOffer({ offer }: { offer: MyOffer }) {
  const [conflict, setConflict] = useState<'no' | 'yes' | null>(null);
  const [reason, setReason] = useState<Reason | null>(null);
  const [privateWords, setPrivateWords] = useState('');
  const [isDeclining, setDeclining] = useState(false);
  const [errors, setErrors] = useState<FormError[]>([]);
  const after = {
    onSuccess: () => queryClient.invalidateQueries(trpc.allocation.pathFilter()),
    onError: (error: unknown) => setErrors([{ message: readRefusal(error).words }]),
  };
  const accept = useMutation(trpc.allocation.acceptOffer.mutationOptions(after));
  const decline = useMutation(trpc.allocation.declineOffer.mutationOptions(after));
  const field = (name: string) => `${name}-${offer.id}`;
  const errorFor = (name: string) => errors.find((error) => error.field === field(name))?.message;
  const noConflictAnswer = {
    field: field('conflict'),
    message: 'Answer the question about roles; nobody else sees it',
  };

  const onAccept = () => {
    if (conflict === null) return setErrors([noConflictAnswer]);
    setErrors([]);
    accept.mutate({ offerId: offer.id, hasConflictOfRole: conflict === 'yes' });
  };
  const onDecline = () => {
    if (!isDeclining) {
      setErrors([]);
      return setDeclining(true);
    }
    const found: FormError[] = [];
    if (conflict === null) found.push(noConflictAnswer);
    if (conflict !== 'yes' && reason === null) found.push({ field: field('reason'), message: 'Choose a reason' });
    setErrors(found);
    if (found.length > 0) return;
    decline.mutate({
      offerId: offer.id,
      reason: conflict === 'yes' ? 'not-able' : (reason ?? 'not-able'),
      hasConflictOfRole: conflict === 'yes',
      privateWords: privateWords.trim() || null,
    });
  };
  return (
    <form
      noValidate
      className="answer-offer"
      onSubmit={(event) => {
        event.preventDefault();
        onAccept();
      }}
    >
      <ErrorSummary errors={errors} />
      <RadioRows
        name={field('conflict')}
        legend={`Do you know ${firstName(offer.name)}, or somebody close to them, in another role?`}
        hint="Only you can read your answer, now and later. If yes, you decline, and others read that you are not able to take this on."
        value={conflict}
        onChange={setConflict}
        error={errorFor('conflict')}
        across
        options={[
          { value: 'no', label: 'No' },
          { value: 'yes', label: 'Yes' },
        ]}
      />
      {isDeclining && conflict !== 'yes' ? (
        <div className="field-group">
          <RadioRows
            name={field('reason')}
            legend="Why not? The manager reads this."
            value={reason}
            onChange={setReason}
            error={errorFor('reason')}
            options={(Object.keys(reasons) as Reason[]).map((value) => ({ value, label: reasons[value] }))}
          />
        </div>
      ) : null}
      {isDeclining ? (
        <TextInput
          name={field('private')}
          label="A line for yourself"
          hint="Sealed; nobody else can open it. You can leave it out."
          value={privateWords}
          onChange={setPrivateWords}
          maxLength={500}
        />
      ) : null}
      <div className="acts">
        {conflict === 'yes' || isDeclining ? null : (
          <Button type="submit" busy={accept.isPending && 'Keeping…'}>
            Yes, offer it to {firstName(offer.name)}
          </Button>
        )}
        <Button busy={decline.isPending && 'Keeping…'} onClick={onDecline}>
          {isDeclining ? 'Decline this offer' : 'Decline'}
        </Button>
        {isDeclining ? (
          <Button kind="link" onClick={() => setDeclining(false)}>
            Go back
          </Button>
        ) : null}
      </div>
    </form>
  );
}
