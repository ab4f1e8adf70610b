import './notes.css';
import './close-day.css';
import { Button, Empty, Loading, PageTitle } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { useFirstButton } from '../app/first-button.ts';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { type ClosingDay, refreshNotes } from './note-data.ts';
import { SessionToClose } from './session-to-close.tsx';

/** What one row did: null when all of it is kept, else what is left to do. */
export type Closed = { recorded: boolean; signed: number; left: string | null };
export type Closer = (alsoSign: boolean) => Promise<Closed>;

/** One day in one go: what became of each session, a note, what is due, when they meet next. */
export default function CloseDayPage() {
  const [on, setOn] = useState<string | null>(null);
  const asked = useQuery(trpc.notes.day.queryOptions({ on }, { staleTime: 0, refetchOnWindowFocus: false }));
  if (!asked.data) return <Loading />;
  return <ClosingPage key={asked.data.on} day={asked.data} onDay={setOn} />;
}

function ClosingPage({ day, onDay }: { day: ClosingDay; onDay: (on: string) => void }) {
  const closers = useRef(new Map<string, Closer>());
  const [busy, setBusy] = useState<'save' | 'sign' | null>(null);
  const [said, setSaid] = useState('');
  const kind = useFirstButton();
  const register = useCallback((id: string, closer: Closer) => {
    closers.current.set(id, closer);
    return () => {
      closers.current.delete(id);
    };
  }, []);
  const closeAll = async (alsoSign: boolean) => {
    if (busy) return;
    setBusy(alsoSign ? 'sign' : 'save');
    setSaid('');
    // All at once, each by itself: a row that fails says so and stops no other.
    const rows = day.sessions.flatMap(({ sessionId }) => closers.current.get(sessionId) ?? []);
    const done = await Promise.all(rows.map((close) => close(alsoSign)));
    await Promise.all([
      refreshNotes(),
      queryClient.invalidateQueries(trpc.scheduling.pathFilter()),
      queryClient.invalidateQueries(trpc.fees.pathFilter()),
    ]);
    setBusy(null);
    setSaid(sayClosed(done));
  };
  const { sessions, label, isToday, toCome } = day;
  return (
    <div className="notes close-day">
      <div className="page-head">
        <PageTitle title="Close the day">Close {isToday ? 'today' : label}</PageTitle>
        <p className="quiet">{isToday ? `${label}. ` : ''}Notes are kept as you write.</p>
      </div>
      <p className="acts">
        <Button kind="link" onClick={() => onDay(day.before)}>
          The day before
        </Button>
        {day.after === null ? null : (
          <Button kind="link" onClick={() => onDay(day.after as string)}>
            The day after
          </Button>
        )}
        <a href="/notes">Notes to finish</a>
      </p>
      {sessions.length === 0 ? (
        <Empty>
          {toCome > 0
            ? 'Today’s sessions will stand here as each begins.'
            : `There ${isToday ? 'are no sessions today' : 'were no sessions'}.`}
        </Empty>
      ) : (
        <>
          <ol className="rows" aria-label="Sessions to close">
            {sessions.map((session) => (
              <SessionToClose key={session.sessionId} session={session} templates={day.templates} register={register} />
            ))}
          </ol>
          {toCome > 0 ? (
            <p className="quiet">
              {toCome === 1 ? 'One more session is to come today.' : `${toCome} more are to come today.`}
            </p>
          ) : null}
          <div className="acts close-all">
            <Button kind={kind} busy={busy === 'sign' && 'Saving and signing…'} onClick={() => void closeAll(true)}>
              Save all and sign the notes
            </Button>
            <Button busy={busy === 'save' && 'Saving…'} onClick={() => void closeAll(false)}>
              Save all, sign later
            </Button>
          </div>
          <p role="status" className="closed-words">
            {said}
          </p>
        </>
      )}
    </div>
  );
}

function sayClosed(done: readonly Closed[]): string {
  const open = done.filter(({ left }) => left !== null).length;
  const recorded = done.filter((each) => each.recorded).length;
  const signed = done.reduce((sum, each) => sum + each.signed, 0);
  const what = `${plural(recorded, 'session')} recorded, ${plural(signed, 'note')} signed.`;
  if (open === 0) return `The day is closed: ${what}`;
  return `${what} ${open === 1 ? 'One session is' : `${open} sessions are`} still open: see there.`;
}

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
