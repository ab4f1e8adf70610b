import './fees.css';
import {
  BackLink,
  Button,
  ErrorSummary,
  type FormError,
  Loading,
  PageTitle,
  readRefusal,
  Select,
  Table,
  TextInput,
} from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useFirstButton } from '../app/first-button.ts';
import { money } from '../app/money.ts';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { WaiveDialog } from './waive-dialog.tsx';

/** One client's ledger: each charge, payment and waiver; the desk takes money and lets charges go. */
export default function LedgerPage({ params }: { params: Record<string, string | undefined> }) {
  const clientId = params.clientId ?? '';
  const [waiving, setWaiving] = useState<{ sessionId: string; words: string; pence: number } | null>(null);
  const ledger = useQuery(trpc.fees.ledger.queryOptions({ clientId }));
  if (!ledger.data) return <Loading />;
  const { name, owedPence, entries, mayRecord, more } = ledger.data;
  return (
    <>
      <BackLink href="/fees">Fees</BackLink>
      <div className="page-head">
        <PageTitle title="Fees">{name}</PageTitle>
        <p className="quiet">
          {owedPence > 0
            ? `${money(owedPence)} owed`
            : owedPence < 0
              ? `${money(-owedPence)} paid ahead`
              : 'Nothing owed'}
        </p>
      </div>
      {mayRecord && owedPence > 0 ? <PaymentForm key={owedPence} clientId={clientId} owedPence={owedPence} /> : null}
      <Table
        caption="Ledger"
        rows={entries}
        rowKey={(row) => row.id}
        empty="Each session and each payment will have its line here."
        columns={[
          { key: 'on', head: 'Date', cell: (row) => row.on },
          { key: 'words', head: 'What', cell: (row) => row.words },
          {
            key: 'charge',
            head: 'Charged',
            numeric: true,
            cell: (row) => (row.kind === 'charge' ? money(row.pence) : ''),
          },
          {
            key: 'paid',
            head: 'Paid or waived',
            numeric: true,
            cell: (row) => (row.kind === 'charge' ? '' : money(row.pence)),
          },
          {
            key: 'open',
            head: 'Open',
            cell: (row) =>
              row.openPence === 0 ? (
                ''
              ) : !mayRecord || row.sessionId === null ? (
                money(row.openPence)
              ) : (
                <Button
                  kind="link"
                  onClick={() =>
                    setWaiving({ sessionId: row.sessionId as string, words: row.words, pence: row.openPence })
                  }
                >
                  Waive {money(row.openPence)}
                  <span className="away">: {row.words}</span>
                </Button>
              ),
          },
        ]}
      />
      {more ? <p className="quiet">Older lines are kept, and counted in the sum.</p> : null}
      <WaiveDialog clientId={clientId} charge={waiving} onClose={() => setWaiving(null)} />
    </>
  );
}

type Method = 'card' | 'transfer' | 'cash' | 'other';

function PaymentForm({ clientId, owedPence }: { clientId: string; owedPence: number }) {
  const [sum, setSum] = useState((owedPence / 100).toFixed(2));
  const [method, setMethod] = useState<Method | ''>('');
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  // One id for one payment: pressed twice, or sent again after a lost answer, it is still one.
  const [entryId, setEntryId] = useState(() => crypto.randomUUID() as string);
  const kind = useFirstButton();
  const pay = useMutation(
    trpc.fees.recordPayment.mutationOptions({
      onSuccess: async () => {
        setEntryId(crypto.randomUUID());
        await queryClient.invalidateQueries(trpc.fees.pathFilter());
      },
      onError: (error) => setErrors([{ field: 'sum', message: readRefusal(error).words }]),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const pence = /^\d{1,5}([.,]\d{1,2})?$/.test(sum.trim())
      ? Math.round(Number(sum.trim().replace(',', '.')) * 100)
      : 0;
    const wrong: FormError[] = [];
    if (pence <= 0 || pence > owedPence) wrong.push({ field: 'sum', message: `Give a sum up to ${money(owedPence)}` });
    if (method === '') wrong.push({ field: 'method', message: 'Choose how it was paid' });
    setErrors(wrong);
    if (wrong.length === 0 && method !== '') pay.mutate({ clientId, entryId, pence, method });
  };
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  return (
    <form className="payment" onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} />
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
        label="Paid by"
        value={method}
        onChange={setMethod}
        error={errorOf('method')}
        options={[
          { value: 'card', label: 'Card' },
          { value: 'transfer', label: 'Bank transfer' },
          { value: 'cash', label: 'Cash' },
          { value: 'other', label: 'Another way' },
        ]}
      />
      <Button type="submit" kind={kind} busy={pay.isPending && 'Recording…'}>
        Record the payment
      </Button>
    </form>
  );
}
