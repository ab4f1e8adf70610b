import './practice.css';
import { Button, Empty, ErrorSummary, Loading, PageTitle, SummaryList } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { money } from '../app/money.ts';
import { trpc } from '../app/trpc.ts';
import { Kept } from './identity-page.tsx';
import { OwnFields, ownOf, ownWordsOf } from './own-fields.tsx';
import type { Person } from './person-page.tsx';
import { dayOf, useSaving } from './use-saving.ts';

/** A therapist's own profile: what the practice has kept of them, and what they say of themselves. */
export default function MyProfilePage(_: { params: Record<string, string | undefined> }) {
  const found = useQuery(trpc.practice.myProfile.queryOptions());
  if (!found.data) return <Loading />;
  const { profile } = found.data;
  return (
    <div className="plain-page">
      <PageTitle title="Your profile" />
      {profile === null ? (
        <Empty>Your manager makes your profile first: your registration, fee and hours.</Empty>
      ) : (
        <>
          <SummaryList
            rows={[
              { label: 'Registration', value: `${profile.registrationBody} ${profile.registrationNumber}` },
              {
                label: 'Insurance',
                value:
                  profile.insuranceEndsOn === null
                    ? 'Not told yet'
                    : `${profile.insuranceProvider ?? 'Insured'}, until ${dayOf(profile.insuranceEndsOn)}`,
              },
              { label: 'Fee', value: `${money(profile.feePence)} for ${profile.sessionMinutes} minutes` },
            ]}
          />
          <p className="quiet">These stand in agreements. Your manager changes them.</p>
          <OwnForm profile={profile} />
        </>
      )}
    </div>
  );
}

function OwnForm({ profile }: { profile: NonNullable<Person['profile']> }) {
  const [own, setOwn] = useState(() => ownWordsOf(profile));
  const saving = useSaving();
  const save = useMutation(trpc.practice.saveMyProfile.mutationOptions(saving.options));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isWrong = own.joinLink.trim() !== '' && !own.joinLink.trim().startsWith('https://');
    const isSound = saving.isSound(isWrong ? [{ field: 'joinLink', message: 'A link begins with https://' }] : []);
    if (isSound && !save.isPending) save.mutate(ownOf(own));
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={saving.errors} />
      <OwnFields said={own} onChange={setOwn} errorOf={saving.errorOf} />
      <div className="acts">
        <Button type="submit" busy={save.isPending && 'Keeping it…'}>
          Keep your profile
        </Button>
        <Kept isKept={saving.isKept} />
      </div>
    </form>
  );
}
