import { Button, CheckboxRows, DateInput, ErrorSummary, type FormError, TextInput } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { Kept } from './identity-page.tsx';
import { OwnFields, type OwnWords, ownOf, ownWordsOf } from './own-fields.tsx';
import type { Person } from './person-page.tsx';
import { penceOf, poundsOf, useSaving } from './use-saving.ts';

const ways = [
  { value: 'room', label: 'In a room' },
  { value: 'online', label: 'Online' },
  { value: 'telephone', label: 'By telephone' },
] as const;
type Way = (typeof ways)[number]['value'];
type Framed = {
  registrationBody: string;
  registrationNumber: string;
  insuranceProvider: string;
  insuranceEndsOn: string;
  fee: string;
  lowFee: string;
  lowFeePlaces: string;
  capacity: string;
  minutes: string;
  ways: Way[];
};

/** What stands in agreements (fee, registration), what decides who may be offered whom, and what they say of themselves. */
export function ProfileForm({ person }: { person: Person }) {
  const [said, setSaid] = useState(() => framedOf(person));
  const [own, setOwn] = useState<OwnWords>(() => ownWordsOf(person.profile));
  // Of what this form was filled from: what is fetched later does not stand in it.
  const [mark, setMark] = useState(person.profileMark);
  const saving = useSaving(() => {
    const now = queryClient.getQueryData(trpc.practice.getStaff.queryKey({ staffId: person.id }));
    setMark(now?.profileMark ?? null);
  });
  const save = useMutation(trpc.practice.saveProfile.mutationOptions(saving.options));
  const field = (name: Exclude<keyof Framed, 'ways'>) => ({
    name,
    value: said[name],
    onChange: (value: string) => setSaid({ ...said, [name]: value }),
    error: saving.errorOf(name),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!saving.isSound(mistakes(said)) || save.isPending) return;
    save.mutate({
      staffId: person.id,
      mark,
      profile: {
        ...ownOf(own),
        registrationBody: said.registrationBody,
        registrationNumber: said.registrationNumber,
        insuranceProvider: said.insuranceProvider,
        insuranceEndsOn: said.insuranceEndsOn,
        feePence: penceOf(said.fee) ?? 0,
        lowFeePence: said.lowFee.trim() === '' ? null : penceOf(said.lowFee),
        lowFeePlaces: Number(said.lowFeePlaces),
        capacityTenths: Math.round(Number(said.capacity) * 10),
        sessionMinutes: Number(said.minutes),
        worksInPerson: said.ways.includes('room'),
        worksOnline: said.ways.includes('online'),
        worksByTelephone: said.ways.includes('telephone'),
      },
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <h2>As a therapist</h2>
      <ErrorSummary errors={saving.errors} />
      <TextInput label="Professional body" hint="BACP, UKCP, NCPS…" maxLength={40} {...field('registrationBody')} />
      <TextInput label="Registration number" maxLength={40} {...field('registrationNumber')} />
      <TextInput label="Insurance with" maxLength={80} {...field('insuranceProvider')} />
      <DateInput
        label="Insured until"
        hint="They and you are told 60, 30 and 7 days before. Without insurance no place is offered."
        {...field('insuranceEndsOn')}
      />
      <TextInput
        label="Fee in pounds"
        hint="0 when clients pay nothing."
        width="short"
        inputMode="decimal"
        {...field('fee')}
      />
      <TextInput
        label="Lower fee in pounds"
        hint="Leave it empty when there is none."
        width="short"
        inputMode="decimal"
        {...field('lowFee')}
      />
      <TextInput label="Places at the lower fee" width="short" inputMode="numeric" {...field('lowFeePlaces')} />
      <TextInput label="Minutes of a session" width="short" inputMode="numeric" {...field('minutes')} />
      <TextInput
        label="Capacity, in weekly clients"
        hint="Somebody who comes fortnightly counts half."
        width="short"
        inputMode="decimal"
        {...field('capacity')}
      />
      <div className="field-group">
        <CheckboxRows
          name="ways"
          legend="How they work"
          options={ways}
          values={said.ways}
          onChange={(next) => setSaid({ ...said, ways: next })}
          error={saving.errorOf('ways')}
        />
      </div>
      <OwnFields said={own} onChange={setOwn} errorOf={saving.errorOf} />
      <div className="acts">
        <Button type="submit" busy={save.isPending && 'Keeping it…'}>
          Keep the profile
        </Button>
        <Kept isKept={saving.isKept} />
      </div>
    </form>
  );
}

function framedOf({ profile, fees }: Person): Framed {
  const usual = fees.find(({ isDefault }) => isDefault);
  if (profile === null)
    return {
      registrationBody: '',
      registrationNumber: '',
      insuranceProvider: '',
      insuranceEndsOn: '',
      fee: usual ? poundsOf(usual.feePence) : '',
      lowFee: '',
      lowFeePlaces: '0',
      capacity: '18',
      minutes: String(usual?.minutes ?? 50),
      ways: [],
    };
  return {
    registrationBody: profile.registrationBody,
    registrationNumber: profile.registrationNumber,
    insuranceProvider: profile.insuranceProvider ?? '',
    insuranceEndsOn: profile.insuranceEndsOn ?? '',
    fee: poundsOf(profile.feePence),
    lowFee: profile.lowFeePence === null ? '' : poundsOf(profile.lowFeePence),
    lowFeePlaces: String(profile.lowFeePlaces),
    capacity: String(profile.capacityTenths / 10),
    minutes: String(profile.sessionMinutes),
    ways: [
      ...(profile.worksInPerson ? (['room'] as const) : []),
      ...(profile.worksOnline ? (['online'] as const) : []),
      ...(profile.worksByTelephone ? (['telephone'] as const) : []),
    ],
  };
}

function mistakes(said: Framed): FormError[] {
  const fee = penceOf(said.fee);
  const low = said.lowFee.trim() === '' ? 0 : penceOf(said.lowFee);
  const minutes = Number(said.minutes);
  return [
    ...(said.registrationBody.trim() === ''
      ? [{ field: 'registrationBody', message: 'Give the professional body' }]
      : []),
    ...(said.registrationNumber.trim() === ''
      ? [{ field: 'registrationNumber', message: 'Give the registration number' }]
      : []),
    ...(fee === null ? [{ field: 'fee', message: 'Give the fee in pounds, such as 55; 0 when there is none' }] : []),
    ...(low === null || low > (fee ?? 0) ? [{ field: 'lowFee', message: 'Give a lower sum in pounds, or none' }] : []),
    ...(/^\d{1,2}$/.test(said.lowFeePlaces.trim()) ? [] : [{ field: 'lowFeePlaces', message: 'Give a whole number' }]),
    ...(minutes >= 15 && minutes <= 240 ? [] : [{ field: 'minutes', message: 'Give 15 to 240 minutes' }]),
    ...(Number(said.capacity) >= 0 && Number(said.capacity) <= 60
      ? []
      : [{ field: 'capacity', message: 'Give a number of clients' }]),
    ...(said.ways.length === 0 ? [{ field: 'ways', message: 'Choose one way at least' }] : []),
  ];
}
