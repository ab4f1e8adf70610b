import { Button } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';
import type { Acts, AgreementView } from './client-agreement-page.tsx';
import { dayOf } from './pack-words.ts';

/** Lines in other words than the template's: what is proposed waits for each signer, what holds stands beside what it was. */
export function Changes({
  agreement,
  timeZone,
  acts,
}: {
  agreement: Pick<AgreementView, 'changes' | 'isMine'>;
  timeZone: string;
  acts: Acts;
}) {
  const takeBack = useMutation(trpc.agreements.takeBackChange.mutationOptions(acts));
  if (agreement.changes.length === 0) return null;
  return (
    <>
      <h3>Changed for this agreement</h3>
      <ul className="rows">
        {agreement.changes.map((change) => (
          <li key={change.changeId}>
            <p>
              {change.heading}:{' '}
              {change.state === 'agreed' && change.settledAt
                ? `both sides agreed on ${dayOf(change.settledAt, timeZone)}`
                : 'proposed, waits for a yes'}
            </p>
            <p className="quiet">Before: {change.before.text}</p>
            <p>
              {change.state === 'agreed' ? 'Now' : 'It would say'}: {change.after.text}
            </p>
            {change.state === 'proposed' && agreement.isMine ? (
              <div className="acts">
                <Button
                  busy={takeBack.isPending && 'Taking back…'}
                  onClick={() => takeBack.mutate({ changeId: change.changeId })}
                >
                  Take the proposal back<span className="away">: {change.heading}</span>
                </Button>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}
