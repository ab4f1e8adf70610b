import { BackLink, Button, CodeInput, ErrorSummary, PageTitle, useAct } from '@heather/ui';
import { useState } from 'react';
import { api } from '../app/trpc.ts';
import { arrive } from './arrive.ts';

export default function AskSpokenCode({ onBack }: { onBack: () => void }) {
  const [code, setCode] = useState('');
  const { busy, errors, act, refuse, errorOf } = useAct();
  const signIn = () => {
    const digits = code.replace(/\D/g, '');
    if (digits.length !== 12) return refuse({ field: 'spoken', message: 'Type the 12 digits your therapist said.' });
    void act(
      'sign-in',
      async () => arrive((await api.account.signInWithSpokenCode.mutate({ code: digits })).isFirst),
      'spoken',
    );
  };
  return (
    <div className="stack">
      <BackLink onBack={onBack} />
      <ErrorSummary errors={errors} />
      <PageTitle title="A code from your therapist" />
      <p>Your therapist can say a code to you in the room or by phone. It works once, for 10 minutes.</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          signIn();
        }}
      >
        <CodeInput
          name="spoken"
          label="The 12 digits"
          value={code}
          onChange={setCode}
          maxLength={20}
          error={errorOf('spoken')}
        />
        <div className="acts-client">
          <Button kind="primary" type="submit" busy={busy === 'sign-in' && 'Signing in…'}>
            Sign in
          </Button>
        </div>
      </form>
    </div>
  );
}
