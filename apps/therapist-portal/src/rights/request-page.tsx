import { BackLink, Loading, PageTitle, SummaryList } from '@heather/ui';
import { skipToken, useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';
import { CopyPart } from './copy-part.tsx';
import { channelWords, dayWords, dueWords, groundWords, kindWords, type Request, stepWords } from './rights-words.ts';
import { StepForm } from './step-form.tsx';

/** One request: what is due when and why, what was done, what may be done next. */
export default function RequestPage({ params }: { params: Record<string, string | undefined> }) {
  const requestId = params.requestId ?? '';
  const request = useQuery(trpc.rights.get.queryOptions({ requestId }));
  const shell = useQuery(trpc.account.shell.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const mayRead = shell.data?.person?.roles.some((role) => role === 'clinical-lead' || role === 'therapist') === true;
  const words = useQuery({
    ...trpc.rights.words.queryOptions(mayRead ? { requestId } : skipToken),
    throwOnError: false,
    retry: false,
  });
  if (!request.data) return <Loading />;
  const { client, clientId, kind, channel, receivedOn, recordedBy, steps, clock, hasWords } = request.data;
  return (
    <div className="stack">
      <BackLink href="/rights" />
      <div className="page-head">
        <PageTitle title="What somebody asks">
          {client}: {kindWords[kind].toLowerCase()}
        </PageTitle>
        <p className="quiet">
          Came on {dayWords(receivedOn)} {channelWords[channel]}
          {recordedBy ? `, taken down by ${recordedBy}` : ''}.{' '}
          <a href={`/clients/${clientId}/reaching`}>How to reach them</a>
        </p>
      </div>
      <p role="status">
        <b>{dueWords(request.data)}</b>
      </p>
      {words.data?.asked ? (
        <section>
          <h2>What they wrote</h2>
          <p className="reading-text">{words.data.asked}</p>
        </section>
      ) : hasWords && !words.data ? (
        <p className="quiet">They wrote something with it. The clinical lead and their therapist can read it.</p>
      ) : null}
      <Steps steps={steps} words={words.data?.steps ?? []} />
      {clock.state === 'closed' ? null : <StepForm request={request.data} />}
      {kind === 'access' ? <CopyPart request={request.data} /> : null}
    </div>
  );
}

function Steps({ steps, words }: { steps: Request['steps']; words: readonly (string | null)[] }) {
  if (steps.length === 0) return null;
  return (
    <section>
      <h2>What was done</h2>
      <SummaryList
        rows={steps.map((step, index) => ({
          label: dayWords(step.on),
          value: [
            `${stepWords[step.kind]}${step.by ? `, ${step.by}` : ''}`,
            step.ground ? groundWords[step.ground] : null,
            words[index] ?? (step.hasWords ? 'With words to them.' : null),
          ]
            .filter(Boolean)
            .join('. '),
          long: true,
        }))}
      />
    </section>
  );
}
