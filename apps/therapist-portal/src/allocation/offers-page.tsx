import { Button, Chevron, Dialog, Empty, Loading, PageTitle, readRefusal, Table } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import './allocation.css';
import { eventWords, longDate, momentWords, type OfferShown, offerStates, pounds } from './allocation-words.ts';

/** Open offers, the soonest to run out first, and what became of the others. */
export default function OffersPage() {
  const offers = useQuery(trpc.allocation.listOffers.queryOptions());
  const shell = useQuery(trpc.account.shell.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  if (!offers.data || !shell.data) return <Loading />;
  const isManager = shell.data.person?.roles.includes('manager') === true;
  const { open, closed } = offers.data;
  return (
    <div className="stack">
      <PageTitle title="Offers">Places offered</PageTitle>
      <section>
        <h2>Open, the first to run out first</h2>
        {open.length === 0 ? (
          <Empty>A place that is held for somebody stands here until it is signed or runs out. None is now.</Empty>
        ) : (
          <ul className="rows offers">
            {open.map((offer) => (
              <OpenRow key={offer.id} offer={offer} isManager={isManager} />
            ))}
          </ul>
        )}
      </section>
      <section>
        <h2>History</h2>
        <Table
          caption="Offers that are over"
          rows={closed}
          rowKey={(offer) => offer.id}
          columns={[
            { key: 'who', head: 'Who', cell: (offer) => offer.name },
            { key: 'therapist', head: 'Therapist', cell: (offer) => offer.therapist },
            { key: 'place', head: 'Place', cell: (offer) => offer.place.when },
            {
              key: 'what',
              head: 'What became of it',
              cell: (offer) =>
                `${offerStates[offer.state] ?? offer.state}${offer.declineReason ? `. ${offer.declineReason}` : ''}`,
            },
            { key: 'way', head: 'Its way', cell: (offer) => <History offer={offer} /> },
          ]}
          empty="Offers that were signed, declined or ran out are kept here."
        />
      </section>
    </div>
  );
}

function History({ offer }: { offer: OfferShown }) {
  return (
    <details className="behind">
      <summary>
        <Chevron />
        {offer.history.length === 1 ? '1 step' : `${offer.history.length} steps`}
        <span className="away"> of the offer to {offer.name}</span>
      </summary>
      <ul className="plain-list">
        {offer.history.map((step) => (
          <li key={`${step.kind}${step.at}`}>
            {eventWords[step.kind] ?? step.kind}, {momentWords(step.at)}, {step.by}
          </li>
        ))}
      </ul>
    </details>
  );
}

type Asking = 'withdraw' | 'accept' | 'not-right';

function OpenRow({ offer, isManager }: { offer: OfferShown; isManager: boolean }) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const after = {
    onSuccess: () => setAsking(null),
    onSettled: () => queryClient.invalidateQueries(trpc.allocation.pathFilter()),
  };
  const withdraw = useMutation(trpc.allocation.withdraw.mutationOptions(after));
  const answer = useMutation(trpc.allocation.recordClientAnswer.mutationOptions(after));
  const send = useMutation(trpc.allocation.sendToClient.mutationOptions(after));
  const error = withdraw.error ?? answer.error ?? send.error;
  const { place } = offer;
  const canAnswer = offer.state === 'offered-to-client' || offer.state === 'accepted-by-therapist';
  const where = place.placeKind === 'room' ? place.room : place.placeKind === 'online' ? 'online' : 'by telephone';
  return (
    <li>
      <div className="offer-row">
        <div>
          <h3>
            {offer.name} with {offer.therapist}
          </h3>
          <p>
            {place.when} from {longDate(place.firstOn)}, {where}, {pounds(place.feePence)}
          </p>
          <p>
            <b>{offerStates[offer.state] ?? offer.state}.</b> Held until {momentWords(place.heldUntil)}.
          </p>
          {canAnswer ? (
            <p className="quiet">
              {offer.canMail ? '' : 'No safe e-mail: somebody has to tell them. '}
              {offer.safeContact.join('. ')}
            </p>
          ) : null}
          {error ? <p role="alert">{readRefusal(error).words}</p> : null}
          <History offer={offer} />
        </div>
        <div className="acts">
          {isManager && offer.state === 'accepted-by-therapist' && offer.canMail ? (
            <Button busy={send.isPending && 'Sending…'} onClick={() => send.mutate({ offerId: offer.id })}>
              Send to the client<span className="away">: {offer.name}</span>
            </Button>
          ) : null}
          {canAnswer ? (
            <>
              <Button onClick={() => setAsking('accept')}>
                They said yes<span className="away">: {offer.name}</span>
              </Button>
              <Button onClick={() => setAsking('not-right')}>
                Not right for them<span className="away">: {offer.name}</span>
              </Button>
            </>
          ) : null}
          {isManager ? (
            <Button kind="link" onClick={() => setAsking('withdraw')}>
              Take this offer back<span className="away">: {offer.name}</span>
            </Button>
          ) : null}
        </div>
      </div>
      <Dialog open={asking === 'withdraw'} onClose={() => setAsking(null)} title="Take this offer back?">
        <p>The place is free for others at once. {offer.name} stays on the list, as long as they have waited.</p>
        <div className="acts">
          <Button busy={withdraw.isPending && 'Taking back…'} onClick={() => withdraw.mutate({ offerId: offer.id })}>
            Take it back
          </Button>
          <Button onClick={() => setAsking(null)}>Leave it</Button>
        </div>
      </Dialog>
      <Dialog
        open={asking === 'accept' || asking === 'not-right'}
        onClose={() => setAsking(null)}
        title={asking === 'accept' ? `${offer.name} said yes?` : `Not right for ${offer.name}?`}
      >
        <p>
          {asking === 'accept'
            ? 'Record this only if they told you so themselves. The agreement is next.'
            : 'They need give no reason, and none is kept. The place goes back; they stay on the list.'}
        </p>
        <div className="acts">
          <Button
            busy={answer.isPending && 'Keeping…'}
            onClick={() => answer.mutate({ offerId: offer.id, answer: asking === 'accept' ? 'accept' : 'not-right' })}
          >
            Record their answer
          </Button>
          <Button onClick={() => setAsking(null)}>Go back</Button>
        </div>
      </Dialog>
    </li>
  );
}
