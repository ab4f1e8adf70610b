import type { Entry, Therapist } from './allocation-words.ts';
import type { Choice } from './entry-match.tsx';
import { Places, TherapistHead, WishAnswer } from './fit-parts.tsx';
import { PersonHead } from './person-head.tsx';

export type FitProps = {
  entry: Entry;
  shown: readonly Therapist[];
  chosen: Choice | null;
  onChoose: ((choice: Choice) => void) | undefined;
};

/** A wish and its answers share a line. */
export function FitTable({ entry, shown, chosen, onChoose }: FitProps) {
  const mark = (therapist: Therapist) => (chosen?.therapist.id === therapist.id ? 'chosen' : undefined);
  return (
    <table className="fit">
      <caption className="away">What {entry.name} asked for, and which therapist could</caption>
      <colgroup>
        <col className="wish" />
        {shown.map((therapist) => (
          <col key={therapist.id} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <td className="person">
            <PersonHead entry={entry} />
          </td>
          {shown.map((therapist) => (
            <th key={therapist.id} scope="col" className={mark(therapist)}>
              <h2>{therapist.name}</h2>
              <TherapistHead therapist={therapist} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entry.wishes.map(({ wish, words }) => (
          <tr key={wish}>
            <th scope="row">{words}</th>
            {shown.map((therapist) => (
              <td key={therapist.id} className={mark(therapist)}>
                <WishAnswer therapist={therapist} wish={wish} />
              </td>
            ))}
          </tr>
        ))}
        {entry.wishes.length > 0 ? null : (
          <tr>
            <th scope="row">Nothing was asked for</th>
            <td colSpan={shown.length} className="quiet">
              What they would like is not known yet.
            </td>
          </tr>
        )}
        <tr>
          <th scope="row">
            Free places<span className="quiet">Every week</span>
          </th>
          {shown.map((therapist) => (
            <td key={therapist.id} className={mark(therapist)}>
              <Places therapist={therapist} chosen={chosen} onChoose={onChoose} />
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}
