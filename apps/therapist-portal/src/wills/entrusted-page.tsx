import type { StaffRouter } from '@heather/api/staff';
import {
  BackLink,
  Button,
  ButtonLink,
  Dialog,
  Empty,
  ErrorSummary,
  type FormError,
  Loading,
  PageTitle,
  RadioRows,
  readRefusal,
} from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';

type Entrusted = inferRouterOutputs<StaffRouter>['wills']['entrusted'];
type Opening = Entrusted['watched'][number]['opening'];
type Reason = Opening['reason'];

const reasonWords: Record<Reason, string> = {
  death: 'has died',
  incapacity: 'cannot work, and not decide about it',
  unreachable: 'cannot be reached',
};
const reasonOptions = (['death', 'incapacity', 'unreachable'] as const).map((value) => ({
  value,
  label: `They ${value === 'death' ? 'have died' : value === 'incapacity' ? 'cannot work, nor decide about it' : 'cannot be reached'}`,
}));
const fresh = () => queryClient.invalidateQueries(trpc.wills.pathFilter());

/** Wills in which one is named, and those being opened that one may stop. */
export default function EntrustedPage(_: { params: Record<string, string | undefined> }) {
  const found = useQuery(trpc.wills.entrusted.queryOptions(undefined, { refetchInterval: 30_000 }));
  if (!found.data) return <Loading />;
  const { wills, watched } = found.data;
  const others = watched.filter(({ id }) => !wills.some((will) => will.id === id));
  return (
    <>
      <BackLink href="/" />
      <PageTitle title="Clinical wills" />
      {others.length === 0 ? null : (
        <section>
          <h2>Being opened now</h2>
          <ul className="rows">
            {others.map(({ id, name, opening }) => (
              <li key={id}>
                <p>
                  <b>{name}.</b> {saidWords(name, opening)}
                </p>
                <End opening={opening} words="Stop it" of={name} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>Where you are named</h2>
        {wills.length === 0 ? (
          <Empty>No colleague has named you.</Empty>
        ) : (
          <>
            <p className="quiet">
              It takes both of you. Then both see who their people are, how each can safely be reached and when they
              next meet, for two weeks. Each look stands in those people’s own list of who opened their record.
            </p>
            <ul className="rows">
              {wills.map((will) => (
                <OneWill key={will.id} will={will} maySee={watched.some(({ id }) => id === will.id)} />
              ))}
            </ul>
          </>
        )}
      </section>
    </>
  );
}

const saidWords = (name: string, opening: Opening) =>
  opening.state === 'open'
    ? `Two trustees said that ${name} ${reasonWords[opening.reason]}. It is open until ${opening.until}.`
    : `${opening.askedBy} said that ${name} ${reasonWords[opening.reason]}. It opens if the other trustee says the same before ${opening.until}.`;

/** @param maySee one may also stop it, as its lead or manager */
function OneWill({ will, maySee }: { will: Entrusted['wills'][number]; maySee: boolean }) {
  const { opening, name, other } = will;
  return (
    <li>
      <p>
        <b>{name}</b> <span className="quiet">together with {other}</span>
      </p>
      {opening === null ? (
        will.inForce ? (
          <Ask will={will} />
        ) : (
          <p className="quiet">
            {other} no longer works here, so it cannot be opened. {name} has to name somebody else.
          </p>
        )
      ) : opening.state === 'open' ? (
        <>
          <p>It is open until {opening.until}.</p>
          <p className="acts">
            <ButtonLink href={`/clinical-will/opened/${opening.id}`}>
              See their people<span className="away">: {name}</span>
            </ButtonLink>
          </p>
          <End opening={opening} words="Close it" of={name} />
        </>
      ) : opening.isMine ? (
        <>
          <p>
            You said that {name} {reasonWords[opening.reason]}. It opens when {other} says the same before{' '}
            {opening.until}.
          </p>
          <End opening={opening} words="Take it back" of={name} />
        </>
      ) : (
        <>
          <p>{saidWords(name, opening)}</p>
          <Second willId={will.id} name={name} opening={opening} />
          {maySee ? <End opening={opening} words="Stop it" of={name} /> : null}
        </>
      )}
    </li>
  );
}

function usePress() {
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const press = useMutation(
    trpc.wills.press.mutationOptions({
      onSuccess: fresh,
      onError: async (error) => {
        setErrors([{ message: readRefusal(error).words }]);
        await fresh();
      },
    }),
  );
  return { press, errors, setErrors };
}

/** The first of the two voices: why, read once more, then said. */
function Ask({ will }: { will: Entrusted['wills'][number] }) {
  const { press, errors, setErrors } = usePress();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState<Reason | null>(null);
  return (
    <>
      <Button kind="link" onClick={() => setOpen(true)}>
        Something has happened to {will.name}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={`Open ${will.name}’s clinical will?`}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (reason === null) return setErrors([{ field: 'reason', message: 'Say what has happened.' }]);
            if (!press.isPending) press.mutate({ willId: will.id, reason });
          }}
        >
          <ErrorSummary errors={errors} />
          <p>
            {will.name}, {will.other}, the clinical lead and the manager are told now. It opens if {will.other} says the
            same within a day. You prove once more that it is you.
          </p>
          <RadioRows
            name="reason"
            legend="What has happened"
            value={reason}
            onChange={setReason}
            options={reasonOptions}
            error={errors.find(({ field }) => field === 'reason')?.message}
          />
          <p className="acts">
            <Button type="submit" kind="edged" busy={press.isPending && 'Telling them…'}>
              Ask {will.other} to say the same
            </Button>
          </p>
        </form>
      </Dialog>
    </>
  );
}

function Second({ willId, name, opening }: { willId: string; name: string; opening: Opening }) {
  const { press, errors } = usePress();
  return (
    <>
      <ErrorSummary errors={errors} />
      <p className="acts">
        <Button
          kind="edged"
          busy={press.isPending && 'Opening it…'}
          onClick={() => (press.isPending ? undefined : press.mutate({ willId, reason: opening.reason }))}
        >
          I say the same: open it<span className="away"> for {name}</span>
        </Button>
      </p>
    </>
  );
}

function End({ opening, words, of }: { opening: Opening; words: string; of: string }) {
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const end = useMutation(
    trpc.wills.end.mutationOptions({
      onSuccess: fresh,
      onError: (error) => setErrors([{ message: readRefusal(error).words }]),
    }),
  );
  return (
    <>
      <ErrorSummary errors={errors} />
      <p>
        <Button
          kind="link"
          busy={end.isPending && 'Ending it…'}
          onClick={() => (end.isPending ? undefined : end.mutate({ openingId: opening.id }))}
        >
          {words}
          <span className="away">: {of}</span>
        </Button>
      </p>
    </>
  );
}
