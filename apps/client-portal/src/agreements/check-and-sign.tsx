import type { Drawing } from '@heather/consent';
import {
  Button,
  ButtonLink,
  ErrorSummary,
  type FormError,
  PageTitle,
  RadioRows,
  readRefusal,
  SummaryList,
  TextInput,
  Way,
} from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { trpc } from '../app/trpc.ts';
import { DrawName } from './draw-name.tsx';
import { NoLink, type StepProps, talkWords } from './steps.tsx';
import { inTurn } from './use-pack.ts';
import { longDay } from './when.ts';

/** Check each answer, type the name, press the button that says what it does. */
export function CheckAndSign({
  used,
  data,
  way,
  talkHref,
  noHref,
  path,
}: StepProps & { path: (step?: string) => string }) {
  const [name, setName] = useState('');
  const [drawing, setDrawing] = useState<Drawing>([]);
  const [helper, setHelper] = useState('');
  const [helperRole, setHelperRole] = useState<'helper' | 'interpreter'>('helper');
  const [errors, setErrors] = useState<FormError[]>([]);
  // One key a page: pressed twice, or again after the line dropped, it is the same signature.
  const [key] = useState(() => crypto.randomUUID());
  const sign = useMutation(
    trpc.agreements.sign.mutationOptions({
      scope: inTurn(data.packId),
      onSuccess: used.refresh,
      onError: (error) => {
        const { code, words } = readRefusal(error);
        setErrors([{ ...(code === 'agreement/name-missing' && { field: 'name' }), message: words }]);
        if (code === 'agreement/superseded' || code === 'agreement/expired' || code === 'agreement/closed')
          void used.refresh();
      },
    }),
  );
  const missing: FormError[] = [
    ...(used.noticeSeen ? [] : [{ message: 'Say that you have seen the privacy notice: press Read beside it.' }]),
    ...data.questions
      .filter(({ clauseId }) => !used.answers[clauseId])
      .map(({ heading }) => ({ message: `Choose yes or no: ${heading}.` })),
  ];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const unnamed = /\p{L}/u.test(name) ? [] : [{ field: 'name', message: 'Type your full name.' }];
    const all = [...missing, ...unnamed];
    setErrors(all);
    if (all.length > 0) return;
    sign.mutate({
      packId: data.packId,
      nameTyped: name,
      isNoticeAcknowledged: used.noticeSeen,
      answers: used.answers,
      seen: data.seen,
      drawing: drawing.length > 0 ? drawing : null,
      witnesses: helper.trim() ? [{ role: helperRole, name: helper.trim() }] : [],
      key,
    });
  };
  const { wording } = data;
  return (
    <form className="agreement-step" onSubmit={submit} noValidate>
      <Way {...way} />
      <ErrorSummary errors={errors} />
      <PageTitle title="Sign" focusKey="check">
        Sign your agreement
      </PageTitle>
      <p className="small quiet">
        Between you, {data.therapistFullName} and {data.practiceName}.<br />
        {wording.title}, wording {wording.number}
        {wording.publishedAt === null ? '' : `, ${longDay(wording.publishedAt, data.timeZone)}`}.
      </p>
      <SummaryList
        rows={[
          { label: `Your agreement with ${data.therapist}`, action: { href: path(), words: 'Read' } },
          {
            label: 'Privacy notice',
            value: used.noticeSeen ? 'Seen' : 'Not yet seen',
            action: { href: path('notice'), words: 'Read' },
          },
          ...data.questions.map(({ clauseId, heading }, at) => ({
            label: heading,
            value: answerWords(used.answers[clauseId]),
            action: { href: path(`choice-${at + 1}`), words: 'Change' },
          })),
        ]}
      />
      {data.changes.some(({ state }) => state === 'agreed') ? (
        <p className="small">
          {wording.title}, wording {wording.number}, is changed here as you both agreed:{' '}
          {data.changes
            .filter(({ state }) => state === 'agreed')
            .map(({ heading }) => heading)
            .join(', ')}
          .
        </p>
      ) : null}
      {data.waitsTurn ? <p>Somebody else signs this first. We tell you when it is your turn.</p> : null}
      <p>{data.statements.intent}</p>
      <TextInput
        name="name"
        label="Type your full name"
        hint="It counts as your signature."
        autoComplete="name"
        value={name}
        onChange={setName}
        maxLength={120}
        error={errors.find(({ field }) => field === 'name')?.message}
      />
      <details className="behind">
        <summary>Draw your name, or say who helped you</summary>
        <DrawName drawing={drawing} onChange={setDrawing} />
        <TextInput
          name="helper"
          label="Name of somebody who helped you read this"
          hint="Leave it empty if nobody did. The agreement then says that they were there."
          value={helper}
          onChange={setHelper}
          maxLength={120}
          autoComplete="off"
        />
        {helper.trim() ? (
          <RadioRows
            name="helper-role"
            legend="What they did"
            options={[
              { value: 'helper', label: 'They helped me' },
              { value: 'interpreter', label: 'They put it into my language' },
            ]}
            value={helperRole}
            onChange={setHelperRole}
          />
        ) : null}
      </details>
      <p className="small">{data.statements.eSign}</p>
      <div className="acts-client">
        <Button kind="primary" type="submit" busy={sign.isPending && 'Signing…'}>
          {data.statements.button}
        </Button>
        <ButtonLink href={talkHref}>{talkWords}</ButtonLink>
      </div>
      <NoLink href={noHref} />
      <p className="small quiet">{data.therapist} signs too. You each get a copy.</p>
    </form>
  );
}

const answerWords = (answer: 'yes' | 'no' | undefined) =>
  answer === undefined ? 'Not chosen yet' : answer === 'yes' ? 'Yes' : 'No';
