import { Button, ErrorSummary, type FormError, readRefusal, Select } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import type { Away } from './away-data.ts';

/** Who stands in, for which days, and what of the record is open to them. */
export function Covers({ away }: { away: Away }) {
  const [coverId, setCoverId] = useState('');
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const options = {
    onSuccess: () => {
      setErrors([]);
      return queryClient.invalidateQueries(trpc.absence.pathFilter());
    },
    onError: (error: unknown) => setErrors([{ message: readRefusal(error).words }]),
  };
  const add = useMutation(trpc.absence.addCover.mutationOptions(options));
  const end = useMutation(trpc.absence.endCover.mutationOptions(options));
  const grant = useMutation(trpc.absence.grantRecord.mutationOptions(options));
  const isOpen = away.phase === 'ahead' || away.phase === 'now';
  if (away.covers.length === 0 && !(isOpen && away.mayChange)) return null;
  const standing = away.covers.filter(({ isOver }) => !isOver);
  return (
    <section>
      <h2>Who stands in</h2>
      <ErrorSummary errors={errors} />
      {away.covers.length === 0 ? (
        <p className="quiet">Nobody yet. Safety answers go to the practice’s ladder.</p>
      ) : (
        <ul className="rows">
          {away.covers.map((cover) => (
            <li key={cover.id}>
              <p>
                <b>{cover.isSelf ? 'You' : cover.name}</b>, {cover.when}
                {cover.isOver ? <span className="quiet"> (ended)</span> : null}
                <br />
                <span className="quiet">
                  {cover.reads === 'record'
                    ? `Contacts, agreements, next sessions, safety answers; and the record, opened by ${cover.grantedBy ?? 'somebody'}.`
                    : 'Contacts, agreements, next sessions and open safety answers. No notes, measures or goals.'}
                </span>
              </p>
              {cover.isOver ? null : (
                <p className="acts">
                  {away.mayGrant && !cover.isSelf ? (
                    <Button
                      kind="link"
                      busy={grant.isPending && grant.variables.coverId === cover.id && 'Keeping it…'}
                      onClick={() =>
                        grant.mutate({ coverId: cover.id, reads: cover.reads === 'record' ? 'frame' : 'record' })
                      }
                    >
                      {cover.reads === 'record' ? 'Close the record' : 'Open the record'}
                      <span className="away"> for {cover.name}</span>
                    </Button>
                  ) : null}
                  {away.mayChange ? (
                    <Button
                      kind="link"
                      busy={end.isPending && end.variables.coverId === cover.id && 'Ending it…'}
                      onClick={() => end.mutate({ coverId: cover.id })}
                    >
                      End it now<span className="away"> for {cover.name}</span>
                    </Button>
                  ) : null}
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
      {isOpen && away.mayChange && standing.length === 0 ? (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (coverId !== '' && !add.isPending) add.mutate({ awayId: away.id, coverId });
          }}
        >
          <Select
            name="coverId"
            label="A colleague"
            hint="They see contacts, agreements, next sessions and open safety answers, and no notes. It ends with the last day."
            value={coverId}
            onChange={setCoverId}
            options={away.colleagues.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <p className="acts">
            <Button type="submit" kind="edged" busy={add.isPending && 'Asking…'}>
              Name them
            </Button>
          </p>
        </form>
      ) : null}
    </section>
  );
}
