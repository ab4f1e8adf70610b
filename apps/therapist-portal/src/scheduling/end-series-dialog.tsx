import { Button, DateInput, Dialog, ErrorSummary, readRefusal } from '@heather/ui';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import type { ClientTimes } from './client-sessions-page.tsx';

type Props = { series: NonNullable<ClientTimes['series']>; todayOn: string; onClose: () => void };

const sessionsOf = (count: number) => (count === 1 ? '1 session' : `${count} sessions`);

/** The last day first; what falls away is shown before anything happens. The course itself goes on. */
export function EndSeriesDialog({ series, todayOn, onClose }: Props) {
  const [lastOn, setLastOn] = useState('');
  const [toRing, setToRing] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const asked = { seriesId: series.id, lastOn };
  const preview = useQuery(
    trpc.scheduling.previewEndSeries.queryOptions(asked, {
      enabled: lastOn !== '',
      staleTime: 0,
      retry: false,
      throwOnError: false,
      placeholderData: keepPreviousData,
    }),
  );
  const end = useMutation(
    trpc.scheduling.endSeries.mutationOptions({
      onSuccess: async (done) => {
        await queryClient.invalidateQueries(trpc.scheduling.pathFilter());
        if (done.toRing === 0) onClose();
        else setToRing(done.toRing);
      },
      onError: async (error) => {
        setProblem(readRefusal(error).words);
        await preview.refetch();
      },
    }),
  );
  const shown = lastOn === '' ? undefined : preview.data;
  const refused = preview.error === null ? undefined : readRefusal(preview.error).words;
  if (toRing !== null) {
    return (
      <Dialog open onClose={onClose} title="The standing session ends">
        <p>{toRing === 1 ? 'One person has' : `${toRing} people have`} no safe address for mail. Please ring them.</p>
        <div className="acts">
          <Button onClick={onClose}>Done</Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog open onClose={onClose} title="End the standing session">
      <ErrorSummary errors={problem === null ? [] : [{ message: problem }]} />
      <p>
        {series.label}, {series.minutes} minutes, {series.place}.
      </p>
      <DateInput
        name="last-day"
        label="Last day"
        hint="Sessions after this day fall away. What was before stays as it is."
        value={lastOn}
        onChange={(value) => {
          setProblem(null);
          setLastOn(value);
        }}
        min={todayOn}
        error={refused}
      />
      {shown === undefined ? null : (
        <section aria-live="polite">
          <p>
            <b>
              {shown.falling.length === 0
                ? 'No session falls away.'
                : `${sessionsOf(shown.falling.length)} ${shown.falling.length === 1 ? 'falls' : 'fall'} away, and ${shown.staying === 0 ? 'none stays' : `${sessionsOf(shown.staying)} ${shown.staying === 1 ? 'stays' : 'stay'}`}.`}
            </b>{' '}
            {shown.falling.length === 0
              ? ''
              : 'Nothing is due for them, and everybody is told that their times changed.'}
          </p>
          {shown.falling.length === 0 ? null : (
            <details className="behind">
              <summary>See what falls away</summary>
              <ol className="rows preview">
                {shown.falling.map(({ id, when }) => (
                  <li key={id}>{when}</li>
                ))}
              </ol>
            </details>
          )}
        </section>
      )}
      <div className="acts">
        {shown === undefined || preview.isPlaceholderData ? null : (
          <Button
            kind="primary"
            busy={end.isPending && 'Ending…'}
            onClick={() => end.mutate({ ...asked, falling: shown.falling.length })}
          >
            End the standing session
          </Button>
        )}
        <Button onClick={onClose}>Not now</Button>
      </div>
    </Dialog>
  );
}
