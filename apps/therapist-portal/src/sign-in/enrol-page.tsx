import { Button, ErrorSummary, makePasskey, PageTitle, passkeysWork, TextInput, useAct } from '@heather/ui';
import { useState } from 'react';
import { api } from '../app/trpc.ts';
import { type Begun, EnrolCodes } from './enrol-codes.tsx';
import './sign-in.css';

type EnrolPageProps = {
  /** Known when it was typed a moment ago; asked for again otherwise. */
  password: string | null;
  hasPassword: boolean;
  onDone: () => 'leaving';
};

/** Setting up a second step: an authenticator app with recovery codes, or a passkey. */
export function EnrolPage({ password: known, hasPassword, onDone }: EnrolPageProps) {
  const { busy, errors, act, refuse, errorOf } = useAct();
  const [password, setPassword] = useState('');
  const [begun, setBegun] = useState<Begun | null>(null);
  if (begun !== null) return <EnrolCodes begun={begun} onDone={onDone} />;
  const byApp = () => {
    const given = known ?? password;
    if (given === '') return refuse({ field: 'password', message: 'Type your password once more.' });
    void act('app', async () => setBegun(await api.account.beginTotp.mutate({ password: given })), 'password');
  };
  const byPasskey = () =>
    act('passkey', async () => {
      await api.account.finishPasskey.mutate({ response: await makePasskey(await api.account.beginPasskey.mutate()) });
      return onDone();
    });
  return (
    <div className="plain-page">
      <ErrorSummary errors={errors} />
      <PageTitle title="Set up a second step" />
      <p>
        What is kept here is other people’s health, so a password alone is not enough. Choose how you show that it is
        you; you can add the other one later.
      </p>
      {hasPassword ? (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            byApp();
          }}
        >
          {known === null ? (
            <TextInput
              name="password"
              type="password"
              label="Your password, once more"
              autoComplete="current-password"
              maxLength={128}
              value={password}
              onChange={setPassword}
              error={errorOf('password')}
            />
          ) : null}
          <div className="acts">
            <Button kind="primary" type="submit" busy={busy === 'app' && 'Preparing…'}>
              Set up an authenticator app
            </Button>
            {passkeysWork() ? (
              <Button onClick={() => void byPasskey()} busy={busy === 'passkey' && 'Waiting for your device…'}>
                Set up a passkey
              </Button>
            ) : null}
          </div>
        </form>
      ) : (
        <div className="acts">
          <Button
            kind="primary"
            onClick={() => void byPasskey()}
            busy={busy === 'passkey' && 'Waiting for your device…'}
          >
            Set up a passkey
          </Button>
        </div>
      )}
      <p className="quiet">
        An authenticator app shows six digits that change every half minute. A passkey is the finger, face or PIN of a
        device.
      </p>
    </div>
  );
}
