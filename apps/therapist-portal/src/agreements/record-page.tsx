import { type Witness, witnessWords } from '@heather/consent';
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
  Select,
  TextInput,
  TimeInput,
} from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { type Scan, ScanField } from './scan-field.tsx';

type Answer = 'yes' | 'no';
type Role = Witness['role'];

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
  const [how, setHow] = useState<'paper' | 'spoken'>('paper');
  const [scan, setScan] = useState<Scan | null>(null);
  const [present, setPresent] = useState({ name: '', role: 'witness' as Role });
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
    record.mutate({
      packId,
      nameAsWritten: name,
      signedOn,
      signedTime,
      isNoticeAcknowledged: isSeen,
      answers,
      key,
      how,
      scan: scan?.base64 ?? null,
      witnesses: present.name.trim() ? [{ role: present.role, name: present.name.trim() }] : [],
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <BackLink href={back} />
      <ErrorSummary errors={errors} />
      <PageTitle title="Record">Record what {clientName} signed or said</PageTitle>
      <p className="quiet">
        Have the paper before you and keep it. Copy what it says; where something is blank, ask them first. What was
        said aloud is written down as they said it.
      </p>
      <Select
        name="how"
        label="How they agreed"
        hint="What is said aloud is read through with them first, all of it."
        options={[
          { value: 'paper', label: 'Signed on paper' },
          { value: 'spoken', label: 'Said aloud to you' },
        ]}
        value={how}
        onChange={(chosen) => chosen && setHow(chosen)}
      />
      <TextInput
        name="name"
        label={how === 'paper' ? 'Name as written' : 'Their full name'}
        value={name}
        onChange={setName}
        error={errorOf('name')}
        autoComplete="off"
      />
      <DateInput
        name="signed-on"
        label={how === 'paper' ? 'Day on the paper' : 'Day when they said it'}
        value={signedOn}
        onChange={setSignedOn}
        error={errorOf('signed-on')}
      />
      <TimeInput
        name="signed-time"
        label={how === 'paper' ? 'Time on the paper' : 'Time when they said it'}
        value={signedTime}
        onChange={setSignedTime}
        error={errorOf('signed-time')}
      />
      <Checkbox
        name="seen"
        label={
          how === 'paper' ? '“I have seen the privacy notice” is ticked' : 'They have seen or heard the privacy notice'
        }
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
      <TextInput
        name="present"
        label="Somebody who was there and helped"
        hint="An interpreter, a helper, a parent or guardian, a witness. Leave it empty if nobody was."
        value={present.name}
        onChange={(value) => setPresent({ ...present, name: value })}
        maxLength={120}
        autoComplete="off"
      />
      {present.name.trim() ? (
        <Select
          name="present-role"
          label="What they were there for"
          value={present.role}
          onChange={(role) => role && setPresent({ ...present, role })}
          options={(Object.keys(witnessWords) as Role[]).map((role) => ({ value: role, label: witnessWords[role] }))}
        />
      ) : null}
      {how === 'paper' ? <ScanField scan={scan} onScan={setScan} /> : null}
      <div className="acts">
        <Button kind="primary" type="submit" busy={record.isPending && 'Recording…'}>
          Record the signature
        </Button>
      </div>
    </form>
  );
}

const fieldOf = (clauseId: string) => clauseId.replaceAll('.', '-');
