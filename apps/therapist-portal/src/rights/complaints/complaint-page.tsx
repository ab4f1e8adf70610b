import '../retention/retention.css';
import {
  BackLink,
  Button,
  ErrorSummary,
  Loading,
  PageTitle,
  RadioRows,
  Select,
  SummaryList,
  TextArea,
  useAct,
  useUnsavedGuard,
} from '@heather/ui';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../../app/query-client.ts';
import { api, trpc } from '../../app/trpc.ts';
import { channelWords } from '../rights-words.ts';
import { type Complaint, clockWords, dayWords, type Outcome, outcomeWords, stepWords } from './words.ts';

const refresh = () => queryClient.invalidateQueries(trpc.complaints.pathFilter());

/** One complaint: its thirty days for managers and leads; its words, its steps and what to do next for whoever looks into it. */
export default function ComplaintPage({ params }: { params: Record<string, string | undefined> }) {
  const complaintId = params.complaintId ?? '';
  const found = useQuery(trpc.complaints.get.queryOptions({ complaintId }));
  if (!found.data) return <Loading />;
  const { number, clientName, receivedOn, channel, outcome, closedOn, handler, isMine, content, regulator } =
    found.data;
  return (
    <div className="stack complaint">
      <BackLink href="/complaints" />
      <div className="page-head">
        <PageTitle title="Complaint">
          Complaint {number}
          {clientName ? `: ${clientName}` : ''}
        </PageTitle>
        <p className="quiet">
          Came on {dayWords(receivedOn)} {channelWords[channel]}. {isMine ? 'You look' : `${handler ?? 'Nobody'} looks`}{' '}
          into it.
        </p>
      </div>
      <p role="status">
        <b>{clockWords(found.data)}.</b> {outcome ? `${outcomeWords[outcome]}.` : ''}
      </p>
      {content === null ? (
        <p>What it says is for whoever looks into it.</p>
      ) : (
        <>
          <section>
            <h2>What they say</h2>
            <p className="reading-text">{content.words}</p>
            {content.about ? <p>It is about {content.about}, who does not see it.</p> : null}
            <p>
              <a href={`/clients/${content.clientId}/reaching`}>How to reach them</a>
            </p>
          </section>
          <Steps steps={content.steps} />
          {closedOn === null ? <NextStep complaint={found.data} /> : null}
        </>
      )}
      {found.data.mayHandOver ? <HandOver complaintId={complaintId} /> : null}
      <section>
        <h2>They may go elsewhere</h2>
        <p>
          At any time, without telling the practice first: {regulator.name}, {regulator.address}. {regulator.telephone},{' '}
          {regulator.web}. {regulator.office}
        </p>
      </section>
    </div>
  );
}

function Steps({ steps }: { steps: NonNullable<Complaint['content']>['steps'] }) {
  if (steps.length === 0) return null;
  return (
    <section>
      <h2>What was done</h2>
      <SummaryList
        rows={steps.map((step) => ({
          label: dayWords(step.at),
          value: [stepWords[step.kind], step.words].filter(Boolean).join(': '),
          long: true,
        }))}
      />
    </section>
  );
}

type Act = 'acknowledge' | 'note' | 'tell-progress' | 'answer';
const actWords: Record<Act, { label: string; hint: string }> = {
  acknowledge: { label: 'Tell them that it has come', hint: 'They read your words in their portal.' },
  note: { label: 'Write down what you looked into', hint: 'Kept here. They are not told.' },
  'tell-progress': { label: 'Tell them how it goes', hint: 'They read your words in their portal.' },
  answer: { label: 'Tell them what you found', hint: 'They read your words in their portal, and it is closed.' },
};

function NextStep({ complaint }: { complaint: Complaint }) {
  const { busy, errors, act, refuse, errorOf } = useAct();
  const [what, setWhat] = useState<Act | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [words, setWords] = useState('');
  const [saveKey, setSaveKey] = useState(() => crypto.randomUUID());
  const [told, setTold] = useState<boolean | null>(null);
  useUnsavedGuard(words !== '');
  const acts = (Object.keys(actWords) as Act[]).filter(
    (one) => one !== 'acknowledge' || complaint.state === 'received',
  );
  const send = () => {
    if (what === null) return refuse({ field: 'what', message: 'Choose what you do.' });
    if (words.trim() === '') return refuse({ field: 'words', message: 'Write it first.' });
    if (what === 'answer' && outcome === null) return refuse({ field: 'outcome', message: 'Choose what you found.' });
    void act('send', async () => {
      const { willLeave } = await api.complaints.act.mutate({
        complaintId: complaint.complaintId,
        act: what,
        words: words.trim(),
        outcome: what === 'answer' ? outcome : null,
        saveKey,
      });
      setTold(willLeave);
      setWhat(null);
      setWords('');
      setSaveKey(crypto.randomUUID());
      await refresh();
    });
  };
  return (
    <section>
      <h2>Next</h2>
      {told === false ? (
        <p role="status">
          <b>No mail may go to them: tell them in another way that something is there to read.</b>
        </p>
      ) : null}
      <form
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <ErrorSummary errors={errors} />
        <RadioRows
          name="what"
          legend="What you do"
          options={acts.map((value) => ({ value, ...actWords[value] }))}
          value={what}
          onChange={setWhat}
          error={errorOf('what')}
        />
        {what === 'answer' ? (
          <RadioRows
            name="outcome"
            legend="What you found"
            options={(Object.keys(outcomeWords) as Outcome[]).map((value) => ({ value, label: outcomeWords[value] }))}
            value={outcome}
            onChange={setOutcome}
            error={errorOf('outcome')}
          />
        ) : null}
        <TextArea
          name="words"
          label="Words"
          maxLength={4000}
          value={words}
          onChange={setWords}
          error={errorOf('words')}
        />
        <div className="acts">
          <Button kind="primary" type="submit" busy={busy === 'send' && 'Keeping it…'}>
            Keep it
          </Button>
        </div>
      </form>
    </section>
  );
}

function HandOver({ complaintId }: { complaintId: string }) {
  const shell = useQuery(trpc.account.shell.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const [isOpen, setOpen] = useState(false);
  const people = useQuery(trpc.complaints.people.queryOptions(isOpen && shell.data ? undefined : skipToken));
  const { busy, errors, act, refuse, errorOf } = useAct();
  const [staffId, setStaffId] = useState<string>('');
  const [saveKey, setSaveKey] = useState(() => crypto.randomUUID());
  if (!isOpen)
    return (
      <p className="acts">
        <Button kind="edged" onClick={() => setOpen(true)}>
          Hand it to somebody else
        </Button>
      </p>
    );
  if (!people.data) return <Loading />;
  const send = () => {
    if (staffId === '') return refuse({ field: 'staffId', message: 'Choose somebody.' });
    void act(
      'hand',
      async () => {
        await api.complaints.handOver.mutate({ complaintId, staffId, saveKey });
        setSaveKey(crypto.randomUUID());
        setOpen(false);
        await refresh();
      },
      'staffId',
    );
  };
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <ErrorSummary errors={errors} />
      <Select
        name="staffId"
        label="Who looks into it from now on"
        hint="Not the person it is about. What it says is then theirs to read, and no longer yours."
        value={staffId}
        onChange={setStaffId}
        options={people.data.staff.map((one) => ({ value: one.staffId, label: one.name }))}
        error={errorOf('staffId')}
      />
      <p className="acts">
        <Button type="submit" busy={busy === 'hand' && 'Handing it over…'}>
          Hand it over
        </Button>
        <Button kind="link" onClick={() => setOpen(false)}>
          Not now
        </Button>
      </p>
    </form>
  );
}
