import { Button, ButtonLink, ErrorSummary, makePasskey, PageTitle, safeBackPath, useAct } from '@heather/ui';
import { api } from '../app/trpc.ts';

/** Offered once, after the first sign-in; "Not now" is as easy, and it can be done later from the account page. */
export default function PasskeyPage() {
  const { busy, errors, act } = useAct();
  const back = safeBackPath(new URLSearchParams(window.location.search).get('back'));
  const setUp = () =>
    act('set-up', async () => {
      await api.account.finishPasskey.mutate({ response: await makePasskey(await api.account.beginPasskey.mutate()) });
      window.location.replace(back);
      return 'leaving';
    });
  return (
    <>
      <ErrorSummary errors={errors} />
      <PageTitle title="A passkey">Sign in without a code next time?</PageTitle>
      <p>You can use your finger, your face or the PIN of this device. That is called a passkey. It stays with you.</p>
      <p className="small aside">Do this only on a device that nobody else can open.</p>
      <div className="acts-client">
        <Button kind="primary" onClick={() => void setUp()} busy={busy === 'set-up' && 'Waiting for your device…'}>
          Set up a passkey
        </Button>
        <ButtonLink href={back}>Not now</ButtonLink>
      </div>
    </>
  );
}
