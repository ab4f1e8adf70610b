import { Button, CodeInput, ErrorSummary, PageTitle, passkeysWork, provePasskey, TextInput, useAct } from '@heather/ui';
import { useState } from 'react';
import { api } from '../app/trpc.ts';
import { arrive } from './arrive.ts';
import './sign-in.css';

type ProofFormProps = {
  purpose: 'sign-in' | 'confirm';
  methods: readonly ('totp' | 'passkey')[];
  isDemonstration?: boolean;
};

/** A code from the authenticator, a recovery code or a passkey. What is tried first is what the account has. */
export function ProofForm({ purpose, methods, isDemonstration = false }: ProofFormProps) {
  const { busy, errors, act, refuse, errorOf } = useAct();
  const [isRecovery, setIsRecovery] = useState(false);
  const [code, setCode] = useState('');
  const hasCodes = methods.includes('totp');
  const hasPasskey = methods.includes('passkey') && passkeysWork();
  const prove = (proof: { code: string } | { recoveryCode: string }) =>
    purpose === 'sign-in' ? api.account.verifySecondFactor.mutate(proof) : api.account.stepUp.mutate(proof);
  const byCode = () => {
    const given = isRecovery ? code.trim() : code.replace(/\D/g, '');
    if (!isRecovery && given.length !== 6)
      return refuse({ field: 'code', message: 'Type the 6 digits that your authenticator app shows.' });
    if (isRecovery && !/^[\w-]{8,24}$/.test(given))
      return refuse({ field: 'code', message: 'Type one of your recovery codes, as it was shown.' });
    void act(
      'code',
      async () => {
        await prove(isRecovery ? { recoveryCode: given } : { code: given });
        return arrive();
      },
      'code',
    );
  };
  const byPasskey = () =>
    act('passkey', async () => {
      const response = await provePasskey(await api.account.beginPasskeySignIn.mutate());
      if (purpose === 'sign-in') await api.account.finishPasskeySignIn.mutate({ response });
      else await api.account.stepUp.mutate({ response });
      return arrive();
    });
  const byClick = () =>
    act('click', async () => {
      await api.account.stepUp.mutate({ demonstration: true });
      return arrive();
    });
  const swap = () => {
    setIsRecovery(!isRecovery);
    setCode('');
  };
  return (
    <div className="plain-page">
      <ErrorSummary errors={errors} />
      {purpose === 'sign-in' ? (
        <PageTitle title="Second step" focusKey={isRecovery ? 'recovery' : 'code'} />
      ) : (
        <PageTitle title="Confirm that it is you" focusKey={isRecovery ? 'recovery' : 'code'} />
      )}
      {purpose === 'confirm' ? <p>What comes next is worth a second look. This counts for ten minutes.</p> : null}
      {hasCodes ? (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            byCode();
          }}
        >
          {isRecovery ? (
            <TextInput
              name="code"
              label="A recovery code"
              hint="Each works once. Cross it out afterwards."
              width="short"
              autoComplete="off"
              spellCheck={false}
              maxLength={24}
              value={code}
              onChange={setCode}
              error={errorOf('code')}
            />
          ) : (
            <CodeInput
              name="code"
              label="The 6 digits from your authenticator app"
              maxLength={10}
              value={code}
              onChange={setCode}
              error={errorOf('code')}
            />
          )}
          <div className="acts">
            <Button kind="primary" type="submit" busy={busy === 'code' && 'Checking…'}>
              {purpose === 'sign-in' ? 'Finish signing in' : 'Confirm'}
            </Button>
            {hasPasskey ? (
              <Button onClick={() => void byPasskey()} busy={busy === 'passkey' && 'Waiting for your device…'}>
                Use a passkey
              </Button>
            ) : null}
          </div>
          <p>
            <Button kind="link" onClick={swap}>
              {isRecovery ? 'Use the authenticator app' : 'Use a recovery code'}
            </Button>
          </p>
        </form>
      ) : null}
      {!hasCodes && hasPasskey ? (
        <div className="acts">
          <Button
            kind="primary"
            onClick={() => void byPasskey()}
            busy={busy === 'passkey' && 'Waiting for your device…'}
          >
            Use your passkey
          </Button>
        </div>
      ) : null}
      {!hasCodes && !hasPasskey && !isDemonstration ? (
        <p>Your second step is a passkey, and this browser cannot use it. Open Heather where you set it up.</p>
      ) : null}
      {isDemonstration ? (
        <div className="acts">
          <Button
            kind={hasCodes || hasPasskey ? 'edged' : 'primary'}
            onClick={() => void byClick()}
            busy={busy === 'click' && 'Confirming…'}
          >
            Confirm with one click, as this is a demonstration
          </Button>
        </div>
      ) : null}
    </div>
  );
}
