import { dayAndMonth } from '@heather/alliance';
import {
  Button,
  DateInput,
  ErrorSummary,
  type FormError,
  readRefusal,
  Select,
  SummaryList,
  TextInput,
} from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import type { Reaching } from './reaching-page.tsx';

type Client = Reaching['client'];

const nationWords: Record<string, string> = {
  'england-and-wales': 'England and Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
};
const options = Object.entries(nationWords).map(([value, label]) => ({ value, label }));

/** Their names, pronouns and birthday, where they live, and the language and clock that they go by. */
export function WhoTheyAre({ client, mayEdit }: { client: Client; mayEdit: boolean }) {
  const [isEditing, setIsEditing] = useState(false);
  const { bornOn } = client;
  return (
    <section>
      <h2>Who they are</h2>
      {isEditing ? (
        <DetailsForm client={client} onDone={() => setIsEditing(false)} />
      ) : (
        <>
          <SummaryList
            rows={[
              { label: 'Name', value: client.fullName },
              { label: 'Known as', value: client.knownAs ?? 'The same' },
              { label: 'Pronouns', value: client.pronouns ?? 'Not known' },
              { label: 'Born', value: bornOn === null ? 'Not known' : `${dayAndMonth(bornOn)} ${bornOn.slice(0, 4)}` },
              { label: 'Lives in', value: nationWords[client.nation] ?? client.nation },
              { label: 'Language', value: languageWords(client.language) },
              { label: 'Time zone', value: client.timeZone.replaceAll('_', ' ') },
            ]}
          />
          {mayEdit ? (
            <p className="acts">
              <Button onClick={() => setIsEditing(true)}>Change these details</Button>
            </p>
          ) : null}
        </>
      )}
    </section>
  );
}

/** 'cy-GB' → 'Welsh (United Kingdom)'; a tag that the browser cannot name stands as it is. */
function languageWords(tag: string): string {
  try {
    return new Intl.DisplayNames('en-GB', { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

function DetailsForm({ client, onDone }: { client: Client; onDone: () => void }) {
  const [said, setSaid] = useState({
    firstName: client.givenName,
    lastName: client.lastName,
    knownAs: client.knownAs ?? '',
    pronouns: client.pronouns ?? '',
    bornOn: client.bornOn ?? '',
    nation: client.nation,
    language: client.language,
    timeZone: client.timeZone,
  });
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const update = useMutation(
    trpc.clients.updateDetails.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.clients.pathFilter());
        onDone();
      },
      onError: (error) => setErrors([{ message: readRefusal(error).words }]),
    }),
  );
  const say = (more: Partial<typeof said>) => setSaid({ ...said, ...more });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found: FormError[] = [
      ...(said.firstName.trim() === '' ? [{ field: 'firstName', message: 'Give the first name' }] : []),
      ...(said.lastName.trim() === '' ? [{ field: 'lastName', message: 'Give the last name' }] : []),
    ];
    setErrors(found);
    if (found.length > 0 || update.isPending) return;
    update.mutate({
      clientId: client.id,
      details: {
        ...said,
        nation: said.nation as 'scotland',
        knownAs: said.knownAs.trim() || null,
        pronouns: said.pronouns.trim() || null,
        bornOn: said.bornOn || null,
      },
    });
  };
  const errorFor = (field: string) => errors.find((error) => error.field === field)?.message;
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} />
      <TextInput
        name="firstName"
        label="First name"
        value={said.firstName}
        onChange={(firstName) => say({ firstName })}
        error={errorFor('firstName')}
        maxLength={60}
      />
      <TextInput
        name="lastName"
        label="Last name"
        value={said.lastName}
        onChange={(lastName) => say({ lastName })}
        error={errorFor('lastName')}
        maxLength={60}
      />
      <TextInput
        name="knownAs"
        label="Known as"
        hint="Leave it empty if it is the first name"
        value={said.knownAs}
        onChange={(knownAs) => say({ knownAs })}
        maxLength={60}
      />
      <TextInput
        name="pronouns"
        label="Pronouns"
        value={said.pronouns}
        onChange={(pronouns) => say({ pronouns })}
        maxLength={40}
      />
      <DateInput name="bornOn" label="Born on" value={said.bornOn} onChange={(bornOn) => say({ bornOn })} />
      <Select
        name="nation"
        label="Lives in"
        options={options}
        value={said.nation}
        onChange={(nation) => say({ nation })}
      />
      <TextInput
        name="language"
        label="Language"
        hint="A tag such as en-GB, cy-GB or pl"
        width="short"
        value={said.language}
        onChange={(language) => say({ language })}
        maxLength={35}
      />
      <TextInput
        name="timeZone"
        label="Time zone"
        hint="Such as Europe/London"
        value={said.timeZone}
        onChange={(timeZone) => say({ timeZone })}
        maxLength={64}
      />
      <p className="acts">
        <Button type="submit" busy={update.isPending && 'Keeping it…'}>
          Keep these details
        </Button>
        <Button kind="link" onClick={onDone}>
          Leave them as they were
        </Button>
      </p>
    </form>
  );
}
