import { Button, readRefusal, ThreadSteps } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useFirstButton } from '../app/first-button.ts';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { type Entry, firstName, placeLong, shortDate } from './allocation-words.ts';
import type { Choice } from './entry-match.tsx';
import { feeOf } from './fit-parts.tsx';
import { NotNow } from './not-now.tsx';

const partWords: Record<string, string> = {
  identity: 'who you are',
  'reading-hours': 'when somebody reads safety answers',
  'agreement-set': 'the agreement set',
  rooms: 'a room',
  therapist: 'this therapist’s registration, fee or hours',
  insurance: 'this therapist’s insurance',
};

/** What the refusal names, in words. */
function missingIn(details: unknown): string {
  const { missing } = (details ?? {}) as { missing?: readonly string[] };
  return (missing ?? []).map((part) => partWords[part] ?? part).join(', ');
}

type BarProps = { entry: Entry; choice: Choice | null; onDone: () => void };

/** What will be offered, in a line; holding it is the same act as offering it. */
export function OfferBar({ entry, choice, onDone }: BarProps) {
  const first = useFirstButton();
  const [isWaiting, setWaiting] = useState(false);
  const offer = useMutation(
    trpc.allocation.makeOffer.mutationOptions({
      onSuccess: onDone,
      // Somebody was faster, perhaps: then the table has to say so too.
      onSettled: () => queryClient.invalidateQueries(trpc.allocation.pathFilter()),
    }),
  );
  const onOffer = ({ therapist, place }: Choice) =>
    offer.mutate({
      entryId: entry.entryId,
      therapistId: therapist.id,
      place: {
        startsLocal: place.startsLocal,
        placeKind: place.placeKind,
        roomId: place.roomId,
        everyWeeks: place.everyWeeks,
      },
      fee: therapist.fee,
      plannedSessions: null,
      reasonWords: null,
    });
  return (
    <section className="offer" aria-label="Offer">
      <div>
        {offer.error ? (
          <p role="alert" className="refused">
            <b>{readRefusal(offer.error).words}</b>
            {readRefusal(offer.error).code === 'practice/not-ready' ? (
              <>
                {' '}
                Missing: {missingIn(readRefusal(offer.error).details)}. <a href="/set-up">Open the list</a>
              </>
            ) : null}
          </p>
        ) : null}
        {choice === null ? (
          <>
            <h2>Choose a free place to offer</h2>
            <p className="quiet">It is held from the moment you offer it.</p>
          </>
        ) : (
          <>
            <h2>
              {choice.therapist.name}, {placeLong(choice.place, feeOf(choice.therapist))}
            </h2>
            <p className="quiet">The place is held until {entry.holdUntil}, then goes back by itself.</p>
            <ThreadSteps
              label="The way of this offer"
              steps={[
                { label: `Asked ${shortDate(entry.askedOn)}`, state: 'done' },
                { label: `Offer to ${firstName(choice.therapist.name)}`, state: 'now' },
                { label: `Offer to ${entry.callName}`, state: 'ahead' },
                { label: `First session ${shortDate(choice.place.firstOn)}`, state: 'ahead' },
              ]}
            />
          </>
        )}
      </div>
      <div className="acts">
        {choice === null ? null : (
          <Button kind={first} busy={offer.isPending && 'Holding…'} onClick={() => onOffer(choice)}>
            Hold and offer to {firstName(choice.therapist.name)}
          </Button>
        )}
        <Button onClick={() => setWaiting(true)}>Not now, say why</Button>
      </div>
      <NotNow entry={entry} open={isWaiting} onClose={() => setWaiting(false)} />
    </section>
  );
}
