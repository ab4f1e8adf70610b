import { Button, Trouble } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import type { Place } from './check-in-data.ts';

/** As easy as going on; no reason is asked. */
export function NotToday({ checkInId, go }: { checkInId: string; go: (place: Place) => void }) {
  const notToday = useMutation(
    trpc.checkIns.notToday.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.checkIns.pathFilter());
        go('later');
      },
    }),
  );
  const leave = () => notToday.mutate({ checkInId });
  return (
    <>
      <Button busy={notToday.isPending && 'Leaving it…'} onClick={leave}>
        Not today
      </Button>
      <p className="small quiet">Not today needs no reason.</p>
      {notToday.error ? <Trouble error={notToday.error} onRetry={leave} /> : null}
    </>
  );
}
