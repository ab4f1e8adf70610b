import { Button, ButtonLink, ErrorSummary, makePasskey, passkeysWork, useAct } from '@heather/ui';
import { queryClient } from '../app/query-client.ts';
import { api, trpc } from '../app/trpc.ts';
import { mustConfirm } from './must-confirm.ts';
import { dayWords } from './time-words.ts';

type SecondStepsProps = {
  factors: { methods: readonly string[]; hasPassword: boolean };
  passkeys: readonly { id: string; name: string; createdAt: string | null }[];
};

export function SecondSteps({ factors, passkeys }: SecondStepsProps) {
  const { busy, errors, act } = useAct();
  const fresh = () => queryClient.invalidateQueries(trpc.account.pathFilter());
  const remove = (passkeyId: string) =>
    act(passkeyId, () => mustConfirm(api.account.removePasskey.mutate({ passkeyId })).then(fresh));
  const add = () =>
    act('add', async () => {
      const options = await mustConfirm(api.account.beginPasskey.mutate());
      await api.account.finishPasskey.mutate({ response: await makePasskey(options) });
      await fresh();
    });
  const hasApp = factors.methods.includes('totp');
  return (
    <section className="stack">
      <h2>Your second step</h2>
      <ErrorSummary errors={errors} />
      <ul className="rows">
        <li className="account-row">
          <p>
            Authenticator app
            <span className="quiet">{hasApp ? ' set up, with recovery codes' : ' not set up'}</span>
          </p>
          {hasApp && factors.hasPassword ? (
            <ButtonLink href="/account/recovery-codes">Make new recovery codes</ButtonLink>
          ) : null}
          {!hasApp && factors.hasPassword ? (
            <ButtonLink href="/account/authenticator">Set up the app</ButtonLink>
          ) : null}
        </li>
        {passkeys.map(({ id, name, createdAt }) => (
          <li key={id} className="account-row">
            <p>
              Passkey on {name}
              {createdAt === null ? null : <span className="quiet"> since {dayWords(createdAt)}</span>}
            </p>
            <Button
              onClick={() => void remove(id)}
              busy={busy === id && 'Removing…'}
              aria-label={`Remove the passkey on ${name}`}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      {passkeysWork() ? (
        <div className="acts">
          <Button onClick={() => void add()} busy={busy === 'add' && 'Waiting for your device…'}>
            Add a passkey
          </Button>
        </div>
      ) : null}
    </section>
  );
}
