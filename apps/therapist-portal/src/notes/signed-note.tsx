import { Button, TextArea, Trouble, useUnsavedGuard } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { trpc } from '../app/trpc.ts';
import { lateWords, type Note, type Of, refreshNotes } from './note-data.ts';

/** What was signed and what was added, as it stands for good. */
export function NoteEntries({ note }: { note: Note }) {
  if (note.state === 'not-kept') return <p className="quiet">{note.author} kept no note here.</p>;
  if (note.state === 'draft') {
    return (
      <>
        <p>
          <b>Draft by {note.author}, not signed.</b>
        </p>
        <p className="note-words">{note.words}</p>
      </>
    );
  }
  return (
    <>
      {note.entries.map(({ id, kind, words, author, when }) => (
        <div key={id} className="note-entry">
          <p className="note-words">{words}</p>
          <p className="quiet">
            {kind === 'signed' ? `Signed by ${author}, ${when}.` : `Added by ${author}, ${when}.`}
            {kind === 'signed' && note.daysLate !== null ? <b> {lateWords(note.daysLate)}</b> : null}
          </p>
        </div>
      ))}
    </>
  );
}

type SharingProps = { note: Note; firstName: string };

/** By choice, and taken back at once. An addendum is shared only by sharing it. */
export function Sharing({ note, firstName }: SharingProps) {
  const share = useMutation(trpc.notes.share.mutationOptions({ onSettled: refreshNotes }));
  const [isAsking, setIsAsking] = useState(false);
  if (note.state !== 'signed' || note.noteId === null) return null;
  const noteId = note.noteId;
  const all = note.entries.length;
  const act = (entries: number | null) => {
    if (!share.isPending) share.mutate({ noteId, entries }, { onSuccess: () => setIsAsking(false) });
  };
  const without = note.share === null ? 0 : all - note.share.entries;
  return (
    <section className="sharing" aria-label={`Sharing with ${firstName}`}>
      <p>
        {note.share === null
          ? `${firstName} does not see this note on their page. It is part of what they can ask for.`
          : `${firstName} can read this since ${note.share.when}${without === 0 ? '.' : `, without what was added after: ${without} ${without === 1 ? 'addendum' : 'addenda'}.`}`}
      </p>
      {isAsking ? (
        <>
          <p>
            {firstName} will find it on their page, word for word, with your name and the date. Nothing is mailed to
            them.
          </p>
          <div className="acts">
            <Button busy={share.isPending && 'Sharing…'} onClick={() => act(all)}>
              Share it with {firstName}
            </Button>
            <Button onClick={() => setIsAsking(false)}>Not now</Button>
          </div>
        </>
      ) : (
        <div className="acts">
          {note.share === null || without > 0 ? (
            <Button onClick={() => setIsAsking(true)}>
              {note.share === null ? `Share with ${firstName}` : 'Share what was added too'}
            </Button>
          ) : null}
          {note.share === null ? null : (
            <Button busy={share.isPending && 'Stopping…'} onClick={() => act(null)}>
              Stop sharing
            </Button>
          )}
        </div>
      )}
      {share.error ? <Trouble error={share.error} /> : null}
    </section>
  );
}

/** Dated words after the signature. They cannot be taken back either, so they are not kept while they are typed. */
export function Addendum({ of }: { of: Of }) {
  const [words, setWords] = useState('');
  const [isOpen, setIsOpen] = useState(false);
  const [saveKey, setSaveKey] = useState(() => crypto.randomUUID());
  const [problem, setProblem] = useState<string>();
  const add = useMutation(
    trpc.notes.addendum.mutationOptions({
      onSuccess: () => {
        setWords('');
        setIsOpen(false);
        setSaveKey(crypto.randomUUID());
      },
      onSettled: refreshNotes,
    }),
  );
  useUnsavedGuard(isOpen && words.trim() !== '');
  const write = (next: string) => {
    // What was sent may have arrived although its answer did not: other words are another addition, never taken for that one.
    if (add.isError) {
      add.reset();
      setSaveKey(crypto.randomUUID());
    }
    setWords(next);
  };
  if (!isOpen) {
    return (
      <p className="acts">
        <Button onClick={() => setIsOpen(true)}>Add to this note</Button>
        <Button onClick={() => window.print()}>Print</Button>
      </p>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (words.trim() === '') setProblem('Write what you want to add');
    else if (!add.isPending) {
      setProblem(undefined);
      add.mutate({ ...of, words, saveKey });
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <TextArea
        name="addendum"
        label="What you add"
        hint="It stands below the note with today’s date, and stays as it is."
        value={words}
        onChange={write}
        error={problem}
      />
      <p className="acts">
        <Button type="submit" busy={add.isPending && 'Adding…'}>
          Add it
        </Button>
        <Button onClick={() => setIsOpen(false)}>Leave it</Button>
      </p>
      {add.error ? <Trouble error={add.error} /> : null}
    </form>
  );
}
