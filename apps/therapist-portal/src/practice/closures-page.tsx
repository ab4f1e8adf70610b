import './practice.css';
import { BackLink, Button, DateInput, Empty, ErrorSummary, Loading, PageTitle, TextInput } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { trpc } from '../app/trpc.ts';
import { useSaving } from './use-saving.ts';

/** Days on which the practice is closed: nothing is offered on them, and the ladder's clock stands still. */
export default function ClosuresPage(_: { params: Record<string, string | undefined> }) {
  const found = useQuery(trpc.practice.listClosures.queryOptions());
  const saving = useSaving();
  const all = useMutation(trpc.practice.closeOnBankHolidays.mutationOptions(saving.options));
  const remove = useMutation(trpc.practice.removeClosure.mutationOptions(saving.options));
  if (!found.data) return <Loading />;
  const { closures, holidays } = found.data;
  const open = holidays.days.filter(({ isClosed }) => !isClosed);
  return (
    <div className="practice-parts">
      <BackLink href="/set-up" />
      <ErrorSummary errors={saving.errors} />
      <PageTitle title="Holidays" />
      <p className="quiet">On a day on which you are closed no place is offered, and nobody is promised an answer.</p>
      {closures.length === 0 ? (
        <Empty>The days on which you close stand here.</Empty>
      ) : (
        <ul className="rows staff-rows">
          {closures.map(({ id, label, when }) => (
            <li key={id}>
              <span>{when}</span>
              <span className="quiet">{label}</span>
              <Button
                kind="link"
                busy={remove.isPending && remove.variables.closureId === id && 'Opening…'}
                onClick={() => remove.mutate({ closureId: id })}
              >
                We are open<span className="away"> on {when}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <section>
        <h2>Bank holidays in {holidays.nation}</h2>
        {open.length === 0 ? (
          <p className="quiet">You are closed on all of them in the next year and a half.</p>
        ) : (
          <>
            <p className="quiet">Open so far: {open.map(({ when, name }) => `${name} (${when})`).join('; ')}.</p>
            <p className="acts">
              <Button busy={all.isPending && 'Closing…'} onClick={() => all.mutate()}>
                Close on these {open.length} days
              </Button>
            </p>
          </>
        )}
      </section>
      <ClosureForm />
    </div>
  );
}

const nothing = { label: '', fromOn: '', untilOn: '' };

function ClosureForm() {
  const [said, setSaid] = useState(nothing);
  const saving = useSaving(() => setSaid(nothing));
  const add = useMutation(trpc.practice.addClosure.mutationOptions(saving.options));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const untilOn = said.untilOn === '' ? said.fromOn : said.untilOn;
    const isSound = saving.isSound([
      ...(said.label.trim() === '' ? [{ field: 'label', message: 'Say what it is' }] : []),
      ...(said.fromOn === '' ? [{ field: 'fromOn', message: 'Give the first day' }] : []),
      ...(untilOn < said.fromOn ? [{ field: 'untilOn', message: 'Give a day after the first' }] : []),
    ]);
    if (isSound && !add.isPending) add.mutate({ ...said, untilOn });
  };
  return (
    <form onSubmit={submit} noValidate>
      <h2>Your own days</h2>
      <ErrorSummary errors={saving.errors} />
      <TextInput
        name="label"
        label="What it is"
        hint="“Between the years”, “Team day”."
        value={said.label}
        onChange={(label) => setSaid({ ...said, label })}
        error={saving.errorOf('label')}
        maxLength={60}
      />
      <div className="day-hours">
        <DateInput
          name="fromOn"
          label="First day"
          value={said.fromOn}
          onChange={(fromOn) => setSaid({ ...said, fromOn })}
          error={saving.errorOf('fromOn')}
        />
        <DateInput
          name="untilOn"
          label="Last day"
          value={said.untilOn}
          onChange={(untilOn) => setSaid({ ...said, untilOn })}
          error={saving.errorOf('untilOn')}
        />
      </div>
      <p className="acts">
        <Button type="submit" busy={add.isPending && 'Closing…'}>
          Close on these days
        </Button>
      </p>
    </form>
  );
}
