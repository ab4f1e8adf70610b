import { timeLabel } from '@heather/scheduling';
import {
  Button,
  ErrorSummary,
  type FormError,
  PageTitle,
  RadioRows,
  readRefusal,
  SavedNote,
  type SavedState,
  useUnsavedGuard,
  Way,
} from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import type { Measure, Place } from './measure-data.ts';
import { NotToday } from './not-today.tsx';

type QuestionPageProps = { measure: Measure; number: number; go: (place: Place) => void; search: string };

/**
 * One question. It is kept when somebody presses Next, not when a row is touched: the arrow keys walk over every answer on the way
 * to the one that is meant, and an answer about safety acts as soon as it is kept.
 */
export function QuestionPage({ measure, number, go, search }: QuestionPageProps) {
  const item = measure.items[number - 1];
  const kept = measure.answers[number - 1] ?? null;
  const [choice, setChoice] = useState<string | null>(kept === null ? null : String(kept));
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const save = useMutation(trpc.measures.save.mutationOptions());
  const isBack = new URLSearchParams(search).get('to') === 'check';
  useUnsavedGuard(save.isError);
  if (!item) return null;

  const onward = () => go(isBack || number >= measure.items.length ? 'check' : number + 1);
  const keep = async (position: number | null) => {
    setErrors([]);
    if (position === kept) return onward();
    const { administrationId } = measure;
    try {
      const { alert, savedAt, version } = await save.mutateAsync({ administrationId, item: number, position });
      queryClient.setQueryData(trpc.measures.get.queryKey({ administrationId }), {
        ...measure,
        answers: measure.answers.map((answer, index) => (index === number - 1 ? position : answer)),
        state: 'begun',
        savedAt,
        version,
        alert: alert ?? measure.alert,
      } satisfies Measure);
      if (alert) goToHelp();
      else onward();
    } catch (error) {
      const { code, words } = readRefusal(error);
      if (code === 'measure/closed') await queryClient.invalidateQueries(trpc.measures.pathFilter());
      setErrors([{ field: 'answer', message: words }]);
    }
  };
  const goToHelp = () => go('help');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (save.isPending) return;
    if (choice === null) setErrors([{ field: 'answer', message: 'Choose the answer that fits best' }]);
    else void keep(Number(choice));
  };
  return (
    <>
      <ErrorSummary errors={errors} />
      <Way
        step={number}
        of={measure.items.length}
        onBack={() => go(isBack ? 'check' : number === 1 ? 'before' : number - 1)}
      />
      <form onSubmit={onSubmit} noValidate>
        <p className="quiet recall">{measure.recall.charAt(0).toUpperCase() + measure.recall.slice(1)}</p>
        <RadioRows
          name="answer"
          legend={
            <PageTitle title="Questions" focusKey={number}>
              {item.text}
            </PageTitle>
          }
          options={item.options.map((label, position) => ({ value: String(position), label }))}
          value={choice}
          onChange={setChoice}
          error={errors[0]?.message}
        />
        <SavedNote state={savedState(save.isPending, save.isError, measure)} />
        <div className="acts-client">
          <Button kind="primary" type="submit" busy={save.isPending && 'Keeping it…'}>
            Next
          </Button>
          {measure.mayLeaveOut > 0 ? <Button onClick={() => void keep(null)}>Leave this one out</Button> : null}
          <NotToday measure={measure} go={go} />
        </div>
      </form>
    </>
  );
}

function savedState(isSaving: boolean, isFailed: boolean, { savedAt, timeZone }: Measure): SavedState {
  const at = savedAt === null ? undefined : timeLabel(Temporal.Instant.from(savedAt), timeZone);
  if (isSaving) return { kind: 'saving' };
  if (isFailed) return { kind: 'failed', lastAt: at };
  return at === undefined ? { kind: 'nothing' } : { kind: 'kept', at };
}
