import { Button, Dialog, ErrorSummary, type FormError, readRefusal, Select, TextArea, TextInput } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import type { Reaching } from './reaching-page.tsx';

type Person = Reaching['people'][number];
const kindWords = {
  gp: 'GP',
  emergency: 'In an emergency',
  partner: 'Partner',
  guardian: 'Guardian',
  other: 'Somebody else',
} as const;
const kinds = Object.keys(kindWords) as Person['kind'][];

/** The GP, whom to ring in an emergency, and others the client named. */
export function PeopleAround(props: { clientId: string; people: readonly Person[]; mayEdit: boolean }) {
  const { clientId, people, mayEdit } = props;
  const [editing, setEditing] = useState<Person | 'new' | null>(null);
  return (
    <section>
      <h2>People around them</h2>
      {people.length === 0 ? (
        <p className="quiet">The GP and somebody for an emergency will stand here once they are told.</p>
      ) : (
        <ul className="rows">
          {people.map((person) => (
            <li key={person.id}>
              <span className="quiet">{kindWords[person.kind]}</span> {person.name}
              {person.relationship === null ? null : <span className="quiet">, {person.relationship}</span>}
              {person.telephone === null ? null : `, ${person.telephone}`}
              {person.address === null ? null : <span className="quiet">, {person.address}</span>}{' '}
              {mayEdit ? (
                <Button kind="link" onClick={() => setEditing(person)}>
                  Change<span className="away"> {person.name}</span>
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {mayEdit ? (
        <p className="acts">
          <Button onClick={() => setEditing('new')}>Add a person</Button>
        </p>
      ) : null}
      <Dialog open={editing !== null} onClose={() => setEditing(null)} title="A person around them">
        {editing === null ? null : (
          <PersonForm
            key={editing === 'new' ? 'new' : editing.id}
            clientId={clientId}
            person={editing === 'new' ? null : editing}
            onDone={() => setEditing(null)}
          />
        )}
      </Dialog>
    </section>
  );
}

function PersonForm({ clientId, person, onDone }: { clientId: string; person: Person | null; onDone: () => void }) {
  const [said, setSaid] = useState({
    kind: (person?.kind ?? '') as Person['kind'] | '',
    name: person?.name ?? '',
    telephone: person?.telephone ?? '',
    address: person?.address ?? '',
    relationship: person?.relationship ?? '',
  });
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const say = (more: Partial<typeof said>) => setSaid({ ...said, ...more });
  const how = {
    onSuccess: async () => {
      await queryClient.invalidateQueries(trpc.clients.pathFilter());
      onDone();
    },
    onError: (error: unknown) => setErrors([{ message: readRefusal(error).words }]),
  };
  const keep = useMutation(trpc.clients.keepPerson.mutationOptions(how));
  const remove = useMutation(trpc.clients.removePerson.mutationOptions(how));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { kind, name } = said;
    if (kind === '' || name.trim() === '') {
      setErrors([
        ...(kind === '' ? [{ field: 'kind', message: 'Choose who they are' }] : []),
        ...(name.trim() === '' ? [{ field: 'name', message: 'Give their name' }] : []),
      ]);
      return;
    }
    if (!keep.isPending) keep.mutate({ clientId, personId: person?.id ?? null, person: { ...said, kind } });
  };
  const errorFor = (field: string) => errors.find((error) => error.field === field)?.message;
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} />
      <Select
        name="kind"
        label="Who they are"
        value={said.kind}
        onChange={(kind) => say({ kind })}
        options={kinds.map((value) => ({ value, label: kindWords[value] }))}
        error={errorFor('kind')}
      />
      <TextInput
        name="name"
        label="Name"
        value={said.name}
        onChange={(name) => say({ name })}
        error={errorFor('name')}
        maxLength={120}
      />
      <TextInput
        name="telephone"
        type="tel"
        label="Telephone"
        value={said.telephone}
        onChange={(telephone) => say({ telephone })}
        maxLength={30}
      />
      <TextInput
        name="relationship"
        label="What they are to the client"
        value={said.relationship}
        onChange={(relationship) => say({ relationship })}
        maxLength={60}
      />
      <TextArea
        name="address"
        label="Address"
        value={said.address}
        onChange={(address) => say({ address })}
        rows={2}
        maxLength={300}
      />
      <p className="acts">
        <Button type="submit" busy={keep.isPending && 'Keeping it…'}>
          Keep this person
        </Button>
        {person === null ? null : (
          <Button
            busy={remove.isPending && 'Removing…'}
            onClick={() => remove.mutate({ clientId, personId: person.id })}
          >
            Remove this person
          </Button>
        )}
      </p>
    </form>
  );
}
