import type { StaffRouter } from '@heather/api/staff';
import { Button, Trouble } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { queryClient } from '../../app/query-client.ts';
import { trpc } from '../../app/trpc.ts';
import { dayText, holdWords } from './words.ts';

/** One hold: what asks for it, by whom, until when it stands; a clinical lead's is told to others without its reason. */
export function HoldLine({ hold }: { hold: inferRouterOutputs<StaffRouter>['retention']['holds']['holds'][number] }) {
  const lift = useMutation(
    trpc.retention.liftHold.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.retention.pathFilter()),
    }),
  );
  return (
    <>
      <span className="line">
        {hold.kind === null ? 'Held by a clinical lead' : `${holdWords[hold.kind]}: ${hold.reason}`}
      </span>
      <span className="line quiet">
        {hold.placedBy}, {dayText(hold.placedAt)}.{' '}
        {hold.isForReview
          ? `To be looked at since ${dayText(hold.reviewOn)}.`
          : `Looked at again on ${dayText(hold.reviewOn)}.`}
      </span>
      {lift.error ? <Trouble error={lift.error} /> : null}
      {hold.kind === null ? null : (
        <Button kind="link" busy={lift.isPending && 'Lifting it…'} onClick={() => lift.mutate({ holdId: hold.holdId })}>
          Lift the hold<span className="away"> on {hold.clientName}</span>
        </Button>
      )}
    </>
  );
}
