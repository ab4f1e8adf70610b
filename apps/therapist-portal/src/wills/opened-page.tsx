import { BackLink, Button, Empty, Loading, PageTitle, readRefusal } from '@heather/ui';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../app/trpc.ts';

/** Each look is written down for the person concerned: nothing here asks again by itself. */
const once = { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false };

/** Who the therapist's people are and when they next meet, soonest first; how to reach one, when asked. */
export default function OpenedPage({ params }: { params: Record<string, string | undefined> }) {
  const openingId = params.openingId ?? '';
  const found = useQuery(trpc.wills.people.queryOptions({ openingId }, once));
  if (!found.data) return <Loading />;
  const { name, until, instructions, people } = found.data;
  return (
    <>
      <BackLink href="/clinical-will/entrusted" />
      <div className="page-head">
        <PageTitle title="People to reach">{name}’s people</PageTitle>
        <p className="quiet">Open to both trustees until {until}.</p>
      </div>
      <section>
        <h2>What {name} asked for</h2>
        <p className="reading-text">{instructions}</p>
      </section>
      <section>
        <h2>People, by when they next meet</h2>
        {people.length === 0 ? (
          <Empty>Nobody is with them just now.</Empty>
        ) : (
          <ul className="rows">
            {people.map((one) => (
              <Person key={one.clientId} openingId={openingId} {...one} />
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

type PersonProps = { openingId: string; clientId: string; name: string; next: string | null };

function Person({ openingId, clientId, name, next }: PersonProps) {
  const [asked, setAsked] = useState(false);
  const contact = useQuery(
    trpc.wills.contact.queryOptions(asked ? { openingId, clientId } : skipToken, { ...once, throwOnError: false }),
  );
  return (
    <li>
      <p>
        <b>{contact.data?.name ?? name}</b>{' '}
        <span className="quiet">{next === null ? 'No appointment stands' : `Next: ${next}`}</span>
      </p>
      {contact.error ? (
        <p>{readRefusal(contact.error).words}</p>
      ) : contact.data ? (
        contact.data.ways.length === 0 ? (
          <p>No safe way is known. Speak with the clinical lead.</p>
        ) : (
          <ul className="plain-list">
            {contact.data.ways.map((way) => (
              <li key={way}>{way}</li>
            ))}
          </ul>
        )
      ) : (
        <Button kind="link" busy={contact.isFetching && 'Looking…'} onClick={() => setAsked(true)}>
          How to reach them<span className="away">: {name}</span>
        </Button>
      )}
    </li>
  );
}
