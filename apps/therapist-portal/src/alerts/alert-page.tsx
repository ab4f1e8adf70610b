import {
  Button,
  ErrorSummary,
  type FormError,
  Loading,
  PageTitle,
  readRefusal,
  SummaryList,
  TextArea,
  useUnsavedGuard,
} from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useFirstButton } from '../app/first-button.ts';
import { queryClient } from '../app/query-client.ts';
import { api, trpc } from '../app/trpc.ts';
import { clockWords, nameAndRole } from './clock-words.ts';

const stepWords: Record<string, string> = {
  raised: 'Came to',
  passed: 'Went on to',
  read: 'Read by',
  acknowledged: 'Acted on by',
};
const peopleWords: Record<string, string> = { gp: 'GP', emergency: 'Emergency contact' };

/** The one answer, how to reach the person, and what was done. Opening it is on record; only acting ends it. */
export default function AlertPage({ params }: { params: Record<string, string | undefined> }) {
  const alertId = params.alertId ?? '';
  const alert = useQuery({
    queryKey: ['alerts.read', alertId],
    // Reading writes a step, so it is a mutation; asked once, not at every focus of the window.
    queryFn: () => api.alerts.read.mutate({ alertId }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  if (!alert.data) return <Loading />;
  const { client, timeZone, reaching, steps, acknowledged, action } = alert.data;
  const at = (iso: string) => clockWords(iso, timeZone);
  return (
    <div className="reading-text stack">
      <div>
        <PageTitle title="To read">An answer about safety, {client.name}</PageTitle>
        <p className="quiet">
          {alert.data.measureName}, {alert.data.recall}. Answered at {at(alert.data.raisedAt)}.
        </p>
      </div>
      <p>
        {alert.data.itemText ?? 'A question about safety'}: <b>“{alert.data.answer ?? 'ticked'}”</b>
      </p>
      <p>{promise(alert.data)}</p>
      <section>
        <h2>Reaching {client.firstName}</h2>
        <SummaryList rows={reachingRows(reaching)} />
      </section>
      {acknowledged === null ? (
        <Act alertId={alertId} firstName={client.firstName} />
      ) : (
        <section>
          <h2>
            {acknowledged.by} acted at {at(acknowledged.at)}
          </h2>
          {(action ?? '').split('\n\n').map((words) => (
            <p key={words}>{words}</p>
          ))}
        </section>
      )}
      <section>
        <h2>So far</h2>
        <ol className="rows">
          {steps.map((step) => (
            <li key={`${step.kind}${step.at}${step.name}`}>
              {stepWords[step.kind]} {step.name} <span className="quiet">at {at(step.at)}</span>
            </li>
          ))}
        </ol>
      </section>
      {client.id === null ? null : (
        <p>
          <a href={`/clients/${client.id}/course`}>{client.firstName}’s course</a>
        </p>
      )}
    </div>
  );
}

type Alert = Awaited<ReturnType<typeof api.alerts.read.mutate>>;

function promise({ client, promisedByAt, passesAt, next, holder, state, timeZone }: Alert): string {
  const said =
    promisedByAt === null
      ? `We could not promise ${client.firstName} a time.`
      : `We told ${client.firstName} that a person reads this by ${clockWords(promisedByAt, timeZone)}.`;
  if (state === 'acknowledged') return said;
  const with_ = holder.isMe ? 'It is with you.' : `It is with ${nameAndRole(holder)}.`;
  const goes =
    passesAt !== null && next !== null ? ` At ${clockWords(passesAt, timeZone)} it goes to ${nameAndRole(next)}.` : '';
  return `${said} ${with_}${goes}`;
}

function reachingRows({ telephone, mayLeaveMessage, messageAs, fromLocal, untilLocal, people }: Alert['reaching']) {
  const message = mayLeaveMessage
    ? `A message may be left${messageAs === null ? '' : `, as ${messageAs}`}.`
    : 'Do not leave a message.';
  const hours = fromLocal !== null && untilLocal !== null ? ` Between ${fromLocal} and ${untilLocal}.` : '';
  return [
    {
      label: 'Telephone',
      long: true,
      value:
        telephone === null ? (
          'No safe number is known.'
        ) : (
          <>
            <a href={`tel:${telephone.replaceAll(' ', '')}`}>{telephone}</a>. {message}
            {hours}
          </>
        ),
    },
    ...people.map((person) => ({
      label: peopleWords[person.kind] ?? person.kind,
      long: true,
      value: person.telephone === null ? person.name : `${person.name}, ${person.telephone}`,
    })),
  ];
}

function Act({ alertId, firstName }: { alertId: string; firstName: string }) {
  const first = useFirstButton(alertId);
  const [action, setAction] = useState('');
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const acknowledge = useMutation(
    trpc.alerts.acknowledge.mutationOptions({
      onSuccess: async () => {
        await Promise.all([
          queryClient.invalidateQueries({ queryKey: ['alerts.read', alertId] }),
          queryClient.invalidateQueries(trpc.alerts.pathFilter()),
        ]);
      },
      onError: (error) => setErrors([{ field: 'action', message: readRefusal(error).words }]),
    }),
  );
  useUnsavedGuard(action !== '' && !acknowledge.isSuccess);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (action.trim() === '') setErrors([{ field: 'action', message: 'Say what you did or will do' }]);
    else {
      setErrors([]);
      acknowledge.mutate({ alertId, action });
    }
  };
  return (
    <form onSubmit={onSubmit} noValidate>
      <ErrorSummary errors={errors} />
      <TextArea
        name="action"
        label="What did you do, or what will you do?"
        hint={`A sentence or two: whom you spoke to, what ${firstName} said, what happens next. Until you have, it goes on to the next person.`}
        value={action}
        onChange={setAction}
        error={errors[0]?.message}
        maxLength={2000}
      />
      <div className="acts">
        <Button kind={first} type="submit" busy={acknowledge.isPending && 'Recording…'}>
          Record what I did
        </Button>
      </div>
    </form>
  );
}
