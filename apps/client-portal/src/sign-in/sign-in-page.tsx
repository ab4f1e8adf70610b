import { useState } from 'react';
import { AskAddress } from './ask-address.tsx';
import { AskCode } from './ask-code.tsx';
import { AskSpokenCode } from './ask-spoken-code.tsx';

type Step = { at: 'address' } | { at: 'code'; address: string } | { at: 'spoken' };

/** One thing a page: the address, then the code. The address stays in memory, never in the page's own. */
export default function SignInPage() {
  const [step, setStep] = useState<Step>({ at: 'address' });
  const [address, setAddress] = useState('');
  if (step.at === 'code') return <AskCode address={step.address} onBack={() => setStep({ at: 'address' })} />;
  if (step.at === 'spoken') return <AskSpokenCode onBack={() => setStep({ at: 'address' })} />;
  return (
    <AskAddress
      address={address}
      onChange={setAddress}
      onSent={(sentTo) => setStep({ at: 'code', address: sentTo })}
      onSpoken={() => setStep({ at: 'spoken' })}
    />
  );
}
