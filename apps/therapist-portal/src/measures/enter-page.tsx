import {
  BackLink,
  Button,
  DateInput,
  ErrorSummary,
  type FormError,
  Loading,
  PageTitle,
  RadioRows,
  readRefusal,
  useUnsavedGuard,
} from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { useFirstButton } from '../app/first-button.ts';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';

/** The paper, on one page: somebody copies it with the sheet beside them. */
export default function EnterPage({ params }: { params: Record<string, string | undefined> }) {
  const clientId = params.clientId ?? '';
  const measureKey = params.measureKey ?? '';
  const form = useQuery(trpc.measures.form.queryOptions({ clientId, measureKey }, { refetchOnWindowFocus: false }));
  if (!form.data) return <Loading />;
  return <PaperForm key={measureKey} form={form.data} clientId={clientId} />;
}

type Form = {
  clientFirstName: string;
  key: string;
  name: string;
  instruction: string | null;
  attribution: string;
  mayLeaveOut: number;
  items: { number: number; text: string | null; options: (string | null)[] }[];
  todayOn: string;
};

function PaperForm({ form, clientId }: { form: Form; clientId: string }) {
  const first = useFirstButton();
  const [, navigate] = useLocation();
  const [entryId] = useState(() => crypto.randomUUID());
  const [answers, setAnswers] = useState<(number | null)[]>(() => form.items.map(() => null));
  const [answeredOn, setAnsweredOn] = useState(form.todayOn);
  const [collection, setCollection] = useState<'paper' | 'in-session' | null>(null);
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const enter = useMutation(
    trpc.measures.enterPaper.mutationOptions({
      onSuccess: async ({ alertId }) => {
        await Promise.all([
          queryClient.invalidateQueries(trpc.measures.pathFilter()),
          queryClient.invalidateQueries(trpc.alerts.pathFilter()),
        ]);
        navigate(alertId === null ? `/clients/${clientId}/course?measure=${form.key}` : `/alerts/${alertId}`);
      },
      onError: (error) => setErrors(refusalErrors(error)),
    }),
  );
  useUnsavedGuard(answers.some((answer) => answer !== null) && !enter.isSuccess);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (enter.isPending) return;
    const missing = answers.flatMap((answer, index) => (answer === null ? [index + 1] : []));
    const found: FormError[] = [];
    if (collection === null) found.push({ field: 'collection', message: 'Say how the answers were given' });
    if (missing.length > form.mayLeaveOut)
      found.push(...missing.map((number) => ({ field: `item-${number}`, message: `Answer question ${number}` })));
    setErrors(found);
    if (found.length > 0 || collection === null) return;
    enter.mutate({ entryId, clientId, measureKey: form.key, collection, answeredOn, answers });
  };
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  return (
    <form onSubmit={onSubmit} noValidate className="reading-text stack">
      <ErrorSummary errors={errors} />
      <BackLink href={`/clients/${clientId}/measures`} />
      <PageTitle title="Enter answers">
        {form.name}, {form.clientFirstName}’s answers
      </PageTitle>
      {form.instruction === null ? null : <p className="quiet">{form.instruction}</p>}
      <RadioRows
        name="collection"
        legend="How were they given?"
        across
        options={[
          { value: 'in-session', label: 'In the session' },
          { value: 'paper', label: 'On paper' },
        ]}
        value={collection}
        onChange={setCollection}
        error={errorOf('collection')}
      />
      <DateInput
        name="answered-on"
        label="On which day?"
        value={answeredOn}
        onChange={setAnsweredOn}
        max={form.todayOn}
        error={errorOf('answered-on')}
      />
      {form.items.map(({ number, text, options }, index) => (
        <RadioRows
          key={number}
          name={`item-${number}`}
          legend={`${number}. ${text ?? `Question ${number} of your copy`}`}
          options={options.map((label, position) => ({ value: String(position), label: label ?? String(position) }))}
          value={answers[index] == null ? null : String(answers[index])}
          onChange={(value) => setAnswers(answers.map((answer, at) => (at === index ? Number(value) : answer)))}
          error={errorOf(`item-${number}`)}
        />
      ))}
      <div className="acts">
        <Button kind={first} type="submit" busy={enter.isPending && 'Scoring…'}>
          Score these answers
        </Button>
        <a href={`/clients/${clientId}/measures`}>Leave it</a>
      </div>
      <p className="quiet">{form.attribution}</p>
    </form>
  );
}

function refusalErrors(error: unknown): FormError[] {
  const { words, details } = readRefusal(error);
  const fields = (details as { fields?: unknown } | undefined)?.fields;
  if (Array.isArray(fields) && fields.includes('answeredOn'))
    return [{ field: 'answered-on', message: 'Give a day between the start of the work and today' }];
  return [{ message: words }];
}
