import './sessions.css';
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
  RadioRows,
  readRefusal,
} from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';

/** Days shown before "More days": a page that can be read in one go. */
const daysAtFirst = 4;

/** Another time for one session: what is free, a few times a day. */
export default function MovePage({ params }: { params: Record<string, string | undefined> }) {
  const sessionId = params.sessionId ?? '';
  const [startsAt, setStartsAt] = useState<string | null>(null);
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const [all, setAll] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const found = useQuery(trpc.scheduling.mine.queryOptions({ sessionId }, { staleTime: 0 }));
  const free = useQuery(trpc.scheduling.freeTimes.queryOptions({ sessionId }, { staleTime: 0 }));
  const session = found.data?.toCome[0];
  const refetch = () =>
    Promise.all(
      [trpc.scheduling.pathFilter(), trpc.home.pathFilter()].map((filter) => queryClient.invalidateQueries(filter)),
    );
  const move = useMutation(
    trpc.scheduling.moveMine.mutationOptions({
      onSuccess: async () => {
        setDone(words(free.data?.days ?? [], startsAt));
        await refetch();
      },
      onError: async (error) => {
        setErrors([{ field: 'time', message: readRefusal(error).words }]);
        setStartsAt(null);
        await refetch();
      },
    }),
  );
  if (done !== null) {
    return (
      <Confirmation
        title="Another time"
        heading="Your session is moved"
        when={`We meet on ${done}.`}
        next="Only this one has moved. Your other times stay as they are."
      >
        <div className="acts-client">
          <ButtonLink kind="primary" href="/">
            Back to your page
          </ButtonLink>
        </div>
      </Confirmation>
    );
  }
  if (!session || !free.data) return <Loading />;
  const days = all ? free.data.days : free.data.days.slice(0, daysAtFirst);
  const submit = () => {
    if (startsAt === null) setErrors([{ field: 'time', message: 'Choose a time' }]);
    else move.mutate({ sessionId, version: session.version, startsAt });
  };
  return (
    <>
      <ErrorSummary errors={errors} />
      <BackLink href="/sessions">Your times</BackLink>
      <PageTitle title="Another time">Another time</PageTitle>
      <p>
        Instead of <b>{session.start}</b>.{session.mayMove ? ' There is nothing to pay for moving it.' : ''}
      </p>
      {!session.mayMove ? (
        <>
          <Empty>It is too late to move this here. Please ring us, or tell us that you cannot come.</Empty>
          <div className="acts-client">
            <ButtonLink href={`/sessions/${sessionId}/cancel`}>Tell us you cannot come</ButtonLink>
          </div>
        </>
      ) : days.length === 0 ? (
        <Empty>No other time is free in the next four weeks. Please ring us.</Empty>
      ) : (
        <>
          <RadioRows
            name="time"
            legend="These times are free"
            error={errors[0]?.message}
            value={startsAt}
            onChange={setStartsAt}
            options={days.flatMap((day) =>
              day.times.map((time) => ({ value: time.startsAt, label: `${day.label}, ${time.time}` })),
            )}
          />
          {all || free.data.days.length <= daysAtFirst ? null : (
            <p className="small own-acts">
              <Button kind="link" onClick={() => setAll(true)}>
                Show more days
              </Button>
            </p>
          )}
          <div className="acts-client">
            <Button kind="primary" busy={move.isPending && 'Moving it…'} onClick={submit}>
              Move my session
            </Button>
            <ButtonLink href="/sessions">Leave it as it is</ButtonLink>
          </div>
        </>
      )}
    </>
  );
}

type Day = { label: string; times: { startsAt: string; time: string }[] };

function words(days: readonly Day[], startsAt: string | null): string {
  for (const day of days) {
    const time = day.times.find((one) => one.startsAt === startsAt);
    if (time) return `${day.label}, ${time.time}`;
  }
  return 'the new time';
}
