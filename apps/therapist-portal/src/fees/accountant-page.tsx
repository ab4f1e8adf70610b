import './fees.css';
import { Button, ErrorSummary, useAct } from '@heather/ui';
import { useState } from 'react';
import { useFirstButton } from '../app/first-button.ts';
import { api } from '../app/trpc.ts';
import { FeesHead } from './fees-head.tsx';
import { MonthField, monthsBack } from './month-field.tsx';

type Made = { documentId: string; lines: number; label: string };

/** A month of the ledger as a file for the accountant: dates, sums, references. Clients by a reference, never by name. */
export default function AccountantPage() {
  const [months] = useState(() => monthsBack(new Date(), 36));
  const [month, setMonth] = useState(months[1]?.value ?? '');
  const [made, setMade] = useState<Made | null>(null);
  const { busy, errors, act } = useAct();
  const kind = useFirstButton();
  const make = () =>
    act('make', async () => {
      const [year, number] = month.split('-').map(Number) as [number, number];
      const untilOn = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
      const answer = await api.fees.makeAccounts.mutate({ fromOn: `${month}-01`, untilOn });
      setMade({ ...answer, label: months.find(({ value }) => value === month)?.label ?? month });
    });
  return (
    <>
      <FeesHead title="For the accountant" current="/fees/accountant" />
      <section className="fees-part">
        <ErrorSummary errors={errors} />
        <p className="reading-text">
          Each line of the ledger that was recorded in the month: what was charged, let go and paid, with its date,
          method, receipt, payer and therapist. Clients stand in it by a reference, persons who pay for them without a
          name. A month that was handed over once does not change: what is put right later stands in a later month.
        </p>
        <MonthField
          label="Month"
          months={months}
          value={month}
          onChange={(value) => {
            setMonth(value);
            setMade(null);
          }}
        />
        <div className="acts">
          <Button kind={kind} busy={busy === 'make' && 'Making…'} onClick={make}>
            Make the file
          </Button>
        </div>
        {made === null ? null : (
          <p role="status">
            {made.lines === 0 ? (
              `Nothing was recorded in ${made.label}.`
            ) : (
              <a href={`/files/accounts/${made.documentId}`} download>
                Download {made.label}, {made.lines === 1 ? 'one line' : `${made.lines} lines`}
              </a>
            )}
          </p>
        )}
      </section>
    </>
  );
}
