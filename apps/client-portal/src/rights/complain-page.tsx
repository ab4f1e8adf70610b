import {
  BackLink,
  Button,
  Confirmation,
  ErrorSummary,
  Loading,
  PageTitle,
  Select,
  TextArea,
  useAct,
} from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { api, trpc } from '../app/trpc.ts';

/** Say it in one's own words, and whom it is about if it is about somebody: they never see it. */
export default function ComplainPage() {
  const mine = useQuery(trpc.complaints.mine.queryOptions());
  const { busy, errors, act, refuse, errorOf } = useAct();
  const [words, setWords] = useState('');
  const [aboutId, setAboutId] = useState<string>('');
  const [isDone, setDone] = useState(false);
  const [saveKey] = useState(() => crypto.randomUUID());
  if (!mine.data) return <Loading />;
  if (isDone)
    return (
      <Confirmation
        title="Sent"
        heading="We have it"
        next="We tell you within 30 days that it has come, and then what we found. You can take it back at any time."
      >
        <p>
          <a href="/complaints">See where it stands</a>
        </p>
      </Confirmation>
    );
  const send = () => {
    if (words.trim() === '') return refuse({ field: 'words', message: 'Say what is wrong, in your own words.' });
    void act('send', async () => {
      await api.complaints.make.mutate({ words: words.trim(), aboutId: aboutId === '' ? null : aboutId, saveKey });
      await queryClient.invalidateQueries(trpc.complaints.pathFilter());
      setDone(true);
      window.scrollTo(0, 0);
    });
  };
  return (
    <>
      <BackLink href="/complaints" />
      <ErrorSummary errors={errors} />
      <PageTitle title="Complain">Complain about your data</PageTitle>
      <form
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <TextArea
          name="words"
          label="What is wrong?"
          hint="Only the person who looks into it reads this."
          maxLength={4000}
          value={words}
          onChange={setWords}
          error={errorOf('words')}
        />
        {mine.data.people.length === 0 ? null : (
          <Select
            name="aboutId"
            label="Is it about somebody?"
            hint="Then somebody else looks into it, and they do not see it."
            value={aboutId}
            onChange={setAboutId}
            nothing="No, or I would rather not say"
            options={mine.data.people.map(({ staffId, name }) => ({ value: staffId, label: name }))}
          />
        )}
        <div className="acts-client">
          <Button kind="primary" type="submit" busy={busy === 'send' && 'Sending…'}>
            Send it
          </Button>
        </div>
      </form>
    </>
  );
}
