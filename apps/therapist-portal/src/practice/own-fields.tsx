import { TextArea, TextInput } from '@heather/ui';
import type { Person } from './person-page.tsx';
import { listOf } from './use-saving.ts';

/** What a therapist says of themselves, as it is typed: lists parted by commas. */
export type OwnWords = {
  languages: string;
  modalities: string;
  styleWords: string;
  gender: string;
  workingWords: string;
  joinLink: string;
};

type Profile = Person['profile'];

export const ownWordsOf = (profile: Profile): OwnWords => ({
  languages: profile?.languages.join(', ') ?? 'English',
  modalities: profile?.modalities.join(', ') ?? '',
  styleWords: profile?.styleWords.join(', ') ?? '',
  gender: profile?.gender ?? '',
  workingWords: profile?.workingWords ?? '',
  joinLink: profile?.joinLink ?? '',
});

export const ownOf = (said: OwnWords) => ({
  ...said,
  languages: listOf(said.languages),
  modalities: listOf(said.modalities),
  styleWords: listOf(said.styleWords),
});

type OwnFieldsProps = {
  said: OwnWords;
  onChange: (said: OwnWords) => void;
  errorOf: (field: string) => string | undefined;
};

export function OwnFields({ said, onChange, errorOf }: OwnFieldsProps) {
  const field = (name: keyof OwnWords) => ({
    name,
    value: said[name],
    onChange: (value: string) => onChange({ ...said, [name]: value }),
    error: errorOf(name),
  });
  return (
    <>
      <TextInput label="Languages" hint="Parted by commas." maxLength={300} {...field('languages')} />
      <TextInput label="Ways of working" hint="CBT, integrative, EMDR…" maxLength={300} {...field('modalities')} />
      <TextInput label="Manner" hint="Warm, direct, structured…" maxLength={300} {...field('styleWords')} />
      <TextInput
        label="Gender"
        hint="Clients may wish for one. It may stay empty."
        maxLength={40}
        {...field('gender')}
      />
      <TextArea label="In their own words" maxLength={600} {...field('workingWords')} />
      <TextInput
        label="Link for online sessions"
        hint="It begins with https://"
        type="url"
        maxLength={300}
        {...field('joinLink')}
      />
    </>
  );
}
