import { Button, DateInput, Dialog, ErrorSummary, type FormError, RadioRows, readRefusal } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import type { Entry } from './allocation-words.ts';

const reasons = {
  later: 'They wait longer, and hear from us on a day',
  'found-help-elsewhere': 'They found help elsewhere',
  'changed-mind': 'They changed their mind',
  'could-not-reach': 'We could not reach them',
  'we-cannot-help': 'We cannot offer what they need',
} as const;
type Reason = keyof typeof reasons;

/** Either a day on which they hear from us, or off the list with a reason. */
export function NotNow({ entry, open, onClose }: { entry: Entry; open: boolean; onClose: () => void }) {
  const [reason, setReason] = useState<Reason | null>(null);
  const [on, setOn] = useState(entry.nextContactOn ?? '');
  const [errors, setErrors] = useState<FormError[]>([]);
  const after = {
    onSuccess: async () => {
      await queryClient.invalidateQueries(trpc.allocation.pathFilter());
      onClose();
    },
    onError: (error: unknown) => setErrors([{ message: readRefusal(error).words }]),
  };
  const setNext = useMutation(trpc.allocation.setNextContact.mutationOptions(after));
  const close = useMutation(trpc.allocation.closeEntry.mutationOptions(after));
  const onKeep = () => {
    const { entryId } = entry;
    if (reason === null) return setErrors([{ field: 'reason', message: 'Choose one' }]);
    if (reason !== 'later') return close.mutate({ entryId, reason });
    if (on === '') return setErrors([{ field: 'nextContactOn', message: 'Choose the day on which they hear from us' }]);
    setNext.mutate({ entryId, nextContactOn: on });
  };
  const errorFor = (field: string) => errors.find((error) => error.field === field)?.message;
  return (
    <Dialog open={open} onClose={onClose} title={`Not now for ${entry.name}`}>
      <ErrorSummary errors={errors} />
      <RadioRows
        name="reason"
        legend="Why not now?"
        value={reason}
        onChange={setReason}
        error={errorFor('reason')}
        options={(Object.keys(reasons) as Reason[]).map((value) => ({ value, label: reasons[value] }))}
      />
      {reason === 'later' ? (
        <DateInput
          name="nextContactOn"
          label="They hear from us on"
          value={on}
          onChange={setOn}
          error={errorFor('nextContactOn')}
        />
      ) : null}
      <div className="acts">
        <Button busy={(setNext.isPending || close.isPending) && 'Keeping…'} onClick={onKeep}>
          {reason === null || reason === 'later' ? 'Keep the day' : 'Take off the list'}
        </Button>
        <Button onClick={onClose}>Go back</Button>
      </div>
    </Dialog>
  );
}
