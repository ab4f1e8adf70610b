import './notes.css';
import { BackLink, Empty, Loading, PageTitle } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';

/** What my therapist wrote and chose to share with me. */
export default function NotesPage() {
  const mine = useQuery(trpc.notes.mine.queryOptions(undefined, { staleTime: 0 }));
  if (!mine.data) return <Loading />;
  const { notes } = mine.data;
  return (
    <>
      <BackLink href="/" />
      <PageTitle title="Notes">Notes shared with you</PageTitle>
      {notes.length === 0 ? (
        <Empty>Your therapist can share a note with you here. They have not shared one yet.</Empty>
      ) : (
        <>
          <p>Your therapist wrote these after a session. If something is not right, tell them.</p>
          <ul className="rows shared-notes">
            {notes.map((note) => (
              <li key={note.id}>
                <h2>The session on {note.sessionOn}</h2>
                {note.entries.map((entry, index) => (
                  <div key={entry.id}>
                    {index === 0 ? null : <p className="small quiet">Added on {entry.writtenOn}:</p>}
                    <p className="shared-words">{entry.words}</p>
                  </div>
                ))}
                <p className="small quiet">
                  {note.by === null ? 'Shared' : `Written by ${note.by}. Shared`} with you on {note.sharedOn}.
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="small">You can ask for a copy of all that we hold about you, at any time.</p>
    </>
  );
}
