import {
  Button,
  Checkbox,
  CheckboxRows,
  ErrorSummary,
  type FormError,
  RadioRows,
  readRefusal,
  TextArea,
  TextInput,
  TimeInput,
} from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import type { Reaching } from './reaching-page.tsx';

type Contact = Reaching['contact'];
const wayWords = { email: 'E-mail', telephone: 'Telephone', text: 'Text message', post: 'Post' } as const;
type Way = keyof typeof wayWords;
const ways = Object.keys(wayWords) as Way[];
const safeKey = { email: 'emailIsSafe', telephone: 'telephoneIsSafe', text: 'textIsSafe', post: 'postIsSafe' } as const;

/** As the client says it, at the desk or on the telephone. */
export function ContactForm({ clientId, contact, onDone }: { clientId: string; contact: Contact; onDone: () => void }) {
  const [said, setSaid] = useState(contact);
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const say = (more: Partial<Contact>) => setSaid({ ...said, ...more });
  const update = useMutation(
    trpc.clients.updateContact.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.clients.pathFilter());
        onDone();
      },
      onError: (error) => setErrors([{ message: readRefusal(error).words }]),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = mistakes(said);
    setErrors(found);
    if (found.length === 0 && !update.isPending) update.mutate({ clientId, contact: cleaned(said) });
  };
  const errorFor = (field: string) => errors.find((error) => error.field === field)?.message;
  const safe = ways.filter((way) => said[safeKey[way]]);
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} />
      <CheckboxRows
        name="safe"
        legend="Which ways are safe?"
        values={safe}
        onChange={(values: readonly string[]) =>
          say(Object.fromEntries(ways.map((way) => [safeKey[way], values.includes(way)])))
        }
        options={ways.map((value) => ({ value, label: wayWords[value] }))}
        error={errorFor('safe')}
      />
      <TextInput
        name="email"
        type="email"
        label="E-mail"
        value={said.email ?? ''}
        onChange={(email) => say({ email })}
        error={errorFor('email')}
        maxLength={254}
      />
      <Checkbox
        name="emailIsShared"
        label="Somebody else reads this e-mail, or could"
        checked={said.emailIsShared}
        onChange={(emailIsShared) => say({ emailIsShared })}
      />
      <TextInput
        name="telephone"
        type="tel"
        label="Telephone"
        value={said.telephone ?? ''}
        onChange={(telephone) => say({ telephone })}
        error={errorFor('telephone')}
        maxLength={30}
      />
      <Checkbox
        name="mayLeaveMessage"
        label="A message may be left"
        checked={said.mayLeaveMessage}
        onChange={(mayLeaveMessage) => say({ mayLeaveMessage })}
      />
      {said.mayLeaveMessage ? (
        <TextInput
          name="messageAs"
          label="Under what name"
          value={said.messageAs ?? ''}
          onChange={(messageAs) => say({ messageAs })}
          maxLength={60}
        />
      ) : null}
      <TextArea
        name="postalAddress"
        label="Address for letters"
        value={said.postalAddress ?? ''}
        onChange={(postalAddress) => say({ postalAddress })}
        error={errorFor('postalAddress')}
        rows={3}
        maxLength={300}
      />
      <TimeInput
        name="fromLocal"
        label="Ring or text from"
        value={said.fromLocal ?? ''}
        onChange={(fromLocal) => say({ fromLocal })}
      />
      <TimeInput
        name="untilLocal"
        label="Until"
        value={said.untilLocal ?? ''}
        onChange={(untilLocal) => say({ untilLocal })}
        error={errorFor('untilLocal')}
      />
      <div className="field-group">
        <RadioRows
          name="prefers"
          legend="Which one first?"
          value={safe.includes(said.prefers) ? said.prefers : null}
          onChange={(prefers) => say({ prefers })}
          options={safe.map((value) => ({ value, label: wayWords[value] }))}
          error={errorFor('prefers')}
        />
      </div>
      <p className="acts">
        <Button type="submit" busy={update.isPending && 'Keeping it…'}>
          Keep safe contact
        </Button>
        <Button kind="link" onClick={onDone}>
          Leave it as it was
        </Button>
      </p>
    </form>
  );
}

const orNull = (text: string | null): string | null => (text === null || text.trim() === '' ? null : text.trim());

function cleaned(said: Contact): Contact {
  return {
    ...said,
    email: orNull(said.email),
    telephone: orNull(said.telephone),
    postalAddress: orNull(said.postalAddress),
    messageAs: said.mayLeaveMessage ? orNull(said.messageAs) : null,
    fromLocal: orNull(said.fromLocal),
    untilLocal: orNull(said.untilLocal),
  };
}

function mistakes(said: Contact): FormError[] {
  const { email, telephone, postalAddress, fromLocal, untilLocal, prefers } = cleaned(said);
  const isAny = ways.some((way) => said[safeKey[way]]);
  return [
    ...(isAny ? [] : [{ field: 'safe', message: 'Choose one way at least that is safe' }]),
    ...(said.emailIsSafe && !email?.includes('@') ? [{ field: 'email', message: 'Give the e-mail address' }] : []),
    ...((said.telephoneIsSafe || said.textIsSafe) && (telephone ?? '').replace(/\D/g, '').length < 7
      ? [{ field: 'telephone', message: 'Give the telephone number' }]
      : []),
    ...(said.postIsSafe && postalAddress === null ? [{ field: 'postalAddress', message: 'Give the address' }] : []),
    ...(fromLocal !== null && untilLocal !== null && fromLocal >= untilLocal
      ? [{ field: 'untilLocal', message: 'Give a time after the first one' }]
      : []),
    ...(isAny && !said[safeKey[prefers]] ? [{ field: 'prefers', message: 'Choose which one comes first' }] : []),
  ];
}
