import { useState } from 'react';
import { Button } from '../forms/button.tsx';
import { ErrorSummary, type FormError } from '../forms/error-summary.tsx';
import { SavedNote } from '../forms/saved-note.tsx';
import { Trouble } from '../parts/error-pages.tsx';
import { Empty, Loading } from '../parts/states.tsx';
import { SummaryList } from '../parts/summary-list.tsx';

const twoErrors: FormError[] = [
  { field: 'g-mail', message: 'Write the address with an @' },
  { field: 'g-choice-2', message: 'Choose yes or no' },
];
const refusal = Object.assign(new Error('That time is taken. Choose another.'), {
  data: { code: 'scheduling/slot-taken' },
});

export function StateParts() {
  const [errors, setErrors] = useState<FormError[]>([]);
  return (
    <div className="stack">
      <ErrorSummary errors={errors} />
      <Button onClick={() => setErrors([...twoErrors])}>Show an error summary</Button>
      <Empty>Notes that are begun and not signed stand here. All are signed.</Empty>
      <Loading />
      <SavedNote state={{ kind: 'kept', at: '11:31' }} />
      <SavedNote state={{ kind: 'saving' }} />
      <SavedNote state={{ kind: 'unsaved', lastAt: '11:31' }} />
      <SavedNote state={{ kind: 'failed', lastAt: '11:31' }} />
      <Trouble error={refusal} onRetry={() => {}} />
      <SummaryList
        rows={[
          { label: 'Day and time', value: 'Tuesdays, 17:30', action: { href: '#states', words: 'Change' } },
          { label: 'What brings you', value: 'I have not slept well since spring.', long: true },
        ]}
      />
    </div>
  );
}
