import { Button, Select, TextArea, Trouble } from '@heather/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useFirstButton } from '../app/first-button.ts';
import { api, trpc } from '../app/trpc.ts';
import { isUnsaved } from './draft-keeper.ts';
import { type NotePage, type Of, refreshNotes, saveNote, underHeadings } from './note-data.ts';
import { SavedLine } from './saved-line.tsx';
import { useDraft } from './use-draft.ts';
import { Versions } from './versions.tsx';

/** One's own draft: kept as it is typed, signed when it is done. */
export function NoteEditor({ of, page }: { of: Of; page: NotePage }) {
  const { note, together, templates } = page;
  const draft = useDraft(note, saveNote(of));
  const { keeper, isElsewhere } = draft;
  const queries = useQueryClient();
  const [isSigning, setIsSigning] = useState(false);
  const [saveKey] = useState(() => crypto.randomUUID());
  const [copied, setCopied] = useState<readonly string[]>([]);
  const kind = useFirstButton();
  const sign = useMutation(trpc.notes.sign.mutationOptions({ onSettled: refreshNotes }));
  const leaveOut = useMutation(trpc.notes.leaveOut.mutationOptions({ onSettled: refreshNotes }));
  const copy = useMutation({
    mutationFn: async (clientId: string) => {
      const there = await api.notes.get.query({ sessionId: of.sessionId, clientId });
      if (there.note.state === 'signed' || there.note.words !== '') return 'has-words';
      await api.notes.save.mutate({
        sessionId: of.sessionId,
        clientId,
        tabId: crypto.randomUUID(),
        seq: 1,
        baseVersion: there.note.version,
        words: keeper.get().words,
      });
      setCopied((before) => [...before, clientId]);
      return 'copied';
    },
  });
  // Behind another page: both versions are asked for and shown side by side.
  useEffect(() => {
    if (isElsewhere) void queries.invalidateQueries(trpc.notes.get.queryFilter(of));
  }, [isElsewhere, queries, of]);
  // Written on in another page while nothing waits here: this page shows the newest words.
  useEffect(() => {
    const here = keeper.get();
    if (note.version > here.version && !isUnsaved(here) && !here.isElsewhere) keeper.replace(note);
  }, [note, keeper]);

  if (note.apart.length > 0) {
    return (
      <>
        <SavedLine draft={draft} />
        <Versions of={of} note={note} keeper={keeper} />
      </>
    );
  }
  const isBlank = draft.words.trim() === '';
  const signNow = async () => {
    if (sign.isPending || !(await keeper.flush()) || keeper.get().isElsewhere) return;
    sign.mutate({ ...of, version: keeper.get().version, saveKey });
  };
  const name = `note-${of.clientId}`;
  return (
    <div className="note-editor">
      {note.state === 'not-kept' ? <p>You said that no note is kept here. Writing one takes that back.</p> : null}
      {isBlank && templates.length > 0 ? (
        <Select
          name={`${name}-headings`}
          label="Begin with headings"
          nothing="None"
          value=""
          onChange={(id) => {
            const found = templates.find((each) => each.id === id);
            if (found) draft.write(underHeadings(found.headings));
          }}
          options={templates.map((each) => ({ value: each.id, label: each.name }))}
        />
      ) : null}
      <TextArea
        name={name}
        label={`Note in ${page.client.firstName}’s record`}
        hint={
          together.length === 0
            ? undefined
            : `Write here what belongs in ${page.client.firstName}’s record alone: they may ask to read it.`
        }
        value={draft.words}
        onChange={draft.write}
        rows={12}
        note={<SavedLine draft={draft} />}
      />
      {isSigning ? (
        <section className="sign-note" aria-label="Sign the note">
          <p>Signed, the note stays as it is. What comes to mind later is added with its date.</p>
          <div className="acts">
            <Button kind={kind} busy={sign.isPending && 'Signing…'} onClick={() => void signNow()}>
              Sign and lock
            </Button>
            <Button onClick={() => setIsSigning(false)}>Not yet</Button>
          </div>
        </section>
      ) : (
        <div className="acts">
          <Button
            kind={kind}
            onClick={() => {
              if (!isBlank) setIsSigning(true);
            }}
            aria-disabled={isBlank || undefined}
          >
            Sign the note
          </Button>
          {isBlank && note.state !== 'not-kept' ? (
            <Button
              busy={leaveOut.isPending && 'Keeping…'}
              onClick={async () => {
                if (await keeper.flush()) leaveOut.mutate({ ...of, tabId: keeper.tabId, seq: keeper.nextSeq() });
              }}
            >
              Keep no note for this session
            </Button>
          ) : null}
          {isBlank
            ? null
            : together
                .filter(({ clientId }) => !copied.includes(clientId))
                .map(({ clientId, firstName }) => (
                  <Button key={clientId} onClick={() => copy.mutate(clientId)}>
                    Copy it into {firstName}’s record
                  </Button>
                ))}
        </div>
      )}
      <p role="status">
        {copied.length > 0
          ? 'Copied. From here on the two are apart: what you change in one is not changed in the other.'
          : ''}
        {copy.data === 'has-words' ? 'There are words in that record already. Open it and choose there.' : ''}
      </p>
      {sign.error || leaveOut.error || copy.error ? (
        <Trouble error={sign.error ?? leaveOut.error ?? copy.error} />
      ) : null}
    </div>
  );
}
