import { Button, Dialog, ErrorSummary, type FormError, RadioRows, useAct } from '@heather/ui';
import { useState } from 'react';
import { money } from '../app/money.ts';
import { api } from '../app/trpc.ts';
import { type Entry, lineText, refreshFees } from './fees-data.ts';

type LetGoDialogProps = { clientId: string; entry: Entry; isTakingBack?: boolean; onClose: () => void };

const waivers = ['hardship', 'our-mistake', 'not-foreseen', 'goodwill'] as const;
const writeOffs = ['not-collectable', 'small-sum'] as const;
type Reason = (typeof waivers)[number] | (typeof writeOffs)[number];
const words: Record<Reason, string> = {
  'not-foreseen': 'It could not be foreseen',
  hardship: 'Paying is hard',
  'our-mistake': 'Our mistake',
  goodwill: 'Goodwill',
  'not-collectable': 'It will not be paid: written off',
  'small-sum': 'Too small to ask for: written off',
};

/** Lets go of what is open of one charge, for a word from a list: nobody writes here what somebody was ill with. Or takes a line back. */
export function LetGoDialog({ clientId, entry, isTakingBack = false, onClose }: LetGoDialogProps) {
  const [reason, setReason] = useState<Reason | null>(null);
  const [wrong, setWrong] = useState<readonly FormError[]>([]);
  const { busy, errors, act } = useAct();
  const sum = money(isTakingBack ? Math.abs(entry.effectPence) : entry.openPence);
  const run = () => {
    if (!isTakingBack && reason === null) return setWrong([{ field: 'reason', message: 'Choose a reason' }]);
    setWrong([]);
    void act('go', async () => {
      const chargeId = entry.id;
      const waiver = waivers.find((one) => one === reason);
      const writeOff = writeOffs.find((one) => one === reason);
      if (isTakingBack) await api.fees.takeBack.mutate({ clientId, entryId: entry.id });
      else if (waiver) await api.fees.waive.mutate({ clientId, chargeId, reason: waiver });
      else if (writeOff) await api.fees.writeOff.mutate({ clientId, chargeId, reason: writeOff });
      await refreshFees();
      onClose();
    });
  };
  return (
    <Dialog open onClose={onClose} title={isTakingBack ? `Take back ${sum}?` : `Let go of ${sum}?`}>
      <ErrorSummary errors={wrong.length > 0 ? wrong : errors} />
      <p>
        {lineText(entry)}.{' '}
        {isTakingBack
          ? 'A contrary line is written. What it had settled is open again.'
          : 'The charge stays in the ledger, and is not owed any more.'}
      </p>
      {isTakingBack ? null : (
        <RadioRows
          name="reason"
          legend="Why"
          value={reason}
          onChange={setReason}
          error={wrong[0]?.message}
          options={[...waivers, ...writeOffs].map((value) => ({ value, label: words[value] }))}
        />
      )}
      <div className="acts">
        <Button kind="primary" busy={busy === 'go' && 'Writing…'} onClick={run}>
          {isTakingBack ? 'Take it back' : 'Let go of it'}
        </Button>
        <Button onClick={onClose}>Keep it</Button>
      </div>
    </Dialog>
  );
}
