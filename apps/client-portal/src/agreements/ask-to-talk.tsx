import {
  BackLink,
  Button,
  ButtonLink,
  Confirmation,
  ErrorSummary,
  type FormError,
  PageTitle,
  readRefusal,
  TextArea,
  useUnsavedGuard,
} from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import type { PackData } from './use-pack.ts';

/** "Let's talk about this first": words if one likes. Nothing is refused by it. */
export function AskToTalk({ data, backHref }: { data: PackData; backHref: string }) {
  const about = new URLSearchParams(window.location.search).get('about');
  const topic =
    data.topics.flatMap((one) => [one, ...one.parts]).find(({ clauseId }) => clauseId === about) ??
    data.questions.find(({ clauseId }) => clauseId === about);
  const [words, setWords] = useState('');
  const [errors, setErrors] = useState<FormError[]>([]);
  const [key] = useState(() => crypto.randomUUID());
  const send = useMutation(
    trpc.agreements.talk.mutationOptions({
      onError: (error) => setErrors([{ message: readRefusal(error).words }]),
      onSuccess: () => queryClient.invalidateQueries(trpc.agreements.pathFilter()),
    }),
  );
  useUnsavedGuard(words !== '' && !send.isSuccess);
  if (send.isSuccess)
    return (
      <Confirmation
        title="Agreement"
        heading={`${data.therapist} knows that you want to talk`}
        next={`You talk about it when you next speak. The agreement waits for you. Nothing is signed.`}
      >
        <div className="acts-client">
          <ButtonLink kind="primary" href="/">
            Back to your list
          </ButtonLink>
          <ButtonLink href={backHref}>Read the agreement</ButtonLink>
        </div>
      </Confirmation>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate({ packId: data.packId, clauseId: topic ? about : null, words, key });
  };
  return (
    <form className="agreement-step" onSubmit={submit} noValidate>
      <BackLink href={backHref} />
      <ErrorSummary errors={errors} />
      <PageTitle title="Agreement" focusKey="talk">
        Let’s talk about this first
      </PageTitle>
      {topic ? <p>About “{topic.heading}”.</p> : null}
      <p className="small quiet">
        {data.therapist} reads this, and no one else. It is not read at once. If you are not safe, use the crisis help
        below.
      </p>
      <TextArea
        name="words"
        label="What would you like to talk about?"
        hint="You can leave this empty."
        value={words}
        onChange={setWords}
        maxLength={2000}
      />
      <div className="acts-client">
        <Button kind="primary" type="submit" busy={send.isPending && 'Sending…'}>
          Tell {data.therapist}
        </Button>
      </div>
    </form>
  );
}
