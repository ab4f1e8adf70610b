import './practice.css';
import type { StaffRouter } from '@heather/api/staff';
import {
  BackLink,
  Button,
  DateInput,
  ErrorSummary,
  Loading,
  PageTitle,
  RadioRows,
  SummaryList,
  TimeInput,
} from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { type FormEvent, useState } from 'react';
import { trpc } from '../app/trpc.ts';
import type { Person } from './person-page.tsx';
import { useSaving, whenOf } from './use-saving.ts';

type Held = inferRouterOutputs<StaffRouter>['practice']['previewLeaving'];

/** What they hold is read first; then their access ends, at once or at a time ahead. */
export default function LeavingPage({ params }: { params: Record<string, string | undefined> }) {
  const staffId = params.staffId ?? '';
  const person = useQuery(trpc.practice.getStaff.queryOptions({ staffId }));
  const held = useQuery(trpc.practice.previewLeaving.queryOptions({ staffId }));
  if (!person.data || !held.data) return <Loading />;
  const isLeft = person.data.state === 'left';
  return (
    <div className="practice-parts">
      <BackLink href={`/staff/${staffId}`} />
      <PageTitle title="End of access">
        {isLeft ? `${person.data.fullName} has no access any more` : `End ${person.data.fullName}’s access`}
      </PageTitle>
      <Holdings held={held.data} />
      {isLeft ? (
        <p role="status">Nothing of theirs opens anything now. To undo it, invite them again from their page.</p>
      ) : (
        <EndForm person={person.data} held={held.data} />
      )}
    </div>
  );
}

function Holdings({ held }: { held: Held }) {
  const { clients, clientCount } = held;
  return (
    <>
      <SummaryList
        rows={[
          { label: 'Clients', value: String(clientCount) },
          {
            label: 'Standing sessions',
            value: `${held.series}, ${held.sessionsAhead} ahead${held.lastSessionAt ? `, the last ${whenOf(held.lastSessionAt)}` : ''}`,
          },
          { label: 'Open offers', value: String(held.offers) },
          { label: 'Places on the safety ladder', value: String(held.rungs) },
          { label: 'Covers for colleagues', value: String(held.covers.length) },
          { label: 'People they supervise', value: String(held.supervises) },
        ]}
      />
      {held.covers.length === 0 ? null : (
        <section>
          <h2>Colleagues they stand in for</h2>
          <p className="quiet">
            That ends with their access. Name somebody else before, so that nobody is without cover.
          </p>
          <ul className="rows">
            {held.covers.map(({ awayId, name, when }) => (
              <li key={`${awayId ?? name} ${when}`}>
                {awayId === null ? name : <a href={`/absence/${awayId}`}>{name}</a>}{' '}
                <span className="quiet">{when}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {clients.length === 0 ? null : (
        <section>
          <h2>Their clients, to be given to somebody else</h2>
          <p className="quiet">
            Nobody is moved by itself. Until you give them to a colleague, they have no therapist here.
          </p>
          <ul className="rows">
            {clients.map((client) => (
              <li key={client.allocationId}>
                {client.name}{' '}
                <span className="quiet">
                  {client.nextAt === null ? 'Nothing booked' : `Next ${whenOf(client.nextAt)}`}
                </span>
              </li>
            ))}
          </ul>
          <p className="acts">
            <a href="/allocation/current">Give them to colleagues</a>
          </p>
        </section>
      )}
    </>
  );
}

function EndForm({ person, held }: { person: Person; held: Held }) {
  const [when, setWhen] = useState<'now' | 'later' | null>(null);
  const [on, setOn] = useState('');
  const [at, setAt] = useState('17:00');
  const saving = useSaving();
  const end = useMutation(trpc.practice.endAccess.mutationOptions(saving.options));
  const keep = useMutation(trpc.practice.keepAccess.mutationOptions(saving.options));
  if (held.isLastManager) return <p role="status">They are the only manager. Make somebody else a manager first.</p>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isSound = saving.isSound([
      ...(when === null ? [{ field: 'when', message: 'Choose when' }] : []),
      ...(when === 'later' && (on === '' || at === '') ? [{ field: 'on', message: 'Give the day and the time' }] : []),
    ]);
    if (!isSound || end.isPending) return;
    end.mutate({ staffId: person.id, at: when === 'now' ? null : new Date(`${on}T${at}`).toISOString() });
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={saving.errors} />
      <h2>When</h2>
      {person.accessEndsAt === null ? null : (
        <p role="status">
          Their access ends {whenOf(person.accessEndsAt)}.{' '}
          <Button
            kind="link"
            busy={keep.isPending && 'Taking it back…'}
            onClick={() => keep.mutate({ staffId: person.id })}
          >
            Take this back
          </Button>
        </p>
      )}
      <RadioRows
        name="when"
        legend="Their access ends"
        value={when}
        onChange={setWhen}
        options={[
          { value: 'now', label: 'Now', hint: 'Every device is signed out at this second.' },
          { value: 'later', label: 'At a time ahead' },
        ]}
        error={saving.errorOf('when')}
      />
      {when === 'later' ? (
        <div className="day-hours">
          <DateInput name="on" label="Day" value={on} onChange={setOn} error={saving.errorOf('on')} />
          <TimeInput name="at" label="Time" value={at} onChange={setAt} />
        </div>
      ) : null}
      {held.isSelf ? <p>This is your own access: you will be signed out.</p> : null}
      <div className="acts">
        <Button kind="primary" type="submit" busy={end.isPending && 'Ending…'}>
          End access
        </Button>
      </div>
    </form>
  );
}
