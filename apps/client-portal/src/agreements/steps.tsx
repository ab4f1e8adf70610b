import {
  Button,
  ButtonLink,
  ErrorSummary,
  type FormError,
  PageTitle,
  Paragraphs,
  RadioRows,
  readRefusal,
  SavedNote,
  TopicLines,
  Way,
} from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { trpc } from '../app/trpc.ts';
import { toAnswer } from './answer-change.tsx';
import type { PackData, UsedPack } from './use-pack.ts';
import { WhatChanged } from './what-changed.tsx';

export type StepProps = {
  used: UsedPack;
  data: PackData;
  way: { step: number; of: number; backHref?: string };
  nextHref: string;
  talkHref: string;
  noHref: string;
};

export const talkWords = 'Let’s talk about this first';

export function SummaryStep({ data, way, nextHref, talkHref, noHref, changeHref }: StepProps & { changeHref: string }) {
  const asked = toAnswer(data).length;
  const changed = data.changes.filter(({ state }) => state === 'agreed');
  return (
    <div className="agreement-step">
      <Way {...way} backHref="/" />
      <PageTitle title="Agreement" focusKey="summary">
        Your agreement with {data.therapist}
      </PageTitle>
      <WhatChanged changed={data.changedSince} />
      <p className="small quiet">Tap a line to read all of it.</p>
      {data.state === 'talking' ? (
        <p className="small">
          You asked to talk about this first. {data.therapist} knows. You can still read on and sign, if you wish.
        </p>
      ) : null}
      {data.waitsTurn ? (
        <p className="small">Somebody else signs this first. You can read it now. We tell you when it is your turn.</p>
      ) : null}
      {asked > 0 ? (
        <p>
          {data.therapist} suggests other words for {asked === 1 ? 'one line' : `${asked} lines`}.{' '}
          <a href={changeHref}>Read and answer</a>
        </p>
      ) : null}
      {changed.length > 0 ? (
        <p className="small">
          Changed for you, as you both agreed: {changed.map(({ heading }) => heading).join(', ')}.
        </p>
      ) : null}
      <TopicLines
        topics={data.topics}
        after={(clauseId, heading) => (
          <p>
            <a href={`${talkHref}?about=${clauseId}`}>
              Talk about this line first{heading ? <span className="away">: {heading}</span> : null}
            </a>
          </p>
        )}
      />
      <div className="acts-client">
        <ButtonLink kind="primary" href={nextHref}>
          Go on
        </ButtonLink>
        <ButtonLink href={talkHref}>{talkWords}</ButtonLink>
      </div>
      <NoLink href={noHref} />
    </div>
  );
}

/** The way to a no stands wherever the way to a yes does. */
export const NoLink = ({ href }: { href: string }) => (
  <p className="small aside">
    <a href={href}>I do not want to agree to this</a>
  </p>
);

/** A notice is seen, not agreed to: the button says the very words that the signature keeps, and is the one tap that it takes. */
export function NoticeStep({ used, data, way, nextHref, talkHref, noHref }: StepProps) {
  const [, navigate] = useLocation();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!used.noticeSeen) used.seeNotice(true);
    navigate(nextHref);
  };
  return (
    <form className="agreement-step" onSubmit={submit} noValidate>
      <Way {...way} />
      <PageTitle title="Privacy notice" focusKey="notice">
        How we keep your facts safe
      </PageTitle>
      <p className="small quiet">This is the privacy notice. Tap a line to read all of it.</p>
      <TopicLines topics={data.notice} />
      <SavedNote state={used.saved} />
      <div className="acts-client">
        <Button kind="primary" type="submit">
          {used.noticeSeen ? 'Go on' : data.statements.notice.replace(/\.$/, '')}
        </Button>
        <ButtonLink href={talkHref}>{talkWords}</ButtonLink>
      </div>
      <NoLink href={noHref} />
    </form>
  );
}

/** One optional question a page; neither answer is chosen for anyone. */
export function ChoiceStep({ used, data, way, nextHref, talkHref, noHref, index }: StepProps & { index: number }) {
  const [errors, setErrors] = useState<FormError[]>([]);
  const [, navigate] = useLocation();
  const question = data.questions[index];
  if (!question) return null;
  const { clauseId } = question;
  const value = used.answers[clauseId] ?? null;
  const name = `choice-${index + 1}`;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (value) return navigate(nextHref);
    setErrors([{ field: name, message: 'Choose yes or no. Both are fine.' }]);
  };
  return (
    <form className="agreement-step" onSubmit={submit} noValidate>
      <Way {...way} />
      <ErrorSummary errors={errors} />
      <RadioRows
        name={name}
        legend={
          <PageTitle title="Your choice" focusKey={index}>
            {question.question}
          </PageTitle>
        }
        hint={<Paragraphs text={question.text} />}
        options={[
          { value: 'yes', label: question.yesLabel },
          { value: 'no', label: question.noLabel },
        ]}
        value={value}
        onChange={(choice) => used.answer(clauseId, choice)}
        error={value ? undefined : errors[0]?.message}
      />
      <SavedNote state={used.saved} />
      <p className="small aside">{data.statements.bothAreFine}</p>
      <div className="acts-client">
        <Button kind="primary" type="submit">
          Go on
        </Button>
        <ButtonLink href={`${talkHref}?about=${clauseId}`}>{talkWords}</ButtonLink>
      </div>
      <NoLink href={noHref} />
    </form>
  );
}

/** No is as easy as yes, and asks for no reason. */
export function SayNo({ data, backHref, onDone }: { data: PackData; backHref: string; onDone: () => void }) {
  const [errors, setErrors] = useState<FormError[]>([]);
  const decline = useMutation(
    trpc.agreements.decline.mutationOptions({
      onError: (error) => setErrors([{ message: readRefusal(error).words }]),
      onSuccess: onDone,
    }),
  );
  return (
    <div className="agreement-step">
      <ErrorSummary errors={errors} />
      <PageTitle title="Agreement" focusKey="no">
        You do not have to agree
      </PageTitle>
      <p>You need not say why. {data.therapist} will know that you said no, and may ask what would suit you.</p>
      <p>
        {data.holdsBefore
          ? 'What you both agreed before goes on as it is. Your sessions stay.'
          : `Without an agreement the work does not begin. Saying no costs nothing, and you can ask for another one on any day.`}
      </p>
      <p className="small quiet">If only one line is not right, you can talk about it. It can be changed.</p>
      <div className="acts-client">
        <Button busy={decline.isPending && 'Sending…'} onClick={() => decline.mutate({ packId: data.packId })}>
          I do not agree
        </Button>
        <ButtonLink href={`/agreement/${data.packId}/talk`}>{talkWords}</ButtonLink>
        <ButtonLink href={backHref}>Back to the agreement</ButtonLink>
      </div>
    </div>
  );
}
