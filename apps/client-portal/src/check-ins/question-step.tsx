import { checkIn as definition } from '@heather/alliance';
import { Button, ErrorSummary, PageTitle, RadioRows, SavedNote, useUnsavedGuard, Way } from '@heather/ui';
import { type FormEvent, useState } from 'react';
import { questionCount } from './check-in-data.ts';
import { type StepProps, useKeep } from './keep.ts';
import { NotToday } from './not-today.tsx';

const options = definition.options.map((label, position) => ({ value: String(position), label }));

/** One question. It is kept when somebody presses Next: the arrow keys walk over every answer on the way to the one that is meant. */
export function QuestionStep(props: StepProps & { number: number }) {
  const { checkIn, go, isChange, number, checkInId } = props;
  const question = checkIn.questions[number - 1];
  const kept = question && checkIn.answers[question.part];
  const [choice, setChoice] = useState<string | null>(kept == null ? null : String(kept));
  const { keep, errors, setErrors, isSaving, isFailed, saved } = useKeep(props);
  useUnsavedGuard(isFailed);
  if (!question) return null;
  const { therapist } = checkIn;
  const onward = number < questionCount ? number + 1 : 'note';
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (isSaving) return;
    if (choice === null) setErrors([{ field: 'answer', message: 'Choose the answer that fits best' }]);
    else if (Number(choice) === kept) go(isChange ? 'check' : onward);
    else void keep({ [question.part]: Number(choice) }, onward);
  };
  return (
    <>
      <ErrorSummary errors={errors} />
      {isChange || number > 1 ? (
        <Way step={number} of={questionCount} onBack={() => go(isChange ? 'check' : number - 1)} />
      ) : (
        <Way step={number} of={questionCount} backHref="/" />
      )}
      <form onSubmit={onSubmit} noValidate>
        <RadioRows
          name="answer"
          legend={
            <PageTitle title="Check-in" focusKey={number}>
              {question.text}
            </PageTitle>
          }
          options={options}
          value={choice}
          onChange={setChoice}
          error={errors[0]?.field === 'answer' ? errors[0].message : undefined}
        />
        <p className="small aside">
          {therapist} reads this before you next meet. The practice manager never sees it. A low answer helps as much as
          a high one.
        </p>
        {saved.kind === 'failed' ? <SavedNote state={saved} /> : null}
        <div className="acts-client">
          <Button kind="primary" type="submit" busy={isSaving && 'Keeping it…'}>
            Next
          </Button>
          <NotToday checkInId={checkInId} go={go} />
        </div>
      </form>
      {number === 1 ? <p className="small quiet">{definition.about}</p> : null}
    </>
  );
}
