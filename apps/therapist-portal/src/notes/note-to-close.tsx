import { Button, readRefusal, Select, TextArea } from '@heather/ui';
import { useEffect, useRef, useState } from 'react';
import { api } from '../app/trpc.ts';
import { type ClosingSession, noteHref, type Of, saveNote, type Template, underHeadings } from './note-data.ts';
import { SavedLine } from './saved-line.tsx';
import type { NoteCloser } from './session-to-close.tsx';
import { useDraft } from './use-draft.ts';

type Props = {
  of: Of;
  person: ClosingSession['people'][number];
  isAlone: boolean;
  templates: readonly Template[];
  register: (closer: NoteCloser) => () => void;
};

/** One person's note of one session of the day: kept as it is typed, signed with the others. */
export function NoteToClose({ of, person, isAlone, templates, register }: Props) {
  const { note, firstName, others } = person;
  const draft = useDraft(note, saveNote(of));
  const { keeper } = draft;
  const [signedNow, setSignedNow] = useState<string | null>(null);
  const [isLeftOut, setIsLeftOut] = useState(note.state === 'not-kept');
  const [saveKey] = useState(() => crypto.randomUUID());
  const isSigned = note.state === 'signed' || signedNow !== null;

  const close: NoteCloser = async (alsoSign) => {
    const done = (left: string | null, signed = false) => ({ signed, left });
    if (isSigned) return done(null);
    if (!(await keeper.flush())) return done(`${firstName}’s note is not saved.`);
    const { words, version, isElsewhere } = keeper.get();
    if (isElsewhere || note.apart.length > 0) return done(`${firstName}’s note has two versions: choose between them.`);
    if (words.trim() === '') return done(isLeftOut || others.length > 0 ? null : `${firstName}’s note has no words.`);
    if (!alsoSign) return done(null);
    try {
      await api.notes.sign.mutate({ ...of, version, saveKey });
      setSignedNow(words);
      return done(null, true);
    } catch (error) {
      return done(`${firstName}’s note is saved and not signed: ${readRefusal(error).words}`);
    }
  };
  const latest = useRef(close);
  latest.current = close;
  const add = useRef(register);
  useEffect(() => add.current((alsoSign) => latest.current(alsoSign)), []);

  if (isSigned) {
    return (
      <div className="closed-note">
        <p className="note-words">{signedNow ?? note.entries.map(({ words }) => words).join('\n\n')}</p>
        <p className="quiet">
          Signed. <a href={noteHref(of)}>Open {firstName}’s note</a>
        </p>
      </div>
    );
  }
  const leaveOut = async () => {
    if (!(await keeper.flush())) return;
    await api.notes.leaveOut.mutate({ ...of, tabId: keeper.tabId, seq: keeper.nextSeq() }).then(
      ({ version }) => {
        keeper.replace({ words: '', version });
        setIsLeftOut(true);
      },
      () => undefined,
    );
  };
  const isBlank = draft.words.trim() === '';
  const name = `note-${of.sessionId}-${of.clientId}`;
  return (
    <div>
      <TextArea
        name={name}
        label={isAlone ? 'Note' : `Note in ${firstName}’s record`}
        value={draft.words}
        onChange={draft.write}
        rows={3}
        note={isBlank && draft.phase !== 'lost' ? undefined : <SavedLine draft={draft} />}
      />
      {others.length > 0 ? <p className="quiet">{others.join(' and ')} wrote a note of this session too.</p> : null}
      {isBlank ? (
        <div className="note-aids">
          {templates.length > 0 ? (
            <Select
              name={`${name}-headings`}
              label={<span className="away">Begin {firstName}’s note with headings</span>}
              nothing="Begin with headings"
              value=""
              onChange={(id) => {
                const found = templates.find((each) => each.id === id);
                if (found) draft.write(underHeadings(found.headings));
              }}
              options={templates.map((each) => ({ value: each.id, label: each.name }))}
            />
          ) : null}
          {isLeftOut ? (
            <p className="quiet">No note is kept.</p>
          ) : (
            <Button kind="link" onClick={() => void leaveOut()}>
              Keep no note<span className="away"> in {firstName}’s record</span>
            </Button>
          )}
        </div>
      ) : null}
    </div>
  );
}
