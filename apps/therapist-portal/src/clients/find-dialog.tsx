import './find.css';
import type { StaffRouter } from '@heather/api/staff';
import { Dialog, readRefusal } from '@heather/ui';
import type { inferRouterOutputs } from '@trpc/server';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '../app/trpc.ts';
import { stateWords } from './state-words.ts';

type Found = inferRouterOutputs<StaffRouter>['clients']['search'];
type Person = Found['people'][number];

/** While somebody types, the last letter is waited for. */
const pauseMs = 90;
const most = 12;
const listId = 'found-clients';

/** One field and who is found by it, by keyboard alone. The name is sent in a body and stands in no address. */
export default function FindDialog({ take, onClose }: { take: () => string; onClose: () => void }) {
  const [name, setName] = useState('');
  const isWaitedFor = useRef(false);
  const [answer, setAnswer] = useState<{ to: string; found?: Found; trouble?: string }>({ to: '' });
  const [at, setAt] = useState(0);
  const [, go] = useLocation();
  const openNow = useRef((_person: Person) => {});
  openNow.current = (person) => {
    onClose();
    go(person.href);
  };
  const typed = name.trim();
  // What was typed before the field had the focus, which the dialog has given it by now.
  useEffect(() => {
    const early = take();
    if (early !== '') setName((later) => early + later);
  }, []);
  useEffect(() => {
    if (typed === '') return setAnswer({ to: '' });
    let isStale = false;
    const timer = setTimeout(() => {
      api.clients.search.mutate({ name: typed, most }).then(
        (found) => {
          if (isStale) return;
          setAnswer({ to: typed, found });
          setAt(0);
          const [only, ...others] = found.people;
          if (isWaitedFor.current && only !== undefined && others.length === 0) openNow.current(only);
          isWaitedFor.current = false;
        },
        (error: unknown) => isStale || setAnswer({ to: typed, trouble: readRefusal(error).words }),
      );
    }, pauseMs);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [typed]);
  const people = typed === '' ? [] : (answer.found?.people ?? []);
  const open = (person: Person | undefined) => {
    // An answer to fewer letters may put somebody else first: Enter waits for the right one, and opens it if it is the only one.
    if (answer.to !== typed) isWaitedFor.current = true;
    else if (person !== undefined) openNow.current(person);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && people.length > 0) {
      event.preventDefault();
      setAt((at + step + people.length) % people.length);
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      open(people[at]);
    }
  };
  return (
    <Dialog open onClose={onClose} title="Find a client">
      <div className="field">
        <label htmlFor="find-name">Name, or the last digits of a telephone number</label>
        <input
          id="find-name"
          type="text"
          role="combobox"
          aria-expanded={people.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={people[at] === undefined ? undefined : `found-${at}`}
          autoComplete="off"
          spellCheck={false}
          maxLength={80}
          autoFocus
          value={name}
          onChange={(event) => {
            isWaitedFor.current = false;
            setName(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={listId} className="found" role="listbox" aria-label="Clients found">
        {people.map((person, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys, as a combobox does
          <div
            key={person.clientId}
            id={`found-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onClick={() => open(person)}
            onPointerMove={() => setAt(index)}
          >
            <b>{person.name}</b>
            {person.knownAs === null ? null : <span> ({person.knownAs})</span>}
            <span className="quiet">, {aboutWords(person)}</span>
          </div>
        ))}
      </div>
      <p className="quiet" role="status">
        {statusWords(typed, answer)}
      </p>
    </Dialog>
  );
}

function aboutWords({ bornYear, state, therapist, href }: Person): string {
  const born = bornYear === null ? 'year of birth not known' : `born ${bornYear}`;
  const where = (stateWords[state] ?? state).toLowerCase();
  const leads = href.startsWith('/enquiries/') ? '. Opens the enquiry' : '';
  return `${born}, ${where}${therapist === null ? '' : ` with ${therapist.replace(/\.$/, '')}`}${leads}.`;
}

function statusWords(typed: string, { to, found, trouble }: { to: string; found?: Found; trouble?: string }): string {
  if (typed === '') return 'Type the beginning of a name. Arrows choose, Enter opens.';
  if (trouble !== undefined) return trouble;
  if (found === undefined || to !== typed) return 'Looking…';
  if (found.people.length === 0) return 'Nobody you can open has such a name.';
  const how = found.people.length === 1 ? 'One person.' : `${found.people.length} people.`;
  return found.isMore ? `${how} There are more: type more of the name.` : how;
}
