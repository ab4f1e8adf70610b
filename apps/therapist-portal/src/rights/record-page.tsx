import {
  BackLink,
  Button,
  DateInput,
  ErrorSummary,
  PageTitle,
  RadioRows,
  TextArea,
  useAct,
  useUnsavedGuard,
} from '@heather/ui';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { api, trpc } from '../app/trpc.ts';
import { channelWords, type Kind, kindWords } from './rights-words.ts';

type Channel = Exclude<keyof typeof channelWords, 'portal'>;
const channels = (Object.keys(channelWords) as (keyof typeof channelWords)[]).filter(
  (one): one is Channel => one !== 'portal',
);

/** Somebody asked on the telephone, by letter or in the room: no form is needed for it to count. */
export default function RecordPage({ params }: { params: Record<string, string | undefined> }) {
  const clientId = params.clientId ?? '';
  const { busy, errors, act, refuse, errorOf } = useAct();
  const [kind, setKind] = useState<Kind | null>(null);
  const [channel, setChannel] = useState<Channel | null>(null);
  const [receivedOn, setReceivedOn] = useState('');
  const [words, setWords] = useState('');
  const [isDone, setDone] = useState(false);
  const [saveKey] = useState(() => crypto.randomUUID());
  useUnsavedGuard(!isDone && (kind !== null || words !== ''));
  const keep = () => {
    if (kind === null) return refuse({ field: 'kind', message: 'Choose what they ask for.' });
    if (channel === null) return refuse({ field: 'channel', message: 'Choose how they asked.' });
    if (receivedOn === '') return refuse({ field: 'receivedOn', message: 'Give the day it came.' });
    const said = words.trim() === '' ? null : words.trim();
    void act(
      'keep',
      async () => {
        await api.rights.record.mutate({ clientId, kind, channel, receivedOn, words: said, saveKey });
        await queryClient.invalidateQueries(trpc.rights.pathFilter());
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
          <p role="status">The manager and the clinical lead see it now, with the day by which it is answered.</p>
        </>
      ) : (
        <>
          <ErrorSummary errors={errors} />
          <PageTitle title="They ask about their record">They ask about their record</PageTitle>
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
              legend="What they ask for"
              options={(Object.keys(kindWords) as Kind[]).map((value) => ({ value, label: kindWords[value] }))}
              value={kind}
              onChange={setKind}
              error={errorOf('kind')}
            />
            <RadioRows
              name="channel"
              legend="How they asked"
              across
              options={channels.map((value) => ({ value, label: channelWords[value] }))}
              value={channel}
              onChange={setChannel}
              error={errorOf('channel')}
            />
            <DateInput
              name="receivedOn"
              label="The day it came"
              hint="The month is counted from this day, also when it lay in a tray."
              value={receivedOn}
              onChange={setReceivedOn}
              error={errorOf('receivedOn')}
            />
            <TextArea
              name="words"
              label="What they said, if it helps"
              hint="Read by the clinical lead and their therapist. It does not come back to whoever types it."
              maxLength={4000}
              value={words}
              onChange={setWords}
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
