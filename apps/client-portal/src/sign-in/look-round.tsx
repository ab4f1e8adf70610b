import { Button, ErrorSummary, useAct } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { api, trpc } from '../app/trpc.ts';
import { arrive } from './arrive.ts';

const places: Record<string, string> = {
  'in-therapy': 'in therapy now',
  'to-sign': 'has an agreement to sign',
  'to-answer': 'has an offer to answer',
};

/** One click by person, in a demonstration alone; elsewhere the server says so and names nobody. */
export default function LookRound() {
  const status = useQuery(trpc.demonstration.status.queryOptions(undefined, { throwOnError: false }));
  const { busy, errors, act } = useAct();
  if (!status.data?.isOn) return null;
  const be = (clientId: string) =>
    act(clientId, async () => {
      await api.demonstration.signIn.mutate({ clientId });
      return arrive(false);
    });
  return (
    <section className="stack">
      <h2>This is a demonstration</h2>
      <p className="small">Nobody here is real. Look round as one of these people:</p>
      <ErrorSummary errors={errors} />
      <div className="acts-client">
        {status.data.people.map(({ clientId, name, place }) => (
          <Button key={clientId} onClick={() => void be(clientId)} busy={busy === clientId && 'Signing in…'}>
            {name}, {places[place] ?? place}
          </Button>
        ))}
      </div>
      {status.data.mailUrl === null ? null : (
        <p className="small">
          Mail that was sent is in <a href={status.data.mailUrl}>the demonstration’s mailbox</a>.
        </p>
      )}
    </section>
  );
}
