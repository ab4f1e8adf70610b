import { BackLink, Button, Confirmation, ErrorSummary, PageTitle, RadioRows, TextArea, useAct } from '@heather/ui';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { api, trpc } from '../app/trpc.ts';
import { type Kind, kindWords } from './rights-words.ts';

const kinds = Object.keys(kindWords) as Kind[];

/** One choice, a note if they like, and it is asked. */
export default function AskPage() {
  const { busy, errors, act, refuse, errorOf } = useAct();
  const [kind, setKind] = useState<Kind | null>(null);
  const [words, setWords] = useState('');
  const [isDone, setDone] = useState(false);
  // One page asks once, however often it is pressed.
  const [saveKey] = useState(() => crypto.randomUUID());
  const needsWords = kind === 'correction' || kind === 'objection';
  const ask = () => {
    if (kind === null) return refuse({ field: 'kind', message: 'Choose what you would like.' });
    const said = words.trim();
    if (needsWords && said === '') return refuse({ field: 'words', message: 'Say what you mean, in a line or two.' });
    void act('ask', async () => {
      await api.rights.ask.mutate({ kind, words: said === '' ? null : said, saveKey });
      await queryClient.invalidateQueries(trpc.rights.pathFilter());
      setDone(true);
      window.scrollTo(0, 0);
    });
  };
  if (isDone)
    return (
      <Confirmation
        title="Asked"
        heading="We have it"
        next="We answer within one month. If we need to know more first, we ask you here. You need not pay for it."
      >
        <p>
          <a href="/your-record">See where it stands</a>
        </p>
      </Confirmation>
    );
  return (
    <>
      <BackLink href="/your-record" />
      <ErrorSummary errors={errors} />
      <form
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <RadioRows
          name="kind"
          legend={<PageTitle title="Ask about your record">What would you like?</PageTitle>}
          options={kinds.map((value) => ({ value, label: kindWords[value].ask, hint: kindWords[value].hint }))}
          value={kind}
          onChange={setKind}
          error={errorOf('kind')}
        />
        <TextArea
          name="words"
          label={needsWords ? 'Tell us more' : 'Tell us more, if you like'}
          hint="Your therapist or the clinical lead reads this. The office sees what you ask for, and not your words."
          maxLength={4000}
          value={words}
          onChange={setWords}
          error={errorOf('words')}
        />
        <div className="acts-client">
          <Button kind="primary" type="submit" busy={busy === 'ask' && 'Asking…'}>
            Ask
          </Button>
        </div>
      </form>
    </>
  );
}
