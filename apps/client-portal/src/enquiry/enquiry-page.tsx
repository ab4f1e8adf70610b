import { type FormError, Loading, useUnsavedGuard } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { trpc } from '../app/trpc.ts';
import './enquiry.css';
import { type Answers, nothingSaid, type Sent, toSend } from './answers.ts';
import { errorsOf, type StepName, steps } from './check-answers.ts';
import { CheckStep } from './check-step.tsx';
import { DetailsStep, SafeStep, WhoStep } from './contact-steps.tsx';
import { NotAtOnceStep, NoticeStep, Received } from './opening-steps.tsx';
import { BringsStep, PracticalStep, TherapistStep } from './wish-steps.tsx';

/** What every page of the enquiry is handed. */
export type StepProps = {
  said: Answers;
  say: (more: Partial<Answers>) => void;
  errors: readonly FormError[];
  errorFor: (field: string) => string | undefined;
  onNext: () => void;
  onBack: (() => void) | undefined;
  goTo: (step: StepName) => void;
  step: number;
  of: number;
};

/** Nothing is kept in the browser and nothing on the server until it is sent: so the page says so, and asks before it is left. */
export default function EnquiryPage() {
  const first = useQuery(trpc.enquiries.notice.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const [said, setSaid] = useState<Answers>(nothingSaid);
  const [at, setAt] = useState<StepName>('notice');
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const [returning, setReturning] = useState(false);
  const key = useRef(crypto.randomUUID());
  const send = useMutation(trpc.enquiries.make.mutationOptions());
  useUnsavedGuard(said !== nothingSaid && !send.isSuccess);
  if (!first.data) return <Loading />;
  if (send.isSuccess) return <Received telephone={first.data.telephone} said={said} />;

  const index = steps.indexOf(at);
  const goTo = (step: StepName) => {
    setErrors([]);
    setAt(step);
    window.scrollTo(0, 0);
  };
  const onNext = () => {
    const found = errorsOf(at, said);
    if (found.length > 0) return setErrors(found);
    // Somebody who came back from "check your answers" goes there again, but a changed way of contact has its own page first.
    const next = returning && at !== 'safe' ? 'check' : (steps[index + 1] as StepName);
    if (next === 'check') setReturning(true);
    goTo(next);
  };
  const props: StepProps = {
    said,
    say: (more) => setSaid((before) => ({ ...before, ...more })),
    errors,
    errorFor: (field) => errors.find((error) => error.field === field)?.message,
    onNext,
    onBack: index === 0 ? undefined : () => goTo(steps[index - 1] as StepName),
    goTo,
    step: index + 1,
    of: steps.length,
  };
  const onSend = () =>
    send.mutate({
      enquiry: toSend(said, key.current, first.data.nation as Sent['nation']),
      noticeVersionId: first.data.notice?.versionId ?? null,
    });
  switch (at) {
    case 'notice':
      return <NoticeStep {...props} notice={first.data.notice} practiceName={first.data.practiceName} />;
    case 'not-at-once':
      return <NotAtOnceStep {...props} />;
    case 'who':
      return <WhoStep {...props} />;
    case 'safe':
      return <SafeStep {...props} />;
    case 'details':
      return <DetailsStep {...props} />;
    case 'practical':
      return <PracticalStep {...props} />;
    case 'therapist':
      return <TherapistStep {...props} />;
    case 'brings':
      return <BringsStep {...props} />;
    case 'check':
      return <CheckStep {...props} onSend={onSend} isSending={send.isPending} problem={send.error} />;
  }
}
