import { checkWording, differenceOf, suggestMaterial } from '@heather/confidentiality';
import { Button, ErrorSummary, type FormError, RadioRows, readRefusal, TextInput } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { comparable } from './difference.tsx';
import type { Draft } from './use-draft.ts';
import type { Wording } from './wording-page.tsx';
import { dayOf, people } from './words.ts';

type Props = {
  wording: Wording;
  draft: Draft;
  savedCount: number;
  isUnsaved: boolean;
  mayWrite: boolean;
};

/** The way out: somebody reads the whole, then a manager publishes it and says whether those who signed are asked again. */
export function Steps({ wording, draft, savedCount, isUnsaved, mayWrite }: Props) {
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const options = {
    onSuccess: () => queryClient.invalidateQueries(trpc.templates.pathFilter()),
    onError: (error: unknown) => setErrors([{ message: readRefusal(error).words }]),
  };
  const review = useMutation(trpc.templates.review.mutationOptions(options));
  const reopen = useMutation(trpc.templates.reopen.mutationOptions(options));
  const discard = useMutation(trpc.templates.discard.mutationOptions(options));
  const [isSure, setSure] = useState(false);
  const asked = { versionId: wording.id, savedCount };
  const stops = checkWording({ ...wording, ...draft }, wording.todayOn).filter(({ isBlocking }) => isBlocking);
  const { isWriter } = wording;
  const names = wording.reviewers.map(({ name }) => name).join(', ');
  const other = isWriter && wording.reviewers.length > 0;
  return (
    <section>
      <h2>{wording.state === 'draft' ? 'When it is written' : 'When it is read'}</h2>
      <ErrorSummary errors={errors} />
      {wording.state === 'reviewed' ? (
        <p>
          Read by {wording.reviewedBy?.name}
          {wording.reviewedAt ? ` on ${dayOf(wording.reviewedAt)}` : ''}
          {wording.reviewedBy?.id === wording.writtenBy?.id ? ', who also wrote it: there was nobody else' : ''}.
        </p>
      ) : null}
      {wording.state === 'draft' && stops.length > 0 ? (
        <>
          <p>Before it can be published:</p>
          <ul>
            {stops.map(({ clauseId, field, words }) => (
              <li key={`${clauseId} ${field} ${words}`}>
                {clauseId ? `${draft.clauses.find((one) => one.clauseId === clauseId)?.heading || clauseId}: ` : ''}
                {words}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {wording.state === 'draft' && stops.length === 0 ? (
        other ? (
          <p role="status">You wrote it last. Before it is published, one of these reads it here: {names}</p>
        ) : (
          <>
            <p>
              {isWriter
                ? 'There is nobody else who could read it, so you read it once more yourself; that is kept with it.'
                : 'Read the whole of it, and what is different from the version before.'}
            </p>
            <p className="acts">
              <Button
                kind="primary"
                busy={review.isPending && 'Keeping it…'}
                onClick={() => {
                  if (!isUnsaved && !review.isPending) review.mutate(asked);
                }}
              >
                I have read it: it can be published
              </Button>
            </p>
          </>
        )
      ) : null}
      {wording.state === 'reviewed' && mayWrite ? <Publish wording={wording} savedCount={savedCount} /> : null}
      <p className="acts">
        {wording.state === 'reviewed' ? (
          <Button busy={reopen.isPending && 'Opening…'} onClick={() => reopen.mutate(asked)}>
            Back to writing
          </Button>
        ) : null}
        {mayWrite && !isSure ? <Button onClick={() => setSure(true)}>Put this version away</Button> : null}
        {mayWrite && isSure ? (
          <>
            <Button busy={discard.isPending && 'Putting it away…'} onClick={() => discard.mutate(asked)}>
              Yes, put it away for good
            </Button>
            <Button onClick={() => setSure(false)}>Keep it</Button>
          </>
        ) : null}
      </p>
    </section>
  );
}

function Publish({ wording, savedCount }: { wording: Wording; savedCount: number }) {
  const before = useQuery({
    ...trpc.templates.words.queryOptions({ versionId: wording.inForceId ?? wording.id }),
    enabled: wording.inForceId !== null,
  });
  const suggested = before.data ? suggestMaterial(differenceOf(comparable(before.data), comparable(wording))) : true;
  const isFirst = wording.inForceId === null;
  const [material, setMaterial] = useState<'yes' | 'no' | null>(null);
  const [summary, setSummary] = useState(wording.changeSummary ?? '');
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const publish = useMutation(
    trpc.templates.publish.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.templates.pathFilter()),
      onError: (error) => setErrors([{ message: readRefusal(error).words }]),
    }),
  );
  const submit = () => {
    const found: FormError[] = [];
    if (!isFirst && material === null) found.push({ field: 'material', message: 'Say whether people are asked again' });
    if (!isFirst && material === 'yes' && summary.trim() === '')
      found.push({ field: 'changeSummary', message: 'Say what changed, for those who are asked again' });
    setErrors(found);
    if (found.length > 0 || publish.isPending) return;
    publish.mutate({
      versionId: wording.id,
      savedCount,
      isMaterialChange: isFirst || material === 'yes',
      changeSummary: summary.trim(),
    });
  };
  const errorOf = (field: string) => errors.find((one) => one.field === field)?.message;
  return (
    <div className="field-group">
      <ErrorSummary errors={errors} />
      {isFirst ? (
        <p>It is the first of its kind here: nobody has signed another one.</p>
      ) : (
        <>
          <RadioRows
            name="material"
            legend="Are those who signed the version before asked again?"
            hint={
              suggested
                ? 'By the words that changed, it looks material: somebody would read something else.'
                : 'By the words that changed, it looks minor: the words read the same.'
            }
            options={[
              {
                value: 'yes',
                label: `Material: ${people(wording.standing)} would be asked again`,
                hint: 'They see old beside new, and only what changed. What they signed holds until they have answered.',
              },
              {
                value: 'no',
                label: 'Minor: nobody is asked',
                hint: 'What they signed stays word for word as they signed it.',
              },
            ]}
            value={material}
            onChange={setMaterial}
            error={errorOf('material')}
          />
          {wording.waiting > 0 ? (
            <p className="quiet">
              {people(wording.waiting)} have one before them to sign: they go on with the words that they were sent.
            </p>
          ) : null}
          <TextInput
            name="changeSummary"
            label="What changed, in plain words"
            hint="Clients read it."
            maxLength={400}
            value={summary}
            onChange={setSummary}
            error={errorOf('changeSummary')}
          />
        </>
      )}
      <p className="quiet">Once published it never changes. The next change is the next version.</p>
      <p className="acts">
        <Button kind="primary" busy={publish.isPending && 'Publishing…'} onClick={submit}>
          Publish version {wording.number}
        </Button>
      </p>
    </div>
  );
}
