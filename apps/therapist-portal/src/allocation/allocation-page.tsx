import { BackLink, Empty, Loading, PageTitle } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';
import './allocation.css';
import { peopleWords, type Waiting } from './allocation-words.ts';
import { EntryMatch } from './entry-match.tsx';
import { useNarrow } from './use-narrow.ts';

/** Who waits, longest first, and for one of them the therapists held against what they asked for. */
export default function AllocationPage({ params }: { params: Record<string, string | undefined> }) {
  const waiting = useQuery(trpc.allocation.listWaiting.queryOptions());
  const shell = useQuery(trpc.account.shell.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const isNarrow = useNarrow();
  if (!waiting.data) return <Loading />;
  const { people } = waiting.data;
  const isList = isNarrow && params.entryId === undefined && people.length > 0;
  const entryId = params.entryId ?? people.find(({ state }) => state === 'waiting')?.entryId ?? people[0]?.entryId;
  return (
    <div className="allocate">
      {isList ? <PageTitle title="Allocation" /> : null}
      <Queue waiting={waiting.data} current={entryId} isPerson={params.entryId !== undefined} />
      {isList ? null : entryId === undefined ? (
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

type QueueProps = { waiting: Waiting; current: string | undefined; isPerson: boolean };

function Queue({ waiting, current, isPerson }: QueueProps) {
  const isNarrow = useNarrow();
  // On a narrow page the list and the person are two pages, each whole.
  if (isNarrow && isPerson) return <BackLink href="/allocation">Waiting list</BackLink>;
  return (
    <div>
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
      </nav>
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
    </div>
  );
}
