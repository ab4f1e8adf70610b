import { type Audience, checkIn as definition } from '@heather/alliance';
import {
  BackLink,
  Button,
  ErrorSummary,
  PageTitle,
  RadioRows,
  SavedNote,
  TextArea,
  useUnsavedGuard,
} from '@heather/ui';
import { type FormEvent, useState } from 'react';
import { questionCount } from './check-in-data.ts';
import { type StepProps, useKeep } from './keep.ts';
import { NotToday } from './not-today.tsx';

/** "Is there anything I should know?" It may stay empty; then nobody needs to be chosen who reads it. */
export function NoteStep(props: StepProps) {
  const { checkIn, checkInId, go, isChange } = props;
  const kept = checkIn.answers.note ?? '';
  const [note, setNote] = useState(kept);
  const { keep, errors, isSaving, isFailed, saved } = useKeep({ ...props, isChange: false });
  useUnsavedGuard(isFailed || note !== kept);
  const isEmpty = note.trim() === '';
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (isSaving) return;
    if (isEmpty) void keep({ note: null, audience: 'therapist' }, 'check');
    else if (note === kept && isChange) go('check');
    // Whoever read the first words need not be whom the new ones are for.
    else void keep(kept === '' ? { note, audience: null } : { note }, 'who');
  };
  return (
    <>
      <ErrorSummary errors={errors} />
      <BackLink onBack={() => go(isChange ? 'check' : questionCount)} />
      <PageTitle title="Check-in" focusKey="note">
        {definition.open.text}
      </PageTitle>
      <form onSubmit={onSubmit} noValidate>
        <TextArea
          name="note"
          label="In your own words"
          hint={definition.open.hint}
          value={note}
          onChange={setNote}
          maxLength={definition.open.maxLength}
          rows={5}
          note={saved.kind === 'failed' ? <SavedNote state={saved} /> : null}
        />
        <p className="small quiet">You choose next who may read it.</p>
        <div className="acts-client">
          <Button kind="primary" type="submit" busy={isSaving && 'Keeping it…'}>
            Next
          </Button>
          <NotToday checkInId={checkInId} go={go} />
        </div>
      </form>
    </>
  );
}

/** Who may read those words. The four answers are the therapist's alone. */
export function WhoStep(props: StepProps) {
  const { checkIn, checkInId, go } = props;
  const [audience, setAudience] = useState<Audience | null>(checkIn.answers.audience ?? null);
  const { keep, errors, setErrors, isSaving, isFailed } = useKeep({ ...props, isChange: false });
  useUnsavedGuard(isFailed);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (isSaving) return;
    if (audience === null) setErrors([{ field: 'audience', message: 'Choose who may read it' }]);
    else void keep({ audience }, 'check');
  };
  return (
    <>
      <ErrorSummary errors={errors} />
      <BackLink onBack={() => go('note')} />
      <form onSubmit={onSubmit} noValidate>
        <RadioRows
          name="audience"
          legend={
            <PageTitle title="Check-in" focusKey="who">
              {definition.audience.text}
            </PageTitle>
          }
          options={definition.audience.options}
          value={audience}
          onChange={setAudience}
          error={errors[0]?.field === 'audience' ? errors[0].message : undefined}
        />
        <p className="small aside">This is for your own words. Your four answers go to {checkIn.therapist} alone.</p>
        <div className="acts-client">
          <Button kind="primary" type="submit" busy={isSaving && 'Keeping it…'}>
            Next
          </Button>
          <NotToday checkInId={checkInId} go={go} />
        </div>
      </form>
    </>
  );
}
