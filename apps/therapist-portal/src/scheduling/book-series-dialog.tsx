import { Button, Checkbox, DateInput, Dialog, ErrorSummary, type FormError, readRefusal, Select } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import type { ClientTimes } from './client-sessions-page.tsx';
import { clashesByDate, clashesIn } from './session-words.ts';

type Props = { times: ClientTimes; agreed: NonNullable<ClientTimes['agreed']>; onClose: () => void };

/** So many dates before the rest is told as a number: the button stays in sight. */
const clashesShown = 6;

/** Day, time, length, place and fee stand in the agreement; here only from when, and what to do where it clashes. */
export function BookSeriesDialog({ times, agreed, onClose }: Props) {
  const clientId = times.client.id;
  const [firstOn, setFirstOn] = useState(agreed.suggestedFirstOn);
  const [roomId, setRoomId] = useState<string>(agreed.suggestedRoomId ?? '');
  const [openEnded, setOpenEnded] = useState(agreed.plannedSessions === null);
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const wanted = {
    clientId,
    firstOn,
    openEnded,
    ...(agreed.placeKind === 'room' && roomId !== '' && { roomId }),
  };
  const preview = useQuery(
    trpc.scheduling.previewSeries.queryOptions(wanted, {
      enabled: firstOn !== '',
      staleTime: 0,
      retry: false,
      throwOnError: false,
    }),
  );
  const book = useMutation(
    trpc.scheduling.bookSeries.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.scheduling.pathFilter());
        onClose();
      },
      onError: async (error) => {
        const { words, details } = readRefusal(error);
        const clashes = clashesIn(details);
        setErrors(clashes.length > 0 ? clashes.map((message) => ({ message })) : [{ message: words }]);
        await preview.refetch();
      },
    }),
  );
  const { data } = preview;
  const inTheWay = clashesByDate(data?.clashes ?? []);
  const skip = [...new Set(data?.clashes.map(({ key }) => key))];
  const left = (data?.sessions.length ?? 0) - skip.length;
  const refused = preview.error === null ? null : readRefusal(preview.error).words;
  return (
    <Dialog open onClose={onClose} title="Book the standing session">
      <ErrorSummary errors={errors} />
      <p>{agreed.line}</p>
      <div className="session-forms">
        <div className="fields">
          <DateInput
            name="first"
            label="First session"
            value={firstOn}
            onChange={setFirstOn}
            min={times.todayOn}
            error={refused === null ? undefined : refused}
          />
          {agreed.placeKind === 'room' ? (
            <Select
              name="room"
              label="Room"
              value={roomId}
              onChange={setRoomId}
              nothing="As agreed"
              options={times.rooms.map(({ id, name }) => ({ value: id, label: name }))}
            />
          ) : null}
        </div>
        {agreed.plannedSessions === null ? null : (
          <Checkbox
            name="open-ended"
            label={`Go on after the ${agreed.plannedSessions} planned`}
            checked={openEnded}
            onChange={setOpenEnded}
          />
        )}
      </div>
      {data === undefined ? null : (
        <section aria-live="polite">
          <p>
            <b>
              {data.clashes.length === 0
                ? `${data.sessions.length} sessions, and all of them are free.`
                : `${left} of ${data.sessions.length} sessions are free.`}
            </b>
            {openEnded ? ' It is kept filled half a year ahead.' : ''}
          </p>
          {inTheWay.length === 0 ? null : (
            <>
              <p>Not free, and with whom or what:</p>
              <ul className="rows clashes">
                {inTheWay.slice(0, clashesShown).map(({ key, words }) => (
                  <li key={key}>{words}</li>
                ))}
              </ul>
              {inTheWay.length > clashesShown ? (
                <p className="quiet">
                  And {inTheWay.length - clashesShown} more; they stand in the list of every date.
                </p>
              ) : null}
            </>
          )}
          <details className="behind">
            <summary>See every date</summary>
            <ol className="rows preview">
              {data.sessions.map((session) => (
                <li key={session.key}>
                  {session.when}
                  {session.clashes.length === 0 ? null : (
                    <span className="quiet"> not free: {session.clashes.map(({ name }) => name).join(', ')}</span>
                  )}
                </li>
              ))}
            </ol>
          </details>
        </section>
      )}
      <div className="acts">
        {data === undefined || left === 0 ? null : (
          <Button kind="primary" busy={book.isPending && 'Booking…'} onClick={() => book.mutate({ ...wanted, skip })}>
            {skip.length === 0 ? `Book ${left} sessions` : `Book ${left}, skip those ${skip.length}`}
          </Button>
        )}
        <Button onClick={onClose}>Not now</Button>
      </div>
    </Dialog>
  );
}
