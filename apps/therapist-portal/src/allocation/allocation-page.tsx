import { Empty, Loading, PageTitle } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';
import './allocation.css';
import { peopleWords, type Waiting } from './allocation-words.ts';
import { EntryMatch } from './entry-match.tsx';

/** Who waits, longest first, and for one of them the therapists held against what they asked for. */
export default function AllocationPage({ params }: { params: Record<string, string | undefined> }) {
  const waiting = useQuery(trpc.allocation.listWaiting.queryOptions());
  const shell = useQuery(trpc.account.shell.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  if (!waiting.data) return <Loading />;
  const { people } = waiting.data;
  const entryId = params.entryId ?? people.find(({ state }) => state === 'waiting')?.entryId ?? people[0]?.entryId;
  return (
    <div className="page allocate">
      <Queue waiting={waiting.data} current={entryId} />
      {entryId === undefined ? (
        <div>
          <PageTitle title="Allocation" />
          <Empty>Those whom the clinical lead puts on the waiting list stand here. Nobody waits now.</Empty>
        </div>
      ) : (
        <EntryMatch key={entryId} entryId={entryId} mayOffer={shell.data?.person?.roles.includes('manager') === true} />
      )}
    </div>
  );
}

function Queue({ waiting, current }: { waiting: Waiting; current: string | undefined }) {
  return (
    <nav className="queue" aria-label="Waiting list">
      <h2>Waiting</h2>
      <p className="quiet">{peopleWords(waiting.people.length)}</p>
      <ol>
        {waiting.people.map((person) => (
          <li key={person.entryId}>
            <a href={`/allocation/${person.entryId}`} aria-current={person.entryId === current ? 'true' : undefined}>
              <span className="row">
                <b>{person.name}</b>
                <span className="nb">{person.days === 1 ? '1 day' : `${person.days} days`}</span>
              </span>
              <span className="quiet">
                {person.isPastLimit ? <b>Past our limit of {waiting.limitDays}. </b> : null}
                {person.note}
              </span>
            </a>
          </li>
        ))}
      </ol>
      <ul className="plain-list queue-more">
        <li>
          <a href="/allocation/suggested">Suggest places for the whole list</a>
        </li>
        <li>
          <a href="/allocation/offers">Offers, and what became of them</a>
        </li>
        <li>
          <a href="/allocation/current">Who is with whom</a>
        </li>
      </ul>
    </nav>
  );
}
