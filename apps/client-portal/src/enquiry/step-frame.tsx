import { Button, ErrorSummary, PageTitle, Way } from '@heather/ui';
import type { ReactNode } from 'react';
import type { StepProps } from './enquiry-page.tsx';

type FrameProps = StepProps & { heading: string; button?: string; children: ReactNode };

/** One question a page: Back and where we are, the errors, the heading, the fields, one button. */
export function StepFrame({ step, of, onBack, onNext, errors, heading, button = 'Go on', children }: FrameProps) {
  return (
    <form
      className="enquiry"
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        onNext();
      }}
    >
      <Way step={step} of={of} onBack={onBack} />
      <ErrorSummary errors={errors} />
      <PageTitle title="Asking for a first talk" focusKey={step}>
        {heading}
      </PageTitle>
      {children}
      <div className="acts-client">
        <Button kind="primary" type="submit">
          {button}
        </Button>
      </div>
    </form>
  );
}
