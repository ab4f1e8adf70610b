import {
  BackLink,
  Button,
  DateInput,
  ErrorSummary,
  Loading,
  PageTitle,
  RadioRows,
  Select,
  TextArea,
  useAct,
  useUnsavedGuard,
} from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, trpc } from '../../app/trpc.ts';
import { channelWords } from '../rights-words.ts';

type Channel = Exclude<keyof typeof channelWords, 'portal'>;
const channels = (Object.keys(channelWords) as (keyof typeof channelWords)[]).filter(
  (one): one is Channel => one !== 'portal',
);

/** A complaint that came by telephone, letter or in the room, written down by whoever took it. It goes its way without them. */
export default function TakeDownPage({ params }: { params: Record<string, string | undefined> }) {
  const clientId = params.clientId ?? '';
  const people = useQuery(trpc.complaints.people.queryOptions());
  const { busy, errors, act, refuse, errorOf } = useAct();
  const [channel, setChannel] = useState<Channel | null>(null);
  const [receivedOn, setReceivedOn] = useState('');
  const [aboutId, setAboutId] = useState<string>('');
  const [words, setWords] = useState('');
  const [isDone, setDone] = useState(false);
  const [saveKey] = useState(() => crypto.randomUUID());
  useUnsavedGuard(!isDone && words !== '');
  if (!people.data) return <Loading />;
  const keep = () => {
    if (channel === null) return refuse({ field: 'channel', message: 'Choose how it came.' });
    if (receivedOn === '') return refuse({ field: 'receivedOn', message: 'Give the day it came.' });
    if (words.trim() === '') return refuse({ field: 'words', message: 'Write down what they say.' });
    void act(
      'keep',
      async () => {
        const about = aboutId === '' ? null : aboutId;
        await api.complaints.record.mutate({
          clientId,
          channel,
          receivedOn,
          aboutId: about,
          words: words.trim(),
          saveKey,
        });
        setDone(true);
      },
      'receivedOn',
    );
  };
  return (
    <div className="stack">
      <BackLink href={`/clients/${clientId}/history`} />
      {isDone ? (
        <>
          <PageTitle title="Taken down">It is taken down</PageTitle>
          <p role="status">
            Somebody whom it is not about looks into it. They tell the person within 30 days that it has come.
          </p>
        </>
      ) : (
        <>
          <ErrorSummary errors={errors} />
          <PageTitle title="They complain">They complain about how data is handled</PageTitle>
          <form
            noValidate
            className="stack"
            onSubmit={(event) => {
              event.preventDefault();
              keep();
            }}
          >
            <RadioRows
              name="channel"
              legend="How it came"
              across
              options={channels.map((value) => ({ value, label: channelWords[value] }))}
              value={channel}
              onChange={setChannel}
              error={errorOf('channel')}
            />
            <DateInput
              name="receivedOn"
              label="The day it came"
              value={receivedOn}
              onChange={setReceivedOn}
              error={errorOf('receivedOn')}
            />
            <Select
              name="aboutId"
              label="Whom it is about, if it is about somebody"
              hint="They do not see it, whatever else they may see."
              value={aboutId}
              onChange={setAboutId}
              nothing="Nobody, or the practice"
              options={people.data.staff.map(({ staffId, name }) => ({ value: staffId, label: name }))}
            />
            <TextArea
              name="words"
              label="What they say"
              hint="In their words. Read by whoever looks into it, and not again by you."
              maxLength={4000}
              value={words}
              onChange={setWords}
              error={errorOf('words')}
            />
            <div className="acts">
              <Button kind="primary" type="submit" busy={busy === 'keep' && 'Taking it down…'}>
                Take it down
              </Button>
            </div>
          </form>
        </>
      )}
    </div>
  );
}
