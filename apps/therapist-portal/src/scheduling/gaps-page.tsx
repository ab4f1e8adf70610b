import './diary.css';
import type { StaffRouter } from '@heather/api/staff';
import {
  BackLink,
  Button,
  DateInput,
  Dialog,
  Empty,
  ErrorSummary,
  type FormError,
  Loading,
  PageTitle,
  readRefusal,
  TimeInput,
} from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { type FormEvent, useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { clashesIn } from './session-words.ts';

type Gap = inferRouterOutputs<StaffRouter>['scheduling']['gaps']['gaps'][number];

const askAgain = () =>
  Promise.all(
    [trpc.scheduling.pathFilter(), trpc.home.pathFilter(), trpc.day.pathFilter()].map((filter) =>
      queryClient.invalidateQueries(filter),
    ),
  );

/** Standing sessions that could not be placed: date, reason, and what to do about each. */
export default function GapsPage(_: { params: Record<string, string | undefined> }) {
  const found = useQuery(trpc.scheduling.gaps.queryOptions());
  const [moving, setMoving] = useState<Gap | null>(null);
  const [leaving, setLeaving] = useState<Gap | null>(null);
  const [toRing, setToRing] = useState<string | null>(null);
  if (!found.data) return <Loading />;
  const { gaps, count } = found.data;
  return (
    <>
      <BackLink href="/diary">Diary</BackLink>
      <div className="page-head">
        <PageTitle title="Sessions without a time">Sessions without a time</PageTitle>
        <p className="quiet">
          Standing sessions of the next eight weeks that could not be placed. One whose time comes free more than a week
          ahead is placed by itself, and the client is told.
        </p>
      </div>
      {toRing === null ? null : <p role="status">{toRing} has no safe address: ring them about the new time.</p>}
      {gaps.length === 0 ? <Empty>Every standing session has its time.</Empty> : null}
      <ul className="rows">
        {gaps.map((gap) => (
          <li key={gap.gapId}>
            <span>
              <a href={`/clients/${gap.clientId}/sessions`}>{gap.names}</a> <b>{gap.when}</b>
              <span className="quiet">
                {' '}
                {gap.why} {gap.why.includes(gap.therapist) ? '' : `With ${gap.therapist}`}
              </span>
            </span>
            <span className="acts">
              <Button onClick={() => setMoving(gap)}>Another time</Button>
              <Button kind="link" onClick={() => setLeaving(gap)}>
                Leave it out
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {count > gaps.length ? (
        <p className="quiet">
          The first {gaps.length} of {count} are shown.
        </p>
      ) : null}
      {moving ? (
        <PlaceDialog key={moving.gapId} gap={moving} onClose={() => setMoving(null)} onToRing={setToRing} />
      ) : null}
      {leaving ? <LeaveDialog gap={leaving} onClose={() => setLeaving(null)} /> : null}
    </>
  );
}

type DialogProps = { gap: Gap; onClose: () => void };

function PlaceDialog({ gap, onClose, onToRing }: DialogProps & { onToRing: (names: string) => void }) {
  const [on, setOn] = useState(gap.on);
  const [time, setTime] = useState(gap.time);
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const place = useMutation(
    trpc.scheduling.placeGap.mutationOptions({
      onError: (error) => {
        const { words, details } = readRefusal(error);
        const clashes = clashesIn(details);
        setErrors((clashes.length > 0 ? clashes : [words]).map((message) => ({ field: 'on', message })));
      },
      onSuccess: async ({ toRing }) => {
        if (toRing > 0) onToRing(gap.names);
        await askAgain();
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (on === '' || time === '') return setErrors([{ field: 'on', message: 'Give a day and a time.' }]);
    place.mutate({ gapId: gap.gapId, on, time });
  };
  return (
    <Dialog open onClose={onClose} title={`Another time for ${gap.names}`}>
      <form className="stack-close" onSubmit={submit} noValidate>
        <ErrorSummary errors={errors} />
        <p className="quiet">
          Instead of {gap.when}. Same length, place and fee. The client is told that there is a new time.
        </p>
        <div className="fields">
          <DateInput name="on" label="Day" value={on} onChange={setOn} />
          <TimeInput name="time" label="Time" value={time} onChange={setTime} />
        </div>
        <div className="acts">
          <Button kind="primary" type="submit" busy={place.isPending && 'Booking…'}>
            Book this time
          </Button>
          <Button onClick={onClose}>Not now</Button>
        </div>
      </form>
    </Dialog>
  );
}

function LeaveDialog({ gap, onClose }: DialogProps) {
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const leave = useMutation(
    trpc.scheduling.leaveOutGaps.mutationOptions({
      onError: (error) => setErrors([{ message: readRefusal(error).words }]),
      onSuccess: async () => {
        await askAgain();
        onClose();
      },
    }),
  );
  return (
    <Dialog open onClose={onClose} title={`No session with ${gap.names} that week`}>
      <ErrorSummary errors={errors} />
      <p>
        {gap.when} stays without a session. {gap.names} sees the next one in their times; no mail is sent about this
        one.
      </p>
      <div className="acts">
        <Button
          kind="primary"
          busy={leave.isPending && 'Leaving out…'}
          onClick={() => leave.mutate({ gapIds: [gap.gapId] })}
        >
          Leave it out
        </Button>
        <Button onClick={onClose}>Not now</Button>
      </div>
    </Dialog>
  );
}
