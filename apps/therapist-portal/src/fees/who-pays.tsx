import { Button, Dialog, ErrorSummary, RadioRows, useAct } from '@heather/ui';
import { useState } from 'react';
import { money } from '../app/money.ts';
import { api } from '../app/trpc.ts';
import { ArrangementDialog } from './arrangement-dialog.tsx';
import { type Arrangement, dayText, type Ledger, limitWords, payerKinds, refreshFees } from './fees-data.ts';

const shareWords = (one: Arrangement): string =>
  one.share === 'whole'
    ? 'pays the whole fee'
    : one.share === 'fixed'
      ? `pays ${money(one.sharePence ?? 0)} of each fee`
      : `pays ${(one.sharePoints ?? 0) / 100} % of each fee`;

const shown = { name: 'by name', initials: 'by initials', reference: 'by our reference alone' } as const;

function terms(one: Arrangement): string {
  const said = [
    `From ${dayText(one.fromOn)}${one.untilOn === null ? '' : ` to ${dayText(one.untilOn)}`}`,
    one.sessionLimit === null ? null : `${one.used} of ${one.sessionLimit} sessions used`,
    one.authorisation === null ? null : `authorisation ${one.authorisation}`,
    one.authorisedUntilOn === null ? null : `until ${dayText(one.authorisedUntilOn)}`,
    one.memberReference === null ? null : `their reference ${one.memberReference}`,
    one.coversMissed ? 'missed sessions too' : null,
    `calls them ${shown[one.shownAs]}`,
    one.kind === 'insurer'
      ? 'is given the days'
      : one.datesAgreed
        ? 'is given the days, by the client’s yes'
        : 'is not given the days',
  ];
  return `${said.filter((part) => part !== null).join(', ')}.`;
}

/** Who else pays for a client, what is left of it, and what waits for somebody to choose. */
export function WhoPays({ clientId, ledger }: { clientId: string; ledger: Ledger }) {
  const [changing, setChanging] = useState<Arrangement | null>(null);
  const [deciding, setDeciding] = useState<Arrangement | null>(null);
  const { arrangements, mayRecord } = ledger;
  return (
    <section className="fees-part">
      <h2>Who pays</h2>
      {arrangements.length === 0 ? (
        <p>The client pays for themselves.</p>
      ) : (
        <ul className="rows">
          {arrangements.map((one) => (
            <li key={one.id} className="stack-close">
              <p>
                {one.payer} <span className="quiet">({payerKinds[one.kind].toLowerCase()})</span> {shareWords(one)}.{' '}
                {one.isOver ? <span className="quiet">It has ended.</span> : <b>{limitWords(one)}</b>}
              </p>
              <p className="quiet">{terms(one)}</p>
              {one.beyond === 'client-pays' ? (
                <p className="quiet">Beyond the limit the client pays: so it was chosen.</p>
              ) : null}
              {one.waiting === 0 ? null : (
                <p>
                  <b>
                    {one.waiting === 1 ? 'One session is' : `${one.waiting} sessions are`} beyond the limit,{' '}
                    {money(one.waitingPence)}: who pays is not yet decided.
                  </b>
                </p>
              )}
              {mayRecord && !one.isOver ? (
                <div className="acts">
                  {one.waiting > 0 || ((one.state === 'reached' || one.state === 'expired') && one.beyond === 'ask') ? (
                    <Button onClick={() => setDeciding(one)}>Decide who pays</Button>
                  ) : null}
                  <Button kind="link" onClick={() => setChanging(one)}>
                    Change the terms<span className="away"> of {one.payer}</span>
                  </Button>
                </div>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {deciding === null ? null : <DecideDialog clientId={clientId} one={deciding} onClose={() => setDeciding(null)} />}
      {changing === null ? null : (
        <ArrangementDialog clientId={clientId} one={changing} onClose={() => setChanging(null)} />
      )}
    </section>
  );
}

type Choice = 'client-pays' | 'let-go' | 'payer-pays';

/** Nothing beyond a limit falls to a client until somebody says here what was agreed with them. */
function DecideDialog({ clientId, one, onClose }: { clientId: string; one: Arrangement; onClose: () => void }) {
  const [choice, setChoice] = useState<Choice | null>(null);
  const [missing, setMissing] = useState(false);
  const { busy, errors, act } = useAct();
  const decide = () => {
    if (choice === null) return setMissing(true);
    setMissing(false);
    void act('decide', async () => {
      await api.fees.decideBeyondLimit.mutate({ clientId, arrangementId: one.id, choice });
      await refreshFees();
      onClose();
    });
  };
  return (
    <Dialog open onClose={onClose} title="Who pays beyond the limit?">
      <ErrorSummary errors={missing ? [{ field: 'choice', message: 'Choose one' }] : errors} />
      <RadioRows
        name="choice"
        legend={
          one.waiting === 0
            ? 'For the sessions to come'
            : `For ${one.waiting === 1 ? 'one session' : `${one.waiting} sessions`}, ${money(one.waitingPence)}`
        }
        value={choice}
        onChange={setChoice}
        options={[
          {
            value: 'client-pays',
            label: 'The client',
            hint: 'They have said so. It holds for the sessions after these, too.',
          },
          {
            value: 'payer-pays',
            label: one.payer,
            hint: 'Write the new limit down first, under “Change the terms”. Only sessions within it go to them.',
          },
          { value: 'let-go', label: 'Nobody: the practice lets them go' },
        ]}
      />
      <div className="acts">
        <Button kind="primary" busy={busy === 'decide' && 'Writing…'} onClick={decide}>
          Write it down
        </Button>
        <Button onClick={onClose}>Not now</Button>
      </div>
    </Dialog>
  );
}
