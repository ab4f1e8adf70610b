import { BackLink, Button, CodeInput, ErrorSummary, PageTitle, useAct } from '@heather/ui';
import { useState } from 'react';
import { api } from '../app/trpc.ts';
import { arrive } from './arrive.ts';

/** Known or not, the words are the same: the page does not tell who is a client. */
export default function AskCode({ address, onBack }: { address: string; onBack: () => void }) {
  const [code, setCode] = useState('');
  const [isAgain, setIsAgain] = useState(false);
  const { busy, errors, act, refuse, errorOf } = useAct();
  const signIn = () => {
    const digits = code.replace(/\D/g, '');
    if (digits.length !== 6) return refuse({ field: 'code', message: 'Type the 6 digits from the mail.' });
    void act(
      'sign-in',
      async () => arrive((await api.account.signInWithCode.mutate({ address, code: digits })).isFirst),
      'code',
    );
  };
  const again = () =>
    act('again', async () => {
      await api.account.requestCode.mutate({ address });
      setCode('');
      setIsAgain(true);
    });
  return (
    <div className="stack">
      <BackLink onBack={onBack} />
      <ErrorSummary errors={errors} />
      <PageTitle title="Type the code" />
      <p>
        If <b>{address}</b> is the safe address we have for you, a code is on its way there. It works for 10 minutes.
      </p>
      <div role="status">{isAgain ? <p>We have sent a new code. The old one no longer works.</p> : null}</div>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          signIn();
        }}
      >
        <CodeInput
          name="code"
          label="The 6 digits"
          value={code}
          onChange={setCode}
          maxLength={12}
          error={errorOf('code')}
        />
        <div className="acts-client">
          <Button kind="primary" type="submit" busy={busy === 'sign-in' && 'Signing in…'}>
            Sign in
          </Button>
          <Button onClick={() => void again()} busy={busy === 'again' && 'Sending…'}>
            Send a new code
          </Button>
        </div>
      </form>
      <p className="small aside">
        Nothing came? Look in your spam folder. We send no code to an address that others read, or that we changed for
        you. Then ask your therapist for a code when you next meet or talk.
      </p>
    </div>
  );
}
