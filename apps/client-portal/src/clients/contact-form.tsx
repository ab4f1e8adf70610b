import {
  BackLink,
  Button,
  CheckboxRows,
  ErrorSummary,
  type FormError,
  PageTitle,
  RadioRows,
  readRefusal,
  TextArea,
  TextInput,
  TimeInput,
} from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ConfirmItIsYou } from '../app/confirm-it-is-you.tsx';
import { api } from '../app/trpc.ts';
import type { Contact } from './contact-page.tsx';

const wayWords = { email: 'E-mail', telephone: 'Telephone calls', text: 'Text messages', post: 'Letters' } as const;
type Way = keyof typeof wayWords;
const ways = Object.keys(wayWords) as Way[];
const safeKey = { email: 'emailIsSafe', telephone: 'telephoneIsSafe', text: 'textIsSafe', post: 'postIsSafe' } as const;

type ContactFormProps = { contact: Contact; onBack: () => void; onKept: () => void };

/** Only what belongs to the ways that are ticked is asked. */
export function ContactForm({ contact, onBack, onKept }: ContactFormProps) {
  const [said, setSaid] = useState(contact);
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const say = (more: Partial<Contact>) => setSaid({ ...said, ...more });
  const [mustConfirm, setMustConfirm] = useState(false);
  const keep = useMutation({
    mutationFn: (kept: Contact) => api.clients.keepMyContact.mutate({ contact: kept }),
    onSuccess: onKept,
    onError: (error) => {
      const { code, words } = readRefusal(error);
      setMustConfirm(code === 'step-up-needed');
      setErrors(code === 'step-up-needed' ? [] : [{ message: words }]);
    },
    // What was typed stays while the person shows that it is them.
    meta: { asksForProof: true },
  });
  const safe = ways.filter((way) => said[safeKey[way]]);
  const has = (way: Way) => said[safeKey[way]];
  const errorFor = (field: string) => errors.find((error) => error.field === field)?.message;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const found = mistakes(said);
    setErrors(found);
    if (found.length === 0 && !keep.isPending) keep.mutate(cleaned(said));
  };
  if (mustConfirm) {
    return (
      <ConfirmItIsYou
        why="Whoever reads your e-mail can get in here. So we check before we change it."
        onDone={() => {
          setMustConfirm(false);
          keep.mutate(cleaned(said));
        }}
      />
    );
  }
  return (
    <>
      <ErrorSummary errors={errors} />
      <BackLink onBack={onBack} />
      <PageTitle title="Reaching you" focusKey="change">
        How may we reach you?
      </PageTitle>
      <form onSubmit={onSubmit} noValidate>
        <CheckboxRows
          name="safe"
          legend="Tick each way that is safe"
          values={safe}
          onChange={(values: readonly string[]) =>
            say(Object.fromEntries(ways.map((way) => [safeKey[way], values.includes(way)])))
          }
          options={ways.map((value) => ({ value, label: wayWords[value] }))}
          error={errorFor('safe')}
        />
        {has('email') ? (
          <>
            <TextInput
              name="email"
              type="email"
              label="E-mail"
              value={said.email ?? ''}
              onChange={(email) => say({ email })}
              error={errorFor('email')}
              maxLength={254}
            />
            <div className="field-group">
              <RadioRows
                name="emailIsShared"
                legend="Does anyone else read this e-mail?"
                value={said.emailIsShared ? 'shared' : 'own'}
                onChange={(value) => say({ emailIsShared: value === 'shared' })}
                options={[
                  { value: 'own', label: 'No, only me' },
                  { value: 'shared', label: 'Yes, or they could' },
                ]}
              />
            </div>
          </>
        ) : null}
        {has('telephone') || has('text') ? (
          <TextInput
            name="telephone"
            type="tel"
            inputMode="tel"
            label="Telephone number"
            value={said.telephone ?? ''}
            onChange={(telephone) => say({ telephone })}
            error={errorFor('telephone')}
            maxLength={30}
          />
        ) : null}
        {has('telephone') ? (
          <div className="field-group">
            <RadioRows
              name="mayLeaveMessage"
              legend="May we leave a message?"
              value={said.mayLeaveMessage ? 'yes' : 'no'}
              onChange={(value) => say({ mayLeaveMessage: value === 'yes' })}
              options={[
                { value: 'yes', label: 'Yes' },
                { value: 'no', label: 'No' },
              ]}
            />
          </div>
        ) : null}
        {has('telephone') && said.mayLeaveMessage ? (
          <TextInput
            name="messageAs"
            label="What name should we leave?"
            hint="You can leave this out."
            value={said.messageAs ?? ''}
            onChange={(messageAs) => say({ messageAs })}
            maxLength={60}
          />
        ) : null}
        {has('telephone') || has('text') ? (
          <>
            <TimeInput
              name="fromLocal"
              label="Ring or text from"
              hint="Leave this out if any time is fine."
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
          </>
        ) : null}
        {has('post') ? (
          <TextArea
            name="postalAddress"
            label="Address for letters"
            value={said.postalAddress ?? ''}
            onChange={(postalAddress) => say({ postalAddress })}
            error={errorFor('postalAddress')}
            rows={3}
            maxLength={300}
          />
        ) : null}
        {safe.length > 1 ? (
          <div className="field-group">
            <RadioRows
              name="prefers"
              legend="Which way first?"
              value={safe.includes(said.prefers) ? said.prefers : null}
              onChange={(prefers) => say({ prefers })}
              options={safe.map((value) => ({ value, label: wayWords[value] }))}
              error={errorFor('prefers')}
            />
          </div>
        ) : null}
        <div className="acts-client">
          <Button kind="primary" type="submit" busy={keep.isPending && 'Keeping it…'}>
            Keep these ways
          </Button>
        </div>
      </form>
    </>
  );
}

const orNull = (text: string | null): string | null => (text === null || text.trim() === '' ? null : text.trim());

/** What is not called safe is kept as it was given and never used; one way alone is the first one. */
function cleaned(said: Contact): Contact {
  const safe = ways.filter((way) => said[safeKey[way]]);
  return {
    ...said,
    prefers: safe.length === 1 && safe[0] ? safe[0] : said.prefers,
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
    ...(isAny ? [] : [{ field: 'safe', message: 'Tick one way at least' }]),
    ...(said.emailIsSafe && !email?.includes('@') ? [{ field: 'email', message: 'Type your e-mail address' }] : []),
    ...((said.telephoneIsSafe || said.textIsSafe) && (telephone ?? '').replace(/\D/g, '').length < 7
      ? [{ field: 'telephone', message: 'Type your telephone number' }]
      : []),
    ...(said.postIsSafe && postalAddress === null ? [{ field: 'postalAddress', message: 'Type your address' }] : []),
    ...(fromLocal !== null && untilLocal !== null && fromLocal >= untilLocal
      ? [{ field: 'untilLocal', message: 'Give a time after the first one' }]
      : []),
    ...(isAny && !said[safeKey[prefers]] ? [{ field: 'prefers', message: 'Choose which way comes first' }] : []),
  ];
}
