import {
  BackLink,
  Button,
  ErrorSummary,
  type FormError,
  Loading,
  NotFound,
  PageTitle,
  readRefusal,
  TextArea,
  TextInput,
  useUnsavedGuard,
} from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';

type Printed = { clauseId: string; heading: string; text: string };
type Line = Printed & { summary: string | null };

/** Other words for one line of one agreement. To propose them is to agree to them; they hold once everybody who signs has said yes. */
export default function ChangePage({ params }: { params: Record<string, string | undefined> }) {
  const packId = params.packId ?? '';
  const found = useQuery(trpc.agreements.printable.queryOptions({ packId }));
  const asked = new URLSearchParams(window.location.search).get('line');
  const back = `/clients/${params.clientId}/agreement`;
  if (!found.data) return <Loading />;
  const { topics, fixed } = found.data;
  const lines: Line[] = topics.flatMap((topic) => [topic, ...topic.parts.map((part) => ({ ...part, summary: null }))]);
  if (!asked) return <Lines back={back} lines={lines.filter(({ clauseId }) => !fixed.includes(clauseId))} />;
  const line = lines.find(({ clauseId }) => clauseId === asked);
  if (!line) return <NotFound />;
  if (fixed.includes(line.clauseId)) return <Fixed back={back} line={line} clientId={params.clientId ?? ''} />;
  return <Words key={line.clauseId} packId={packId} back={back} line={line} who={found.data.clientName} />;
}

function Lines({ back, lines }: { back: string; lines: Line[] }) {
  return (
    <>
      <BackLink href={back} />
      <PageTitle title="Agreement">Which line should say something else?</PageTitle>
      <p className="quiet">Lines that follow the day, the fee or the notice change with a new agreement.</p>
      <ul className="rows">
        {lines.map((line) => (
          <li key={line.clauseId}>
            <a href={`?line=${line.clauseId}`}>{line.heading}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Fixed({ back, line, clientId }: { back: string; line: Line; clientId: string }) {
  return (
    <>
      <BackLink href={back} />
      <PageTitle title="Agreement">{line.heading}</PageTitle>
      <p>
        These words follow what is set for this agreement, such as the day, the fee or the notice. Change that, and the
        words change with it.
      </p>
      <p>
        <a href={`/clients/${clientId}/agreement/new`}>Prepare a new agreement</a>
      </p>
    </>
  );
}

function Words({ packId, back, line, who }: { packId: string; back: string; line: Line; who: string }) {
  const [summary, setSummary] = useState(line.summary ?? '');
  const [text, setText] = useState(line.text);
  const [errors, setErrors] = useState<FormError[]>([]);
  const [key] = useState(() => crypto.randomUUID());
  const [, navigate] = useLocation();
  const isSame = text.trim() === line.text && summary.trim() === (line.summary ?? '');
  const propose = useMutation(
    trpc.agreements.proposeChange.mutationOptions({
      onError: (error) => setErrors([{ message: readRefusal(error).words }]),
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.agreements.pathFilter());
        navigate(back);
      },
    }),
  );
  useUnsavedGuard(!isSame && !propose.isSuccess);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing: FormError[] = [
      ...(line.summary !== null && !summary.trim() ? [{ field: 'summary', message: 'Write the line in short.' }] : []),
      ...(text.trim() ? [] : [{ field: 'text', message: 'Write what it should say.' }]),
      ...(isSame ? [{ field: 'text', message: 'These are the words that stand there now.' }] : []),
    ];
    setErrors(missing);
    if (missing.length > 0) return;
    const words = { summary: line.summary === null ? null : summary, text };
    propose.mutate({ packId, clauseId: line.clauseId, words, key });
  };
  const errorOf = (field: string) => errors.find((one) => one.field === field)?.message;
  return (
    <form onSubmit={submit} noValidate>
      <BackLink href={back} />
      <ErrorSummary errors={errors} />
      <PageTitle title="Agreement">{line.heading}</PageTitle>
      <p className="quiet">
        For this agreement alone. Proposing it is your yes; it holds once {who} has said yes to exactly these words, and
        everybody else who signs. What you write becomes part of the signed text, which the practice reads.
      </p>
      {line.summary === null ? null : (
        <TextInput
          name="summary"
          label="In short"
          value={summary}
          onChange={setSummary}
          maxLength={140}
          error={errorOf('summary')}
        />
      )}
      <TextArea
        name="text"
        label="What it should say"
        value={text}
        onChange={setText}
        maxLength={6000}
        rows={8}
        error={errorOf('text')}
      />
      <div className="acts">
        <Button kind="primary" type="submit" busy={propose.isPending && 'Sending…'}>
          Propose these words
        </Button>
      </div>
    </form>
  );
}
