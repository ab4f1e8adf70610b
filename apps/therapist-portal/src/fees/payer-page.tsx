import './fees.css';
import type { StaffRouter } from '@heather/api/staff';
import {
  BackLink,
  Button,
  CheckboxRows,
  DateInput,
  ErrorSummary,
  type FormError,
  Loading,
  PageTitle,
  Select,
  TextInput,
  useAct,
} from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { type FormEvent, useState } from 'react';
import { useFirstButton } from '../app/first-button.ts';
import { money } from '../app/money.ts';
import { api, trpc } from '../app/trpc.ts';
import { dayText, isPlain, type Method, methods, payerKinds, refreshFees } from './fees-data.ts';
import { PayerFields, payerErrors, payerInput } from './payer-fields.tsx';

type Payer = inferRouterOutputs<StaffRouter>['fees']['payer'];

/** One payer: what is open, one transfer for several clients, a statement over all of them, and who they are. */
export default function PayerPage({ params }: { params: Record<string, string | undefined> }) {
  const payerId = params.payerId ?? '';
  const found = useQuery(trpc.fees.payer.queryOptions({ payerId }));
  if (!found.data) return <Loading />;
  const { payer, open, more } = found.data;
  const owed = open.reduce((sum, { openPence }) => sum + openPence, 0);
  return (
    <>
      <BackLink href="/fees/payers">Payers</BackLink>
      <div className="page-head">
        <PageTitle title="Payer">{payer.name}</PageTitle>
        <p className="quiet">
          {payerKinds[payer.kind]}. {owed === 0 ? 'Nothing is open.' : `${money(owed)} open.`}
        </p>
      </div>
      <section className="fees-part">
        <h2>Record a transfer</h2>
        {open.length === 0 ? (
          <p className="empty">Charges that this payer has not yet paid will stand here.</p>
        ) : (
          <TransferForm key={open.map(({ entryId }) => entryId).join()} payerId={payerId} open={open} />
        )}
        {more ? <p className="quiet">The oldest {open.length} are shown.</p> : null}
      </section>
      <StatementForm payerId={payerId} />
      <Details key={payer.version} payer={payer} />
    </>
  );
}

function TransferForm({ payerId, open }: { payerId: string; open: Payer['open'] }) {
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [method, setMethod] = useState<Method | ''>('transfer');
  const [receivedOn, setReceivedOn] = useState('');
  const [reference, setReference] = useState('');
  const [batchId] = useState(() => crypto.randomUUID() as string);
  const [wrong, setWrong] = useState<readonly FormError[]>([]);
  const { busy, errors, act } = useAct();
  const kind = useFirstButton();
  const chosen = open.filter(({ entryId }) => ticked.includes(entryId));
  const sum = chosen.reduce((all, { openPence }) => all + openPence, 0);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found: FormError[] = [];
    if (chosen.length === 0) found.push({ field: 'lines', message: 'Tick what the transfer pays' });
    if (method === '') found.push({ field: 'method', message: 'Choose how it was paid' });
    if (!isPlain(reference))
      found.push({ field: 'reference', message: 'Use letters, digits, spaces and . / # - only' });
    setWrong(found);
    if (found.length > 0 || method === '') return;
    void act('pay', async () => {
      await api.fees.recordPayerPayment.mutate({
        payerId,
        batchId,
        method,
        ...(receivedOn !== '' && { receivedOn }),
        ...(reference.trim() !== '' && { reference: reference.trim() }),
        lines: chosen.map(({ entryId, openPence }) => ({ chargeId: entryId, pence: openPence })),
      });
      await refreshFees();
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={wrong.length > 0 ? wrong : errors} />
      <CheckboxRows
        name="lines"
        legend="What it pays"
        values={ticked}
        onChange={setTicked}
        options={open.map((one) => ({
          value: one.entryId,
          label: `${one.name} (${one.reference}), ${dayText(one.on)}: ${money(one.openPence)}`,
        }))}
      />
      <p role="status">
        <b>{money(sum)}</b> in all
      </p>
      <div className="fee-fields">
        <Select
          name="method"
          label="Paid by"
          value={method}
          onChange={setMethod}
          options={methods}
          error={wrong.find(({ field }) => field === 'method')?.message}
        />
        <DateInput name="receivedOn" label="Came on" hint="Empty: today." value={receivedOn} onChange={setReceivedOn} />
      </div>
      <TextInput
        name="reference"
        label="Bank reference, if there is one"
        value={reference}
        onChange={setReference}
        maxLength={40}
        error={wrong.find(({ field }) => field === 'reference')?.message}
      />
      <div className="acts">
        <Button type="submit" kind={kind} busy={busy === 'pay' && 'Recording…'}>
          Record the transfer
        </Button>
      </div>
    </form>
  );
}

function StatementForm({ payerId }: { payerId: string }) {
  const [fromOn, setFromOn] = useState('');
  const [untilOn, setUntilOn] = useState('');
  const [made, setMade] = useState<string | null>(null);
  const [missing, setMissing] = useState<readonly FormError[]>([]);
  const { busy, errors, act } = useAct();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isOff = fromOn === '' || untilOn === '' || fromOn > untilOn;
    setMissing(isOff ? [{ field: 'untilOn', message: 'Give a first and a last day, in that order' }] : []);
    if (isOff) return;
    void act('make', async () => {
      const { documentId } = await api.fees.makeStatement.mutate({ payerId, fromOn, untilOn, isShared: false });
      setMade(documentId);
    });
  };
  return (
    <section className="fees-part">
      <h2>Statement</h2>
      <form onSubmit={submit} noValidate>
        <ErrorSummary errors={missing.length > 0 ? missing : errors} />
        <div className="fee-fields">
          <DateInput name="fromOn" label="First day" value={fromOn} onChange={setFromOn} />
          <DateInput
            name="untilOn"
            label="Last day"
            value={untilOn}
            onChange={setUntilOn}
            error={missing[0]?.message}
          />
        </div>
        <div className="acts">
          <Button type="submit" busy={busy === 'make' && 'Making…'}>
            Make the statement
          </Button>
        </div>
        {made === null ? null : (
          <p role="status">
            <a href={`/files/statement/${made}`} download>
              Download the statement
            </a>
          </p>
        )}
      </form>
    </section>
  );
}

function Details({ payer }: { payer: Payer['payer'] }) {
  const { name, address, email, reference, kind } = payer;
  const [draft, setDraft] = useState({
    kind,
    name,
    address: address ?? '',
    email: email ?? '',
    reference: reference ?? '',
  });
  const [wrong, setWrong] = useState<readonly FormError[]>([]);
  const [isSaved, setSaved] = useState(false);
  const { busy, errors, act } = useAct();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = payerErrors(draft);
    setWrong(found);
    if (found.length > 0) return;
    void act('save', async () => {
      await api.fees.savePayer.mutate({ payerId: payer.id, version: payer.version, ...payerInput(draft) });
      setSaved(true);
      await refreshFees();
    });
  };
  return (
    <section className="fees-part">
      <h2>Who they are</h2>
      <form onSubmit={submit} noValidate>
        <ErrorSummary errors={wrong.length > 0 ? wrong : errors} />
        <PayerFields
          draft={draft}
          onChange={setDraft}
          errorOf={(field) => wrong.find((one) => one.field === field)?.message}
        />
        <div className="acts">
          <Button type="submit" busy={busy === 'save' && 'Saving…'}>
            Save the changes
          </Button>
        </div>
        {isSaved ? <p role="status">Saved.</p> : null}
      </form>
    </section>
  );
}
