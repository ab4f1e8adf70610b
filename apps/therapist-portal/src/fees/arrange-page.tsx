import './fees.css';
import {
  BackLink,
  Button,
  Checkbox,
  DateInput,
  ErrorSummary,
  type FormError,
  Loading,
  PageTitle,
  RadioRows,
  Select,
  TextInput,
  useAct,
} from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { api, trpc } from '../app/trpc.ts';
import { isPlain, payerKinds, penceOf, refreshFees } from './fees-data.ts';
import { type PayerDraft, PayerFields, payerErrors, payerInput, startPayer } from './payer-fields.tsx';
import { shownOptions } from './shown-options.ts';

type Share = 'whole' | 'fixed' | 'percent';

/** From a day on somebody else pays: who, which share, how many sessions, and what their papers may say. */
export default function ArrangePage({ params }: { params: Record<string, string | undefined> }) {
  const clientId = params.clientId ?? '';
  const [, navigate] = useLocation();
  const ledger = useQuery(trpc.fees.ledger.queryOptions({ clientId }));
  const known = useQuery(trpc.fees.payers.queryOptions({}));
  const [payerId, setPayerId] = useState('');
  const [draft, setDraft] = useState<PayerDraft>(startPayer('insurer'));
  const [share, setShare] = useState<Share | null>(null);
  const [sum, setSum] = useState('');
  const [percent, setPercent] = useState('');
  const [fromOn, setFromOn] = useState('');
  const [limit, setLimit] = useState('');
  const [usedBefore, setUsedBefore] = useState('');
  const [authorisation, setAuthorisation] = useState('');
  const [authorisedUntilOn, setAuthorisedUntilOn] = useState('');
  const [memberReference, setMemberReference] = useState('');
  const [coversMissed, setCoversMissed] = useState(false);
  const [shownAs, setShownAs] = useState<(typeof shownOptions)[number]['value']>('reference');
  const [datesAgreed, setDatesAgreed] = useState(false);
  const [ids] = useState(() => ({
    arrangementId: crypto.randomUUID() as string,
    payerId: crypto.randomUUID() as string,
  }));
  const [wrong, setWrong] = useState<readonly FormError[]>([]);
  const { busy, errors, act } = useAct();
  if (!ledger.data || !known.data) return <Loading />;
  const isNew = payerId === 'new';
  const chosen = known.data.payers.find(({ id }) => id === payerId);
  const kind = isNew ? draft.kind : chosen?.kind;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const pence = penceOf(sum);
    const points = /^\d{1,2}([.,]\d{1,2})?$/.test(percent.trim())
      ? Math.round(Number(percent.trim().replace(',', '.')) * 100)
      : 0;
    const found: FormError[] = [];
    if (payerId === '') found.push({ field: 'payer', message: 'Choose who pays' });
    if (isNew) found.push(...payerErrors(draft));
    if (share === null) found.push({ field: 'share', message: 'Choose which share' });
    if (share === 'fixed' && pence === null) found.push({ field: 'sum', message: 'Give a sum in pounds, such as 40' });
    if (share === 'percent' && points < 1)
      found.push({ field: 'percent', message: 'Give a number above 0 and below 100' });
    if (fromOn === '') found.push({ field: 'fromOn', message: 'Give the first day' });
    if (limit !== '' && !/^[1-9]\d{0,2}$/.test(limit))
      found.push({ field: 'limit', message: 'Give a number of sessions, or leave it empty' });
    if (usedBefore !== '' && !/^\d{1,3}$/.test(usedBefore))
      found.push({ field: 'usedBefore', message: 'Give a number, or leave it empty' });
    for (const [field, text] of Object.entries({ authorisation, memberReference }))
      if (!isPlain(text)) found.push({ field, message: 'Use letters, digits, spaces and . / # - only' });
    setWrong(found);
    if (found.length > 0 || share === null) return;
    void act('save', async () => {
      const forClient = draft.kind === 'person' ? { clientId } : {};
      if (isNew)
        await api.fees.savePayer.mutate({ payerId: ids.payerId, version: 0, ...payerInput(draft), ...forClient });
      await api.fees.arrange.mutate({
        clientId,
        arrangementId: ids.arrangementId,
        payerId: isNew ? ids.payerId : payerId,
        share,
        sharePence: share === 'fixed' ? pence : null,
        sharePoints: share === 'percent' ? points : null,
        fromOn,
        untilOn: null,
        sessionLimit: limit === '' ? null : Number(limit),
        usedBefore: Number(usedBefore || 0),
        authorisation: authorisation.trim() || null,
        authorisedUntilOn: authorisedUntilOn || null,
        memberReference: memberReference.trim() || null,
        coversMissed,
        shownAs,
        datesAgreed,
      });
      await refreshFees();
      navigate(`/clients/${clientId}/ledger`);
    });
  };
  const errorOf = (field: string) => wrong.find((error) => error.field === field)?.message;
  return (
    <>
      <BackLink href={`/clients/${clientId}/ledger`}>Ledger</BackLink>
      <div className="page-head">
        <PageTitle title="Who pays">{`Who pays for ${ledger.data.name}`}</PageTitle>
      </div>
      <form className="fee-form" onSubmit={submit} noValidate>
        <ErrorSummary errors={wrong.length > 0 ? wrong : errors} />
        <Select
          name="payer"
          label="Payer"
          value={payerId}
          onChange={setPayerId}
          error={errorOf('payer')}
          nothing="Choose"
          options={[
            { value: 'new', label: 'Somebody new' },
            ...known.data.payers
              .filter(
                (one) =>
                  one.kind !== 'person' || ledger.data.arrangements.some((arranged) => arranged.payerId === one.id),
              )
              .map((one) => ({ value: one.id, label: `${one.name} (${payerKinds[one.kind].toLowerCase()})` })),
          ]}
        />
        {isNew ? <PayerFields draft={draft} onChange={setDraft} errorOf={errorOf} mayChooseKind /> : null}
        <RadioRows
          name="share"
          legend="Share of each fee"
          value={share}
          onChange={setShare}
          error={errorOf('share')}
          options={[
            { value: 'whole', label: 'The whole fee' },
            { value: 'fixed', label: 'A fixed sum', hint: 'The client pays the rest.' },
            { value: 'percent', label: 'A percentage', hint: 'Of what fixed sums leave. The client pays the rest.' },
          ]}
        />
        {share === 'fixed' ? (
          <TextInput
            name="sum"
            label="Sum in pounds"
            width="short"
            inputMode="decimal"
            value={sum}
            onChange={setSum}
            error={errorOf('sum')}
          />
        ) : null}
        {share === 'percent' ? (
          <TextInput
            name="percent"
            label="Per cent"
            width="short"
            inputMode="decimal"
            value={percent}
            onChange={setPercent}
            error={errorOf('percent')}
          />
        ) : null}
        <DateInput
          name="fromOn"
          label="From"
          hint="Sessions charged before stay as they are."
          value={fromOn}
          onChange={setFromOn}
          error={errorOf('fromOn')}
        />
        <h2>Limit</h2>
        <div className="fee-fields">
          <TextInput
            name="limit"
            label="Sessions in all"
            hint="Empty: no limit."
            width="short"
            inputMode="numeric"
            value={limit}
            onChange={setLimit}
            error={errorOf('limit')}
          />
          <TextInput
            name="usedBefore"
            label="Used already"
            width="short"
            inputMode="numeric"
            value={usedBefore}
            onChange={setUsedBefore}
            error={errorOf('usedBefore')}
          />
        </div>
        <TextInput
          name="authorisation"
          label="Authorisation number"
          value={authorisation}
          onChange={setAuthorisation}
          maxLength={40}
          error={errorOf('authorisation')}
        />
        <DateInput
          name="authorisedUntilOn"
          label="Authorised until"
          value={authorisedUntilOn}
          onChange={setAuthorisedUntilOn}
        />
        <p className="quiet">
          Two sessions before the end, and three weeks before the last day, the client, their therapist and the managers
          are told. Beyond it nothing falls to the client until somebody chooses.
        </p>
        <Checkbox
          name="coversMissed"
          label="They pay for missed and late-cancelled sessions too"
          hint="Unticked: the client pays those, as the agreement says."
          checked={coversMissed}
          onChange={setCoversMissed}
        />
        <h2>Their papers</h2>
        <TextInput
          name="memberReference"
          label="Their number for the client"
          value={memberReference}
          onChange={setMemberReference}
          maxLength={40}
          error={errorOf('memberReference')}
        />
        <Select
          name="shownAs"
          label="Their papers call the client"
          value={shownAs}
          onChange={(value) => value && setShownAs(value)}
          options={shownOptions}
        />
        {kind === 'insurer' ? (
          <p className="quiet">
            An insurer is given the days: a claim cannot do without them. The client reads so on their page.
          </p>
        ) : (
          <Checkbox
            name="datesAgreed"
            label="The client has agreed that this payer sees the days"
            hint="Unticked: their papers count appointments by month."
            checked={datesAgreed}
            onChange={setDatesAgreed}
          />
        )}
        <div className="acts">
          <Button type="submit" kind="primary" busy={busy === 'save' && 'Saving…'}>
            Save who pays
          </Button>
        </div>
      </form>
    </>
  );
}
