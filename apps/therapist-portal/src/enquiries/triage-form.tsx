import {
  Button,
  Chevron,
  DateInput,
  ErrorSummary,
  type FormError,
  RadioRows,
  readRefusal,
  Select,
  TextArea,
  TextInput,
} from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useFirstButton } from '../app/first-button.ts';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { type EnquiryShown, kindWords, type Wishes } from './enquiry-words.ts';
import { WishesFields } from './wishes-fields.tsx';

type Decision = 'suitable' | 'assessment' | 'referred-on';
type Kind = 'individual' | 'couple' | 'family' | 'group';

/** Decided once. The note is for whoever treats them and for the lead; the manager does not read it. */
export function TriageForm({ enquiry }: { enquiry: EnquiryShown }) {
  const first = useFirstButton();
  const [decision, setDecision] = useState<Decision | null>(null);
  const [note, setNote] = useState('');
  const [referredTo, setReferredTo] = useState('');
  const [nextContactOn, setNextContactOn] = useState('');
  const [kind, setKind] = useState<Kind>(enquiry.episodeKind as Kind);
  const [wishes, setWishes] = useState<Wishes>(enquiry.wishes);
  const [errors, setErrors] = useState<FormError[]>([]);
  const triage = useMutation(
    trpc.enquiries.triage.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.enquiries.pathFilter()),
      onError: (error) => setErrors([{ message: readRefusal(error).words }]),
    }),
  );
  const isReferral = decision === 'referred-on';
  const onDecide = () => {
    const found: FormError[] = [];
    if (decision === null) found.push({ field: 'decision', message: 'Choose what to do' });
    if (isReferral && !referredTo.trim())
      found.push({ field: 'referredTo', message: 'Say where they were pointed to' });
    if (isReferral && !note.trim()) found.push({ field: 'note', message: 'Say why' });
    if (Number.isNaN(wishes.feeCeilingPence))
      found.push({ field: 'feeCeiling', message: 'Type an amount in pounds, like 45' });
    setErrors(found);
    if (found.length > 0 || decision === null) return;
    triage.mutate({
      enquiryId: enquiry.id,
      decision,
      note: note.trim() || null,
      referredTo: isReferral ? referredTo.trim() : null,
      nextContactOn: isReferral || nextContactOn === '' ? null : nextContactOn,
      episodeKind: kind,
      wishes,
    });
  };
  const errorFor = (field: string) => errors.find((error) => error.field === field)?.message;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onDecide();
      }}
    >
      <h2>Decide</h2>
      <ErrorSummary errors={errors} />
      <RadioRows
        name="decision"
        legend="What is right for them?"
        value={decision}
        onChange={setDecision}
        error={errorFor('decision')}
        options={[
          { value: 'suitable', label: 'Suitable', hint: 'Onto the waiting list, counted from the day they asked' },
          {
            value: 'assessment',
            label: 'An assessment session first',
            hint: 'Onto the waiting list; next you choose who holds it',
          },
          { value: 'referred-on', label: 'Refer on', hint: 'Somebody else can help better; say who and why' },
        ]}
      />
      {isReferral ? (
        <TextInput
          name="referredTo"
          label="Where they were pointed to"
          hint="A service’s name. Everybody who sees this enquiry can read it."
          value={referredTo}
          onChange={setReferredTo}
          error={errorFor('referredTo')}
          maxLength={120}
        />
      ) : null}
      <TextArea
        name="note"
        label={isReferral ? 'Why' : 'Note for the therapist'}
        hint="Sealed. The manager and the front desk cannot read it."
        value={note}
        onChange={setNote}
        error={errorFor('note')}
        maxLength={4000}
      />
      {isReferral || decision === null ? null : (
        <>
          <Select
            name="episodeKind"
            label="Who would come"
            value={kind}
            onChange={(value) => value && setKind(value)}
            options={(['individual', 'couple', 'family', 'group'] as const).map((value) => ({
              value,
              label: kindWords[value] ?? value,
            }))}
          />
          <DateInput
            name="nextContactOn"
            label="When they hear from us next"
            hint="The day that they were told."
            value={nextContactOn}
            onChange={setNextContactOn}
          />
          <details className="behind">
            <summary>
              <Chevron />
              Change what they asked for
            </summary>
            <WishesFields wishes={wishes} onChange={setWishes} feeError={errorFor('feeCeiling')} />
          </details>
        </>
      )}
      <div className="acts">
        <Button kind={first} type="submit" busy={triage.isPending && 'Keeping…'}>
          {isReferral ? 'Refer on' : decision === null ? 'Keep the decision' : 'Put on the waiting list'}
        </Button>
      </div>
    </form>
  );
}
