import { Button, Dialog, ErrorSummary, type FormError, RadioRows, Select, TextInput, useAct } from '@heather/ui';
import { type FormEvent, useState } from 'react';
import { money } from '../app/money.ts';
import { api } from '../app/trpc.ts';
import { AccountField, owedOn } from './account-field.tsx';
import { type Ledger, type Method, methods, penceOf, poundsText, refreshFees } from './fees-data.ts';

type RefundDialogProps = { clientId: string; ledger: Ledger; onClose: () => void };

/** Money goes back to whoever paid ahead: never more than is held for them. */
export function RefundDialog({ clientId, ledger, onClose }: RefundDialogProps) {
  const first = ledger.accounts.find(({ party, owedPence }) => party !== 'undecided' && owedPence < 0);
  const [payerId, setPayerId] = useState(first?.payerId ?? '');
  const credit = Math.max(0, -owedOn(ledger, payerId));
  const [sum, setSum] = useState(poundsText(credit));
  const [method, setMethod] = useState<Method | ''>('');
  const [reason, setReason] = useState<'paid-ahead' | 'paid-twice' | null>(null);
  const [entryId] = useState(() => crypto.randomUUID() as string);
  const [wrong, setWrong] = useState<readonly FormError[]>([]);
  const { busy, errors, act } = useAct();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const pence = penceOf(sum);
    const found: FormError[] = [];
    if (pence === null || pence > credit) found.push({ field: 'sum', message: `Give a sum up to ${money(credit)}` });
    if (method === '') found.push({ field: 'method', message: 'Choose how it goes back' });
    if (reason === null) found.push({ field: 'reason', message: 'Choose a reason' });
    setWrong(found);
    if (found.length > 0 || pence === null || method === '' || reason === null) return;
    void act('refund', async () => {
      await api.fees.refund.mutate({ clientId, entryId, pence, method, reason, ...(payerId !== '' && { payerId }) });
      await refreshFees();
      onClose();
    });
  };
  const errorOf = (field: string) => wrong.find((one) => one.field === field)?.message;
  return (
    <Dialog open onClose={onClose} title="Pay money back">
      <form onSubmit={submit} noValidate>
        <ErrorSummary errors={wrong.length > 0 ? wrong : errors} />
        <AccountField ledger={ledger} label="To" value={payerId} onChange={setPayerId} />
        <TextInput
          name="sum"
          label="Sum in pounds"
          width="short"
          inputMode="decimal"
          value={sum}
          onChange={setSum}
          error={errorOf('sum')}
        />
        <Select
          name="method"
          label="Paid back by"
          value={method}
          onChange={setMethod}
          error={errorOf('method')}
          options={methods}
          nothing="Choose"
        />
        <RadioRows
          name="reason"
          legend="Why"
          value={reason}
          onChange={setReason}
          error={errorOf('reason')}
          options={[
            { value: 'paid-ahead', label: 'Paid ahead, and not needed' },
            { value: 'paid-twice', label: 'Paid twice' },
          ]}
        />
        <div className="acts">
          <Button type="submit" kind="primary" busy={busy === 'refund' && 'Recording…'}>
            Record what went back
          </Button>
          <Button onClick={onClose}>Not now</Button>
        </div>
      </form>
    </Dialog>
  );
}
