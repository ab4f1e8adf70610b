import { type FormError, Select, TextArea, TextInput } from '@heather/ui';
import { isPlain, payerKinds } from './fees-data.ts';

export type PayerKind = keyof typeof payerKinds;
export type PayerDraft = { kind: PayerKind; name: string; address: string; email: string; reference: string };
export const startPayer = (kind: PayerKind): PayerDraft => ({ kind, name: '', address: '', email: '', reference: '' });

export function payerErrors(draft: PayerDraft): FormError[] {
  const found: FormError[] = [];
  if (draft.name.trim() === '') found.push({ field: 'payerName', message: 'Give the payer’s name' });
  if (draft.email.trim() !== '' && !/^\S+@\S+\.\S+$/.test(draft.email.trim()))
    found.push({ field: 'payerEmail', message: 'Give an address such as claims@example.org, or leave it empty' });
  if (!isPlain(draft.reference))
    found.push({ field: 'payerReference', message: 'Use letters, digits, spaces and . / # - only' });
  return found;
}

export const payerInput = ({ kind, name, address, email, reference }: PayerDraft) => ({
  kind,
  name: name.trim(),
  address: address.trim() || null,
  email: email.trim() || null,
  reference: reference.trim() || null,
});

type PayerFieldsProps = {
  draft: PayerDraft;
  onChange: (draft: PayerDraft) => void;
  errorOf: (field: string) => string | undefined;
  /** What somebody is stays as it was first said. */
  mayChooseKind?: boolean;
  kinds?: readonly PayerKind[];
};

/** Who a payer is and where an invoice goes. Nothing about anybody else. */
export function PayerFields({ draft, onChange, errorOf, mayChooseKind = false, kinds }: PayerFieldsProps) {
  const set = (part: Partial<PayerDraft>) => onChange({ ...draft, ...part });
  return (
    <>
      {mayChooseKind ? (
        <Select
          name="payerKind"
          label="Kind"
          value={draft.kind}
          onChange={(kind) => kind && set({ kind })}
          options={(kinds ?? (Object.keys(payerKinds) as PayerKind[])).map((value) => ({
            value,
            label: payerKinds[value],
          }))}
        />
      ) : null}
      <TextInput
        name="payerName"
        label="Name"
        value={draft.name}
        onChange={(name) => set({ name })}
        maxLength={120}
        error={errorOf('payerName')}
      />
      <TextArea
        name="payerAddress"
        label="Address"
        value={draft.address}
        onChange={(address) => set({ address })}
        maxLength={400}
        rows={3}
      />
      <TextInput
        name="payerEmail"
        label="E-mail"
        type="email"
        value={draft.email}
        onChange={(email) => set({ email })}
        error={errorOf('payerEmail')}
      />
      <TextInput
        name="payerReference"
        label="Our number with them"
        hint="A provider or supplier number."
        value={draft.reference}
        onChange={(reference) => set({ reference })}
        maxLength={40}
        error={errorOf('payerReference')}
      />
    </>
  );
}
