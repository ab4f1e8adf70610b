import { Button, ErrorSummary, PageTitle, passkeysWork, provePasskey, TextInput, useAct } from '@heather/ui';
import { useState } from 'react';
import { api } from '../app/trpc.ts';
import { arrive, backPath } from './arrive.ts';
import { LookRound } from './look-round.tsx';
import './sign-in.css';

export function PasswordForm({ onEnrol }: { onEnrol: (password: string) => void }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { busy, errors, act, refuse, errorOf } = useAct();
  const signIn = () => {
    if (email.trim() === '') return refuse({ field: 'email', message: 'Type your work e-mail address.' });
    if (password === '') return refuse({ field: 'password', message: 'Type your password.' });
    void act(
      'sign-in',
      async () => {
        const { next } = await api.account.signIn.mutate({ email: email.trim(), password });
        if (next === 'enrol') return onEnrol(password);
        window.location.replace(`/sign-in/second-step?back=${encodeURIComponent(backPath())}`);
        return 'leaving';
      },
      'email',
    );
  };
  const byPasskey = () =>
    act('passkey', async () => {
      const options = await api.account.beginPasskeySignIn.mutate();
      await api.account.finishPasskeySignIn.mutate({ response: await provePasskey(options) });
      return arrive();
    });
  return (
    <div className="door">
      <section>
        <ErrorSummary errors={errors} />
        <PageTitle title="Sign in" />
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            signIn();
          }}
        >
          <TextInput
            name="email"
            type="email"
            label="Your work e-mail address"
            autoComplete="username"
            maxLength={254}
            value={email}
            onChange={setEmail}
            error={errorOf('email')}
          />
          <TextInput
            name="password"
            type="password"
            label="Password"
            autoComplete="current-password"
            maxLength={128}
            value={password}
            onChange={setPassword}
            error={errorOf('password')}
          />
          <div className="acts">
            <Button kind="primary" type="submit" busy={busy === 'sign-in' && 'Signing in…'}>
              Sign in
            </Button>
            {passkeysWork() ? (
              <Button onClick={() => void byPasskey()} busy={busy === 'passkey' && 'Waiting for your device…'}>
                Use a passkey
              </Button>
            ) : null}
          </div>
        </form>
        <p className="quiet aside">Cannot get in? A manager can send you a new invitation.</p>
      </section>
      <LookRound />
    </div>
  );
}
