import { Button, ErrorSummary, Loading, RadioRows, useAct } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { api, trpc } from '../app/trpc.ts';
import { type Copy, dayWords, type Request } from './rights-words.ts';

/** The copy they asked for: who reads it first, and how far it is. What stands in it is its reader's alone. */
export function CopyPart({ request }: { request: Request }) {
  const copy = useQuery(
    trpc.rights.copy.queryOptions(
      { requestId: request.id },
      { refetchInterval: (query) => (isUnderWay(query.state.data?.pack?.state) ? 3_000 : false) },
    ),
  );
  if (!copy.data) return <Loading />;
  const { pack, reviewers } = copy.data;
  return (
    <section>
      <h2>The copy</h2>
      {pack ? (
        <>
          <p role="status">{packWords(pack)}</p>
          {!pack.hasReader && (pack.state === 'reviewing' || pack.state === 'released') && (
            <>
              <p>
                {pack.reviewer} cannot read it any more, or a part of it waits for somebody who has left. What was
                decided stays.
              </p>
              <Choose requestId={request.id} reviewers={reviewers} isAgain />
            </>
          )}
        </>
      ) : request.clock.state === 'closed' ? (
        <p>None was made.</p>
      ) : (
        <Begin requestId={request.id} reviewers={reviewers} waits={request.clock.waitsFor?.what === 'identity'} />
      )}
    </section>
  );
}

const isUnderWay = (state: string | undefined) => state === 'gathering' || state === 'building';

function packWords(pack: NonNullable<Copy['pack']>): string {
  switch (pack.state) {
    case 'gathering':
      return `It is being gathered: ${pack.gathered} %. ${pack.reviewer} reads it then.`;
    case 'reviewing':
      return pack.waiting.length === 0
        ? `All of it is read. ${pack.reviewer} finishes it.`
        : `It is read: ${pack.waiting.map(({ reader, count }) => `${reader} has ${count} parts left`).join(', ')}.`;
    case 'building':
      return 'All of it is read; the file is being made.';
    case 'released':
      return `It lies ready for them until ${dayWords(pack.expiresAt ?? '')}. For somebody without the portal, ${pack.reviewer} can print it.`;
    case 'lapsed':
      return 'It was ready, and its time is over. They can ask again.';
  }
}

type BeginProps = { requestId: string; reviewers: Copy['reviewers']; waits: boolean };

function Begin({ requestId, reviewers, waits }: BeginProps) {
  if (waits) return <p>It begins once they have shown who they are.</p>;
  return <Choose requestId={requestId} reviewers={reviewers} isAgain={false} />;
}

type ChooseProps = { requestId: string; reviewers: Copy['reviewers']; isAgain: boolean };

/** Whoever may read the record, one of them to read the copy: the first time, or after somebody who cannot any more. */
function Choose({ requestId, reviewers, isAgain }: ChooseProps) {
  const { busy, errors, act, refuse, errorOf } = useAct();
  const [reviewerId, setReviewerId] = useState<string | null>(null);
  if (reviewers.length === 0)
    return <p>Nobody here may read their record now. Make somebody clinical lead, who can then be asked.</p>;
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (reviewerId === null) return refuse({ field: 'reviewer', message: 'Choose who reads it.' });
        void act('begin', async () => {
          await api.rights[isAgain ? 'askReader' : 'beginCopy'].mutate({ requestId, reviewerId });
          await queryClient.invalidateQueries(trpc.rights.pathFilter());
        });
      }}
    >
      <ErrorSummary errors={errors} />
      <RadioRows
        name="reviewer"
        legend="Who reads it before they have it?"
        hint="They take out what is about other people. A therapist’s own thinking is read by that therapist, whoever you choose."
        options={reviewers.map(({ staffId, name, isOwn }) => ({
          value: staffId,
          label: name,
          hint: isOwn ? 'Works with them, or covers' : 'Clinical lead',
        }))}
        value={reviewerId}
        onChange={setReviewerId}
        error={errorOf('reviewer')}
      />
      <div className="acts">
        <Button kind="edged" type="submit" busy={busy === 'begin' && (isAgain ? 'Asking…' : 'Beginning…')}>
          {isAgain ? 'Ask them' : 'Begin the copy'}
        </Button>
      </div>
    </form>
  );
}
