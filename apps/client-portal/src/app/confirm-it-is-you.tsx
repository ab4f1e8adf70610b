import { Button, CodeInput, ErrorSummary, Loading, PageTitle, passkeysWork, provePasskey, useAct } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, trpc } from './trpc.ts';

type Means = 'mail' | 'said';

/**
 * Before something that would let somebody else in: proof that the person is here now. By a mailed code, a code that their therapist
 * says, or a passkey. `onDone` may end by leaving the page.
 */
export function ConfirmItIsYou({ why, onDone }: { why: string; onDone: () => unknown }) {
  const ways = useQuery(trpc.account.waysToConfirm.queryOptions(undefined, { retry: false, throwOnError: false }));
  const { busy, errors, act, refuse, errorOf } = useAct();
  const [means, setMeans] = useState<Means | null>(null);
  const [isSent, setSent] = useState(false);
  const [code, setCode] = useState('');
  if (ways.isError) {
    window.location.replace('/sign-in');
    return <Loading />;
  }
  if (!ways.data) return <Loading />;
  const { mail, passkey, isDemonstration } = ways.data;
  const by = means ?? (mail ? 'mail' : 'said');
  const length = by === 'mail' ? 6 : 12;
  const send = () =>
    act('send', async () => {
      await api.account.sendConfirmCode.mutate();
      setSent(true);
    });
  const byCode = () => {
    const digits = code.replace(/\D/g, '');
    if (digits.length !== length) return refuse({ field: 'code', message: `Type the ${length} digits of the code.` });
    void act(
      'code',
      async () => {
        await api.account.stepUp.mutate(by === 'mail' ? { code: digits } : { spokenCode: digits });
        return onDone();
      },
      'code',
    );
  };
  const byPasskey = () =>
    act('passkey', async () => {
      const options = await api.account.beginPasskeySignIn.mutate();
      await api.account.stepUp.mutate({ response: await provePasskey(options) });
      return onDone();
    });
  const byClick = () =>
    act('click', async () => {
      await api.account.stepUp.mutate({ demonstration: true });
      return onDone();
    });
  const swap = () => {
    setMeans(by === 'mail' ? 'said' : 'mail');
    setCode('');
  };
  const asksCode = by === 'said' || isSent;
  return (
    <>
      <ErrorSummary errors={errors} />
      <PageTitle title="Is it you?" focusKey={`${by} ${isSent}`}>
        Please show that it is you
      </PageTitle>
      <p>{why} This counts for ten minutes.</p>
      {by === 'mail' && isSent ? <p>We have sent a code to the e-mail we have for you. It works once.</p> : null}
      {by === 'said' ? <p>Your therapist can say a code to you in the room or by phone.</p> : null}
      {asksCode ? (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            byCode();
          }}
        >
          <CodeInput
            name="code"
            label={`The ${length} digits`}
            maxLength={20}
            value={code}
            onChange={setCode}
            error={errorOf('code')}
          />
          <div className="acts-client">
            <Button kind="primary" type="submit" busy={busy === 'code' && 'Checking…'}>
              Go on
            </Button>
          </div>
        </form>
      ) : (
        <div className="acts-client">
          <Button kind="primary" onClick={() => void send()} busy={busy === 'send' && 'Sending…'}>
            Send me a code by e-mail
          </Button>
        </div>
      )}
      <div className="acts-client">
        {passkey && passkeysWork() ? (
          <Button onClick={() => void byPasskey()} busy={busy === 'passkey' && 'Waiting for your device…'}>
            Use a passkey
          </Button>
        ) : null}
        {mail ? (
          <Button onClick={swap}>{by === 'mail' ? 'Use a code my therapist gave me' : 'Use a code by e-mail'}</Button>
        ) : null}
        {isDemonstration ? (
          <Button onClick={() => void byClick()} busy={busy === 'click' && 'Going on…'}>
            Go on with one click, as this is a demonstration
          </Button>
        ) : null}
      </div>
    </>
  );
}
