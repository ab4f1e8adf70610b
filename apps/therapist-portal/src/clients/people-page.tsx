import { Coming, Empty, PageTitle, Table, TextInput, Trouble } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { trpc } from '../app/trpc.ts';

const stateWords: Record<string, string> = {
  enquiring: 'Has asked',
  waiting: 'Waiting',
  active: 'In therapy',
  ended: 'Ended',
  'referred-on': 'Referred on',
  withdrawn: 'Withdrawn',
};
/** While somebody types, the last letter is waited for. */
const pauseMs = 200;

/** Everybody the practice knows, found by name as one types. The name is sent, never put into an address. */
export default function PeoplePage() {
  const [name, setName] = useState('');
  const search = useMutation(trpc.clients.search.mutationOptions());
  const { mutate } = search;
  useEffect(() => {
    const timer = setTimeout(() => mutate({ name }), name === '' ? 0 : pauseMs);
    return () => clearTimeout(timer);
  }, [name, mutate]);
  const found = search.data;
  return (
    <>
      <div className="page-head">
        <PageTitle title="People" />
      </div>
      <TextInput
        name="name"
        label="Find by name"
        value={name}
        onChange={setName}
        autoComplete="off"
        spellCheck={false}
        maxLength={80}
      />
      {search.error ? <Trouble error={search.error} onRetry={() => mutate({ name })} /> : null}
      {search.isPending && found === undefined ? <Coming /> : null}
      <div className="people" aria-live="polite">
        {found === undefined ? null : found.people.length === 0 ? (
          <Empty>{name === '' ? 'People will stand here once somebody has asked.' : 'Nobody has such a name.'}</Empty>
        ) : (
          <>
            <Table
              caption="People"
              rows={found.people}
              rowKey={(row) => row.clientId}
              columns={[
                { key: 'name', head: 'Name', cell: (row) => <a href={`/clients/${row.clientId}`}>{row.name}</a> },
                { key: 'state', head: 'Where they are', cell: (row) => stateWords[row.state] ?? row.state },
                { key: 'therapist', head: 'With', cell: (row) => row.therapist ?? '' },
                { key: 'next', head: 'Next session', cell: (row) => row.next ?? '' },
              ]}
            />
            {found.isMore ? <p className="quiet">There are more. Type more of the name.</p> : null}
          </>
        )}
      </div>
    </>
  );
}
