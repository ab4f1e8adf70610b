import {
  BackLink,
  Button,
  ButtonLink,
  CheckboxRows,
  Confirmation,
  ErrorSummary,
  type FormError,
  PageTitle,
  readRefusal,
  Select,
  TextArea,
  TextInput,
  useUnsavedGuard,
} from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useFirstButton } from '../app/first-button.ts';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { type EnquiryInput, kindWords, type Need, needWords, type Wishes } from './enquiry-words.ts';
import { isReachable, noContact, SafeContactFields } from './safe-contact-fields.tsx';
import { WishesFields } from './wishes-fields.tsx';

type Contact = EnquiryInput['contact'];
type Kind = EnquiryInput['practical']['episodeKind'];

/** Taken down while somebody is on the telephone. What brings them goes in here and cannot be read back by who typed it. */
export default function NewEnquiryPage() {
  const first = useFirstButton();
  const key = useRef(crypto.randomUUID());
  const [name, setName] = useState({ firstName: '', lastName: '', knownAs: '', pronouns: '' });
  const [contact, setContact] = useState<Contact>(noContact);
  const [kind, setKind] = useState<Kind>('individual');
  const [other, setOther] = useState({ firstName: '', lastName: '', email: '' });
  const [wishes, setWishes] = useState<Wishes>({});
  const [needs, setNeeds] = useState<Need[]>([]);
  const [needsWords, setNeedsWords] = useState('');
  const [brings, setBrings] = useState('');
  const [errors, setErrors] = useState<FormError[]>([]);
  const add = useMutation(
    trpc.enquiries.add.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.enquiries.pathFilter()),
      onError: (error) => setErrors([{ message: readRefusal(error).words }]),
    }),
  );
  useUnsavedGuard(!add.isSuccess && (name.firstName !== '' || brings !== '' || contact.telephone !== null));
  const reach = (more: Partial<Contact>) => setContact((before) => ({ ...before, ...more }));
  const errorFor = (field: string) => errors.find((error) => error.field === field)?.message;

  if (add.isSuccess) {
    return (
      <div className="plain-page">
        <Confirmation
          title="Enquiry kept"
          heading="The enquiry is kept"
          next="The clinical lead reads it and decides. What brings the person can be read by them alone."
        >
          <p className="acts">
            <ButtonLink href="/enquiries">Go to enquiries</ButtonLink>
          </p>
        </Confirmation>
      </div>
    );
  }
  const onKeep = () => {
    const found: FormError[] = [];
    const need = (ok: boolean, field: string, message: string) => ok || found.push({ field, message });
    need(name.firstName.trim() !== '', 'firstName', 'Type their first name');
    need(name.lastName.trim() !== '', 'lastName', 'Type their last name');
    need(isReachable(contact), 'telephone', 'Give at least one way to reach them that is safe');
    need(!Number.isNaN(wishes.feeCeilingPence), 'feeCeiling', 'Type an amount in pounds, like 45');
    setErrors(found);
    if (found.length > 0) return;
    const comesAlong = kind !== 'individual' && other.firstName.trim() && other.lastName.trim();
    add.mutate({
      enquiry: {
        idempotencyKey: key.current,
        firstName: name.firstName,
        lastName: name.lastName,
        knownAs: name.knownAs.trim() || null,
        pronouns: name.pronouns.trim() || null,
        nation: 'england-and-wales',
        contact,
        practical: {
          episodeKind: kind,
          others: comesAlong ? [{ ...other, email: other.email.trim() || null }] : [],
          wishes,
          needs,
        },
        needs: needsWords.trim() || null,
        brings: brings.trim() || null,
      },
    });
  };
  return (
    <form
      className="stack"
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        onKeep();
      }}
    >
      <BackLink href="/enquiries" />
      <ErrorSummary errors={errors} />
      <PageTitle title="New enquiry">Take an enquiry by telephone</PageTitle>
      <p>
        If they need help today: 999 if a life is at risk, or Samaritans on 116 123. Tell them that what they say here
        is not read at once.
      </p>
      <div className="two-up">
        <section>
          <h2>Who they are</h2>
          <TextInput
            name="firstName"
            label="First name"
            value={name.firstName}
            onChange={(firstName) => setName({ ...name, firstName })}
            error={errorFor('firstName')}
            maxLength={60}
          />
          <TextInput
            name="lastName"
            label="Last name"
            value={name.lastName}
            onChange={(lastName) => setName({ ...name, lastName })}
            error={errorFor('lastName')}
            maxLength={60}
          />
          <TextInput
            name="knownAs"
            label="Called"
            value={name.knownAs}
            onChange={(knownAs) => setName({ ...name, knownAs })}
            maxLength={60}
          />
          <TextInput
            name="pronouns"
            label="Pronouns"
            value={name.pronouns}
            onChange={(pronouns) => setName({ ...name, pronouns })}
            maxLength={30}
          />
          <Select
            name="episodeKind"
            label="Who would come"
            value={kind}
            onChange={(value) => value && setKind(value)}
            options={(['individual', 'couple', 'family'] as const).map((value) => ({
              value,
              label: kindWords[value] ?? value,
            }))}
          />
          {kind === 'individual' ? null : (
            <fieldset>
              <legend className="label">Who comes along</legend>
              <TextInput
                name="otherFirst"
                label="Their first name"
                value={other.firstName}
                onChange={(firstName) => setOther({ ...other, firstName })}
                maxLength={60}
              />
              <TextInput
                name="otherLast"
                label="Their last name"
                value={other.lastName}
                onChange={(lastName) => setOther({ ...other, lastName })}
                maxLength={60}
              />
              <TextInput
                name="otherEmail"
                type="email"
                label="Their own e-mail, if they said we may use it"
                value={other.email}
                onChange={(email) => setOther({ ...other, email })}
                maxLength={254}
              />
            </fieldset>
          )}
        </section>
        <SafeContactFields contact={contact} onReach={reach} telephoneError={errorFor('telephone')} />
      </div>
      <section>
        <h2>What they ask for</h2>
        <WishesFields wishes={wishes} onChange={setWishes} feeError={errorFor('feeCeiling')} />
        <div className="field-group">
          <CheckboxRows
            name="needs"
            legend="They need"
            values={needs}
            onChange={setNeeds}
            options={(Object.keys(needWords) as Need[]).map((value) => ({ value, label: needWords[value] }))}
          />
        </div>
      </section>
      <section>
        <h2>In their words</h2>
        <p className="quiet">Once kept, only the clinical lead and the therapist who is asked can read these two.</p>
        <TextArea
          name="needsWords"
          label="What a therapist should know from the start"
          value={needsWords}
          onChange={setNeedsWords}
          maxLength={2000}
        />
        <TextArea
          name="brings"
          label="What brings them"
          hint="They can leave this out and say it to the therapist."
          rows={6}
          value={brings}
          onChange={setBrings}
          maxLength={6000}
        />
      </section>
      <div className="acts">
        <Button kind={first} type="submit" busy={add.isPending && 'Keeping…'}>
          Keep the enquiry
        </Button>
      </div>
    </form>
  );
}
