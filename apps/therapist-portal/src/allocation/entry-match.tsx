import { Button, Loading } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../app/trpc.ts';
import type { Place, Therapist } from './allocation-words.ts';
import { FitStack } from './fit-stack.tsx';
import { FitTable } from './fit-table.tsx';
import { OfferBar } from './offer-bar.tsx';
import { OpenOffer } from './open-offer.tsx';
import { useNarrow } from './use-narrow.ts';

export type Choice = { therapist: Therapist; place: Place };

/** As many therapists beside each other as a wide page can hold in words. */
const atOnce = 3;

export function EntryMatch({ entryId, mayOffer }: { entryId: string; mayOffer: boolean }) {
  const entry = useQuery(trpc.allocation.getEntry.queryOptions({ entryId }));
  const [chosen, setChosen] = useState<Choice | null>(null);
  const [from, setFrom] = useState(0);
  const isNarrow = useNarrow();
  if (!entry.data) return <Loading />;
  const given = entry.data;
  const { therapists } = given;
  const shown = therapists.slice(from, from + atOnce);
  // Nothing is chosen for the manager: a place is held only for somebody whom a person picked.
  const isOpen = given.state === 'waiting';
  const props = {
    entry: given,
    shown,
    chosen,
    onChoose: mayOffer && isOpen ? (choice: Choice) => setChosen(choice) : undefined,
  };
  return (
    <div>
      {isNarrow ? <FitStack {...props} /> : <FitTable {...props} />}
      {therapists.length <= atOnce ? null : (
        <p className="more-therapists">
          <span className="quiet">
            {from + 1} to {Math.min(from + atOnce, therapists.length)} of {therapists.length} therapists. Those with a
            free place that fits stand first, the soonest before the later.
          </span>{' '}
          {from > 0 ? (
            <Button kind="link" onClick={() => setFrom(from - atOnce)}>
              The ones before
            </Button>
          ) : null}{' '}
          {from + atOnce < therapists.length ? (
            <Button kind="link" onClick={() => setFrom(from + atOnce)}>
              More therapists
            </Button>
          ) : null}
        </p>
      )}
      {given.openOffer === null ? null : <OpenOffer entry={given} offer={given.openOffer} />}
      {mayOffer && isOpen ? <OfferBar entry={given} choice={chosen} onDone={() => setChosen(null)} /> : null}
    </div>
  );
}
