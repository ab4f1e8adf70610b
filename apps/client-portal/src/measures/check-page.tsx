import { BackLink, Button, ErrorSummary, type FormError, PageTitle, readRefusal, SummaryList } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { AlertWords } from './alert-words.tsx';
import type { Measure, Place } from './measure-data.ts';
import { NotToday } from './not-today.tsx';

/** Check your answers, then hand them in. */
export function CheckPage({ measure, go }: { measure: Measure; go: (place: Place) => void }) {
  const { administrationId, items, answers } = measure;
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const submit = useMutation(
    trpc.measures.submit.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.measures.pathFilter());
        go('done');
      },
      onError: async (error) => {
        const { code, words, details } = readRefusal(error);
        if (code === 'measure/closed') await queryClient.invalidateQueries(trpc.measures.pathFilter());
        setErrors(code === 'measure/incomplete' ? missingErrors(details) : [{ message: words }]);
      },
    }),
  );
  return (
    <>
      <ErrorSummary errors={errors} />
      <BackLink onBack={() => go(items.length)} />
      <PageTitle title="Check your answers" />
      <p className="small quiet">{measure.recall.charAt(0).toUpperCase() + measure.recall.slice(1)}</p>
      <SummaryList
        rows={items.map(({ number, text, options }, index) => {
          const answer = answers[index] ?? null;
          return {
            label: text,
            value: answer === null ? 'Left out' : <b>{options[answer]}</b>,
            action: { href: `/measure/${administrationId}?at=${number}&to=check`, words: 'Change' },
            long: true,
          };
        })}
      />
      <AlertWords alert={measure.alert} timeZone={measure.timeZone} />
      <div className="acts-client">
        <Button
          kind="primary"
          busy={submit.isPending && 'Sending…'}
          onClick={() => submit.mutate({ administrationId })}
        >
          Send my answers to {measure.readerName}
        </Button>
        <NotToday measure={measure} go={go} />
      </div>
    </>
  );
}

function missingErrors(details: unknown): FormError[] {
  const items = (details as { missingItems?: unknown } | undefined)?.missingItems;
  const missing = Array.isArray(items) ? items.filter((item): item is number => typeof item === 'number') : [];
  return missing.map((item) => ({ message: `Answer question ${item}, or leave it all for today` }));
}
