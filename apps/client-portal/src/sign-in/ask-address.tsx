import { Button, ErrorSummary, PageTitle, TextInput, useAct } from '@heather/ui';
import { lazy, Suspense } from 'react';
import { api } from '../app/trpc.ts';

// Apart: nobody waits for it, and it is empty everywhere but in a demonstration.
const LookRound = lazy(() => import('./look-round.tsx'));

type AskAddressProps = {
  address: string;
  onChange: (address: string) => void;
  onSent: (address: string) => void;
  onSpoken: () => void;
};

export function AskAddress({ address, onChange, onSent, onSpoken }: AskAddressProps) {
  const { busy, errors, act, refuse, errorOf } = useAct();
  const send = () => {
    const given = address.trim();
    if (given === '') return refuse({ field: 'address', message: 'Type your e-mail address.' });
    void act(
      'send',
      async () => {
        await api.account.requestCode.mutate({ address: given });
        onSent(given);
      },
      'address',
    );
  };
  const byPasskey = () => act('passkey', async () => (await import('./by-passkey.ts')).signInByPasskey());
  return (
    <div className="stack">
      <ErrorSummary errors={errors} />
      <PageTitle title="Sign in" />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <TextInput
          name="address"
          type="email"
          label="Your e-mail address"
          hint="The one you told us is safe. We send a code there."
          autoComplete="email"
          maxLength={254}
          value={address}
          onChange={onChange}
          error={errorOf('address')}
        />
        <div className="acts-client">
          <Button kind="primary" type="submit" busy={busy === 'send' && 'Sending…'}>
            Send me a code
          </Button>
          {'PublicKeyCredential' in window ? (
            <Button onClick={() => void byPasskey()} busy={busy === 'passkey' && 'Waiting for your device…'}>
              Use a passkey
            </Button>
          ) : null}
          <Button onClick={onSpoken}>Use a code my therapist gave me</Button>
        </div>
      </form>
      <p className="small aside">
        New here? <a href="/enquiry">Ask us for therapy</a>.
      </p>
      <Suspense>
        <LookRound />
      </Suspense>
    </div>
  );
}
