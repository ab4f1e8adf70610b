import './practice.css';
import type { StaffRouter } from '@heather/api/staff';
import { isTelling } from '@heather/core';
import {
  BackLink,
  Button,
  ErrorSummary,
  type FormError,
  Loading,
  PageTitle,
  Select,
  TextArea,
  TextInput,
} from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { type FormEvent, useState } from 'react';
import { trpc } from '../app/trpc.ts';
import { type Nation, nations, useSaving } from './use-saving.ts';

type Identity = inferRouterOutputs<StaffRouter>['practice']['get']['identity'];

export default function IdentityPage(_: { params: Record<string, string | undefined> }) {
  const found = useQuery(trpc.practice.get.queryOptions());
  if (!found.data) return <Loading />;
  return (
    <div className="plain-page">
      <BackLink href="/set-up" />
      <PageTitle title="Who you are" />
      <p className="quiet">
        It stands in every notice and agreement you send from now on. What was signed stays as it was.
      </p>
      <IdentityForm identity={found.data.identity} />
    </div>
  );
}

function IdentityForm({ identity }: { identity: Identity }) {
  const isNew = identity.controllerAddress === null;
  const [said, setSaid] = useState({
    ...identity,
    name: isNew && identity.name === 'Our practice' ? '' : identity.name,
    nation: (isNew ? '' : identity.nation) as Nation | '',
  });
  const saving = useSaving();
  const save = useMutation(trpc.practice.updateIdentity.mutationOptions(saving.options));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { nation } = said;
    if (!saving.isSound(mistakes(said)) || nation === '' || save.isPending) return;
    save.mutate({ ...said, nation, controllerAddress: said.controllerAddress ?? '', icoNumber: said.icoNumber ?? '' });
  };
  const field = (name: Exclude<keyof Identity, 'nation'>) => ({
    name,
    value: said[name] ?? '',
    onChange: (value: string) => setSaid({ ...said, [name]: value }),
    error: saving.errorOf(name),
  });
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={saving.errors} />
      <TextInput label="What the practice is called" maxLength={120} {...field('name')} />
      <Select
        name="nation"
        label="Nation"
        hint="It decides the wording of agreements, crisis help and bank holidays."
        value={said.nation}
        onChange={(nation) => setSaid({ ...said, nation })}
        options={nations}
        error={saving.errorOf('nation')}
      />
      <TextInput
        label="Who is responsible for the data"
        hint="The controller: the company, charity or person in law."
        maxLength={120}
        {...field('controllerName')}
      />
      <TextInput label="Their address" maxLength={200} {...field('controllerAddress')} />
      <TextInput
        label="Registration with the Information Commissioner"
        hint="Two letters and six digits, such as ZA123456."
        maxLength={20}
        {...field('icoNumber')}
      />
      <TextInput label="Telephone" type="tel" maxLength={30} {...field('telephone')} />
      <TextInput
        label="E-mail address for clients"
        type="email"
        maxLength={254}
        hint="Answers to our mails go there, unless the address itself says what you do."
        {...field('mailFrom')}
        note={
          isTelling(said.mailFrom ?? '')
            ? 'This address says what you do: mails do not carry it, and nobody can answer them.'
            : undefined
        }
      />
      <TextInput
        label="Name on mails"
        hint="Somebody may see it over a client’s shoulder. Left empty it is a neutral one, such as Appointments."
        maxLength={40}
        {...field('mailName')}
      />
      <TextArea
        label="What you say beside crisis help"
        hint="The emergency numbers of the nation always stand there. Here is room for your own words."
        maxLength={600}
        {...field('crisisText')}
      />
      <div className="acts">
        <Button kind="primary" type="submit" busy={save.isPending && 'Keeping it…'}>
          Keep this
        </Button>
        <Kept isKept={saving.isKept} />
      </div>
    </form>
  );
}

/** Said once, for everybody. */
export function Kept({ isKept }: { isKept: boolean }) {
  return (
    <span role="status" className="quiet">
      {isKept ? 'Kept.' : ''}
    </span>
  );
}

function mistakes(said: Omit<Identity, 'nation'> & { nation: string }): FormError[] {
  const isBlank = (text: string | null) => (text ?? '').trim() === '';
  return [
    ...(isBlank(said.name) ? [{ field: 'name', message: 'Say what the practice is called' }] : []),
    ...(said.nation === '' ? [{ field: 'nation', message: 'Choose the nation' }] : []),
    ...(isBlank(said.controllerName)
      ? [{ field: 'controllerName', message: 'Say who is responsible for the data' }]
      : []),
    ...(isBlank(said.controllerAddress) ? [{ field: 'controllerAddress', message: 'Give their address' }] : []),
    ...(/^[A-Za-z]{1,3}\d{5,8}$/.test((said.icoNumber ?? '').trim())
      ? []
      : [{ field: 'icoNumber', message: 'Give the number as the register has it, such as ZA123456' }]),
    ...(isTelling(said.mailName ?? '') || /[<>"]/.test(said.mailName ?? '')
      ? [{ field: 'mailName', message: 'Choose a name that does not say what you do, in plain letters' }]
      : []),
    ...(isBlank(said.telephone) && isBlank(said.mailFrom)
      ? [{ field: 'telephone', message: 'Give a telephone number or an e-mail address' }]
      : []),
  ];
}
