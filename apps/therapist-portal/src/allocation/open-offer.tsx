import { type Entry, offerStates } from './allocation-words.ts';

/** This person has an open offer: one at a time. */
export function OpenOffer({ offer }: { entry: Entry; offer: NonNullable<Entry['openOffer']> }) {
  return (
    <section className="offer" aria-label="Open offer">
      <div>
        <h2>A place with {offer.therapist} is held</h2>
        <p>{offerStates[offer.state] ?? offer.state}.</p>
        <p className="quiet">Held until {offer.heldUntil}.</p>
      </div>
      <div className="acts">
        <a className="button" href="/allocation/offers">
          See this offer
        </a>
      </div>
    </section>
  );
}
