import { checkIn as definition } from '@heather/alliance';
import { BackLink, Button, ErrorSummary, type FormError, PageTitle, readRefusal, SummaryList } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import type { StepProps } from './keep.ts';
import { NotToday } from './not-today.tsx';

/** Check your answers, then hand them in. */
export function CheckStep({ checkInId, checkIn, go }: StepProps) {
  const { questions, answers, therapist } = checkIn;
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const submit = useMutation(
    trpc.checkIns.submit.mutationOptions({
      onSuccess: () =>
        Promise.all([
          queryClient.invalidateQueries(trpc.checkIns.pathFilter()),
          queryClient.invalidateQueries(trpc.home.pathFilter()),
        ]),
      onError: async (error) => {
        const { code, words } = readRefusal(error);
        if (code === 'measure/closed') await queryClient.invalidateQueries(trpc.checkIns.pathFilter());
        setErrors([{ message: words }]);
      },
    }),
  );
  const send = () => {
    const missing = questions.filter(({ part }) => answers[part] == null);
    if (missing.length > 0)
      setErrors(missing.map(({ text }) => ({ message: `Answer “${text}”, or leave it all for today` })));
    else if (answers.note && !answers.audience) setErrors([{ message: 'Choose who may read your own words' }]);
    else submit.mutate({ checkInId });
  };
  const readers = definition.audience.options.find(({ value }) => value === answers.audience)?.label;
  const change = (at: string | number) => ({ href: `/check-in/${checkInId}?at=${at}&to=check`, words: 'Change' });
  return (
    <>
      <ErrorSummary errors={errors} />
      <BackLink onBack={() => go(answers.note ? 'who' : 'note')} />
      <PageTitle title="Check your answers" />
      <SummaryList
        rows={[
          ...questions.map(({ part, text }, index) => {
            const answer = answers[part];
            return {
              label: text,
              value: answer == null ? 'No answer yet' : <b>{definition.options[answer]}</b>,
              action: change(index + 1),
              long: true,
            };
          }),
          {
            label: definition.open.text,
            value: answers.note ? `“${answers.note}”` : 'Left empty',
            action: change('note'),
            long: true,
          },
          ...(answers.note
            ? [
                {
                  label: definition.audience.text,
                  value: readers ?? 'Not chosen yet',
                  action: change('who'),
                  long: true,
                },
              ]
            : []),
        ]}
      />
      <div className="acts-client">
        <Button kind="primary" busy={submit.isPending && 'Sending…'} onClick={send}>
          Send my answers to {therapist}
        </Button>
        <NotToday checkInId={checkInId} go={go} />
      </div>
    </>
  );
}
