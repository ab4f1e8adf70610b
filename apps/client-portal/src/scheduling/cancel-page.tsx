import { BackLink, Button, ButtonLink, Confirmation, ErrorSummary, Loading, PageTitle, readRefusal } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { money } from '../app/money.ts';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';

/** "I cannot come": what it costs stands above the button, before anything happens. */
export default function CancelPage({ params }: { params: Record<string, string | undefined> }) {
  const sessionId = params.sessionId ?? '';
  const [done, setDone] = useState<{ feeDuePence: number; start: string } | null>(null);
  const found = useQuery(trpc.scheduling.mine.queryOptions({ sessionId }, { staleTime: 0 }));
  const session = found.data?.toCome[0];
  const cancel = useMutation(
    trpc.scheduling.cancelMine.mutationOptions({
      onSuccess: async ({ feeDuePence }) => {
        setDone({ feeDuePence, start: session?.start ?? '' });
        await Promise.all(
          [trpc.scheduling.pathFilter(), trpc.home.pathFilter(), trpc.fees.pathFilter()].map((filter) =>
            queryClient.invalidateQueries(filter),
          ),
        );
      },
      // What the page said may be stale: it is asked anew, and the person decides again.
      onError: () => queryClient.invalidateQueries(trpc.scheduling.pathFilter()),
    }),
  );
  if (done !== null) {
    return (
      <Confirmation
        title="Cannot come"
        heading="Thank you for telling us"
        when={`${done.start} will not take place.`}
        next={
          done.feeDuePence > 0
            ? `The fee of ${money(done.feeDuePence)} is due, as we agreed. If you were ill or had to keep safe, talk to us about it.`
            : 'There is nothing to pay. Your other times stay as they are.'
        }
      >
        <div className="acts-client">
          <ButtonLink kind="primary" href="/">
            Back to your page
          </ButtonLink>
        </div>
      </Confirmation>
    );
  }
  if (!session) return <Loading />;
  const { ifCancelled, version, mayMove } = session;
  return (
    <>
      {cancel.error === null ? null : <ErrorSummary errors={[{ message: readRefusal(cancel.error).words }]} />}
      <BackLink href="/sessions">Your times</BackLink>
      <PageTitle title="Cannot come">You cannot come?</PageTitle>
      <p>
        <b>{session.start}</b>
        <br />
        <span className="quiet">{session.where}</span>
      </p>
      {ifCancelled === null ? (
        <p>This session has begun or is over. Please ring us if something is not right.</p>
      ) : (
        <>
          <p>
            {ifCancelled.feeDuePence > 0
              ? `It is less time than we agreed, so the fee of ${money(ifCancelled.feeDuePence)} is due. If you are ill or have to keep safe, please talk to us.`
              : ifCancelled.kind === 'in-time'
                ? `There is nothing to pay if you tell us by ${ifCancelled.closes}.`
                : 'There is nothing to pay.'}
          </p>
          <p className="small quiet">You do not have to say why.</p>
          <div className="acts-client">
            <Button
              kind="primary"
              busy={cancel.isPending && 'Telling us…'}
              onClick={() => cancel.mutate({ sessionId, version, seenFeePence: ifCancelled.feeDuePence })}
            >
              I cannot come
            </Button>
            {mayMove ? <ButtonLink href={`/sessions/${sessionId}/move`}>Ask for another time</ButtonLink> : null}
            <ButtonLink href="/sessions">Leave it as it is</ButtonLink>
          </div>
        </>
      )}
    </>
  );
}
