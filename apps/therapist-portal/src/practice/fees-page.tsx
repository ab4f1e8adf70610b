import './practice.css';
import type { StaffRouter } from '@heather/api/staff';
import { BackLink, Button, Checkbox, Dialog, Empty, ErrorSummary, Loading, PageTitle, TextInput } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { type FormEvent, useState } from 'react';
import { money } from '../app/money.ts';
import { trpc } from '../app/trpc.ts';
import { Kept } from './identity-page.tsx';
import { penceOf, poundsOf, useSaving } from './use-saving.ts';

type Fee = inferRouterOutputs<StaffRouter>['practice']['listFees']['fees'][number];
type Terms = inferRouterOutputs<StaffRouter>['practice']['get']['terms'];

export default function FeesPage(_: { params: Record<string, string | undefined> }) {
  const list = useQuery(trpc.practice.listFees.queryOptions());
  const practice = useQuery(trpc.practice.get.queryOptions());
  const [editing, setEditing] = useState<Fee | 'new' | null>(null);
  if (!list.data || !practice.data) return <Loading />;
  const { fees } = list.data;
  return (
    <div className="practice-parts">
      <BackLink href="/set-up" />
      <PageTitle title="Fees and terms" />
      {fees.length === 0 ? (
        <Empty>Your fee list stands here. The usual fee is filled in for each new therapist.</Empty>
      ) : (
        <ul className="rows staff-rows">
          {fees.map((fee) => (
            <li key={fee.id}>
              <span>
                {fee.name}
                {fee.isActive ? null : <span className="quiet"> (not in use)</span>}
              </span>
              <span className="quiet">
                {money(fee.feePence)} for {fee.minutes} minutes{fee.isDefault ? ', the usual one' : ''}
              </span>
              <Button kind="link" onClick={() => setEditing(fee)}>
                Change<span className="away"> {fee.name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p className="acts">
        <Button onClick={() => setEditing('new')}>Add a fee</Button>
      </p>
      <TermsForm terms={practice.data.terms} />
      <Dialog open={editing !== null} onClose={() => setEditing(null)} title={editing === 'new' ? 'A new fee' : 'Fee'}>
        {editing === null ? null : (
          <FeeForm
            key={editing === 'new' ? 'new' : editing.id}
            fee={editing === 'new' ? null : editing}
            onDone={() => setEditing(null)}
          />
        )}
      </Dialog>
    </div>
  );
}

function FeeForm({ fee, onDone }: { fee: Fee | null; onDone: () => void }) {
  const [said, setSaid] = useState({
    name: fee?.name ?? '',
    pounds: fee ? poundsOf(fee.feePence) : '',
    minutes: String(fee?.minutes ?? 50),
    isDefault: fee?.isDefault ?? false,
    isActive: fee?.isActive ?? true,
  });
  const saving = useSaving(onDone);
  const save = useMutation(trpc.practice.saveFee.mutationOptions(saving.options));
  const say = (more: Partial<typeof said>) => setSaid({ ...said, ...more });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const feePence = penceOf(said.pounds);
    const minutes = Number(said.minutes);
    const isSound = saving.isSound([
      ...(said.name.trim() === '' ? [{ field: 'fee-name', message: 'Say what it is for' }] : []),
      ...(feePence === null ? [{ field: 'pounds', message: 'Give the fee in pounds, such as 55 or 55.50' }] : []),
      ...(minutes >= 10 && minutes <= 240 ? [] : [{ field: 'minutes', message: 'Give 10 to 240 minutes' }]),
    ]);
    const { name, isDefault, isActive } = said;
    if (isSound && feePence !== null && !save.isPending)
      save.mutate({ feeId: fee?.id ?? null, name, isDefault, isActive, feePence, minutes });
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={saving.errors} />
      <TextInput
        name="fee-name"
        label="What it is for"
        hint="“Individual”, “Couple”."
        value={said.name}
        onChange={(name) => say({ name })}
        error={saving.errorOf('fee-name')}
        maxLength={60}
      />
      <TextInput
        name="pounds"
        label="Fee in pounds"
        width="short"
        inputMode="decimal"
        value={said.pounds}
        onChange={(pounds) => say({ pounds })}
        error={saving.errorOf('pounds')}
      />
      <TextInput
        name="minutes"
        label="Minutes"
        width="short"
        inputMode="numeric"
        value={said.minutes}
        onChange={(minutes) => say({ minutes })}
        error={saving.errorOf('minutes')}
      />
      <Checkbox
        name="isDefault"
        label="The usual fee"
        checked={said.isDefault}
        onChange={(isDefault) => say({ isDefault })}
      />
      <Checkbox name="isActive" label="In use" checked={said.isActive} onChange={(isActive) => say({ isActive })} />
      <p className="acts">
        <Button type="submit" busy={save.isPending && 'Keeping it…'}>
          Keep this fee
        </Button>
      </p>
    </form>
  );
}

type NumberTerm = Exclude<keyof Terms, 'agreementBlocksBooking'>;
const termFields: [key: NumberTerm, label: string, hint: string][] = [
  [
    'cancellationWindowHours',
    'Hours before a session until which cancelling is free',
    'It stands in each new agreement.',
  ],
  ['waitLimitDays', 'Days of waiting that you hold to', 'Past it, a person stands out in the waiting list.'],
  ['offerHoldHours', 'Hours for which an offered place is held', 'Then it goes back by itself.'],
  ['burdenPerWeek', 'Questionnaires a week, at most, for one client', ''],
];

function TermsForm({ terms }: { terms: Terms }) {
  const [said, setSaid] = useState(
    () => Object.fromEntries(termFields.map(([key]) => [key, String(terms[key])])) as Record<NumberTerm, string>,
  );
  const [blocks, setBlocks] = useState(terms.agreementBlocksBooking);
  const saving = useSaving();
  const save = useMutation(trpc.practice.updateTerms.mutationOptions(saving.options));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = termFields.filter(([key]) => !/^\d{1,3}$/.test(said[key].trim()));
    const isSound = saving.isSound(wrong.map(([key]) => ({ field: key, message: 'Give a whole number' })));
    if (!isSound || save.isPending) return;
    save.mutate({
      ...(Object.fromEntries(termFields.map(([key]) => [key, Number(said[key])])) as Record<NumberTerm, number>),
      agreementBlocksBooking: blocks,
    });
  };
  return (
    <form onSubmit={submit} noValidate className="set-up-forms">
      <h2>Terms</h2>
      <ErrorSummary errors={saving.errors} />
      {termFields.map(([key, label, hint]) => (
        <TextInput
          key={key}
          name={key}
          label={label}
          hint={hint === '' ? undefined : hint}
          width="short"
          inputMode="numeric"
          value={said[key]}
          onChange={(value) => setSaid({ ...said, [key]: value })}
          error={saving.errorOf(key)}
        />
      ))}
      <Checkbox
        name="agreementBlocksBooking"
        label="Book no more than a first session before the agreement is signed"
        hint="Left out, the booking goes through and says that no agreement is signed."
        checked={blocks}
        onChange={setBlocks}
      />
      <div className="acts">
        <Button type="submit" busy={save.isPending && 'Keeping it…'}>
          Keep these terms
        </Button>
        <Kept isKept={saving.isKept} />
      </div>
    </form>
  );
}
