import './import.css';
import { localLabel } from '@heather/scheduling';
import {
  BackLink,
  Button,
  ErrorSummary,
  type FormError,
  Loading,
  PageTitle,
  RadioRows,
  readRefusal,
  Table,
  TextInput,
} from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { trpc } from '../app/trpc.ts';
import { kindWords, stateWords } from './import-words.ts';
import { sendFile } from './send-file.ts';

type Kind = keyof typeof kindWords;
const kinds = [
  { value: 'clients', label: 'Clients', hint: 'Bring these in first: sessions and scores find them by their number.' },
  { value: 'sessions', label: 'Past sessions', hint: 'History only. Nobody is charged, reminded or written to.' },
  {
    value: 'scores',
    label: 'Past scores',
    hint: 'Only the client’s therapist reads them here. You see lines and reasons, no score.',
  },
] as const;
const mostBytes = 20_000_000;

/** Choosing a file of another system, and what came of the files before it. */
export default function ImportPage(_: { params: Record<string, string | undefined> }) {
  const runs = useQuery(trpc.imports.list.queryOptions(undefined, { refetchOnMount: 'always' }));
  if (!runs.data) return <Loading />;
  return (
    <>
      <BackLink href="/set-up" />
      <div className="page-head">
        <PageTitle title="Bring clients in">Bring your clients in</PageTitle>
        <p className="quiet">
          From another system’s CSV file. You see what would come in before anything does, and the same file twice adds
          nobody.
        </p>
      </div>
      <NewFile />
      <section className="gap">
        <Table
          caption="Your files"
          captionShown
          rows={runs.data.runs}
          rowKey={({ importId }) => importId}
          empty="Each file that you bring will stand here."
          columns={[
            {
              key: 'at',
              head: 'When',
              cell: ({ importId, madeAt }) => (
                <a href={`/import/${importId}`}>
                  {localLabel(Temporal.Instant.from(madeAt), Temporal.Now.timeZoneId())}
                </a>
              ),
            },
            { key: 'kind', head: 'What', cell: ({ kind }) => kindWords[kind] },
            { key: 'from', head: 'From', cell: ({ source }) => source },
            { key: 'state', head: 'How it stands', cell: ({ state }) => stateWords[state] },
            { key: 'made', head: 'Came in', numeric: true, cell: ({ rowsMade }) => rowsMade ?? '' },
            { key: 'out', head: 'Stay out', numeric: true, cell: ({ rowsOut }) => rowsOut ?? '' },
          ]}
        />
      </section>
    </>
  );
}

function NewFile() {
  const [kind, setKind] = useState<Kind | null>(null);
  const [source, setSource] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [done, setDone] = useState(0);
  const [errors, setErrors] = useState<FormError[]>([]);
  const [, go] = useLocation();
  const send = useMutation({
    mutationFn: (chosen: { kind: Kind; source: string; file: File }) => sendFile(chosen, setDone),
    onSuccess: (importId) => go(`/import/${importId}`),
    onError: (error) => setErrors([{ message: readRefusal(error).words }]),
  });
  const errorOf = (field: string) => errors.find((one) => one.field === field)?.message;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (send.isPending) return;
    const found: FormError[] = [];
    if (kind === null) found.push({ field: 'kind', message: 'Say what is in the file' });
    if (source.trim() === '') found.push({ field: 'source', message: 'Give the name of the other system' });
    if (file === null || file.size === 0) found.push({ field: 'file', message: 'Choose a file with something in it' });
    else if (file.size > mostBytes) found.push({ field: 'file', message: 'Choose a file of 20 MB at most' });
    setErrors(found);
    if (found.length === 0 && kind !== null && file !== null) send.mutate({ kind, source: source.trim(), file });
  };
  return (
    <form onSubmit={submit} noValidate className="stack import-form">
      <ErrorSummary errors={errors} />
      <RadioRows
        name="kind"
        legend="What is in the file?"
        options={kinds}
        value={kind}
        onChange={setKind}
        error={errorOf('kind')}
      />
      <TextInput
        name="source"
        label="Which system is it from?"
        hint="The same name for all files of one system: its numbers are known by it."
        value={source}
        onChange={setSource}
        maxLength={60}
        error={errorOf('source')}
      />
      <div className="import-file">
        <label htmlFor="file">The CSV file</label>
        <input
          id="file"
          name="file"
          type="file"
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          aria-describedby={errorOf('file') ? 'file-error' : undefined}
          onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
        />
        {errorOf('file') ? <p id="file-error">{errorOf('file')}</p> : null}
        <p className="quiet">
          It is kept encrypted, and goes as soon as it has come in, when you discard it, or after seven days.
        </p>
      </div>
      <p className="acts">
        <Button kind="primary" type="submit" busy={send.isPending && `Sending, ${Math.round(done * 100)} of 100…`}>
          Send and look at it
        </Button>
      </p>
    </form>
  );
}
