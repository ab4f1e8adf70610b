import { Button, ErrorSummary, useAct } from '@heather/ui';
import { queryClient } from '../app/query-client.ts';
import { api, trpc } from '../app/trpc.ts';
import { timeWords } from './time-words.ts';
import './account.css';

type SignIn = { id: string; device: string; createdAt: string; lastSeenAt: string; isThisOne: boolean };

export function SignIns({ signIns }: { signIns: readonly SignIn[] }) {
  const { busy, errors, act } = useAct();
  const end = (signInId: string) =>
    act(signInId, async () => {
      await api.account.endSignIn.mutate({ signInId });
      await queryClient.invalidateQueries(trpc.account.listSignIns.queryFilter());
    });
  return (
    <section className="stack">
      <h2>Where you are signed in</h2>
      <ErrorSummary errors={errors} />
      <ul className="rows">
        {signIns.map(({ id, device, createdAt, lastSeenAt, isThisOne }) => (
          <li key={id} className="account-row">
            <p>
              {device}
              {isThisOne ? ', this one' : null}
              <span className="quiet">
                {' '}
                since {timeWords(createdAt)}
                {isThisOne ? null : `, last used ${timeWords(lastSeenAt)}`}
              </span>
            </p>
            {isThisOne ? null : (
              <Button
                onClick={() => void end(id)}
                busy={busy === id && 'Ending…'}
                aria-label={`End the sign-in on ${device} since ${timeWords(createdAt)}`}
              >
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p className="quiet">A sign-in ends by itself after 30 minutes unused, and after 12 hours in any case.</p>
    </section>
  );
}
