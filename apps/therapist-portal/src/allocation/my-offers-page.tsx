import { Empty, Loading, PageTitle, Table } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';
import './allocation.css';
import { offerStates } from './allocation-words.ts';
import { MyOfferRow } from './my-offer-row.tsx';

/** Places that ask this therapist, and what became of the last ones. */
export default function MyOffersPage() {
  const offers = useQuery(trpc.allocation.listMyOffers.queryOptions());
  if (!offers.data) return <Loading />;
  const { open, closed } = offers.data;
  return (
    <div className="stack">
      <PageTitle title="Offers to you" />
      {open.length === 0 ? (
        <Empty>
          When the practice would like you to see somebody new, it stands here first. Nobody waits for you now.
        </Empty>
      ) : (
        <ul className="rows offers">
          {open.map((offer) => (
            <MyOfferRow key={offer.id} offer={offer} />
          ))}
        </ul>
      )}
      <section>
        <h2>Earlier</h2>
        <Table
          caption="Earlier offers"
          rows={closed}
          rowKey={(offer) => offer.id}
          columns={[
            { key: 'who', head: 'Who', cell: (offer) => offer.name },
            { key: 'place', head: 'Place', cell: (offer) => offer.place.when },
            { key: 'what', head: 'What became of it', cell: (offer) => offerStates[offer.state] ?? offer.state },
            {
              key: 'own',
              head: 'Yours alone',
              cell: (offer) =>
                offer.ownPrivateAnswer?.hasConflictOfRole
                  ? `A conflict of role. ${offer.ownPrivateAnswer.words}`
                  : (offer.ownPrivateAnswer?.words ?? ''),
            },
          ]}
          empty="Offers that you answered are listed here."
        />
      </section>
    </div>
  );
}
