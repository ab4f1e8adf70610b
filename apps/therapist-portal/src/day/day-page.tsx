import './day.css';
import type { StaffRouter } from '@heather/api/staff';
import { timeLabel } from '@heather/scheduling';
import { Empty, Loading, PageTitle } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { Fragment, useEffect, useState } from 'react';
import { AlertPlace } from '../app/alert-place.tsx';
import { trpc } from '../app/trpc.ts';
import { headLine, linePlace, stateKey, toReadRows } from './day-words.ts';
import { SessionRow } from './session-row.tsx';
import { Side } from './side.tsx';

export type Day = inferRouterOutputs<StaffRouter>['day']['get'];
export type DayCard = Day['sessions'][number];

/** The page lies open all day. What it shows is asked again when a session begins or ends; the line goes on by itself. */
const askAgainMs = 15 * 60_000;
const tickMs = 20_000;

/** Today: who comes, what they would like, what stands open. One thing is lifted: the session that runs, or the next. */
export default function DayPage() {
  const day = useQuery(trpc.day.get.queryOptions(undefined, { refetchInterval: askAgainMs, staleTime: 60_000 }));
  // Beside the day and no part of it: where it cannot be asked, the day stands.
  const toRead = useQuery(
    trpc.rights.toRead.queryOptions(undefined, { refetchInterval: askAgainMs, staleTime: 60_000, throwOnError: false }),
  );
  const now = useNow();
  const [unfolded, setUnfolded] = useState<string | null>(null);
  const askedFor = day.data && stateKey(day.data, Temporal.Instant.fromEpochMilliseconds(day.dataUpdatedAt));
  const isPast = day.data !== undefined && stateKey(day.data, now) !== askedFor;
  const { refetch } = day;
  useEffect(() => {
    if (isPast) void refetch();
  }, [isPast, refetch]);
  if (!day.data) return <Loading />;
  const { sessions, label, nextDay, timeZone } = day.data;
  const at = linePlace(sessions, now);
  return (
    <div className="day">
      <div className="page-head">
        <PageTitle title="Today">{label}</PageTitle>
        <p className="quiet">
          {headLine(sessions)} <a href="/absence/today">I cannot come in</a>
        </p>
      </div>
      <AlertPlace />
      {sessions.length === 0 ? (
        <Empty>
          Today’s sessions will stand here. You have none today
          {nextDay === null ? ', and none is booked yet.' : `; the next is on ${nextDay}.`}
        </Empty>
      ) : (
        <ol className="sessions" aria-label="Today’s sessions">
          {sessions.map((session, index) => (
            <Fragment key={session.sessionId}>
              {index === at ? <NowLine now={timeLabel(now, timeZone)} /> : null}
              <SessionRow
                session={session}
                isUnfolded={unfolded === session.sessionId}
                onUnfold={(isOpen) => setUnfolded(isOpen ? session.sessionId : null)}
              />
            </Fragment>
          ))}
          {at === sessions.length ? <NowLine now={timeLabel(now, timeZone)} /> : null}
        </ol>
      )}
      <Side waiting={[...day.data.waiting, ...toReadRows(toRead.data ?? [])]} comingUp={day.data.comingUp} />
    </div>
  );
}

function NowLine({ now }: { now: string }) {
  return (
    <li className="now">
      <span>
        <span className="away">Now: </span>
        {now}
      </span>
    </li>
  );
}

function useNow(): Temporal.Instant {
  const [now, setNow] = useState(() => Temporal.Now.instant());
  useEffect(() => {
    const timer = setInterval(() => setNow(Temporal.Now.instant()), tickMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}
