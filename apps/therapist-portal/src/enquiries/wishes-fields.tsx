import { Checkbox, CheckboxRows, Select, TextInput } from '@heather/ui';
import { useState } from 'react';
import './enquiries.css';
import { genderWords, penceOf, placeWords, type Wishes } from './enquiry-words.ts';

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const parts = {
  morning: { words: 'Morning', startsLocal: '08:00', endsLocal: '12:00' },
  afternoon: { words: 'Afternoon', startsLocal: '12:00', endsLocal: '17:00' },
  evening: { words: 'After 5', startsLocal: '17:00', endsLocal: '21:00' },
} as const;
type Time = NonNullable<Wishes['times']>[number];
const keysOf = <K extends string>(record: Record<K, unknown>) => Object.keys(record) as K[];
const listOf = (text: string): string[] => text.split(',').flatMap((one) => one.trim() || []);

type FieldsProps = { wishes: Wishes; onChange: (wishes: Wishes) => void; feeError?: string | undefined };

/** Practical wishes, every one of them optional: what is left out is not known, and matching says so. */
export function WishesFields({ wishes, onChange, feeError }: FieldsProps) {
  const set = (more: Partial<Wishes>) => onChange(tidy({ ...wishes, ...more }));
  const pence = wishes.feeCeilingPence;
  const [fee, setFee] = useState(pence === undefined || Number.isNaN(pence) ? '' : String(pence / 100));
  const [languages, setLanguages] = useState((wishes.languages ?? []).join(', '));
  const [style, setStyle] = useState((wishes.styleWords ?? []).join(', '));
  const [modalities, setModalities] = useState((wishes.modalities ?? []).join(', '));
  return (
    <>
      <TimesTable times={wishes.times ?? []} onChange={(times) => set({ times })} />
      <div className="field-group">
        <CheckboxRows
          name="places"
          legend="Where they could meet"
          values={wishes.places ?? []}
          onChange={(places) => set({ places })}
          options={keysOf(placeWords).map((value) => ({ value, label: placeWords[value] }))}
        />
        <Checkbox
          name="stepFree"
          label="Needs a way in without stairs"
          checked={wishes.stepFree === true}
          onChange={(stepFree) => set({ stepFree: stepFree || undefined })}
        />
      </div>
      <TextInput
        name="feeCeiling"
        label="The most they can pay for a session, in pounds"
        inputMode="decimal"
        width="short"
        value={fee}
        error={feeError}
        onChange={(text) => {
          setFee(text);
          set({ feeCeilingPence: penceOf(text) });
        }}
        maxLength={8}
      />
      <Select
        name="therapistGender"
        label="Who they would rather talk to"
        nothing="Not said"
        value={(wishes.therapistGender as keyof typeof genderWords | undefined) ?? ''}
        onChange={(gender) => set({ therapistGender: gender || undefined })}
        options={keysOf(genderWords).map((value) => ({ value, label: genderWords[value] }))}
      />
      <TextInput
        name="languages"
        label="Languages"
        hint="With commas between them: English, Welsh"
        value={languages}
        onChange={(text) => {
          setLanguages(text);
          set({ languages: listOf(text) });
        }}
        maxLength={120}
      />
      <TextInput
        name="modalities"
        label="Ways of working they asked for"
        hint="CBT, person-centred"
        value={modalities}
        onChange={(text) => {
          setModalities(text);
          set({ modalities: listOf(text) });
        }}
        maxLength={120}
      />
      <TextInput
        name="styleWords"
        label="How they would like their therapist to be"
        hint="gentle, room for silence, direct"
        value={style}
        onChange={(text) => {
          setStyle(text);
          set({ styleWords: listOf(text) });
        }}
        maxLength={120}
      />
    </>
  );
}

/** Without the keys that say nothing. */
function tidy(wishes: Wishes): Wishes {
  const said = Object.entries(wishes).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(said) as Wishes;
}

const isSame = (a: Time, b: Time) =>
  a.weekday === b.weekday && a.startsLocal === b.startsLocal && a.endsLocal === b.endsLocal;

function TimesTable({ times, onChange }: { times: Time[]; onChange: (times: Time[]) => void }) {
  return (
    <table className="times">
      <caption className="label">Times when they could come most weeks</caption>
      <thead>
        <tr>
          <td />
          {keysOf(parts).map((part) => (
            <th key={part} scope="col">
              {parts[part].words}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weekdays.map((day, index) => (
          <tr key={day}>
            <th scope="row">{day}</th>
            {keysOf(parts).map((part) => {
              const { words, startsLocal, endsLocal } = parts[part];
              const time: Time = { weekday: index + 1, startsLocal, endsLocal };
              return (
                <td key={part}>
                  <label>
                    <input
                      type="checkbox"
                      checked={times.some((other) => isSame(other, time))}
                      onChange={(event) => {
                        const others = times.filter((other) => !isSame(other, time));
                        onChange(event.currentTarget.checked ? [...others, time] : others);
                      }}
                    />
                    <span className="away">
                      {day}, {words.toLowerCase()}
                    </span>
                  </label>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function wishesInWords(wishes: Wishes): { label: string; words: string }[] {
  const row = (label: string, words: string | undefined) => (words ? [{ label, words }] : []);
  const time = ({ weekday, startsLocal, endsLocal }: Time) => {
    const part = keysOf(parts).find(
      (one) => parts[one].startsLocal === startsLocal && parts[one].endsLocal === endsLocal,
    );
    return `${weekdays[weekday - 1]} ${part ? parts[part].words.toLowerCase() : `${startsLocal} to ${endsLocal}`}`;
  };
  return [
    ...row('Times', wishes.times?.map(time).join(', ')),
    ...row('Where', wishes.places?.map((place) => placeWords[place]).join(', ')),
    ...row('Access', wishes.stepFree ? 'No stairs' : undefined),
    ...row(
      'Fee',
      wishes.feeCeilingPence === undefined ? undefined : `Up to £${wishes.feeCeilingPence / 100} a session`,
    ),
    ...row('Rather', genderWords[wishes.therapistGender as keyof typeof genderWords] ?? wishes.therapistGender),
    ...row('Languages', wishes.languages?.join(', ')),
    ...row('Way of working', wishes.modalities?.join(', ')),
    ...row('Therapist', wishes.styleWords?.join(', ')),
  ];
}
