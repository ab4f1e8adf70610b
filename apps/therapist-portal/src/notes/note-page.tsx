import './notes.css';
import { Loading } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { ClientHead } from '../app/client-head.tsx';
import { trpc } from '../app/trpc.ts';
import { keepDraft } from './draft-keeper.ts';
import { noteHref } from './note-data.ts';
import { NoteEditor } from './note-editor.tsx';
import { Addendum, NoteEntries, Sharing } from './signed-note.tsx';
import { TheirAccounts } from './their-accounts.tsx';
import { Versions } from './versions.tsx';

/** One session in one person's record: one's own note, and what colleagues wrote. */
export default function NotePage({ params }: { params: Record<string, string | undefined> }) {
  const of = useMemo(
    () => ({ sessionId: params.sessionId ?? '', clientId: params.clientId ?? '' }),
    [params.sessionId, params.clientId],
  );
  const asked = useQuery(trpc.notes.get.queryOptions(of, { staleTime: 0 }));
  // Chooses after the signature; there is no field any more that would hold words.
  const [silent] = useState(() =>
    keepDraft({
      start: { words: '', version: 0, savedAt: null },
      tabId: crypto.randomUUID(),
      send: () => Promise.reject(new Error('nothing to send')),
      refusalOf: () => '',
    }),
  );
  const page = asked.data;
  if (!page) return <Loading />;
  const { client, session, note, others, together, mayWrite } = page;
  return (
    <>
      <ClientHead clientId={of.clientId} name={client.name} current="notes" />
      <div className="notes">
        <h2>{session.when}</h2>
        <p className="quiet">
          <a href={`/clients/${of.clientId}/notes`}>All notes</a>
          {together.map(({ clientId, firstName }) => (
            <span key={clientId}>
              {' · '}
              <a href={noteHref({ sessionId: of.sessionId, clientId })}>{firstName}’s record</a>
            </span>
          ))}
        </p>
        {others.map((one) => (
          <section key={one.noteId} aria-label={`By ${one.author}`}>
            <NoteEntries note={one} />
            <TheirAccounts clientId={of.clientId} noteId={one.noteId} />
            {mayWrite ? <Sharing note={one} firstName={client.firstName} /> : null}
          </section>
        ))}
        {note.state === 'signed' ? (
          <section aria-label="Your note">
            <NoteEntries note={note} />
            <TheirAccounts clientId={of.clientId} noteId={note.noteId} />
            {note.apart.length > 0 ? <Versions of={of} note={note} keeper={silent} /> : null}
            <Addendum of={of} />
            <Sharing note={note} firstName={client.firstName} />
          </section>
        ) : !mayWrite ? (
          others.length === 0 ? (
            <p className="quiet">No note was written about this session.</p>
          ) : null
        ) : session.hasBegun ? (
          <NoteEditor key={`${of.sessionId} ${of.clientId}`} of={of} page={page} />
        ) : (
          <p className="quiet">The note can be written once the session has begun.</p>
        )}
      </div>
    </>
  );
}
