import './measures.css';
import { isMeasureKey, measures } from '@heather/outcomes';
import { dateLabel } from '@heather/scheduling';
import {
  Button,
  Empty,
  ErrorSummary,
  type FormError,
  Loading,
  RadioRows,
  readRefusal,
  Select,
  Table,
  Trouble,
} from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ClientHead } from '../app/client-head.tsx';
import { useFirstButton } from '../app/first-button.ts';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import type { MeasureList } from './course-answer.ts';

type Cadence = MeasureList['plans'][number]['cadence'];
/** Check-ins are planned like measures, and counted with them. */
const nameOf = (key: string) => (isMeasureKey(key) ? measures[key].name : key === 'check-in' ? 'Check-in' : key);
const stateWords: Record<string, string> = {
  open: 'Asked, not begun',
  begun: 'Begun, not sent',
  'not-today': 'Left for today',
};

/** What this client is asked, what waits for them, and how to ask for something else or enter it from paper. */
export default function MeasuresPage({ params }: { params: Record<string, string | undefined> }) {
  const clientId = params.clientId ?? '';
  const list = useQuery(trpc.measures.list.queryOptions({ clientId }));
  if (!list.data) return <Loading />;
  const { client, plans, waiting, burdenPerWeek } = list.data;
  return (
    <>
      <ClientHead clientId={clientId} name={client.name} current="measures" />
      <div className="stack measures">
        <section>
          <h2>Planned</h2>
          {plans.length === 0 ? (
            <Empty>What you plan with {client.firstName} will stand here. Nothing is asked until then.</Empty>
          ) : (
            <ul className="rows">
              {plans.map((plan) => (
                <PlanRow key={plan.id} plan={plan} clientId={clientId} />
              ))}
            </ul>
          )}
          {waiting.length === 0 ? null : (
            <Table
              caption={`Waiting for ${client.firstName}`}
              captionShown
              rows={waiting}
              rowKey={(row) => row.administrationId}
              columns={[
                { key: 'name', head: 'Measure', cell: (row) => nameOf(row.key) },
                { key: 'state', head: 'How far', cell: (row) => stateWords[row.state] ?? row.state },
              ]}
            />
          )}
          {client.hasSafeMail ? null : (
            <p>
              {client.firstName} has no safe e-mail address with us. Ask on paper or in the session, then enter the
              answers here.
            </p>
          )}
        </section>
        <PlanForm list={list.data} />
        <section>
          <h2>Enter answers from paper or the session</h2>
          <ul className="rows">
            {list.data.measures.map(({ key, name, fullName, questions }) => (
              <li key={key}>
                <a href={`/clients/${clientId}/measures/${key}/enter`}>{name}</a>{' '}
                <span className="quiet">
                  {fullName}, {questions} questions
                </span>
              </li>
            ))}
          </ul>
        </section>
        <p className="quiet">
          We ask each client at most {burdenPerWeek} times in any seven days, check-ins counted. What does not fit
          waits.
        </p>
      </div>
    </>
  );
}

function PlanRow({ plan, clientId }: { plan: MeasureList['plans'][number]; clientId: string }) {
  const end = useMutation(
    trpc.measures.endPlan.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.measures.list.queryFilter({ clientId })),
    }),
  );
  const stop = () => end.mutate({ planId: plan.id });
  return (
    <li className="plan-row">
      <span>
        <b>{nameOf(plan.key)}</b>, {cadenceWords(plan.key, plan.cadence, plan.everyN)}{' '}
        <span className="quiet">since {dateLabel(plan.since.slice(0, 10))}</span>
      </span>
      <Button busy={end.isPending && 'Ending…'} onClick={stop}>
        Stop asking<span className="away"> {nameOf(plan.key)}</span>
      </Button>
      {end.error ? <Trouble error={end.error} onRetry={stop} /> : null}
    </li>
  );
}

function cadenceWords(key: string, cadence: Cadence, everyN: number | null): string {
  if (key === 'check-in') return cadence === 'every-n' ? `after every ${everyN} sessions` : 'after each session';
  switch (cadence) {
    case 'first':
      return 'once, before the next session';
    case 'each-session':
      return 'before each session';
    case 'every-n':
      return `before every ${everyN} sessions`;
    case 'in-session':
      return 'in the session only';
  }
}

const cadences: readonly { value: Cadence; label: string; hint?: string }[] = [
  { value: 'each-session', label: 'Before each session' },
  { value: 'every-n', label: 'Before every few sessions' },
  { value: 'first', label: 'Once, before the next session' },
  { value: 'in-session', label: 'In the session only', hint: 'Nothing is sent; you enter the answers.' },
];

function PlanForm({ list }: { list: MeasureList }) {
  const { client, plans, measures: all } = list;
  const first = useFirstButton();
  const [key, setKey] = useState<string>('');
  const [cadence, setCadence] = useState<Cadence | null>(null);
  const [everyN, setEveryN] = useState<string>('4');
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const plan = useMutation(
    trpc.measures.plan.mutationOptions({
      onSuccess: async () => {
        setKey('');
        setCadence(null);
        await queryClient.invalidateQueries(trpc.measures.list.queryFilter({ clientId: client.id }));
      },
      onError: (error) => setErrors([{ field: 'measure', message: readRefusal(error).words }]),
    }),
  );
  const free = all.filter((measure) => !plans.some((each) => each.key === measure.key));
  const chosen = all.find((measure) => measure.key === key);
  const open = chosen === undefined || chosen.askable === 'alone' ? cadences : cadences.slice(-1);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const missing: FormError[] = [];
    if (key === '') missing.push({ field: 'measure', message: 'Choose a measure' });
    if (cadence === null) missing.push({ field: 'cadence', message: 'Choose how often' });
    setErrors(missing);
    if (key === '' || cadence === null || plan.isPending) return;
    plan.mutate({
      clientId: client.id,
      measureKey: key,
      cadence,
      everyN: cadence === 'every-n' ? Number(everyN) : null,
    });
  };
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  if (free.length === 0) return null;
  return (
    <section>
      <h2>Plan another</h2>
      <form onSubmit={onSubmit} noValidate>
        <ErrorSummary errors={errors} />
        <Select
          name="measure"
          label="Measure"
          value={key}
          onChange={(value) => {
            setKey(value);
            setCadence(null);
          }}
          options={free.map(({ key: value, name, fullName, minutes }) => ({
            value,
            label: `${name}, ${fullName} (${minutes} ${minutes === 1 ? 'minute' : 'minutes'})`,
          }))}
          hint={whyOnly(chosen)}
          error={errorOf('measure')}
        />
        <RadioRows
          name="cadence"
          legend="How often"
          options={open}
          value={cadence}
          onChange={setCadence}
          error={errorOf('cadence')}
        />
        {cadence === 'every-n' ? (
          <Select
            name="every-n"
            label="Every"
            value={everyN}
            onChange={setEveryN}
            nothing="4 sessions"
            options={['2', '3', '4', '6', '8'].map((value) => ({ value, label: `${value} sessions` }))}
          />
        ) : null}
        <div className="acts">
          <Button kind={first} type="submit" busy={plan.isPending && 'Planning…'}>
            Plan this measure
          </Button>
        </div>
      </form>
    </section>
  );
}

function whyOnly(chosen: MeasureList['measures'][number] | undefined): string | undefined {
  if (chosen?.askable === 'in-session-ladder')
    return 'It asks about safety, and nobody on the practice’s ladder could read an answer in time. So it is for the session only.';
  if (chosen?.askable === 'in-session-wording')
    return 'Its wording is on your own licensed copy. Use it in the session, and enter the answers.';
  if (chosen?.asksAboutSafety)
    return 'It asks about safety. An answer that needs it comes to you at once, then up the ladder.';
  return undefined;
}
