import { Button, Checkbox, DateInput, ErrorSummary, type FormError, useAct } from '@heather/ui';
import { type FormEvent, useState } from 'react';
import { api } from '../app/trpc.ts';
import { AccountField } from './account-field.tsx';
import { dayText, type Ledger, refreshFees } from './fees-data.ts';

/** A statement of some days, for the client or for a payer: each sees their own account and nothing else. */
export function Statements({ clientId, ledger }: { clientId: string; ledger: Ledger }) {
  const [payerId, setPayerId] = useState('');
  const [fromOn, setFromOn] = useState(`${ledger.today.slice(0, 8)}01`);
  const [untilOn, setUntilOn] = useState(ledger.today);
  const [isShared, setShared] = useState(false);
  const [wrong, setWrong] = useState<readonly FormError[]>([]);
  const [told, setTold] = useState('');
  const { busy, errors, act } = useAct();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isOff = fromOn === '' || untilOn === '' || fromOn > untilOn;
    setWrong(isOff ? [{ field: 'untilOn', message: 'Give a first and a last day, in that order' }] : []);
    if (isOff) return;
    void act('make', async () => {
      const shares = isShared && payerId === '';
      const days = { fromOn, untilOn, isShared: shares };
      const { willLeave } = await api.fees.makeStatement.mutate({
        clientId,
        ...days,
        ...(payerId !== '' && { payerId }),
      });
      setTold(
        shares
          ? willLeave
            ? 'It is on their page, and a neutral mail has left.'
            : 'It is on their page. No mail left: there is no safe address.'
          : '',
      );
      await refreshFees();
    });
  };
  const nameOf = (id: string | null) => ledger.accounts.find((one) => one.payerId === id)?.name ?? ledger.name;
  return (
    <section className="fees-part">
      <h2>Statements</h2>
      {ledger.statements.length === 0 ? (
        <p className="empty">Statements that were made will stand here.</p>
      ) : (
        <ul className="rows">
          {ledger.statements.map((one) => (
            <li key={one.id}>
              <a href={`/files/statement/${one.id}`} download>
                {dayText(one.fromOn)} to {dayText(one.untilOn)}
              </a>
              , for {one.payerId === null ? ledger.name : nameOf(one.payerId)}
              {one.isShared ? <span className="quiet">, on their page</span> : null}
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={submit} noValidate>
        <ErrorSummary errors={wrong.length > 0 ? wrong : errors} />
        <AccountField ledger={ledger} label="For" value={payerId} onChange={setPayerId} />
        <div className="fee-fields">
          <DateInput name="fromOn" label="First day" value={fromOn} onChange={setFromOn} />
          <DateInput name="untilOn" label="Last day" value={untilOn} onChange={setUntilOn} error={wrong[0]?.message} />
        </div>
        {payerId === '' ? (
          <Checkbox
            name="isShared"
            label="Show it on the client’s page"
            hint="A neutral mail says that there is something to read."
            checked={isShared}
            onChange={setShared}
          />
        ) : null}
        <div className="acts">
          <Button type="submit" busy={busy === 'make' && 'Making…'}>
            Make the statement
          </Button>
        </div>
        {told === '' ? null : <p role="status">{told}</p>}
      </form>
    </section>
  );
}
