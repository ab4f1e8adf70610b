import {
  BackLink,
  Button,
  ErrorSummary,
  Loading,
  PageTitle,
  RadioRows,
  Select,
  TextArea,
  useAct,
  useUnsavedGuard,
} from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { api, trpc } from '../app/trpc.ts';
import { dayWords, dueWords } from './rights-words.ts';

type Outcome = 'corrected' | 'statement-kept';

/** Something in the record is called wrong: it is put right, or the other account is kept beside it. */
export default function CorrectionPage({ params }: { params: Record<string, string | undefined> }) {
  const requestId = params.correctionId ?? '';
  const found = useQuery(trpc.rights.correction.queryOptions({ requestId }));
  if (!found.data) return <Loading />;
  const { client, clientId, receivedOn, clock, asked, notes, mayHaveHadIt, answer } = found.data;
  return (
    <div className="stack">
      <BackLink href={`/clients/${clientId}/notes`} />
      <div className="page-head">
        <PageTitle title="Something called wrong">{client}: something called wrong</PageTitle>
        <p className="quiet">
          Came on {dayWords(receivedOn)}. {dueWords({ clock, receivedOn })}
        </p>
      </div>
      <section>
        <h2>What they say</h2>
        <p className="reading-text">{asked ?? 'They said it by word of mouth: ask them.'}</p>
      </section>
      {answer ? (
        <section>
          <h2>{answer.outcome === 'corrected' ? 'It was put right' : 'Their account stands beside the note'}</h2>
          <p>
            {dayWords(answer.on)}, {answer.by}.
          </p>
          {answer.statement ? <p className="reading-text">{answer.statement}</p> : null}
          {answer.told.length === 0 ? null : (
            <>
              <h3>To be told, because they had it</h3>
              <ul className="plain-list">
                {answer.told.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            </>
          )}
        </section>
      ) : clock.state === 'closed' ? (
        <p>It is closed.</p>
      ) : (
        <AnswerForm requestId={requestId} asked={asked} notes={notes} mayHaveHadIt={mayHaveHadIt} clientId={clientId} />
      )}
    </div>
  );
}

type FormProps = {
  requestId: string;
  clientId: string;
  asked: string | null;
  notes: readonly { noteId: string; on: string }[];
  mayHaveHadIt: readonly string[];
};

function AnswerForm({ requestId, clientId, asked, notes, mayHaveHadIt }: FormProps) {
  const { busy, errors, act, refuse, errorOf } = useAct();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [noteId, setNoteId] = useState('');
  const [statement, setStatement] = useState(asked ?? '');
  const [words, setWords] = useState('');
  const [told, setTold] = useState(mayHaveHadIt.join('\n'));
  useUnsavedGuard(words !== '');
  const keep = () => {
    if (outcome === null) return refuse({ field: 'outcome', message: 'Choose what becomes of it.' });
    if (outcome === 'statement-kept' && statement.trim() === '')
      return refuse({ field: 'statement', message: 'Their account stands here in their own words.' });
    if (words.trim() === '') return refuse({ field: 'words', message: 'Tell them what was done.' });
    void act('keep', async () => {
      await api.rights.answerCorrection.mutate({
        requestId,
        outcome,
        noteId: noteId === '' ? null : noteId,
        statement: outcome === 'statement-kept' ? statement.trim() : null,
        words: words.trim(),
        told: told
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean),
      });
      await queryClient.invalidateQueries(trpc.rights.pathFilter());
    });
  };
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <ErrorSummary errors={errors} />
      <RadioRows
        name="outcome"
        legend="What becomes of it?"
        options={[
          {
            value: 'corrected',
            label: 'It was wrong, and I have put it right',
            hint: 'Names and addresses on their page; a signed note by an addendum. What was signed stays as it was.',
          },
          {
            value: 'statement-kept',
            label: 'We see it differently: their account stands beside the note',
            hint: 'In their words, with today’s date, wherever the note is read.',
          },
        ]}
        value={outcome}
        onChange={setOutcome}
        error={errorOf('outcome')}
      />
      <Select
        name="note"
        label="Which note it is about"
        nothing="None, or none in particular"
        options={notes.map((note) => ({ value: note.noteId, label: `The session of ${dayWords(note.on)}` }))}
        value={noteId}
        onChange={setNoteId}
      />
      <p>
        <a href={`/clients/${clientId}/notes`}>Open their notes</a>
      </p>
      {outcome === 'statement-kept' ? (
        <TextArea
          name="statement"
          label="Their account, in their words"
          maxLength={4000}
          value={statement}
          onChange={setStatement}
          error={errorOf('statement')}
        />
      ) : null}
      <TextArea
        name="told"
        label="Who had the wrong data and is to be told"
        hint="One a line. A GP, whoever pays, somebody you wrote to."
        rows={3}
        value={told}
        onChange={setTold}
      />
      <TextArea
        name="words"
        label="What you tell them"
        hint="They read this in their portal."
        maxLength={4000}
        value={words}
        onChange={setWords}
        error={errorOf('words')}
      />
      <div className="acts">
        <Button kind="primary" type="submit" busy={busy === 'keep' && 'Keeping it…'}>
          Answer
        </Button>
      </div>
    </form>
  );
}
