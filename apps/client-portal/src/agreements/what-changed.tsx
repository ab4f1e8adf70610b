import { Paragraphs } from '@heather/ui';
import type { PackData } from './use-pack.ts';

/** Only what is new since the last time: how it was, and how it is now. Everything else stays as it was signed. */
export function WhatChanged({ changed }: { changed: PackData['changedSince'] }) {
  if (changed === null) return null;
  if (changed.length === 0)
    return (
      <p className="small">
        Nothing in the words has changed since you last signed. We ask again so that it stays fresh.
      </p>
    );
  return (
    <section aria-labelledby="what-changed">
      <h2 id="what-changed">What has changed</h2>
      <p className="small quiet">All the rest is as you signed it before.</p>
      <ul className="rows">
        {changed.map(({ part, clauseId, heading, before, after }) => (
          <li key={`${part} ${clauseId}`}>
            <h3>{heading}</h3>
            {before === null ? (
              <p className="small quiet">This is new.</p>
            ) : (
              <>
                <p className="small quiet">Before:</p>
                <Paragraphs text={before} />
              </>
            )}
            {after === null ? (
              <p>
                <b>This is no longer in it.</b>
              </p>
            ) : (
              <>
                <p className="small quiet">Now:</p>
                <Paragraphs text={after} />
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
