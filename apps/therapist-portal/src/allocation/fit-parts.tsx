import { FitAnswer, LoadBar } from '@heather/ui';
import { type Place, placeShort, pounds, shortDate, type Therapist, tenths, whereWords } from './allocation-words.ts';
import type { Choice } from './entry-match.tsx';

/** What a therapist carries, when they are away, how they work. */
export function TherapistHead({ therapist }: { therapist: Therapist }) {
  return (
    <>
      {therapist.capacityTenths === null ? (
        <>Carries {tenths(therapist.carriesTenths)}; no limit is known</>
      ) : (
        <LoadBar carries={tenths(therapist.carriesTenths)} of={tenths(therapist.capacityTenths)} />
      )}
      {therapist.hasRoom === 'does-not' ? (
        <>
          <br />
          <b>The caseload is full</b>
        </>
      ) : null}
      <br />
      <span className="quiet">
        {therapist.awayWords}
        {therapist.modalities.length === 0 ? null : (
          <>
            <br />
            {therapist.modalities.map(large).join(', ')}
          </>
        )}
      </span>
      {therapist.earlierOffer === null ? null : (
        <>
          <br />
          <span className="quiet">{therapist.earlierOffer}</span>
        </>
      )}
    </>
  );
}

export function WishAnswer({ therapist, wish }: { therapist: Therapist; wish: string }) {
  const found = therapist.answers.find((one) => one.wish === wish);
  return found === undefined ? null : <FitAnswer fit={found.answer} reason={found.reason.replace(/\.$/, '')} />;
}

type PlacesProps = { therapist: Therapist; chosen: Choice | null; onChoose: ((choice: Choice) => void) | undefined };

/** Free places as radios of one group for the whole page: one place is chosen, not one a therapist. */
export function Places({ therapist, chosen, onChoose }: PlacesProps) {
  if (therapist.places.length === 0) return <span className="quiet">None in the next half year</span>;
  return (
    <>
      {therapist.places.map((place) => {
        const words = (
          <span>
            {placeShort(place)}
            <span className="quiet">
              {whereWords(place)}, {pounds(feeOf(therapist))}
              {place.asAsked ? '' : '; not as asked'}
              {place.awayOn.length > 0 ? `; away on ${place.awayOn.map(shortDate).join(', ')}` : ''}
            </span>
          </span>
        );
        const key = `${place.startsLocal} ${place.placeKind} ${place.roomId}`;
        if (onChoose === undefined) {
          return (
            <p className="place-only" key={key}>
              {words}
            </p>
          );
        }
        return (
          <label className="place" key={key}>
            <input
              type="radio"
              name="place"
              checked={chosen !== null && chosen.therapist.id === therapist.id && isSame(chosen.place, place)}
              onChange={() => onChoose({ therapist, place })}
            />
            <span className="away">{therapist.name}: </span>
            {words}
          </label>
        );
      })}
    </>
  );
}

export function feeOf(therapist: Therapist): number {
  return therapist.fee === 'lower' ? (therapist.lowFeePence ?? therapist.feePence) : therapist.feePence;
}

function isSame(a: Place, b: Place): boolean {
  return a.startsLocal === b.startsLocal && a.placeKind === b.placeKind && a.roomId === b.roomId;
}

const large = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
