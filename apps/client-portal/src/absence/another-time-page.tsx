import type { ClientRouter } from '@heather/api/client';
import {
  BackLink,
  Button,
  ButtonLink,
  Confirmation,
  Empty,
  ErrorSummary,
  type FormError,
  Loading,
  PageTitle,
  readRefusal,
} from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';

type Again = inferRouterOutputs<ClientRouter>['absence']['mine']['again'][number];

const fresh = () =>
  Promise.all(
    [trpc.absence, trpc.home, trpc.scheduling].map((area) => queryClient.invalidateQueries(area.pathFilter())),
  );

/** The times that we hold: one tap takes one. */
export default function AnotherTimePage() {
  const [done, setDone] = useState<string | null>(null);
  const mine = useQuery(trpc.absence.mine.queryOptions(undefined, { staleTime: 0 }));
  if (done !== null) {
    return (
      <Confirmation title="Another time" heading="Thank you" when={done} next="Your other times stay as they are.">
        <div className="acts-client">
          <ButtonLink kind="primary" href="/">
            Back to your page
          </ButtonLink>
        </div>
      </Confirmation>
    );
  }
  if (!mine.data) return <Loading />;
  const { again } = mine.data;
  return (
    <>
      <BackLink href="/">Your page</BackLink>
      <PageTitle title="Another time" />
      {again.length === 0 ? (
        <>
          <Empty>We hold no times for you just now.</Empty>
          <div className="acts-client">
            <ButtonLink href="/sessions">See your times</ButtonLink>
          </div>
        </>
      ) : (
        again.map((one) => <Choice key={one.awaySessionId} again={one} onDone={setDone} />)
      )}
    </>
  );
}

function Choice({ again, onDone }: { again: Again; onDone: (words: string) => void }) {
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const onError = async (error: unknown) => {
    setErrors([{ message: readRefusal(error).words }]);
    await fresh();
  };
  const choose = useMutation(
    trpc.absence.choose.mutationOptions({
      onSuccess: async ({ when }) => {
        onDone(`We meet on ${when}.`);
        await fresh();
      },
      onError,
    }),
  );
  const leave = useMutation(
    trpc.absence.leave.mutationOptions({
      onSuccess: async () => {
        onDone(again.next === null ? 'We will be in touch.' : `We meet on ${again.next}.`);
        await fresh();
      },
      onError,
    }),
  );
  const isBusy = choose.isPending || leave.isPending;
  return (
    <section className="home-part">
      <ErrorSummary errors={errors} />
      <p>
        We had to cancel <b>{again.was}</b>. There is nothing to pay for it. You can have one of these times:
      </p>
      <ul className="rows">
        {again.times.map((time) => (
          <li key={time.id}>
            <p>
              <b>{time.when}</b>
              <br />
              <span className="quiet">{time.where}</span>
            </p>
            <Button
              kind="edged"
              busy={choose.isPending && choose.variables.awayTimeId === time.id && 'Booking…'}
              onClick={() => (isBusy ? undefined : choose.mutate({ awayTimeId: time.id }))}
            >
              Take this time<span className="away">: {time.when}</span>
            </Button>
            <p className="small quiet">We hold it until {time.until}.</p>
          </li>
        ))}
      </ul>
      <p className="small">
        <Button
          kind="link"
          busy={leave.isPending && 'Telling us…'}
          onClick={() => (isBusy ? undefined : leave.mutate({ awaySessionId: again.awaySessionId }))}
        >
          {again.next === null ? 'None of these' : `None of these. I will come on ${again.next}`}
        </Button>
      </p>
    </section>
  );
}
