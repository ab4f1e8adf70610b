import { Button, readRefusal } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../app/trpc.ts';

/** The words open when asked for, not with the page: each opening is on record. */
export function BringsReading({ enquiryId }: { enquiryId: string }) {
  const [isOpen, setOpen] = useState(false);
  const words = useQuery(
    trpc.enquiries.readBrings.queryOptions(
      { enquiryId },
      { enabled: isOpen, staleTime: Number.POSITIVE_INFINITY, gcTime: 0, throwOnError: false },
    ),
  );
  return (
    <section>
      <h2>What brings them</h2>
      {words.data === undefined ? (
        <p>
          <Button busy={words.isFetching && 'Opening…'} onClick={() => setOpen(true)}>
            Read what brings them
          </Button>{' '}
          <span className="quiet">Reading is recorded.</span>
        </p>
      ) : (
        <div className="reading-text">
          <p className="pre-line">{words.data.brings ?? 'They left this out.'}</p>
          {words.data.needs === null ? null : (
            <>
              <h3>What a therapist should know from the start</h3>
              <p className="pre-line">{words.data.needs}</p>
            </>
          )}
          {words.data.triageNote === null ? null : (
            <>
              <h3>The clinical lead’s note</h3>
              <p className="pre-line">{words.data.triageNote}</p>
            </>
          )}
        </div>
      )}
      {words.error ? <p role="alert">{readRefusal(words.error).words}</p> : null}
    </section>
  );
}
