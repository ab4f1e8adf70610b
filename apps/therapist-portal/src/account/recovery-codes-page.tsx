import { BackLink, Button, ButtonLink, ErrorSummary, PageTitle, TextInput, useAct } from '@heather/ui';
import { useState } from 'react';
import { api } from '../app/trpc.ts';
import { mustConfirm } from './must-confirm.ts';
import './account.css';

/** New recovery codes, shown once. The password stays in this page's memory and no longer. */
export default function RecoveryCodesPage() {
  const { busy, errors, act, refuse, errorOf } = useAct();
  const [password, setPassword] = useState('');
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const make = () => {
    if (password === '') return refuse({ field: 'password', message: 'Type your password.' });
    void act(
      'make',
      async () => setCodes((await mustConfirm(api.account.newRecoveryCodes.mutate({ password }))).recoveryCodes),
      'password',
    );
  };
  if (codes !== null) {
    return (
      <div className="plain-page">
        <PageTitle title="Recovery codes" focusKey="made">
          Your new recovery codes
        </PageTitle>
        <p>
          Each gets you in once without the app. They are shown only now: print them, or write them down. The ones of
          before no longer work.
        </p>
        <ul className="recovery-codes">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className="acts">
          <ButtonLink kind="primary" href="/account">
            I have kept them
          </ButtonLink>
        </div>
      </div>
    );
  }
  return (
    <div className="plain-page">
      <BackLink href="/account" />
      <ErrorSummary errors={errors} />
      <PageTitle title="Recovery codes">Make new recovery codes</PageTitle>
      <p>You get ten new ones. All of the old ones stop working at once. We tell you by mail that something changed.</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          make();
        }}
      >
        <TextInput
          name="password"
          type="password"
          label="Your password"
          autoComplete="current-password"
          maxLength={128}
          value={password}
          onChange={setPassword}
          error={errorOf('password')}
        />
        <div className="acts">
          <Button kind="primary" type="submit" busy={busy === 'make' && 'Making…'}>
            Make new codes
          </Button>
        </div>
      </form>
    </div>
  );
}
