import './notes.css';
import type { StaffRouter } from '@heather/api/staff';
import { Button, ButtonLink, Empty, Loading, Trouble } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { ClientHead } from '../app/client-head.tsx';
import { api, trpc } from '../app/trpc.ts';
import { noteHref } from './note-data.ts';
import { NoteEntries } from './signed-note.tsx';
import { TheirAccounts } from './their-accounts.tsx';

type OfClient = inferRouterOutputs<StaffRouter>['notes']['ofClient'];
type Session = OfClient['sessions'][number];

const became: Record<string, string> = {
  'did-not-attend': 'Did not come',
  'cancelled-in-time': 'Cancelled in time',
  'cancelled-late': 'Cancelled late',
  'cancelled-by-us': 'Not held by us',
};

/** Everything that was written about the sessions of one client, the newest first. */
export default function ClientNotesPage({ params }: { params: Record<string, string | undefined> }) {
  const clientId = params.clientId ?? '';
  const first = useQuery(trpc.notes.ofClient.queryOptions({ clientId, before: null }));
  const [more, setMore] = useState<readonly OfClient[]>([]);
  const [trouble, setTrouble] = useState<unknown>(null);
  if (!first.data) return <Loading />;
  const pages = [first.data, ...more];
  const sessions = pages.flatMap((page) => page.sessions);
  const next = pages.at(-1)?.next ?? null;
  const { client, mayWrite } = first.data;
  const goOn = async () => {
    setTrouble(null);
    try {
      const page = await api.notes.ofClient.query({ clientId, before: next });
      setMore([...more, page]);
    } catch (error) {
      setTrouble(error);
    }
  };
  return (
    <>
      <ClientHead clientId={clientId} name={client.name} current="notes" />
      <div className="notes">
        <div className="acts">
          {mayWrite ? <ButtonLink href={`/clients/${clientId}/process-notes`}>Your process notes</ButtonLink> : null}
          {sessions.length === 0 ? null : <Button onClick={() => window.print()}>Print</Button>}
        </div>
        {sessions.length === 0 ? (
          <Empty>The notes of {client.firstName}’s sessions will stand here, from the first one on.</Empty>
        ) : (
          <ul className="rows">
            {sessions.map((session) => (
              <SessionNotes key={session.sessionId} session={session} clientId={clientId} mayWrite={mayWrite} />
            ))}
          </ul>
        )}
        {next === null ? null : (
          <p className="acts">
            <Button onClick={() => void goOn()}>Show earlier sessions</Button>
          </p>
        )}
        {trouble === null ? null : <Trouble error={trouble} />}
      </div>
    </>
  );
}

function SessionNotes({ session, clientId, mayWrite }: { session: Session; clientId: string; mayWrite: boolean }) {
  const { sessionId, when, status, notes } = session;
  const own = notes.find(({ isOwn }) => isOwn);
  const shared = notes.find(({ share }) => share !== null)?.share;
  const href = noteHref({ sessionId, clientId });
  return (
    <li className="note-row">
      <h2>
        <a href={href}>{when}</a>
      </h2>
      {became[status] ? <p className="quiet">{became[status]}.</p> : null}
      {notes.map((note) => (
        <div key={note.noteId}>
          <NoteEntries note={note} />
          <TheirAccounts clientId={clientId} noteId={note.noteId} />
        </div>
      ))}
      {shared ? <p className="quiet">Shared with the client since {shared.when}.</p> : null}
      {own?.apart.length ? (
        <p>
          <b>Two versions.</b> <a href={href}>Choose between them</a>
        </p>
      ) : null}
      {notes.length === 0 && !(status === 'cancelled-in-time' || status === 'cancelled-by-us') ? (
        <p className="quiet">
          No note.{' '}
          {mayWrite ? (
            <a href={href}>
              Write it<span className="away"> for {when}</span>
            </a>
          ) : null}
        </p>
      ) : null}
      {own?.state === 'draft' && own.apart.length === 0 ? (
        <p>
          <a href={href}>
            Go on writing<span className="away"> for {when}</span>
          </a>
        </p>
      ) : null}
    </li>
  );
}
