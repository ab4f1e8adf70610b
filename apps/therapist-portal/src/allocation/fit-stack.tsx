import { Places, TherapistHead, WishAnswer } from './fit-parts.tsx';
import type { FitProps } from './fit-table.tsx';
import { PersonHead } from './person-head.tsx';

/** The same on a narrow page: each therapist's answers under their name. */
export function FitStack({ entry, shown, chosen, onChoose }: FitProps) {
  return (
    <div className="fit-stack">
      <div className="person">
        <PersonHead entry={entry} />
      </div>
      {shown.map((therapist) => (
        <section key={therapist.id} className={chosen?.therapist.id === therapist.id ? 'chosen' : undefined}>
          <h2>{therapist.name}</h2>
          <p>
            <TherapistHead therapist={therapist} />
          </p>
          <dl>
            {entry.wishes.map(({ wish, words }) => (
              <div key={wish}>
                <dt>{words}</dt>
                <dd>
                  <WishAnswer therapist={therapist} wish={wish} />
                </dd>
              </div>
            ))}
          </dl>
          <fieldset>
            <legend>Free places, every week</legend>
            <Places therapist={therapist} chosen={chosen} onChoose={onChoose} />
          </fieldset>
        </section>
      ))}
    </div>
  );
}
