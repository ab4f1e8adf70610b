import type { StaffRouter } from '@heather/api/staff';
import {
  BackLink,
  Button,
  ErrorSummary,
  type FormError,
  Loading,
  PageTitle,
  readRefusal,
  Select,
  TextArea,
  useUnsavedGuard,
} from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { useFirstButton } from '../app/first-button.ts';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';

type Mine = inferRouterOutputs<StaffRouter>['wills']['mine'];
const fresh = () => queryClient.invalidateQueries(trpc.wills.pathFilter());

/** Whom one trusts with one's people, and what they should do. */
export default function WillPage(_: { params: Record<string, string | undefined> }) {
  const mine = useQuery(trpc.wills.mine.queryOptions(undefined, { refetchOnWindowFocus: false }));
  if (!mine.data) return <Loading />;
  const { will } = mine.data;
  return (
    <>
      <BackLink href="/absence" />
      <PageTitle title="Clinical will">Your clinical will</PageTitle>
      <p>
        Should you die, fall ill without warning or not be reached, two colleagues whom you name can together open who
        your people are, how each can safely be reached and when you next meet. Neither can do it alone, and nothing
        else opens: no note, no measure, no agreement. You, the clinical lead and the manager are told at once and can
        stop it.
      </p>
      <p>
        <a href="/clinical-will/entrusted">Where you are named yourself</a>
      </p>
      {will ? <Standing will={will} /> : null}
      <Form key={will?.id ?? 'new'} mine={mine.data} />
    </>
  );
}

function Standing({ will }: { will: NonNullable<Mine['will']> }) {
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const confirm = useMutation(
    trpc.wills.confirm.mutationOptions({
      onSuccess: fresh,
      onError: (error) => setErrors([{ message: readRefusal(error).words }]),
    }),
  );
  const gone = [will.first, will.second].filter(({ isHere }) => !isHere).map(({ name }) => name);
  return (
    <section>
      <ErrorSummary errors={errors} />
      {will.isLive ? (
        <p>
          <b>Somebody is opening it.</b> <a href="/clinical-will/entrusted">See who, and stop it if you are well</a>
        </p>
      ) : null}
      {gone.length === 0 ? null : (
        <p>
          <b>{gone.join(' and ')} no longer works here, so nobody can open it.</b> Name somebody else.
        </p>
      )}
      <p className={will.isDue ? undefined : 'quiet'}>
        {will.isDue ? 'Does it still hold? ' : ''}You last said that it holds on {will.confirmedOn}.
      </p>
      <p className="acts">
        <Button
          kind="edged"
          busy={confirm.isPending && 'Noting it…'}
          onClick={() => (confirm.isPending ? undefined : confirm.mutate())}
        >
          It still holds
        </Button>
      </p>
    </section>
  );
}

function Form({ mine }: { mine: Mine }) {
  const { will, colleagues } = mine;
  const [firstTrusteeId, setFirst] = useState(will?.first.isHere ? will.first.id : '');
  const [secondTrusteeId, setSecond] = useState(will?.second.isHere ? will.second.id : '');
  const [instructions, setInstructions] = useState(will?.instructions ?? '');
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const [saved, setSaved] = useState(false);
  const first = useFirstButton();
  const changed =
    firstTrusteeId !== (will?.first.id ?? '') ||
    secondTrusteeId !== (will?.second.id ?? '') ||
    instructions !== (will?.instructions ?? '');
  const save = useMutation(
    trpc.wills.save.mutationOptions({
      onSuccess: async () => {
        setErrors([]);
        setSaved(true);
        await fresh();
      },
      onError: (error) => setErrors([{ message: readRefusal(error).words }]),
    }),
  );
  useUnsavedGuard(changed && !save.isSuccess);
  const options = colleagues.map(({ id, name }) => ({ value: id, label: name }));
  const errorOf = (field: string) => errors.find((one) => one.field === field)?.message;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const wrong: FormError[] = [];
        if (firstTrusteeId === '') wrong.push({ field: 'firstTrusteeId', message: 'Name somebody.' });
        if (secondTrusteeId === '') wrong.push({ field: 'secondTrusteeId', message: 'Name a second person.' });
        else if (secondTrusteeId === firstTrusteeId)
          wrong.push({ field: 'secondTrusteeId', message: 'Name two different people.' });
        if (instructions.trim() === '') wrong.push({ field: 'instructions', message: 'Say what they should do.' });
        setErrors(wrong);
        if (wrong.length === 0 && !save.isPending) save.mutate({ firstTrusteeId, secondTrusteeId, instructions });
      }}
    >
      <ErrorSummary errors={errors} />
      {saved ? <output>It stands. Both were told that you named them.</output> : null}
      <Select
        name="firstTrusteeId"
        label="First trustee"
        nothing="Nobody yet"
        value={firstTrusteeId}
        onChange={setFirst}
        options={options}
        error={errorOf('firstTrusteeId')}
      />
      <Select
        name="secondTrusteeId"
        label="Second trustee"
        nothing="Nobody yet"
        value={secondTrusteeId}
        onChange={setSecond}
        options={options}
        error={errorOf('secondTrusteeId')}
      />
      <TextArea
        name="instructions"
        label="What they should do"
        hint="They read it only once it is open. Who should tell your people, and what; to whom they may go; what happens to paper."
        value={instructions}
        onChange={setInstructions}
        maxLength={4000}
        error={errorOf('instructions')}
      />
      <p className="acts">
        <Button type="submit" kind={first} busy={save.isPending && 'Saving…'}>
          {will ? 'Let this stand instead' : 'Let it stand'}
        </Button>
      </p>
    </form>
  );
}
