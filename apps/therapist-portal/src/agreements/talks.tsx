import { Button } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';
import type { Acts } from './client-agreement-page.tsx';
import { dayOf } from './pack-words.ts';

/** What the client wants to talk about before signing, in their words; nobody else reads it. */
export function Talks({ clientId, timeZone, acts }: { clientId: string; timeZone: string; acts: Acts }) {
  const talks = useQuery(trpc.agreements.talks.queryOptions({ clientId }, { throwOnError: false }));
  const answer = useMutation(trpc.agreements.answerTalk.mutationOptions(acts));
  const open = talks.data?.filter(({ answeredAt }) => answeredAt === null) ?? [];
  if (open.length === 0) return null;
  const packIds = [...new Set(open.map(({ packId }) => packId))];
  return (
    <section>
      <h2>To talk about first</h2>
      <ul className="rows">
        {open.map((talk) => (
          <li key={talk.id}>
            <p>{talk.words ? `“${talk.words}”` : 'Wants to talk about it, and wrote no words.'}</p>
            <p className="quiet">
              {talk.clauseId ? `About the line ${talk.clauseId.split('.').at(-1)?.replaceAll('-', ' ')}. ` : ''}
              {dayOf(talk.raisedAt, timeZone)}. Only you read this. The clock of the agreement stands still.
            </p>
            <p>
              <a
                href={`/clients/${clientId}/agreement/${talk.packId}/change${talk.clauseId ? `?line=${talk.clauseId}` : ''}`}
              >
                {talk.clauseId ? 'Propose other words for this line' : 'Propose other words for a line'}
              </a>
            </p>
          </li>
        ))}
      </ul>
      <div className="acts">
        {packIds.map((packId) => (
          <Button key={packId} busy={answer.isPending && 'Noting…'} onClick={() => answer.mutate({ packId })}>
            We talked about it
          </Button>
        ))}
      </div>
    </section>
  );
}
