import { Button, CodeInput, ErrorSummary, PageTitle, useAct } from '@heather/ui';
import { useState } from 'react';
import { api } from '../app/trpc.ts';
import { QrCode } from './qr-code.tsx';

export type Begun = { uri: string; recoveryCodes: readonly string[] };

/** The secret as a picture and as text, the recovery codes, and the first code, which shows that the app has it. */
export function EnrolCodes({ begun, onDone }: { begun: Begun; onDone: () => 'leaving' }) {
  const { busy, errors, act, refuse, errorOf } = useAct();
  const [code, setCode] = useState('');
  const secret = new URL(begun.uri).searchParams.get('secret') ?? '';
  const finish = () => {
    const digits = code.replace(/\D/g, '');
    if (digits.length !== 6) return refuse({ field: 'code', message: 'Type the 6 digits that the app shows.' });
    void act(
      'finish',
      async () => {
        await api.account.finishTotp.mutate({ code: digits });
        return onDone();
      },
      'code',
    );
  };
  return (
    <div className="plain-page">
      <ErrorSummary errors={errors} />
      <PageTitle title="Your authenticator app" />
      <h2>1. Add Heather to the app</h2>
      <p>
        Scan this with the app, or on a telephone <a href={begun.uri}>open it in the app</a>.
      </p>
      <QrCode text={begun.uri} label="A square code for the authenticator app. The same as text stands below it." />
      <p>
        Or type this into the app: <span className="secret">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</span>
      </p>
      <h2>2. Keep these recovery codes</h2>
      <p>Each gets you in once without the app. They are shown only now: print them, or write them down.</p>
      <ul className="recovery">
        {begun.recoveryCodes.map((recovery) => (
          <li key={recovery}>{recovery}</li>
        ))}
      </ul>
      <h2>3. Show that it works</h2>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          finish();
        }}
      >
        <CodeInput
          name="code"
          label="The 6 digits that the app shows now"
          maxLength={10}
          value={code}
          onChange={setCode}
          error={errorOf('code')}
        />
        <div className="acts">
          <Button kind="primary" type="submit" busy={busy === 'finish' && 'Checking…'}>
            Finish setting up
          </Button>
        </div>
      </form>
    </div>
  );
}
