import { dayAndMonth } from '@heather/alliance';
import type { StaffRouter } from '@heather/api/staff';
import { Button, Dialog, Trouble } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';

type Half = inferRouterOutputs<StaffRouter>['clients']['history']['halves'][number];

/** The other record of this person, and the way to take the two apart again. */
export function Halves({ halves }: { halves: readonly Half[] }) {
  if (halves.length === 0) return null;
  return (
    <section>
      <h2>Joined records</h2>
      <ul className="rows">
        {halves.map(({ clientId, name, isKept, mergeId, on, by, undoUntilOn }) => (
          <li key={mergeId}>
            {isKept ? 'This record goes on under ' : 'Goes on here: '}
            <a href={`/clients/${clientId}`}>{name}</a>
            <span className="quiet">
              , joined on {dayAndMonth(on)} by {by.replace(/\.$/, '')}.
            </span>
            {undoUntilOn === null ? null : <TakeApart mergeId={mergeId} until={undoUntilOn} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Asks once, for it changes what everybody finds. */
export function TakeApart({ mergeId, until }: { mergeId: string; until: string }) {
  const [isAsking, setAsking] = useState(false);
  const undo = useMutation(
    trpc.clients.undoMerge.mutationOptions({
      onSuccess: async () => {
        setAsking(false);
        await queryClient.invalidateQueries(trpc.clients.pathFilter());
      },
    }),
  );
  const part = () => undo.mutate({ mergeId });
  return (
    <>
      {' '}
      <Button kind="link" onClick={() => setAsking(true)}>
        Take them apart
      </Button>
      <span className="quiet"> until {dayAndMonth(until)}</span>
      <Dialog open={isAsking} onClose={() => setAsking(false)} title="Take these two records apart?">
        <p>
          Each is found by itself again and stands as it was. A safe contact that was changed since stays as it was said
          last.
        </p>
        {undo.error ? <Trouble error={undo.error} onRetry={part} /> : null}
        <p className="acts">
          <Button kind="primary" busy={undo.isPending && 'Taking them apart…'} onClick={part}>
            Take them apart
          </Button>
          <Button kind="link" onClick={() => setAsking(false)}>
            Leave them joined
          </Button>
        </p>
      </Dialog>
    </>
  );
}
