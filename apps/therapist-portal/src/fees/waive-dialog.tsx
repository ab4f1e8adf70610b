import { Button, Dialog, ErrorSummary, type FormError, RadioRows, readRefusal } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { money } from '../app/money.ts';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';

type Reason = 'illness' | 'hardship' | 'our-mistake' | 'emergency' | 'goodwill';
type WaiveDialogProps = {
  clientId: string;
  charge: { sessionId: string; words: string; pence: number } | null;
  onClose: () => void;
};

/** Lets go of one charge, for a coded reason: nobody writes here what somebody was ill with. */
export function WaiveDialog({ clientId, charge, onClose }: WaiveDialogProps) {
  const [reason, setReason] = useState<Reason | null>(null);
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const close = () => {
    setReason(null);
    setErrors([]);
    onClose();
  };
  const waive = useMutation(
    trpc.fees.waive.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.fees.pathFilter());
        close();
      },
      onError: (error) => setErrors([{ field: 'reason', message: readRefusal(error).words }]),
    }),
  );
  const act = () => {
    if (charge === null) return;
    if (reason === null) setErrors([{ field: 'reason', message: 'Choose a reason' }]);
    else waive.mutate({ clientId, sessionId: charge.sessionId, reason });
  };
  return (
    <Dialog open={charge !== null} onClose={close} title={charge === null ? '' : `Waive ${money(charge.pence)}?`}>
      <ErrorSummary errors={errors} />
      <p>{charge?.words}. The charge stays in the ledger, and is not owed any more.</p>
      <RadioRows
        name="reason"
        legend="Why"
        value={reason}
        onChange={setReason}
        error={errors[0]?.message}
        options={[
          { value: 'illness', label: 'Illness' },
          { value: 'emergency', label: 'Emergency' },
          { value: 'hardship', label: 'Paying is hard' },
          { value: 'our-mistake', label: 'Our mistake' },
          { value: 'goodwill', label: 'Goodwill' },
        ]}
      />
      <div className="acts">
        <Button kind="primary" busy={waive.isPending && 'Waiving…'} onClick={act}>
          Waive the charge
        </Button>
        <Button onClick={close}>Keep the charge</Button>
      </div>
    </Dialog>
  );
}
