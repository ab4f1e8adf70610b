import { Button, ErrorSummary, useAct } from '@heather/ui';
import { queryClient } from '../app/query-client.ts';
import { api, trpc } from '../app/trpc.ts';
import { timeWords } from './time-words.ts';

type SignIn = { id: string; device: string; createdAt: string; isThisOne: boolean };

export function SignIns({ signIns }: { signIns: readonly SignIn[] }) {
  const { busy, errors, act } = useAct();
  const end = (signInId: string) =>
    act(signInId, async () => {
      await api.account.endSignIn.mutate({ signInId });
      await queryClient.invalidateQueries(trpc.account.listSignIns.queryFilter());
    });
  return (
    <section className="stack-close">
      <h2>Where you are signed in</h2>
      <ErrorSummary errors={errors} />
      <ul className="rows">
        {signIns.map(({ id, device, createdAt, isThisOne }) => (
          <li key={id} className="stack-close">
            <p>
              {device}
              {isThisOne ? ', this one' : null}
              <span className="quiet small"> since {timeWords(createdAt)}</span>
            </p>
            {isThisOne ? null : (
              <Button
                onClick={() => void end(id)}
                busy={busy === id && 'Ending…'}
                aria-label={`End the sign-in on ${device} since ${timeWords(createdAt)}`}
              >
                End this sign-in
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p className="small quiet">A sign-in ends by itself when you have not used it for 30 minutes.</p>
    </section>
  );
}
