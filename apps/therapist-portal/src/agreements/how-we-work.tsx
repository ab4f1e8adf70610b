import { Button, TextArea } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { trpc } from '../app/trpc.ts';
import type { Acts, AgreementView } from './client-agreement-page.tsx';

/** Pace, and what we do when stuck: changed by talking, without signing again. */
export function HowWeWork({ clientId, agreement, acts }: { clientId: string; agreement: AgreementView; acts: Acts }) {
  const kept = agreement.howWeWork ?? { pace: '', whenStuck: '' };
  const [isOpen, setOpen] = useState(false);
  const [pace, setPace] = useState(kept.pace);
  const [whenStuck, setWhenStuck] = useState(kept.whenStuck);
  const change = useMutation(
    trpc.agreements.changeHowWeWork.mutationOptions({
      ...acts,
      onSuccess: () => {
        setOpen(false);
        return acts.onSuccess();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ clientId, agreementId: agreement.agreementId, howWeWork: { pace, whenStuck } });
  };
  if (!isOpen)
    return (
      <div>
        <p>
          <span className="quiet">Our pace</span> {kept.pace || 'Nothing said yet.'}
        </p>
        <p>
          <span className="quiet">When we get stuck</span> {kept.whenStuck || 'Nothing said yet.'}
        </p>
        <p>
          <Button kind="link" onClick={() => setOpen(true)}>
            Change how we work
          </Button>
        </p>
      </div>
    );
  return (
    <form onSubmit={submit} noValidate>
      <p className="quiet">
        You have talked about it; nobody signs again. Your client sees the new words at once. It is sealed: the two of
        you read it, and whoever covers for you; the manager and the front desk do not.
      </p>
      <TextArea name="pace" label="Our pace" value={pace} onChange={setPace} rows={2} maxLength={400} />
      <TextArea
        name="when-stuck"
        label="When we get stuck"
        value={whenStuck}
        onChange={setWhenStuck}
        rows={2}
        maxLength={400}
      />
      <div className="acts">
        <Button type="submit" busy={change.isPending && 'Keeping…'}>
          Keep the change
        </Button>
        <Button onClick={() => setOpen(false)}>Leave it as it was</Button>
      </div>
    </form>
  );
}
