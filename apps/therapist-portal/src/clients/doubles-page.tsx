import './clients.css';
import { dayAndMonth } from '@heather/alliance';
import type { StaffRouter } from '@heather/api/staff';
import { BackLink, Button, Empty, Loading, PageTitle, Table, Trouble } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { TakeApart } from './halves.tsx';
import { stateWords } from './state-words.ts';

type Person = inferRouterOutputs<StaffRouter>['clients']['doubles']['pairs'][number]['people'][number];
const reasonWords = { name: 'name', 'birth-date': 'birth date', email: 'e-mail', telephone: 'telephone' } as const;

/** Records that may be one person, and those that were joined lately. */
export default function DoublesPage() {
  const doubles = useQuery(trpc.clients.doubles.queryOptions());
  const apart = useMutation(
    trpc.clients.holdApart.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.clients.doubles.queryFilter()),
    }),
  );
  if (!doubles.data) return <Loading />;
  const { pairs, merged, isMore } = doubles.data;
  return (
    <>
      <BackLink href="/people" />
      <div className="page-head">
        <PageTitle title="One person twice">Records that may be one person</PageTitle>
      </div>
      {apart.error ? <Trouble error={apart.error} /> : null}
      {pairs.length === 0 ? (
        <Empty>
          Two records with one name and one birth date, e-mail or telephone will stand here. There are none.
        </Empty>
      ) : (
        <Table
          caption="Records that may be one person"
          rows={pairs}
          rowKey={({ people }) => people.map(({ clientId }) => clientId).join(' ')}
          columns={[
            { key: 'one', head: 'One', cell: ({ people }) => <Who person={people[0] as Person} /> },
            { key: 'other', head: 'The other', cell: ({ people }) => <Who person={people[1] as Person} /> },
            {
              key: 'same',
              head: 'The same',
              cell: ({ reasons }) => reasons.map((reason) => reasonWords[reason]).join(', '),
            },
            {
              key: 'act',
              head: <span className="away">What to do</span>,
              cell: ({ people }) => {
                const [one, other] = people as [Person, Person];
                return (
                  <>
                    <a href={`/people/doubles/${one.clientId}/${other.clientId}`}>
                      Look at both<span className="away"> records of {one.name}</span>
                    </a>
                    {', '}
                    <Button
                      kind="link"
                      busy={apart.isPending && apart.variables.clientId === one.clientId && 'Keeping it…'}
                      onClick={() => apart.mutate({ clientId: one.clientId, otherId: other.clientId })}
                    >
                      two people
                      <span className="away">
                        : {one.name} and {other.name}
                      </span>
                    </Button>
                  </>
                );
              },
            },
          ]}
        />
      )}
      {isMore ? <p className="quiet">There are more. They follow once some of these are settled.</p> : null}
      {merged.length === 0 ? null : (
        <section className="gap">
          <h2>Joined in the last 30 days</h2>
          <ul className="rows">
            {merged.map(({ mergeId, kept, closed, by, on, untilOn }) => (
              <li key={mergeId}>
                <a href={`/clients/${kept.clientId}`}>{kept.name}</a>
                <span className="quiet">
                  , with the record of {closed.name} from {dayAndMonth(closed.sinceOn)} {closed.sinceOn.slice(0, 4)}, on{' '}
                  {dayAndMonth(on)} by {by.replace(/\.$/, '')}.
                </span>
                <TakeApart mergeId={mergeId} until={untilOn} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Who({ person: { clientId, name, bornYear, state, sinceOn } }: { person: Person }) {
  return (
    <>
      <a href={`/clients/${clientId}`}>{name}</a>
      <span className="quiet">
        , {bornYear === null ? 'year of birth not known' : `born ${bornYear}`},{' '}
        {(stateWords[state] ?? state).toLowerCase()}, here since {dayAndMonth(sinceOn)} {sinceOn.slice(0, 4)}
      </span>
    </>
  );
}
