import './notes.css';
import type { StaffRouter } from '@heather/api/staff';
import { Button, Loading, TextArea, Trouble } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { ClientHead } from '../app/client-head.tsx';
import { api, trpc } from '../app/trpc.ts';
import type { Answer, Sent } from './draft-keeper.ts';
import { refreshNotes } from './note-data.ts';
import { SavedLine } from './saved-line.tsx';
import { useDraft } from './use-draft.ts';

type Process = inferRouterOutputs<StaffRouter>['notes']['process'];
type ProcessNote = Process['notes'][number];

/** One's own thinking about the work. No role, cover or broken glass opens it to anybody else. */
export default function ProcessPage({ params }: { params: Record<string, string | undefined> }) {
  const clientId = params.clientId ?? '';
  const asked = useQuery(trpc.notes.process.queryOptions({ clientId, before: null }, { staleTime: 0 }));
  const [more, setMore] = useState<readonly Process[]>([]);
  const [isNew, setIsNew] = useState(false);
  const [editing, setEditing] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  if (!asked.data) return <Loading />;
  const pages = [asked.data, ...more];
  const next = pages.at(-1)?.next ?? null;
  const done = async () => {
    setIsNew(false);
    setEditing(null);
    setMore([]);
    await refreshNotes();
  };
  return (
    <>
      <ClientHead clientId={clientId} current="notes" />
      <div className="notes">
        <h2>Your process notes</h2>
        <p className="aside">
          Nobody here but you can open these. They are personal data about your client all the same: your client can ask
          for them, and you would be asked to go through them first. A court can ask too. Write with that in mind, and
          keep what belongs to the record in the session’s note.
        </p>
        <p>
          <a href={`/clients/${clientId}/notes`}>Back to the notes of the sessions</a>
        </p>
        {isNew ? (
          <ProcessForm clientId={clientId} note={null} onDone={done} />
        ) : (
          <p className="acts">
            <Button onClick={() => setIsNew(true)}>Write a process note</Button>
          </p>
        )}
        <ul className="rows">
          {pages
            .flatMap(({ notes }) => notes)
            .map((note) => (
              <li key={note.id}>
                {editing === note.id ? (
                  <ProcessForm clientId={clientId} note={note} onDone={done} />
                ) : (
                  <>
                    <p className="note-words">{note.words === '' ? 'Emptied.' : note.words}</p>
                    <p className="quiet">
                      {note.when}.{' '}
                      <Button kind="link" onClick={() => setEditing(note.id)}>
                        Change<span className="away"> the note of {note.when}</span>
                      </Button>
                    </p>
                  </>
                )}
              </li>
            ))}
        </ul>
        {next === null ? null : (
          <Button
            onClick={() =>
              void api.notes.process
                .query({ clientId, before: next })
                .then((page) => setMore([...more, page]))
                .catch(setTrouble)
            }
          >
            Show earlier notes
          </Button>
        )}
        {trouble === null ? null : <Trouble error={trouble} />}
      </div>
    </>
  );
}

type FormProps = { clientId: string; note: ProcessNote | null; onDone: () => Promise<void> };

function ProcessForm({ clientId, note, onDone }: FormProps) {
  const start = note ? { ...note, savedAt: null } : { words: '', version: 0, savedAt: null };
  const send = (sent: Sent): Promise<Answer> =>
    api.notes.keepProcess.mutate({ clientId, processNoteId: note?.id ?? null, ...sent });
  const draft = useDraft(start, send);
  const name = `process-${note?.id ?? 'new'}`;
  return (
    <div>
      <TextArea
        name={name}
        label="For yourself"
        value={draft.words}
        onChange={draft.write}
        rows={6}
        note={
          draft.isElsewhere ? (
            <p className="saved-note open" role="alert">
              Changed in another tab. These words are kept as a note of their own, beside that one.
            </p>
          ) : (
            <SavedLine draft={draft} />
          )
        }
      />
      <p className="acts">
        <Button
          onClick={async () => {
            if (await draft.keeper.flush()) await onDone();
          }}
        >
          Done
        </Button>
      </p>
    </div>
  );
}
