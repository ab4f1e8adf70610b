import { Button, RadioRows, readRefusal } from '@heather/ui';
import { useEffect, useRef, useState } from 'react';
import { money } from '../app/money.ts';
import { api } from '../app/trpc.ts';
import type { Closed, Closer } from './close-day-page.tsx';
import { type ClosingSession, noteHref, type Template } from './note-data.ts';
import { NoteToClose } from './note-to-close.tsx';

type Outcome = ClosingSession['outcomes'][number]['outcome'];
/** What one person's note did: null left when it is kept (and signed, when that was asked). */
export type NoteCloser = (alsoSign: boolean) => Promise<{ signed: boolean; left: string | null }>;

const outcomeWords: Record<Outcome, string> = {
  attended: 'Came',
  'did-not-attend': 'Did not come',
  'cancelled-by-us': 'We did not hold it',
};
const before: Record<string, string> = {
  'cancelled-in-time': 'Cancelled in time.',
  'cancelled-late': 'Cancelled late.',
  'cancelled-by-us': 'Not held by us.',
};

type Props = {
  session: ClosingSession;
  templates: readonly Template[];
  register: (id: string, closer: Closer) => () => void;
};

/** One session of the day. It closes by itself: what fails here is said here, and nothing of another row waits for it. */
export function SessionToClose({ session, templates, register }: Props) {
  const { sessionId, people, outcomes } = session;
  const [outcome, setOutcome] = useState<Outcome | null>(
    () => outcomes.find((each) => each.outcome === session.status)?.outcome ?? null,
  );
  const [recorded, setRecorded] = useState({ outcome: session.status as string, version: session.version });
  const [isMending, setIsMending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const notes = useRef(new Map<string, NoteCloser>());
  const name = people.map((person) => person.name).join(' and ');

  const record = async (): Promise<boolean> => {
    if (outcome === null || outcome === recorded.outcome) return false;
    const { version } = await api.scheduling.recordAttendance.mutate({
      sessionId,
      version: recorded.version,
      outcome,
      beganLateMinutes: outcome === 'attended' ? session.beganLateMinutes : null,
    });
    setRecorded({ outcome, version });
    setIsMending(false);
    return true;
  };
  const close = async (alsoSign: boolean): Promise<Closed> => {
    setProblem(null);
    const closed: Closed = { recorded: false, signed: 0, left: null };
    const fails: string[] = [];
    try {
      closed.recorded = await record();
    } catch (error) {
      fails.push(`Not recorded: ${readRefusal(error).words}`);
    }
    for (const closer of notes.current.values()) {
      const note = await closer(alsoSign);
      if (note.signed) closed.signed += 1;
      if (note.left !== null) fails.push(note.left);
    }
    if (fails.length === 0 && outcome === null && outcomes.length > 0) fails.push('Say what became of it.');
    closed.left = fails.length === 0 ? null : fails.join(' ');
    setProblem(closed.left);
    return closed;
  };
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => register(sessionId, (alsoSign) => latest.current(alsoSign)), [register, sessionId]);

  const due = outcomes.find((each) => each.outcome === outcome)?.feeDuePence ?? session.feeDuePence;
  const isRecorded = outcome !== null && outcome === recorded.outcome;
  const mayWrite = outcome !== 'cancelled-by-us';
  return (
    <li className="to-close" aria-label={`${session.time}, ${name}`}>
      <div className="when">
        <p>
          <time>{session.time}</time>
        </p>
        <h2>
          {people.map((person, index) => (
            <span key={person.clientId}>
              {index === 0 ? '' : ' and '}
              <a href={`/clients/${person.clientId}`}>{person.name}</a>
            </span>
          ))}
        </h2>
        {session.coveringFor === null ? null : <p className="quiet">For {session.coveringFor}</p>}
        <p className="quiet">
          {session.minutes} min, {session.place}
        </p>
        <p className="quiet">{session.next === null ? 'No next session is booked.' : `Next on ${session.next}.`}</p>
      </div>
      <div className="what">
        {outcomes.length === 0 ? (
          <p>{before[session.status] ?? 'Recorded.'}</p>
        ) : isRecorded && !isMending ? (
          <>
            <p>
              {outcomeWords[outcome]}. {due === null ? '' : dueWords(due)}
            </p>
            <Button kind="link" onClick={() => setIsMending(true)}>
              Put the record right<span className="away"> for {name}</span>
            </Button>
          </>
        ) : (
          <RadioRows
            name={`outcome-${sessionId}`}
            legend={`What became of it: ${session.time}, ${name}`}
            value={outcome}
            onChange={(chosen) => {
              setIsMending(true);
              setOutcome(chosen);
            }}
            options={outcomes.map((each) => ({
              value: each.outcome,
              label: outcomeWords[each.outcome],
              hint: dueWords(each.feeDuePence),
            }))}
          />
        )}
      </div>
      <div className="write">
        {mayWrite
          ? people.map((person) => (
              <NoteToClose
                key={person.clientId}
                of={{ sessionId, clientId: person.clientId }}
                person={person}
                isAlone={people.length === 1}
                templates={templates}
                register={(closer) => {
                  notes.current.set(person.clientId, closer);
                  return () => {
                    notes.current.delete(person.clientId);
                  };
                }}
              />
            ))
          : null}
        {problem === null ? null : (
          <p className="mend-words" role="alert">
            {problem}{' '}
            {people.map((person) => (
              <a key={person.clientId} href={noteHref({ sessionId, clientId: person.clientId })}>
                Open {person.firstName}’s note{' '}
              </a>
            ))}
          </p>
        )}
      </div>
    </li>
  );
}

const dueWords = (pence: number) => (pence === 0 ? 'Nothing is due.' : `${money(pence)} is due.`);
