import { lazy, Suspense, useState } from 'react';
import { AskAddress } from './ask-address.tsx';

// Apart: the first page a client meets is the lightest, and these are wanted only after it has been answered.
const AskCode = lazy(() => import('./ask-code.tsx'));
const AskSpokenCode = lazy(() => import('./ask-spoken-code.tsx'));

type Step = { at: 'address' } | { at: 'code'; address: string } | { at: 'spoken' };

/** One thing a page: the address, then the code. The address stays in memory, never in the page's own. */
export default function SignInPage() {
  const [step, setStep] = useState<Step>({ at: 'address' });
  const [address, setAddress] = useState('');
  const back = () => setStep({ at: 'address' });
  if (step.at === 'address') {
    return (
      <AskAddress
        address={address}
        onChange={setAddress}
        onSent={(sentTo) => setStep({ at: 'code', address: sentTo })}
        onSpoken={() => setStep({ at: 'spoken' })}
      />
    );
  }
  return (
    <Suspense>
      {step.at === 'code' ? <AskCode address={step.address} onBack={back} /> : <AskSpokenCode onBack={back} />}
    </Suspense>
  );
}
