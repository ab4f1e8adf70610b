import { Button, ButtonLink, ErrorSummary, type FormError, readRefusal, Select } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useFirstButton } from '../app/first-button.ts';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import type { EnquiryShown } from './enquiry-words.ts';

/** An assessment session comes first: who holds it, and then the way to book it. They keep their place in the waiting list. */
export function AssessmentPart({ enquiry, mayOpen }: { enquiry: EnquiryShown; mayOpen: boolean }) {
  const first = useFirstButton();
  const [, navigate] = useLocation();
  const [therapistId, setTherapistId] = useState('');
  const [errors, setErrors] = useState<FormError[]>([]);
  const sessions = `/clients/${enquiry.clientId}/sessions`;
  const open = useMutation(
    trpc.allocation.openAssessment.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.enquiries.pathFilter());
        navigate(sessions);
      },
      onError: (error) => setErrors([{ field: 'therapist', message: readRefusal(error).words }]),
    }),
  );
  const { assessment, entryId } = enquiry;
  if (assessment === null || entryId === null) return null;
  if (assessment.therapist !== null) {
    return (
      <section className="stack-close">
        <h2>Assessment</h2>
        <p>{assessment.therapist} holds it. They stay on the waiting list meanwhile.</p>
        <p className="acts">
          <ButtonLink href={sessions}>See or book the session</ButtonLink>
        </p>
      </section>
    );
  }
  if (!mayOpen) return <p className="quiet">An assessment session comes first; nobody has it yet.</p>;
  return (
    <section>
      <h2>Assessment</h2>
      <p>Choose who holds it, then book the session. They stay on the waiting list meanwhile.</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (therapistId === '') setErrors([{ field: 'therapist', message: 'Choose a therapist' }]);
          else open.mutate({ entryId, therapistId });
        }}
      >
        <ErrorSummary errors={errors} />
        <Select
          name="therapist"
          label="Therapist"
          hint="They can read what brings this person from now on."
          value={therapistId}
          onChange={setTherapistId}
          error={errors.find(({ field }) => field === 'therapist')?.message}
          options={assessment.therapists.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <div className="acts">
          <Button kind={first} type="submit" busy={open.isPending && 'Opening…'}>
            Go on to book it
          </Button>
        </div>
      </form>
    </section>
  );
}
