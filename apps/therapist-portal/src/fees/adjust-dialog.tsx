import { Button, Dialog, ErrorSummary, type FormError, RadioRows, TextInput, useAct } from '@heather/ui';
import { type FormEvent, useState } from 'react';
import { api } from '../app/trpc.ts';
import { AccountField } from './account-field.tsx';
import { type Ledger, penceOf, refreshFees } from './fees-data.ts';

type AdjustDialogProps = { clientId: string; ledger: Ledger; onClose: () => void };
type Reason = 'wrong-sum' | 'agreed-otherwise' | 'room-or-material' | 'goodwill';

/** A sum more or less than the sessions came to. A line of its own: what stands is never changed. */
export function AdjustDialog({ clientId, ledger, onClose }: AdjustDialogProps) {
  const [payerId, setPayerId] = useState('');
  const [direction, setDirection] = useState<'up' | 'down' | null>(null);
  const [sum, setSum] = useState('');
  const [reason, setReason] = useState<Reason | null>(null);
  const [entryId] = useState(() => crypto.randomUUID() as string);
  const [wrong, setWrong] = useState<readonly FormError[]>([]);
  const { busy, errors, act } = useAct();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const pence = penceOf(sum);
    const found: FormError[] = [];
    if (direction === null) found.push({ field: 'direction', message: 'Choose whether more or less is owed' });
    if (pence === null) found.push({ field: 'sum', message: 'Give a sum in pounds, such as 5 or 5.50' });
    if (reason === null) found.push({ field: 'reason', message: 'Choose a reason' });
    setWrong(found);
    if (found.length > 0 || pence === null || direction === null || reason === null) return;
    void act('adjust', async () => {
      await api.fees.adjust.mutate({ clientId, entryId, direction, pence, reason, ...(payerId !== '' && { payerId }) });
      await refreshFees();
      onClose();
    });
  };
  const errorOf = (field: string) => wrong.find((one) => one.field === field)?.message;
  return (
    <Dialog open onClose={onClose} title="Add or take off a sum">
      <form onSubmit={submit} noValidate>
        <ErrorSummary errors={wrong.length > 0 ? wrong : errors} />
        <AccountField ledger={ledger} label="Whose account" value={payerId} onChange={setPayerId} />
        <RadioRows
          name="direction"
          legend="What it does"
          value={direction}
          onChange={setDirection}
          error={errorOf('direction')}
          options={[
            { value: 'down', label: 'Less is owed' },
            { value: 'up', label: 'More is owed' },
          ]}
        />
        <TextInput
          name="sum"
          label="Sum in pounds"
          width="short"
          inputMode="decimal"
          value={sum}
          onChange={setSum}
          error={errorOf('sum')}
        />
        <RadioRows
          name="reason"
          legend="Why"
          value={reason}
          onChange={setReason}
          error={errorOf('reason')}
          options={[
            { value: 'wrong-sum', label: 'The sum was wrong' },
            { value: 'agreed-otherwise', label: 'We agreed on another sum' },
            { value: 'room-or-material', label: 'Room or material' },
            { value: 'goodwill', label: 'Goodwill' },
          ]}
        />
        <div className="acts">
          <Button type="submit" kind="primary" busy={busy === 'adjust' && 'Writing…'}>
            Write the line
          </Button>
          <Button onClick={onClose}>Not now</Button>
        </div>
      </form>
    </Dialog>
  );
}
