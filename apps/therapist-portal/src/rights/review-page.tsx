import './rights.css';
import { BackLink, Button, ErrorSummary, Loading, leadToSignIn, PageTitle, readRefusal, useAct } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { api, trpc } from '../app/trpc.ts';
import { ReviewItem } from './review-item.tsx';
import type { Review } from './rights-words.ts';

/** A record read before its person has it, part by part: given, given in part, or left out with a reason. */
export default function ReviewPage({ params }: { params: Record<string, string | undefined> }) {
  const packId = params.accessPackId ?? '';
  const [which, setWhich] = useState<'waiting' | 'all'>('waiting');
  const [after, setAfter] = useState(-1);
  const review = useQuery(
    trpc.rights.review.queryOptions(
      { packId, which, after },
      {
        refetchInterval: (query) => (['gathering', 'building'].includes(query.state.data?.state ?? '') ? 3_000 : false),
      },
    ),
  );
  const { busy, errors, act } = useAct();
  if (!review.data) return <Loading />;
  const { client, state, asked, waiting, waitingElsewhere, items, next, isWhole } = review.data;
  const refresh = () => queryClient.invalidateQueries(trpc.rights.pathFilter());
  const turn = (to: 'waiting' | 'all') => {
    setWhich(to);
    setAfter(-1);
  };
  const plain = items.filter((item) => item.decision === 'waiting' && item.marks.length === 0);
  const giveAll = () =>
    act('all', async () => {
      const itemIds = plain.map(({ itemId }) => itemId);
      await api.rights.decide.mutate({ packId, itemIds, decision: 'give', ground: null, marks: [], said: null });
      await refresh();
    });
  return (
    <div className="stack record-review">
      <BackLink href="/rights/to-read" />
      <div className="page-head">
        <PageTitle title="A record to read">{client}: their record, before they have it</PageTitle>
        <p className="quiet">{stateLine(review.data)}</p>
      </div>
      <ErrorSummary errors={errors} />
      {asked ? (
        <section>
          <h2>What they wrote with it</h2>
          <p className="reading-text">{asked}</p>
        </section>
      ) : null}
      <p>
        Take out what is about other people, unless they agreed or it is fair to give it. What might cause serious harm
        may stay out too, and you say what that rests on. Not liking how it reads is no reason.
      </p>
      {state === 'reviewing' ? (
        <p className="acts">
          <Button
            kind={which === 'waiting' ? 'edged' : 'link'}
            aria-pressed={which === 'waiting'}
            onClick={() => turn('waiting')}
          >
            To decide ({waiting})
          </Button>
          <Button kind={which === 'all' ? 'edged' : 'link'} aria-pressed={which === 'all'} onClick={() => turn('all')}>
            All of it
          </Button>
        </p>
      ) : null}
      {items.length === 0 && state === 'reviewing' ? (
        <p role="status">{which === 'waiting' ? 'Nothing is left for you to decide.' : 'There is nothing here.'}</p>
      ) : null}
      {items.map((item) => (
        <ReviewItem
          key={`${item.itemId} ${item.decision}`}
          packId={packId}
          item={item}
          mayDecide={state === 'reviewing'}
          onDone={refresh}
        />
      ))}
      <p className="acts">
        {plain.length > 1 && state === 'reviewing' ? (
          <Button busy={busy === 'all' && 'Giving them…'} onClick={() => void giveAll()}>
            I have read these {plain.length}: give them whole
          </Button>
        ) : null}
        {next === null ? null : (
          <Button kind="link" onClick={() => setAfter(next)}>
            Go on to the next parts
          </Button>
        )}
      </p>
      {isWhole && state === 'reviewing' ? (
        <section>
          <h2>When all of it is decided</h2>
          <p>
            {waiting + waitingElsewhere === 0
              ? 'All of it is decided. They get the file in their portal, and a mail that says only that there is something to read.'
              : `${waiting} parts wait for you${waitingElsewhere > 0 ? `, ${waitingElsewhere} for a colleague who wrote them` : ''}.`}
          </p>
          {waiting + waitingElsewhere > 0 ? null : (
            <Button
              kind="primary"
              busy={busy === 'finish' && 'Finishing…'}
              onClick={() =>
                void act('finish', async () => {
                  await api.rights.finishReview.mutate({ packId });
                  await refresh();
                })
              }
            >
              Give them their record
            </Button>
          )}
        </section>
      ) : null}
      {isWhole && state === 'released' ? <Printed packId={packId} /> : null}
    </div>
  );
}

function stateLine({ state, waiting }: Review): string {
  if (state === 'gathering') return 'It is being gathered. This page goes on by itself.';
  if (state === 'building') return 'The file is being made. This page goes on by itself.';
  if (state === 'released') return 'It was given.';
  if (state === 'lapsed') return 'Its time is over.';
  return waiting === 1 ? 'One part left to decide.' : `${waiting} parts left to decide.`;
}

/** For somebody without the portal. The file wants a fresh proof of who saves it. */
function Printed({ packId }: { packId: string }) {
  const { busy, errors, act } = useAct();
  return (
    <section>
      <h2>For somebody without the portal</h2>
      <p>
        And for somebody whose two records were joined, whose copy their portal does not give. Save the file, print
        record.pdf, and give or post it by a way they called safe. Then remove the file.
      </p>
      <ErrorSummary errors={errors} />
      <Button
        busy={busy !== null && 'Opening…'}
        onClick={() =>
          void act('file', async () => {
            await api.rights.openCopy.mutate({ packId }).catch((error: unknown) => {
              leadToSignIn(readRefusal(error).code);
              throw error;
            });
            window.location.assign(`/files/record/${packId}`);
          })
        }
      >
        Save the file
      </Button>
      <p>
        <a href="/rights/to-read">Back to the others</a>
      </p>
    </section>
  );
}
