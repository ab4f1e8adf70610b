import { dayAndMonth } from '@heather/alliance';
import { Button, Checkbox, RadioRows, Select, TextInput, Trouble } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { counted } from './import-words.ts';
import type { Run } from './run-page.tsx';

/** The plan as the server gives it: how the columns, days and words are read. */
export type Plan = {
  columns: Record<string, number>;
  dateOrder: 'dmy' | 'mdy' | 'ymd' | null;
  words: Record<string, Record<string, string>>;
  minutes: number | null;
  state: 'active' | 'waiting' | 'ended' | null;
  measure: string | null;
  contactIsSafe: boolean | null;
  lettersAreRight: boolean;
  doubles: Record<string, 'another' | 'same-as-line' | { sameAs: string }>;
};

export function useSavePlan(run: Run) {
  const { importId, version } = run;
  const save = useMutation(
    trpc.imports.savePlan.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.imports.pathFilter()),
    }),
  );
  return { save, send: (plan: Plan) => save.mutate({ importId, version, plan: plan as never }) };
}

type Question<K extends Run['questions'][number]['kind']> = Extract<Run['questions'][number], { kind: K }>;

/** What is asked, and which column is what. */
export function PlanForm({ run }: { run: Run }) {
  const [plan, setPlan] = useState(run.plan as Plan);
  const { save, send } = useSavePlan(run);
  const asked = <K extends Run['questions'][number]['kind']>(kind: K) =>
    run.questions.find((one) => one.kind === kind) as Question<K> | undefined;
  const [minutes, setMinutes] = useState(plan.minutes === null ? '' : String(plan.minutes));
  const letters = asked('letters');
  const order = asked('date-order');
  const states = asked('state');
  const contact = asked('contact');
  const length = asked('minutes');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = Number(minutes);
    const isLength = Number.isInteger(given) && given >= 5 && given <= 480;
    if (!save.isPending) send({ ...plan, minutes: isLength ? given : null });
  };
  return (
    <form onSubmit={submit} noValidate className="stack import-form">
      {save.error ? <Trouble error={save.error} /> : null}
      {asked('columns') ? (
        <p>
          <b>Heather needs more columns:</b>{' '}
          {asked('columns')
            ?.missing.map((fields) => fields.map((field) => labelOf(run, field)).join(' and '))
            .join('; or ')}
          .
        </p>
      ) : null}
      {letters ? (
        <section>
          <h2>Are these letters right?</h2>
          <ul>
            {letters.samples.map((sample) => (
              <li key={sample}>{sample}</li>
            ))}
          </ul>
          <Checkbox
            name="letters"
            label="Yes, they are right"
            hint="If not, save the file as CSV (UTF-8) and send that."
            checked={plan.lettersAreRight}
            onChange={(lettersAreRight) => setPlan({ ...plan, lettersAreRight })}
          />
        </section>
      ) : null}
      {order ? (
        <DateOrder question={order} value={plan.dateOrder} onChange={(dateOrder) => setPlan({ ...plan, dateOrder })} />
      ) : null}
      {run.words.map((found) => (
        <Words key={found.field} run={run} found={found} plan={plan} onChange={setPlan} />
      ))}
      {length ? (
        <TextInput
          name="minutes"
          label={`How many minutes long were the ${counted(length.lines, 'session')} whose line does not say?`}
          width="short"
          inputMode="numeric"
          value={minutes}
          onChange={setMinutes}
        />
      ) : null}
      {states || plan.state !== null ? (
        <RadioRows
          name="state"
          legend="Do the people whose line does not say it still come?"
          options={[
            { value: 'active', label: 'They come now' },
            { value: 'waiting', label: 'They wait for a place' },
            { value: 'ended', label: 'They have ended' },
          ]}
          value={plan.state}
          onChange={(state) => setPlan({ ...plan, state })}
        />
      ) : null}
      {contact || plan.contactIsSafe !== null ? (
        <RadioRows
          name="contact"
          legend="Have you used these addresses and numbers before, and are they safe?"
          hint="Safe means that nobody else reads the mail or answers. Until the client says that an address is theirs, no sign-in code goes there."
          options={[
            { value: 'yes', label: 'Yes, they are safe to use' },
            { value: 'no', label: 'No, or not sure: ask each client first' },
          ]}
          value={plan.contactIsSafe === null ? null : plan.contactIsSafe ? 'yes' : 'no'}
          onChange={(value) => setPlan({ ...plan, contactIsSafe: value === 'yes' })}
        />
      ) : null}
      <details open={asked('columns') !== undefined || asked('too-many-words') !== undefined}>
        <summary>Which column is what{unread(run, plan)}</summary>
        <ColumnList run={run} plan={plan} onChange={setPlan} />
      </details>
      <p className="acts">
        <Button kind={run.questions.length > 0 ? 'primary' : 'edged'} type="submit" busy={save.isPending && 'Looking…'}>
          {run.questions.length > 0 ? 'Look at it with this' : 'Look at it again'}
        </Button>
      </p>
    </form>
  );
}

/** Named also while the list is shut: a column that was not recognised is the first thing to look for. */
function unread(run: Run, plan: Plan): string {
  const left = unreadColumns(run, plan);
  return left.length === 0 ? '' : `; not read: ${left.join(', ')}`;
}

function unreadColumns(run: Run, plan: Plan): string[] {
  const taken = new Set(Object.values(plan.columns));
  return run.header.filter((name, at) => name !== '' && !taken.has(at));
}

const labelOf = (run: Run, field: string) => run.fields.find((one) => one.field === field)?.label ?? field;

function DateOrder({
  question,
  value,
  onChange,
}: {
  question: Question<'date-order'>;
  value: Plan['dateOrder'];
  onChange: (order: 'dmy' | 'mdy') => void;
}) {
  // In words: an order of figures is no answer to a question about the order of figures.
  const read = (order: 'dmy' | 'mdy') =>
    question.samples
      .map(({ [order]: on }) => (on === null ? 'no such day' : `${dayAndMonth(on)} ${on.slice(0, 4)}`))
      .join(', ');
  return (
    <RadioRows
      name="order"
      legend={`How are these days written? ${question.samples.map(({ cell }) => cell).join(', ')}`}
      hint={
        question.isMixed
          ? 'The column has days of both kinds. Lines that do not fit what you choose stay out.'
          : 'Nothing in the file decides it, so Heather does not guess. Your answer holds for the whole file.'
      }
      options={[
        { value: 'dmy', label: 'Day, month, year', hint: read('dmy') },
        { value: 'mdy', label: 'Month, day, year', hint: read('mdy') },
      ]}
      value={value === 'ymd' ? null : value}
      onChange={onChange}
    />
  );
}

type FoundWords = Run['words'][number];

/** Each different word of a column, and what it means here. */
function Words({
  run,
  found,
  plan,
  onChange,
}: {
  run: Run;
  found: FoundWords;
  plan: Plan;
  onChange: (plan: Plan) => void;
}) {
  const { field, label, words, meanings } = found;
  const isTooMany = run.questions.some((one) => one.kind === 'too-many-words' && one.field === field);
  if (isTooMany)
    return (
      <p>
        <b>The column for “{label}” has too many different words for that.</b> Choose another column below, or none.
      </p>
    );
  if (words.length === 0) return null;
  const said = plan.words[field] ?? {};
  const isOpen = words.some(({ word }) => said[word] === undefined);
  return (
    <details open={isOpen}>
      <summary>What the words of “{label}” mean</summary>
      <div className="import-columns">
        {words.map(({ word, lines }, at) => (
          <Select
            key={word}
            name={`${field}-${at}`}
            label={`“${word}”, ${counted(lines)}`}
            nothing="Not said yet"
            options={[...meanings, { value: 'leave-out', label: 'Leave these lines out' }]}
            value={said[word] ?? ''}
            onChange={(meaning) => {
              const { [word]: _, ...others } = said;
              onChange({
                ...plan,
                words: { ...plan.words, [field]: meaning === '' ? others : { ...others, [word]: meaning } },
              });
            }}
          />
        ))}
      </div>
    </details>
  );
}

function ColumnList({ run, plan, onChange }: { run: Run; plan: Plan; onChange: (plan: Plan) => void }) {
  const choose = (field: string, value: string) => {
    const { [field]: _, ...columns } = plan.columns;
    // A column is one thing at a time.
    const others = Object.fromEntries(Object.entries(columns).filter(([, at]) => String(at) !== value));
    onChange({ ...plan, columns: value === '' ? columns : { ...others, [field]: Number(value) } });
  };
  const options = run.header.map((name, at) => ({
    value: String(at),
    label: `${name || 'Without a name'}${run.header.indexOf(name) !== run.header.lastIndexOf(name) || !name ? ` (column ${at + 1})` : ''}`,
  }));
  const isItem = (field: string) => field.startsWith('item:');
  const shown = run.fields.filter(({ field }) => !isItem(field) || plan.columns[field] !== undefined);
  const left = unreadColumns(run, plan);
  return (
    <div className="import-columns">
      {shown.map(({ field, label }) => {
        const at = plan.columns[field];
        const samples = at === undefined ? [] : (run.samples[at] ?? []);
        return (
          <Select
            key={field}
            name={`column-${field.replace(':', '-')}`}
            label={label}
            nothing="Not in the file"
            options={options}
            value={at === undefined ? '' : String(at)}
            onChange={(value) => choose(field, value)}
            {...(samples.length > 0 && { hint: `Such as ${samples.join(' · ')}` })}
          />
        );
      })}
      {left.length > 0 ? <p className="quiet">Not read, and not kept: {left.join(', ')}.</p> : null}
    </div>
  );
}
