import {
  BackLink,
  Button,
  Checkbox,
  DateInput,
  ErrorSummary,
  type FormError,
  Loading,
  PageTitle,
  RadioRows,
  readRefusal,
  TextInput,
  TimeInput,
} from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';

type Answer = 'yes' | 'no';

/** Copied from the paper by somebody who has it before them. As online, nothing may be left blank. */
export default function RecordPage({ params }: { params: Record<string, string | undefined> }) {
  const packId = params.packId ?? '';
  const back = `/clients/${params.clientId}/agreement`;
  const found = useQuery(trpc.agreements.printable.queryOptions({ packId }));
  const [name, setName] = useState('');
  const [signedOn, setSignedOn] = useState('');
  const [signedTime, setSignedTime] = useState('');
  const [isSeen, setSeen] = useState(false);
  const [answers, setAnswers] = useState<Record<string, Answer>>({});
  const [errors, setErrors] = useState<FormError[]>([]);
  const [key] = useState(() => crypto.randomUUID());
  const [, navigate] = useLocation();
  const record = useMutation(
    trpc.agreements.recordPaper.mutationOptions({
      onError: (error) => setErrors([{ message: readRefusal(error).words }]),
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.agreements.pathFilter());
        navigate(back);
      },
    }),
  );
  if (!found.data) return <Loading />;
  const { questions, clientName } = found.data;
  const errorOf = (field: string) => errors.find((one) => one.field === field)?.message;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing: FormError[] = [
      ...(name.trim() ? [] : [{ field: 'name', message: 'Copy the name as it is written.' }]),
      ...(signedOn ? [] : [{ field: 'signed-on', message: 'Copy the day from the paper.' }]),
      ...(signedTime ? [] : [{ field: 'signed-time', message: 'Copy the time from the paper.' }]),
      ...(isSeen ? [] : [{ field: 'seen', message: 'The paper must say that the privacy notice was seen.' }]),
      ...questions
        .filter(({ clauseId }) => !answers[clauseId])
        .map(({ clauseId, heading }) => ({ field: fieldOf(clauseId), message: `Copy yes or no: ${heading}.` })),
    ];
    setErrors(missing);
    if (missing.length > 0) return;
    record.mutate({ packId, nameAsWritten: name, signedOn, signedTime, isNoticeAcknowledged: isSeen, answers, key });
  };
  return (
    <form onSubmit={submit} noValidate>
      <BackLink href={back} />
      <ErrorSummary errors={errors} />
      <PageTitle title="Record">Record what {clientName} signed on paper</PageTitle>
      <p className="quiet">
        Have the paper before you and keep it. Copy what it says; where something is blank, ask them first.
      </p>
      <TextInput
        name="name"
        label="Name as written"
        value={name}
        onChange={setName}
        error={errorOf('name')}
        autoComplete="off"
      />
      <DateInput
        name="signed-on"
        label="Day on the paper"
        value={signedOn}
        onChange={setSignedOn}
        error={errorOf('signed-on')}
      />
      <TimeInput
        name="signed-time"
        label="Time on the paper"
        value={signedTime}
        onChange={setSignedTime}
        error={errorOf('signed-time')}
      />
      <Checkbox
        name="seen"
        label="“I have seen the privacy notice” is ticked"
        checked={isSeen}
        onChange={setSeen}
        error={errorOf('seen')}
      />
      {questions.map((question) => (
        <RadioRows
          key={question.clauseId}
          name={fieldOf(question.clauseId)}
          legend={question.heading}
          across
          options={[
            { value: 'yes', label: 'Yes' },
            { value: 'no', label: 'No' },
          ]}
          value={answers[question.clauseId] ?? null}
          onChange={(answer) => setAnswers({ ...answers, [question.clauseId]: answer })}
          error={errorOf(fieldOf(question.clauseId))}
        />
      ))}
      <div className="acts">
        <Button kind="primary" type="submit" busy={record.isPending && 'Recording…'}>
          Record the signature
        </Button>
      </div>
    </form>
  );
}

const fieldOf = (clauseId: string) => clauseId.replaceAll('.', '-');
