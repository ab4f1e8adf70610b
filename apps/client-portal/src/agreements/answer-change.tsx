import { BackLink, Button, ErrorSummary, type FormError, PageTitle, Paragraphs, readRefusal } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import type { PackData } from './use-pack.ts';

/** Proposals that this signer has not answered yet. */
export const toAnswer = (data: PackData) => data.changes.filter((one) => one.state === 'proposed' && !one.mine);

/** Old words beside new ones, and a yes or no to exactly that. Signing is another step; no is as easy as yes. */
export function AnswerChange({ data, backHref }: { data: PackData; backHref: string }) {
  const [errors, setErrors] = useState<FormError[]>([]);
  const [said, setSaid] = useState('');
  const answer = useMutation(
    trpc.agreements.answerChange.mutationOptions({
      onError: async (error) => {
        setErrors([{ message: readRefusal(error).words }]);
        await queryClient.invalidateQueries(trpc.agreements.pathFilter());
      },
      onSuccess: async ({ holds, waitsForOthers }) => {
        setErrors([]);
        setSaid(
          holds
            ? 'Changed. The new words now stand in your agreement.'
            : waitsForOthers
              ? 'You said yes. It holds once the others have said yes too.'
              : 'The line stays as it was.',
        );
        await queryClient.invalidateQueries(trpc.agreements.pathFilter());
      },
    }),
  );
  const open = toAnswer(data);
  return (
    <div className="agreement-step">
      <BackLink href={backHref} />
      <ErrorSummary errors={errors} />
      <PageTitle title="Agreement" focusKey="change">
        {open.length === 0 ? 'Nothing to answer here' : 'Other words for a line'}
      </PageTitle>
      <p role="status">{said}</p>
      {open.map((change) => (
        <section key={change.changeId}>
          <h2>{change.heading}</h2>
          <p className="small quiet">
            {data.therapist} has said yes to these new words. They count if you say yes too.
          </p>
          <h3>Now it says</h3>
          {change.before.summary ? <p>{change.before.summary}</p> : null}
          <Paragraphs text={change.before.text} />
          <h3>It would say</h3>
          {change.after.summary ? <p>{change.after.summary}</p> : null}
          <Paragraphs text={change.after.text} />
          <div className="acts-client">
            {(['yes', 'no'] as const).map((one) => (
              <Button
                key={one}
                busy={
                  answer.isPending &&
                  answer.variables.answer === one &&
                  answer.variables.changeId === change.changeId &&
                  'Sending…'
                }
                onClick={() =>
                  answer.mutate({
                    packId: data.packId,
                    changeId: change.changeId,
                    answer: one,
                    seen: change.wordsSha256,
                  })
                }
              >
                {one === 'yes' ? 'Yes, change it' : 'No, leave it as it is'}
                <span className="away">: {change.heading}</span>
              </Button>
            ))}
          </div>
        </section>
      ))}
      <p className="small aside">This signs nothing. You sign at the end, if you want to.</p>
    </div>
  );
}
