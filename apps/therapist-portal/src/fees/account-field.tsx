import { Select } from '@heather/ui';
import type { Ledger } from './fees-data.ts';

type AccountFieldProps = { ledger: Ledger; label: string; value: string; onChange: (payerId: string) => void };

/** Whose account a sum is for: the client's own, or one of the payers'. Nothing to choose while there is only one. */
export function AccountField({ ledger, label, value, onChange }: AccountFieldProps) {
  const payers = new Map(
    [...ledger.arrangements.map(({ payerId, payer }) => [payerId, payer] as const)].concat(
      ledger.accounts.flatMap(({ payerId, name }) => (payerId === null ? [] : [[payerId, name] as const])),
    ),
  );
  if (payers.size === 0) return null;
  return (
    <Select
      name="account"
      label={label}
      value={value === '' ? 'client' : value}
      onChange={(one) => onChange(one === 'client' ? '' : one)}
      options={[
        { value: 'client', label: ledger.name },
        ...[...payers].map(([id, name]) => ({ value: id, label: name })),
      ]}
    />
  );
}

/** What an account owes; '' is the client's own. */
export const owedOn = (ledger: Ledger, payerId: string): number =>
  ledger.accounts.find((one) => (payerId === '' ? one.party === 'client' : one.payerId === payerId))?.owedPence ?? 0;
