import { Button, Trouble } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../app/trpc.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { type Note, type Of, refreshNotes } from './note-data.ts';

type Choice = 'newest' | 'apart' | 'both' | 'addendum';
type VersionsProps = { of: Of; note: Note; keeper: DraftKeeper };

/** Two versions side by side, nothing chosen beforehand. Both stay on the server until somebody has. */
export function Versions({ of, note, keeper }: VersionsProps) {
  const [saveKey] = useState(() => crypto.randomUUID());
  const choose = useMutation(trpc.notes.choose.mutationOptions());
  const [apart] = note.apart;
  if (!apart) return null;
  const isSigned = note.state === 'signed';
  const act = async (choice: Choice) => {
    if (choose.isPending) return;
    try {
      const seq = keeper.nextSeq();
      const chosen = await choose.mutateAsync({
        ...of,
        tabId: keeper.tabId,
        seq,
        apartId: apart.id,
        version: note.version,
        choice,
        saveKey,
      });
      keeper.replace({ words: chosen.words, version: chosen.version });
    } finally {
      await refreshNotes();
    }
  };
  return (
    <section className="versions" aria-label="Two versions">
      <h3>{isSigned ? 'Words that came after the signature' : 'This note was written in two places'}</h3>
      <p>
        {isSigned
          ? 'Another page still held these words when the note was signed. Nothing of them is lost.'
          : 'Nothing is lost. Choose which words the note has; you can change them afterwards.'}
      </p>
      <div className="side-by-side">
        {isSigned ? null : (
          <div>
            <h4>Saved last</h4>
            <p className="note-words">{note.words === '' ? 'No words.' : note.words}</p>
          </div>
        )}
        <div>
          <h4>From another page, {apart.when}</h4>
          <p className="note-words">{apart.words}</p>
        </div>
      </div>
      <div className="acts">
        {isSigned ? (
          <Button onClick={() => void act('addendum')}>Add them as an addendum</Button>
        ) : (
          <>
            <Button onClick={() => void act('newest')}>Keep what was saved last</Button>
            <Button onClick={() => void act('apart')}>Keep the other page’s words</Button>
            <Button onClick={() => void act('both')}>Keep both, one after the other</Button>
          </>
        )}
        {isSigned ? <Button onClick={() => void act('newest')}>Leave them out</Button> : null}
      </div>
      {choose.error ? <Trouble error={choose.error} /> : null}
    </section>
  );
}
