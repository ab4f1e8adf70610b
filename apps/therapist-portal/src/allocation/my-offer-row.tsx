import { Button, readRefusal, SummaryList } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../app/trpc.ts';
import { longDate, type MyOffer, momentWords, needWords, offerStates, pounds } from './allocation-words.ts';
import { AnswerOffer } from './answer-offer.tsx';

const kinds: Record<string, string> = {
  individual: 'One person',
  couple: 'A couple',
  family: 'A family',
  group: 'A group',
};

/** Somebody new: when and where, what they asked for, and what brings them, which opens on its own and is recorded. */
export function MyOfferRow({ offer }: { offer: MyOffer }) {
  const { place } = offer;
  const where =
    place.placeKind === 'room' ? (place.room ?? 'a room') : place.placeKind === 'online' ? 'Online' : 'By telephone';
  return (
    <li className="my-offer">
      <h2>{offer.name}</h2>
      <p>
        {place.when} from {longDate(place.firstOn)}, {place.lengthMinutes} minutes, {where}, {pounds(place.feePence)}
      </p>
      <p className="quiet">
        {kinds[offer.episodeKind]}
        {offer.assessmentFirst ? ', an assessment session first' : ''}. {offer.madeBy} asked on{' '}
        {momentWords(offer.madeAt)}. The place is held until {momentWords(place.heldUntil)}.
      </p>
      <div className="my-offer-parts">
        <section>
          <h3>What they asked for</h3>
          {offer.wishes.length === 0 && offer.needs.length === 0 ? (
            <p className="quiet">Nothing is known yet.</p>
          ) : (
            <SummaryList
              rows={[
                ...offer.wishes.map(({ wish, words }) => ({ label: labels[wish] ?? wish, value: words })),
                ...(offer.needs.length > 0
                  ? [{ label: 'Needs', value: offer.needs.map((need) => needWords[need]).join(', ') }]
                  : []),
              ]}
            />
          )}
        </section>
        <Brings enquiryId={offer.enquiryId} />
      </div>
      {offer.state === 'held' ? (
        <AnswerOffer offer={offer} />
      ) : (
        <p>
          <b>{offerStates[offer.state] ?? offer.state}.</b>
        </p>
      )}
    </li>
  );
}

const labels: Record<string, string> = {
  times: 'Times',
  place: 'Where',
  'step-free': 'Access',
  fee: 'Fee',
  'therapist-gender': 'Rather',
  language: 'Languages',
  modality: 'Way of working',
  style: 'You',
};

function Brings({ enquiryId }: { enquiryId: string }) {
  const [isOpen, setOpen] = useState(false);
  const words = useQuery(
    trpc.enquiries.readBrings.queryOptions(
      { enquiryId },
      { enabled: isOpen, staleTime: Number.POSITIVE_INFINITY, gcTime: 0, throwOnError: false },
    ),
  );
  return (
    <section>
      <h3>What brings them</h3>
      {words.data === undefined ? (
        <p>
          <Button busy={words.isFetching && 'Opening…'} onClick={() => setOpen(true)}>
            Read what brings them
          </Button>
          <br />
          <span className="quiet">Reading is recorded.</span>
        </p>
      ) : (
        <>
          <p className="pre-line">{words.data.brings ?? 'They left this out.'}</p>
          {words.data.needs === null ? null : <p className="pre-line">To know from the start: {words.data.needs}</p>}
          {words.data.triageNote === null ? null : (
            <p className="pre-line quiet">The clinical lead’s note: {words.data.triageNote}</p>
          )}
        </>
      )}
      {words.error ? <p role="alert">{readRefusal(words.error).words}</p> : null}
    </section>
  );
}
