import './clients.css';
import { dayAndMonth } from '@heather/alliance';
import type { StaffRouter } from '@heather/api/staff';
import { Button, Coming, Empty, PageTitle, Select, Table, TextInput, Trouble } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useEffect, useState } from 'react';
import { trpc } from '../app/trpc.ts';
import { agreementWords } from './agreement-words.ts';
import { stateWords } from './state-words.ts';

type Found = inferRouterOutputs<StaffRouter>['clients']['search']['people'][number];
type State = 'enquiring' | 'waiting' | 'active' | 'ended' | 'referred-on' | 'withdrawn';

/** While somebody types, the last letter is waited for. */
const pauseMs = 200;

/** Everybody the practice knows, a page at a time, or found by name as one types. The name is sent, never put into an address. */
export default function PeoplePage() {
  const [name, setName] = useState('');
  const search = useMutation(trpc.clients.search.mutationOptions());
  const { mutate } = search;
  const typed = name.trim();
  useEffect(() => {
    if (typed === '') return;
    const timer = setTimeout(() => mutate({ name: typed }), pauseMs);
    return () => clearTimeout(timer);
  }, [typed, mutate]);
  const found = typed === '' ? undefined : search.data;
  return (
    <>
      <div className="page-head">
        <PageTitle title="People" />
      </div>
      <TextInput
        name="name"
        label="Find by name, or by the last digits of a telephone number"
        value={name}
        onChange={setName}
        autoComplete="off"
        spellCheck={false}
        maxLength={80}
      />
      {search.error ? <Trouble error={search.error} onRetry={() => mutate({ name: typed })} /> : null}
      {search.isPending && found === undefined && typed !== '' ? <Coming /> : null}
      <div className="people" aria-live="polite">
        {typed === '' ? <Everybody /> : found === undefined ? null : <FoundPeople {...found} />}
      </div>
    </>
  );
}

function FoundPeople({ people, isMore }: { people: readonly Found[]; isMore: boolean }) {
  if (people.length === 0) return <Empty>Nobody has such a name.</Empty>;
  return (
    <>
      <Table
        caption="People"
        rows={people}
        rowKey={(row) => row.clientId}
        columns={[
          { key: 'name', head: 'Name', cell: (row) => <a href={row.href}>{row.name}</a> },
          { key: 'born', head: 'Born', cell: (row) => row.bornYear ?? 'Not known' },
          { key: 'state', head: 'Where they are', cell: (row) => stateWords[row.state] ?? row.state },
          { key: 'therapist', head: 'With', cell: (row) => row.therapist ?? '' },
          { key: 'next', head: 'Next session', cell: (row) => row.next ?? '' },
        ]}
      />
      {isMore ? <p className="quiet">There are more. Type more of the name.</p> : null}
    </>
  );
}

/** The practice's caseload: the frame of each course and nothing that is said in it. */
function Everybody() {
  const [state, setState] = useState<State | ''>('active');
  // The ids that the pages before this one ended with; the last of them leads.
  const [behind, setBehind] = useState<readonly string[]>([]);
  const list = useQuery(
    trpc.clients.practiceList.queryOptions({
      state: state === '' ? null : state,
      therapistId: null,
      after: behind.at(-1) ?? null,
    }),
  );
  const show = (next: State | '') => {
    setState(next);
    setBehind([]);
  };
  return (
    <>
      <div className="list-tools">
        <Select
          name="state"
          label="Show"
          nothing="Everybody"
          options={(Object.keys(stateWords) as State[]).map((value) => ({ value, label: stateWords[value] ?? value }))}
          value={state}
          onChange={(value) => show(value as State | '')}
        />
        <a href="/people/doubles">Records that may be one person</a>
      </div>
      {list.data === undefined ? (
        <Coming />
      ) : (
        <>
          <Table
            caption="People"
            rows={list.data.clients}
            rowKey={(row) => row.clientId}
            empty="People will stand here once somebody is there."
            columns={[
              { key: 'name', head: 'Name', cell: (row) => <a href={`/clients/${row.clientId}`}>{row.name}</a> },
              { key: 'state', head: 'Where they are', cell: (row) => stateWords[row.state] ?? row.state },
              { key: 'therapist', head: 'With', cell: (row) => row.therapist ?? '' },
              {
                key: 'session',
                head: 'Session',
                cell: ({ session }) =>
                  session === null || session.number === 0
                    ? ''
                    : session.of === null
                      ? session.number
                      : `${session.number} of ${session.of}`,
              },
              { key: 'last', head: 'Last', cell: ({ lastOn }) => (lastOn === null ? '' : dayAndMonth(lastOn)) },
              { key: 'next', head: 'Next', cell: (row) => row.next ?? '' },
              { key: 'ends', head: 'Ends', cell: ({ endsOn }) => (endsOn === null ? '' : dayAndMonth(endsOn)) },
              {
                key: 'agreement',
                head: 'Agreement',
                cell: ({ agreement, therapist }) => (therapist === null ? '' : agreementWords[agreement]),
              },
            ]}
          />
          <p className="acts">
            {behind.length === 0 ? null : (
              <Button onClick={() => setBehind(behind.slice(0, -1))}>Earlier in the alphabet</Button>
            )}
            {list.data.next === null ? null : (
              <Button onClick={() => setBehind([...behind, list.data?.next ?? ''])}>Later in the alphabet</Button>
            )}
          </p>
        </>
      )}
    </>
  );
}
