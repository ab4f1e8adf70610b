import { Button, DateInput, Dialog, ErrorSummary, Select, useAct } from '@heather/ui';
import { useState } from 'react';
import { money } from '../app/money.ts';
import { api } from '../app/trpc.ts';
import { dayText, type Ledger, refreshFees } from './fees-data.ts';

const reasons = {
  income: 'By income',
  student: 'Student',
  'between-jobs': 'Between jobs',
  trainee: 'With a trainee',
  'earlier-fee': 'An earlier fee, kept',
  'partner-scheme': 'A scheme with a partner',
  'no-fee-place': 'A place without a fee',
} as const;
type Reason = keyof typeof reasons;

/** What was agreed, where it stands on the practice's scale, and the word for why. The agreement counts, not the scale. */
export function FeeTerms({ clientId, ledger }: { clientId: string; ledger: Ledger }) {
  const [isOpen, setOpen] = useState(false);
  const { agreedPence, scale, reason, reviewOn } = ledger.fee;
  const line = scale.find(({ pence }) => pence === agreedPence);
  return (
    <section className="fees-part">
      <h2>The fee</h2>
      <p>
        {agreedPence === null ? 'Nothing is agreed yet.' : `${money(agreedPence)} a session, as the agreement says.`}{' '}
        {agreedPence === null || scale.length === 0
          ? null
          : line === undefined
            ? 'It is not on the practice’s list.'
            : `On the practice’s list: ${line.name}${line.isUsual ? ', the usual one' : ''}.`}
      </p>
      {reason === null ? null : (
        <p className="quiet">
          {reasons[reason as Reason] ?? ''}
          {reviewOn === null ? '.' : `. To be looked at again on ${dayText(reviewOn)}.`}
        </p>
      )}
      {ledger.mayRecord ? (
        <Button kind="link" onClick={() => setOpen(true)}>
          {reason === null ? 'Say why the fee is another' : 'Change the reason'}
        </Button>
      ) : null}
      {isOpen ? <ReasonDialog clientId={clientId} ledger={ledger} onClose={() => setOpen(false)} /> : null}
    </section>
  );
}

function ReasonDialog({ clientId, ledger, onClose }: { clientId: string; ledger: Ledger; onClose: () => void }) {
  const [reason, setReason] = useState<Reason | ''>((ledger.fee.reason as Reason | null) ?? '');
  const [reviewOn, setReviewOn] = useState(ledger.fee.reviewOn ?? '');
  const [missing, setMissing] = useState(false);
  const { busy, errors, act } = useAct();
  const save = () => {
    if (reason === '') return setMissing(true);
    void act('save', async () => {
      await api.fees.setFeeReason.mutate({ clientId, reason, reviewOn: reviewOn || null });
      await refreshFees();
      onClose();
    });
  };
  return (
    <Dialog open onClose={onClose} title="Why the fee is another">
      <ErrorSummary errors={missing && reason === '' ? [{ field: 'reason', message: 'Choose a reason' }] : errors} />
      <Select
        name="reason"
        label="Reason"
        value={reason}
        onChange={setReason}
        nothing="Choose"
        options={(Object.keys(reasons) as Reason[]).map((value) => ({ value, label: reasons[value] }))}
      />
      <DateInput
        name="reviewOn"
        label="Look at it again on"
        hint="Empty: no day."
        value={reviewOn}
        onChange={setReviewOn}
      />
      <p className="quiet">The fee itself is changed in the agreement, and signed there.</p>
      <div className="acts">
        <Button kind="primary" busy={busy === 'save' && 'Saving…'} onClick={save}>
          Save the reason
        </Button>
        <Button onClick={onClose}>Not now</Button>
      </div>
    </Dialog>
  );
}
