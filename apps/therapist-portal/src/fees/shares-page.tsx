import './fees.css';
import type { StaffRouter } from '@heather/api/staff';
import {
  Button,
  DateInput,
  Dialog,
  ErrorSummary,
  type FormError,
  Loading,
  RadioRows,
  Table,
  TextInput,
  useAct,
} from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { type FormEvent, useState } from 'react';
import { money } from '../app/money.ts';
import { api, trpc } from '../app/trpc.ts';
import { penceOf, refreshFees } from './fees-data.ts';
import { FeesHead } from './fees-head.tsx';
import { MonthField, monthsBack } from './month-field.tsx';

type Row = inferRouterOutputs<StaffRouter>['fees']['shares']['therapists'][number];

const rateWords = ({ rate }: Row): string =>
  rate === null
    ? 'None yet'
    : rate.kind === 'percent'
      ? `${(rate.points ?? 0) / 100} %`
      : `${money(rate.pence ?? 0)} a session`;
const signed = (pence: number) => (pence < 0 ? `−${money(-pence)}` : money(pence));

/** What each therapist receives for a month, added up from the ledger. The manager sees all, a therapist their own. */
export default function SharesPage() {
  const [months] = useState(() => monthsBack(new Date(), 24));
  const [month, setMonth] = useState(months[0]?.value ?? '');
  const [changing, setChanging] = useState<Row | null>(null);
  const shares = useQuery(trpc.fees.shares.queryOptions({ month }));
  if (!shares.data) return <Loading />;
  const { therapists, isAll } = shares.data;
  const withoutRate = therapists.filter((one) => one.withoutRate !== 0);
  return (
    <>
      <FeesHead title={isAll ? 'Therapists’ shares' : 'Your share'} current="/fees/shares" />
      <section className="fees-part">
        <MonthField label="Month" months={months} value={month} onChange={setMonth} />
        <Table
          caption="Shares"
          rows={therapists}
          rowKey={(row) => row.staffId}
          empty="Therapists will stand here with what their sessions brought."
          columns={[
            { key: 'name', head: 'Therapist', cell: (row) => row.name },
            { key: 'rate', head: 'Receives', cell: rateWords },
            { key: 'sessions', head: 'Sessions', numeric: true, cell: (row) => row.sessions },
            { key: 'kept', head: 'Charged and kept', numeric: true, cell: (row) => signed(row.keptPence) },
            { key: 'share', head: 'Share', numeric: true, cell: (row) => <b>{signed(row.sharePence)}</b> },
            ...(isAll
              ? [
                  {
                    key: 'act',
                    head: <span className="away">Change</span>,
                    cell: (row: Row) => (
                      <Button kind="link" onClick={() => setChanging(row)}>
                        Set the share<span className="away"> of {row.name}</span>
                      </Button>
                    ),
                  },
                ]
              : []),
          ]}
        />
        <p className="quiet">
          Charges recorded in the month, less what was let go and put right in it. A session let go in a later month is
          taken off there.
        </p>
        {withoutRate.map((one) => (
          <p key={one.staffId}>
            <b>
              {one.name}: {one.withoutRate === 1 ? 'one session has' : `${one.withoutRate} sessions have`} no share set
              for their day.
            </b>
          </p>
        ))}
      </section>
      {changing === null ? null : <ShareDialog row={changing} month={month} onClose={() => setChanging(null)} />}
    </>
  );
}

function ShareDialog({ row, month, onClose }: { row: Row; month: string; onClose: () => void }) {
  const [kind, setKind] = useState<'percent' | 'fixed' | null>(row.rate?.kind ?? null);
  const [number, setNumber] = useState('');
  const [fromOn, setFromOn] = useState(`${month}-01`);
  const [wrong, setWrong] = useState<readonly FormError[]>([]);
  const { busy, errors, act } = useAct();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const plain = number.trim().replace(',', '.');
    const points = /^\d{1,3}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : null;
    const pence = penceOf(number);
    const found: FormError[] = [];
    if (kind === null) found.push({ field: 'kind', message: 'Choose how the share is counted' });
    if (kind === 'percent' && (points === null || points > 10_000))
      found.push({ field: 'number', message: 'Give a number from 0 to 100' });
    if (kind === 'fixed' && pence === null)
      found.push({ field: 'number', message: 'Give a sum in pounds, such as 32.50' });
    if (fromOn === '') found.push({ field: 'fromOn', message: 'Give the first day' });
    setWrong(found);
    if (found.length > 0 || kind === null) return;
    void act('save', async () => {
      await api.fees.setShare.mutate({
        staffId: row.staffId,
        kind,
        points: kind === 'percent' ? points : null,
        pence: kind === 'fixed' ? pence : null,
        fromOn,
      });
      await refreshFees();
      onClose();
    });
  };
  const errorOf = (field: string) => wrong.find((error) => error.field === field)?.message;
  return (
    <Dialog open onClose={onClose} title={`The share of ${row.name}`}>
      <form onSubmit={submit} noValidate>
        <ErrorSummary errors={wrong.length > 0 ? wrong : errors} />
        <RadioRows
          name="kind"
          legend="Counted by"
          value={kind}
          onChange={setKind}
          error={errorOf('kind')}
          options={[
            { value: 'percent', label: 'A percentage of what was charged and kept' },
            { value: 'fixed', label: 'A fixed sum for each session' },
          ]}
        />
        <TextInput
          name="number"
          label={kind === 'fixed' ? 'Sum in pounds' : 'Per cent'}
          width="short"
          inputMode="decimal"
          value={number}
          onChange={setNumber}
          error={errorOf('number')}
        />
        <DateInput
          name="fromOn"
          label="For sessions from"
          hint="The share before it ends the day before."
          value={fromOn}
          onChange={setFromOn}
          error={errorOf('fromOn')}
        />
        <div className="acts">
          <Button type="submit" kind="primary" busy={busy === 'save' && 'Saving…'}>
            Set the share
          </Button>
          <Button onClick={onClose}>Not now</Button>
        </div>
      </form>
    </Dialog>
  );
}
