import { BackLink, Button, ErrorSummary, PageTitle, useAct } from '@heather/ui';
import { useState } from 'react';
import { api } from '../app/trpc.ts';
import { clockWords } from './time-words.ts';
import './account.css';

/** A code to say in the room or on the telephone. It is shown here once and nowhere else. */
export default function SpokenCodePage({ params }: { params: Record<string, string | undefined> }) {
  const clientId = params.clientId ?? '';
  const { busy, errors, act } = useAct();
  const [made, setMade] = useState<{ code: string; expiresAt: string } | null>(null);
  const make = () => act('make', async () => setMade(await api.account.makeSpokenCode.mutate({ clientId })));
  return (
    <div className="plain-page">
      <BackLink href={`/clients/${clientId}`} />
      <ErrorSummary errors={errors} />
      <PageTitle title="A code to say" />
      <p>
        For a client without a safe address, or without their mail at hand. They choose “Use a code my therapist gave
        me” on the sign-in page and type it there.
      </p>
      <div role="status">
        {made === null ? null : (
          <p>
            <span className="spoken-code">{made.code.replace(/\d{4}(?=\d)/g, '$& ')}</span>
            <br />
            It works once, until {clockWords(made.expiresAt)}. Say it only to the person themselves.
          </p>
        )}
      </div>
      <div className="acts">
        <Button kind="primary" onClick={() => void make()} busy={busy === 'make' && 'Making…'}>
          {made === null ? 'Make a code' : 'Make another code'}
        </Button>
      </div>
      {made === null ? null : <p className="quiet">Another code ends this one.</p>}
    </div>
  );
}
