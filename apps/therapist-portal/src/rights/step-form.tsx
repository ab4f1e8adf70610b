import { Button, DateInput, ErrorSummary, RadioRows, Select, TextArea, useAct } from '@heather/ui';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { api, trpc } from '../app/trpc.ts';
import { dayWords, type Ground, groundWords, type Request, type StepKind } from './rights-words.ts';

const grounds: Partial<Record<StepKind, readonly Ground[]>> = {
  extended: ['complex', 'several-requests'],
  refused: ['unfounded', 'excessive', 'identity-not-shown', 'law-keeps-it', 'not-wrong'],
};
const needsWords: readonly StepKind[] = ['clarification-asked', 'extended', 'refused'];
const stays =
  'They read this in their portal. Say what they can do: complain to us, to the Information Commissioner (ico.org.uk) and to a court.';
const hints: Partial<Record<StepKind, string>> = {
  'clarification-asked': 'They read this. For a copy, the clock stands still until they answer.',
  extended: 'They read this. Say why it takes longer, and until when.',
  refused: stays,
};

/** Which steps may follow, from the clock alone; the server decides again. */
function mayFollow({ clock, kind }: Request): { value: StepKind; label: string }[] {
  const asked = clock.waitsFor?.what;
  const all: [boolean, StepKind, string][] = [
    [asked === 'identity', 'identity-confirmed', 'They showed who they are'],
    [clock.waitsFor === null && clock.startsOn !== null, 'identity-asked', 'Ask them to show who they are'],
    [asked === 'clarification', 'clarification-given', 'They answered what we asked'],
    [clock.waitsFor === null, 'clarification-asked', 'Ask them what they mean'],
    [clock.state === 'running' && !clock.isExtended, 'extended', 'Take two more months'],
    // A copy is answered by giving it.
    [asked !== 'identity' && kind !== 'access', 'answered', 'It is done: close it'],
    [asked !== 'identity' && kind === 'access', 'answered', 'It was given another way: close it'],
    [true, 'refused', 'Refuse it'],
    [true, 'withdrawn', 'They took it back'],
  ];
  return all.filter(([may]) => may).map(([, value, label]) => ({ value, label }));
}

export function StepForm({ request }: { request: Request & { todayOn: string } }) {
  const { busy, errors, act, refuse, errorOf } = useAct();
  const [kind, setKind] = useState<StepKind | null>(null);
  const [on, setOn] = useState(request.todayOn);
  const [ground, setGround] = useState<Ground | ''>('');
  const [words, setWords] = useState('');
  const known = kind ? grounds[kind] : undefined;
  const wantsWords = kind !== null && needsWords.includes(kind);
  const keep = () => {
    if (kind === null) return refuse({ field: 'kind', message: 'Choose what happened.' });
    if (known && ground === '') return refuse({ field: 'ground', message: 'Choose why.' });
    if (wantsWords && words.trim() === '')
      return refuse({ field: 'words', message: 'Say it in words that they can read.' });
    void act('keep', async () => {
      await api.rights.step.mutate({
        requestId: request.id,
        kind,
        on,
        ground: known && ground !== '' ? ground : null,
        words: wantsWords ? words.trim() : null,
      });
      setKind(null);
      setGround('');
      setWords('');
      await queryClient.invalidateQueries(trpc.rights.pathFilter());
    });
  };
  return (
    <section>
      <h2>What happens next</h2>
      <ErrorSummary errors={errors} />
      <form
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <RadioRows
          name="kind"
          legend="Step"
          options={mayFollow(request)}
          value={kind}
          onChange={setKind}
          error={errorOf('kind')}
        />
        {kind === null ? null : (
          <>
            <DateInput
              name="on"
              label="The day"
              hint={
                kind === 'extended' && request.clock.extendByOn
                  ? `They must have been told by ${dayWords(request.clock.extendByOn)}.`
                  : 'When it happened, not when it is written down.'
              }
              value={on}
              onChange={setOn}
              error={errorOf('on')}
            />
            {known ? (
              <Select
                name="ground"
                label="Why"
                nothing="Choose one"
                options={known.map((value) => ({ value, label: groundWords[value] }))}
                value={ground}
                onChange={setGround}
                error={errorOf('ground')}
              />
            ) : null}
            {wantsWords ? (
              <TextArea
                name="words"
                label="What they are told"
                hint={hints[kind]}
                maxLength={4000}
                value={words}
                onChange={setWords}
                error={errorOf('words')}
              />
            ) : null}
            <div className="acts">
              <Button kind="primary" type="submit" busy={busy === 'keep' && 'Keeping it…'}>
                Write it down
              </Button>
            </div>
          </>
        )}
      </form>
    </section>
  );
}
