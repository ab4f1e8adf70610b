import {
  Button,
  Checkbox,
  DateInput,
  Dialog,
  ErrorSummary,
  type FormError,
  Select,
  TextInput,
  useAct,
} from '@heather/ui';
import { type FormEvent, useState } from 'react';
import { money } from '../app/money.ts';
import { api } from '../app/trpc.ts';
import { AccountField, owedOn } from './account-field.tsx';
import { isPlain, type Ledger, lineText, type Method, methods, penceOf, poundsText, refreshFees } from './fees-data.ts';

type PaymentDialogProps = { clientId: string; ledger: Ledger; onClose: () => void };

/** Money came in: how much, how, when, from whom, for which charges. More than is owed stays as credit, once somebody says so. */
export function PaymentDialog({ clientId, ledger, onClose }: PaymentDialogProps) {
  const first = ledger.accounts.find(({ party, owedPence }) => party !== 'undecided' && owedPence > 0);
  const [payerId, setPayerId] = useState(first?.payerId ?? '');
  const owed = owedOn(ledger, payerId);
  const [sum, setSum] = useState(owed > 0 ? poundsText(owed) : '');
  const [method, setMethod] = useState<Method | ''>('');
  const [receivedOn, setReceivedOn] = useState(ledger.today);
  const [reference, setReference] = useState('');
  const [towards, setTowards] = useState('');
  const [keepsCredit, setKeepsCredit] = useState(false);
  // One id for one payment: pressed twice, or sent again after a lost answer, it is still one.
  const [entryId] = useState(() => crypto.randomUUID() as string);
  const [wrong, setWrong] = useState<readonly FormError[]>([]);
  const { busy, errors, act } = useAct();
  const pence = penceOf(sum);
  const isMore = pence !== null && pence > Math.max(0, owed);
  const open = ledger.entries.filter(
    (one) => one.effectPence > 0 && one.openPence > 0 && (one.payerId ?? '') === payerId && one.party !== 'undecided',
  );
  const choose = (id: string) => {
    setPayerId(id);
    setTowards('');
    const now = owedOn(ledger, id);
    setSum(now > 0 ? poundsText(now) : '');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found: FormError[] = [];
    if (pence === null) found.push({ field: 'sum', message: 'Give a sum in pounds, such as 45 or 45.50' });
    if (isMore && !keepsCredit)
      found.push({
        field: 'credit',
        message: `That is more than the ${money(Math.max(0, owed))} owed. Tick if the rest is kept`,
      });
    if (method === '') found.push({ field: 'method', message: 'Choose how it was paid' });
    if (receivedOn === '' || receivedOn > ledger.today)
      found.push({ field: 'receivedOn', message: 'Give the day on which it came, not ahead of today' });
    if (!isPlain(reference))
      found.push({ field: 'reference', message: 'Use letters, digits, spaces and . / # - only' });
    setWrong(found);
    if (found.length > 0 || pence === null || method === '') return;
    void act('pay', async () => {
      await api.fees.recordPayment.mutate({
        clientId,
        entryId,
        pence,
        method,
        receivedOn,
        ...(payerId !== '' && { payerId }),
        ...(reference.trim() !== '' && { reference: reference.trim() }),
        ...(towards !== '' && { towards: [towards] }),
        ...(isMore && { keepsCredit }),
      });
      await refreshFees();
      onClose();
    });
  };
  const errorOf = (field: string) => wrong.find((one) => one.field === field)?.message;
  return (
    <Dialog open onClose={onClose} title="Record a payment">
      <form onSubmit={submit} noValidate>
        <ErrorSummary errors={wrong.length > 0 ? wrong : errors} />
        <AccountField ledger={ledger} label="From" value={payerId} onChange={choose} />
        <TextInput
          name="sum"
          label="Sum in pounds"
          width="short"
          inputMode="decimal"
          value={sum}
          onChange={setSum}
          error={errorOf('sum')}
        />
        {isMore ? (
          <Checkbox
            name="credit"
            label={`Keep ${money(pence - Math.max(0, owed))} for later`}
            hint="It pays the next charges by itself."
            checked={keepsCredit}
            onChange={setKeepsCredit}
            error={errorOf('credit')}
          />
        ) : null}
        <Select
          name="method"
          label="Paid by"
          value={method}
          onChange={setMethod}
          error={errorOf('method')}
          options={methods}
          nothing="Choose"
        />
        <DateInput
          name="receivedOn"
          label="Came on"
          max={ledger.today}
          value={receivedOn}
          onChange={setReceivedOn}
          error={errorOf('receivedOn')}
        />
        {open.length > 1 ? (
          <Select
            name="towards"
            label="Pays first"
            value={towards === '' ? 'oldest' : towards}
            onChange={(one) => setTowards(one === 'oldest' ? '' : one)}
            options={[
              { value: 'oldest', label: 'The oldest charge' },
              ...open.map((one) => ({ value: one.id, label: `${lineText(one)}: ${money(one.openPence)}` })),
            ]}
          />
        ) : null}
        <TextInput
          name="reference"
          label="Bank reference, if there is one"
          value={reference}
          onChange={setReference}
          maxLength={40}
          error={errorOf('reference')}
        />
        <div className="acts">
          <Button type="submit" kind="primary" busy={busy === 'pay' && 'Recording…'}>
            Record the payment
          </Button>
          <Button onClick={onClose}>Not now</Button>
        </div>
      </form>
    </Dialog>
  );
}
