import { Button, ErrorSummary, leadToSignIn, makePasskey, passkeysWork, readRefusal, useAct } from '@heather/ui';
import { queryClient } from '../app/query-client.ts';
import { api, trpc } from '../app/trpc.ts';
import { dayWords } from './time-words.ts';

type Passkey = { id: string; name: string; createdAt: string | null };

export function Passkeys({ passkeys }: { passkeys: readonly Passkey[] }) {
  const { busy, errors, act } = useAct();
  const fresh = () => queryClient.invalidateQueries(trpc.account.listPasskeys.queryFilter());
  const remove = (passkeyId: string) =>
    act(passkeyId, async () => {
      await api.account.removePasskey.mutate({ passkeyId }).catch((error: unknown) => {
        // Back here afterwards, to press it again: what is removed is chosen by somebody who has shown that it is them.
        leadToSignIn(readRefusal(error).code);
        throw error;
      });
      await fresh();
    });
  const add = () =>
    act('add', async () => {
      await api.account.finishPasskey.mutate({ response: await makePasskey(await api.account.beginPasskey.mutate()) });
      await fresh();
    });
  return (
    <section className="stack-close">
      <h2>Passkeys</h2>
      <ErrorSummary errors={errors} />
      {passkeys.length === 0 ? (
        <p>You have none. With a passkey you sign in by finger, face or PIN, with no code.</p>
      ) : (
        <ul className="rows">
          {passkeys.map(({ id, name, createdAt }) => (
            <li key={id} className="stack-close">
              <p>
                {name}
                {createdAt === null ? null : <span className="quiet small"> since {dayWords(createdAt)}</span>}
              </p>
              <Button
                onClick={() => void remove(id)}
                busy={busy === id && 'Removing…'}
                aria-label={`Remove the passkey ${name}`}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      {passkeysWork() ? (
        <>
          <Button onClick={() => void add()} busy={busy === 'add' && 'Waiting for your device…'}>
            Set up a passkey
          </Button>
          <p className="small quiet">Do this only on a device that nobody else can open.</p>
        </>
      ) : null}
    </section>
  );
}
