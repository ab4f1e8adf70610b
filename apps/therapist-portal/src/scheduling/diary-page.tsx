import './diary.css';
import { Button, ButtonLink, Loading, PageTitle, Select } from '@heather/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { trpc } from '../app/trpc.ts';
import { SessionDialog } from './session-dialog.tsx';
import { isOff, namesOf, type Session, statusWords } from './session-words.ts';

/** One week: days as lists, side by side where there is room. Every session opens by its own button. */
export default function DiaryPage() {
  const search = new URLSearchParams(useSearch());
  const [, go] = useLocation();
  const on = search.get('on') ?? undefined;
  const therapistId = search.get('therapist') ?? undefined;
  const [openId, setOpenId] = useState<string | null>(null);
  const diary = useQuery(
    trpc.scheduling.diary.queryOptions(
      { ...(on && { on }), ...(therapistId && { therapistId }) },
      { refetchInterval: 60_000, placeholderData: keepPreviousData },
    ),
  );
  if (!diary.data) return <Loading />;
  const { days, isDesk, label, previousOn, nextOn, todayOn, nowTime, therapists, mayChange } = diary.data;
  const href = (to: string | undefined, therapist = therapistId) => {
    const query = new URLSearchParams({ ...(to && { on: to }), ...(therapist && { therapist }) }).toString();
    return query === '' ? '/diary' : `/diary?${query}`;
  };
  // A weekend with nothing in it takes no room; one with a session does.
  const shown = days.filter(({ sessions }, index) => index < 5 || sessions.length > 0);
  return (
    <>
      <div className="page-head">
        <PageTitle title="Diary">{label}</PageTitle>
        <p className="quiet">{countWords(days.flatMap(({ sessions }) => sessions))}</p>
      </div>
      <div className="diary-tools">
        <nav className="acts" aria-label="Weeks">
          <ButtonLink href={href(previousOn)}>Week before</ButtonLink>
          <ButtonLink href={href(undefined)}>This week</ButtonLink>
          <ButtonLink href={href(nextOn)}>Week after</ButtonLink>
        </nav>
        {isDesk ? (
          <Select
            name="therapist"
            label="Whose diary"
            nothing="Everybody"
            value={therapistId ?? ''}
            onChange={(id) => go(href(on, id))}
            options={therapists.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
      </div>
      <div className={`week of-${shown.length}`}>
        {shown.map((day) => (
          <section key={day.on} className={day.on === todayOn ? 'today' : undefined} aria-label={day.label}>
            <h2>
              {day.label}
              {day.on === todayOn ? <span className="quiet"> today</span> : null}
            </h2>
            {day.sessions.length === 0 ? <p className="quiet">Nothing booked.</p> : null}
            <ol className="slots">
              {day.sessions.map((session, index) => (
                <Slot
                  key={session.id}
                  session={session}
                  withTherapist={isDesk && therapistId === undefined}
                  nowTime={day.on === todayOn && isFirstAfter(day.sessions, index, nowTime) ? nowTime : null}
                  onOpen={() => setOpenId(session.id)}
                />
              ))}
              {day.on === todayOn && day.sessions.length > 0 && (day.sessions.at(-1)?.time ?? '') <= nowTime ? (
                <NowLine time={nowTime} />
              ) : null}
            </ol>
          </section>
        ))}
      </div>
      <SessionDialog sessionId={openId} mayChange={mayChange} onClose={() => setOpenId(null)} />
    </>
  );
}

const isFirstAfter = (sessions: readonly Session[], index: number, nowTime: string) =>
  (sessions[index]?.time ?? '') > nowTime && (index === 0 || (sessions[index - 1]?.time ?? '') <= nowTime);

type SlotProps = { session: Session; withTherapist: boolean; nowTime: string | null; onOpen: () => void };

function Slot({ session, withTherapist, nowTime, onOpen }: SlotProps) {
  const state = statusWords(session);
  return (
    <>
      {nowTime === null ? null : <NowLine time={nowTime} />}
      <li className={isOff(session) ? 'off' : undefined}>
        <time dateTime={session.startsAt}>{session.time}</time>
        <div>
          <Button kind="link" onClick={onOpen}>
            {namesOf(session)}
            <span className="away">, {session.when}</span>
          </Button>
          <p className="quiet">
            {withTherapist ? `${session.therapist.name}, ` : ''}
            {session.place}
          </p>
          {state === '' ? null : <p>{state}</p>}
          {session.joinLink === null ? null : (
            <p>
              <a href={session.joinLink} target="_blank" rel="noopener noreferrer">
                Join the session
              </a>
            </p>
          )}
        </div>
      </li>
    </>
  );
}

function NowLine({ time }: { time: string }) {
  return (
    <li className="now">
      <span className="away">Now, </span>
      {time}
    </li>
  );
}

function countWords(sessions: readonly Session[]): string {
  const count = sessions.filter((session) => !isOff(session)).length;
  return count === 0 ? 'No sessions.' : count === 1 ? 'One session.' : `${count} sessions.`;
}
