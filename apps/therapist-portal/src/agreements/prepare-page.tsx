import './agreements.css';
import './prepare.css';
import {
  defaultLimits,
  limitsOf,
  type Nation,
  partySentence,
  recordsSentence,
  renderAgreement,
  renderConsents,
  type WorkingAgreement,
  withoutHowWeWork,
} from '@heather/confidentiality';
import {
  BackLink,
  Button,
  ErrorSummary,
  type FormError,
  Loading,
  PageTitle,
  RadioRows,
  readRefusal,
  Select,
  Topics,
  useUnsavedGuard,
} from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { queryClient } from '../app/query-client.ts';
import { type api, trpc } from '../app/trpc.ts';
import { FrameFields } from './frame-fields.tsx';
import { type FrameForm, formOf, readForm } from './frame-form.ts';

type Prepared = Awaited<ReturnType<typeof api.agreements.prepare.query>>;

const nations: { value: Nation; label: string }[] = [
  { value: 'england-and-wales', label: 'England and Wales' },
  { value: 'scotland', label: 'Scotland' },
  { value: 'northern-ireland', label: 'Northern Ireland' },
];

/** Prepares an agreement: filled in from the offer or the one before, shown as the client will read it, then sent. */
export default function PreparePage({ params }: { params: Record<string, string | undefined> }) {
  const clientId = params.clientId ?? '';
  const [nation, setNation] = useState<Nation>();
  const [episodeId, setEpisodeId] = useState<string>();
  const found = useQuery(
    trpc.agreements.prepare.queryOptions(
      { clientId, ...(episodeId && { episodeId }), ...(nation && { nation }) },
      { refetchOnWindowFocus: false, gcTime: 0 },
    ),
  );
  if (!found.data) return <Loading />;
  const { data } = found;
  return (
    <Prepare
      key={`${data.episodeId} ${data.nation}`}
      clientId={clientId}
      prepared={data}
      onNation={setNation}
      onCourse={setEpisodeId}
    />
  );
}

type Channel = 'online' | 'paper';

type PrepareProps = {
  clientId: string;
  prepared: Prepared;
  onNation: (nation: Nation) => void;
  onCourse: (episodeId: string) => void;
};

function Prepare({ clientId, prepared, onNation, onCourse }: PrepareProps) {
  const { participants, versions } = prepared;
  const back = `/clients/${clientId}/agreement`;
  const [form, setForm] = useState<FrameForm>(() => formOf(prepared.frame));
  const [isTouched, setTouched] = useState(false);
  const [errors, setErrors] = useState<FormError[]>([]);
  const [preview, setPreview] = useState<WorkingAgreement | null>(null);
  const change = (over: Partial<FrameForm>) => {
    setTouched(true);
    setForm((before) => ({ ...before, ...over }));
  };
  const all = defaultLimits(versions.agreement);
  const limits = limitsOf(versions.agreement).map((limit) => ({
    clauseId: limit.clauseId,
    heading: limit.heading.replaceAll('{therapist}', prepared.frame.parties.therapist.name),
    source: limit.source,
    bindsAll: all.includes(limit.clauseId),
    note: limit.binds.who === 'some' ? limit.binds.note : '',
  }));
  useUnsavedGuard(isTouched && preview === null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readForm(form, prepared.frame);
    setErrors(read.ok ? [] : read.errors);
    if (read.ok) setPreview(read.frame);
  };
  if (preview)
    return <PreviewAndSend clientId={clientId} prepared={prepared} frame={preview} onBack={() => setPreview(null)} />;
  return (
    <form onSubmit={submit} noValidate>
      <BackLink href={back} />
      <ErrorSummary errors={errors} />
      <div className="page-head">
        <PageTitle title="New agreement">
          {participants.map(({ name }) => name).join(' and ')}: prepare the agreement
        </PageTitle>
        <p className="quiet">
          With {prepared.therapistFullName}. {versions.agreement.title}, wording {versions.agreement.number}. Nothing is
          sent until you have seen it as the client will.
        </p>
      </div>
      {prepared.replaces ? (
        <p>
          <b>One is open already.</b> Sending this one replaces it; its link ends.
        </p>
      ) : null}
      {prepared.courses.length > 1 ? (
        <Select
          name="course"
          label="For whom"
          hint="There is more than one course. Each has an agreement of its own."
          value={prepared.episodeId}
          onChange={(chosen) => chosen && onCourse(chosen)}
          options={prepared.courses.map((course) => ({ value: course.episodeId, label: course.label }))}
        />
      ) : null}
      <Select
        name="nation"
        label="Wording for"
        hint="Where the client lives. Another nation has other limits."
        value={prepared.nation}
        onChange={(nation) => nation && onNation(nation)}
        options={nations}
      />
      <FrameFields
        form={form}
        change={change}
        errors={errors}
        limits={limits}
        therapist={prepared.frame.parties.therapist.name}
        party={`${partySentence(prepared.frame)} ${recordsSentence(prepared.frame)}`}
        rooms={prepared.rooms}
        isOnePerson={participants.length === 1}
        mayWriteHowWeWork={prepared.mayWriteHowWeWork}
      />
      <div className="acts">
        <Button kind="primary" type="submit">
          See it as the client will
        </Button>
      </div>
    </form>
  );
}

/** The same words that the client will read, and how each of them gets it. */
function PreviewAndSend(props: { clientId: string; prepared: Prepared; frame: WorkingAgreement; onBack: () => void }) {
  const { clientId, prepared, frame, onBack } = props;
  const { participants, versions } = prepared;
  const [channels, setChannels] = useState<Record<string, Channel>>(() =>
    Object.fromEntries(participants.map((one) => [one.clientId, one.hasSafeAddress ? 'online' : 'paper'])),
  );
  const [first, setFirst] = useState('');
  const [errors, setErrors] = useState<FormError[]>([]);
  const [, navigate] = useLocation();
  const send = useMutation(
    trpc.agreements.send.mutationOptions({
      onError: (error) => setErrors([{ message: readRefusal(error).words }]),
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.agreements.pathFilter());
        navigate(`/clients/${clientId}/agreement`);
      },
    }),
  );
  const all = renderAgreement(versions.agreement, frame);
  const topics = prepared.mayWriteHowWeWork ? all : withoutHowWeWork(versions.agreement, all);
  const questions = renderConsents(versions.consents, frame);
  return (
    <>
      <BackLink onBack={onBack}>Change it</BackLink>
      <ErrorSummary errors={errors} />
      <PageTitle title="New agreement" focusKey="preview">
        As {participants.map(({ name }) => name).join(' and ')} will read it
      </PageTitle>
      <div className="preview">
        <Topics
          topics={topics.map((topic) => ({
            id: topic.clauseId,
            title: topic.heading,
            summary: topic.summary,
            body: [topic, ...topic.parts].map((part, at) => (
              <div key={part.clauseId}>
                {at > 0 ? (
                  <p>
                    <b>{part.heading}</b>
                  </p>
                ) : null}
                {part.text.split(/\n{2,}/).map((paragraph) => (
                  <p key={paragraph}>{paragraph}</p>
                ))}
              </div>
            )),
          }))}
        />
        <p className="quiet">
          With it go the privacy notice, to be seen, and {questions.length} questions, each a yes or no of its own. None
          is needed for the sessions.
        </p>
      </div>
      {participants.map((one) => (
        <RadioRows
          key={one.clientId}
          name={`channel-${one.clientId}`}
          legend={`How ${one.name} gets it`}
          options={[
            {
              value: 'online',
              label: 'To sign online',
              hint: one.hasSafeAddress
                ? 'A mail that says only that there is something to look at.'
                : 'No safe address: no mail leaves. You say a code in the room or by telephone.',
            },
            { value: 'paper', label: 'On paper', hint: 'You print it, and record what they sign.' },
          ]}
          value={channels[one.clientId] ?? null}
          onChange={(channel) => setChannels({ ...channels, [one.clientId]: channel })}
        />
      ))}
      {participants.length > 1 ? (
        <RadioRows
          name="order"
          legend="Who signs first"
          options={[
            { value: 'together', label: 'Everybody at once' },
            ...participants.map((one) => ({
              value: one.clientId,
              label: `${one.name} first`,
              hint: 'The others are asked once that is signed.',
            })),
          ]}
          value={first || 'together'}
          onChange={(chosen) => setFirst(chosen === 'together' ? '' : chosen)}
        />
      ) : null}
      <div className="acts">
        <Button
          kind="primary"
          busy={send.isPending && 'Sending…'}
          onClick={() =>
            send.mutate({ clientId, episodeId: prepared.episodeId, frame, channels, ...(first && { order: [first] }) })
          }
        >
          {Object.values(channels).includes('online') ? 'Send the agreement' : 'Make it for paper'}
        </Button>
        <Button onClick={onBack}>Change it</Button>
      </div>
    </>
  );
}
