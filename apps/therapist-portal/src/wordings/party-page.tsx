import './wordings.css';
import type { StaffRouter } from '@heather/api/staff';
import { partySentence, recordsSentence } from '@heather/confidentiality';
import {
  BackLink,
  Button,
  ErrorSummary,
  type FormError,
  Loading,
  PageTitle,
  RadioRows,
  readRefusal,
  TextInput,
} from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { type FormEvent, useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';

type Parties = inferRouterOutputs<StaffRouter>['practice']['party'];
type Therapist = Parties['therapists'][number];
type Controller = Parties['usual']['controller'];
type Keeper = Parties['usual']['keeper'];

const controllers: readonly { value: Controller; label: string; hint: string }[] = [
  { value: 'practice', label: 'The practice', hint: 'Employed, or working in the practice’s name.' },
  { value: 'therapist', label: 'The therapist', hint: 'Self-employed, and only renting a room and a diary here.' },
  { value: 'both', label: 'Both', hint: 'Self-employed, with clients who come to the practice.' },
];
const keepers: readonly { value: Keeper; label: string }[] = [
  { value: 'practice', label: 'It stays with the practice' },
  { value: 'therapist', label: 'It goes with the therapist' },
  { value: 'client-chooses', label: 'The client says which' },
];

/** Who is responsible in law for what is written down, and who keeps it when a therapist leaves: for the practice, and otherwise for some. */
export default function PartyPage(_: { params: Record<string, string | undefined> }) {
  const found = useQuery(trpc.practice.party.queryOptions());
  if (!found.data) return <Loading />;
  const { usual, therapists, practiceName } = found.data;
  return (
    <div className="plain-page">
      <BackLink href="/practice/agreements" />
      <PageTitle title="Who is responsible">Who is responsible in law, and who keeps the record</PageTitle>
      <p className="quiet">
        Clients read it in each agreement from now on, on the page and in their copy. What was signed stays as it was.
        Ask your professional body or your insurer when you are not sure.
      </p>
      <Usual key={usual.mark} usual={usual} practiceName={practiceName} />
      <section className="more-documents">
        <h2>Otherwise for one therapist</h2>
        {therapists.map((therapist) => (
          <One key={`${therapist.id} ${therapist.mark}`} {...{ therapist, usual, practiceName }} />
        ))}
      </section>
    </div>
  );
}

function useSave() {
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const [isKept, setKept] = useState(false);
  const save = useMutation(
    trpc.practice.saveParty.mutationOptions({
      onSuccess: async () => {
        setErrors([]);
        setKept(true);
        await queryClient.invalidateQueries(trpc.practice.party.queryFilter());
      },
      onError: (error) => {
        setKept(false);
        setErrors([{ message: readRefusal(error).words }]);
      },
    }),
  );
  return { save, errors, isKept };
}

const nothing = { name: null, address: null, contact: null, icoNumber: null };

function Usual({ usual, practiceName }: { usual: Parties['usual']; practiceName: string }) {
  const [said, setSaid] = useState({ controller: usual.controller, keeper: usual.keeper });
  const { save, errors, isKept } = useSave();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate({ therapistId: null, ...said, own: nothing, mark: usual.mark });
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} />
      <h2>In the practice</h2>
      <RadioRows
        name="controller"
        legend="Who is responsible in law for what is written about clients?"
        options={controllers}
        value={said.controller}
        onChange={(controller) => setSaid({ ...said, controller })}
      />
      <RadioRows
        name="keeper"
        legend="What becomes of the record when a therapist leaves?"
        options={keepers}
        value={said.keeper}
        onChange={(keeper) => setSaid({ ...said, keeper })}
      />
      <AsRead practiceName={practiceName} therapist="Leila" own={null} {...said} />
      <p className="acts">
        <Button kind="primary" type="submit" busy={save.isPending && 'Keeping it…'}>
          Keep this
        </Button>
        <span role="status" className="quiet">
          {isKept ? 'Kept.' : ''}
        </span>
      </p>
    </form>
  );
}

type OneProps = { therapist: Therapist; usual: Parties['usual']; practiceName: string };

function One({ therapist, usual, practiceName }: OneProps) {
  const [said, setSaid] = useState({ controller: therapist.controller, keeper: therapist.keeper, own: therapist.own });
  const { save, errors, isKept } = useSave();
  const field = (name: string) => `${name}-${therapist.id}`;
  const controller = said.controller ?? usual.controller;
  const keeper = said.keeper ?? usual.keeper;
  const text = (name: keyof Therapist['own'], label: string, hint?: string) => (
    <TextInput
      name={field(name)}
      label={label}
      value={said.own[name] ?? ''}
      onChange={(value) => setSaid({ ...said, own: { ...said.own, [name]: value } })}
      {...(hint && { hint })}
    />
  );
  const isOtherwise = therapist.controller !== null || therapist.keeper !== null;
  return (
    <details className="foldaway">
      <summary>
        {therapist.name}: {isOtherwise ? 'otherwise than the practice' : 'as the practice'}
      </summary>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!save.isPending) save.mutate({ therapistId: therapist.id, ...said, mark: therapist.mark });
        }}
      >
        <ErrorSummary errors={errors} />
        <RadioRows
          name={field('controller')}
          legend={`Who is responsible for what is written about ${therapist.name}’s clients?`}
          options={[{ value: 'usual', label: 'As the practice has it' }, ...controllers]}
          value={said.controller ?? 'usual'}
          onChange={(value) => setSaid({ ...said, controller: value === 'usual' ? null : (value as Controller) })}
        />
        <RadioRows
          name={field('keeper')}
          legend={`What becomes of the record when ${therapist.name} leaves?`}
          options={[{ value: 'usual', label: 'As the practice has it' }, ...keepers]}
          value={said.keeper ?? 'usual'}
          onChange={(value) => setSaid({ ...said, keeper: value === 'usual' ? null : (value as Keeper) })}
        />
        {controller === 'practice' ? null : (
          <>
            {text('name', 'Name that they work under', `Left empty: ${therapist.fullName}.`)}
            {text('address', 'Their address', 'Left empty: the practice’s.')}
            {text('contact', 'How clients reach them', 'Left empty: the practice’s.')}
            {text('icoNumber', 'Their own number with the Information Commissioner', 'Such as ZA123456.')}
          </>
        )}
        <AsRead
          practiceName={practiceName}
          therapist={therapist.name}
          own={said.own.name ?? therapist.fullName}
          {...{ controller, keeper }}
        />
        <p className="acts">
          <Button type="submit" busy={save.isPending && 'Keeping it…'}>
            Keep this for {therapist.name}
          </Button>
          <span role="status" className="quiet">
            {isKept ? 'Kept.' : ''}
          </span>
        </p>
      </form>
    </details>
  );
}

type AsReadProps = {
  practiceName: string;
  therapist: string;
  own: string | null;
  controller: Controller;
  keeper: Keeper;
};

/** What the client will read, word for word but for the names. */
function AsRead({ practiceName, therapist, own, controller, keeper }: AsReadProps) {
  const house = { name: practiceName, role: 'practice' as const, address: '', contact: '' };
  const person = { name: own || therapist, role: 'therapist' as const, address: '', contact: '' };
  const parties = { client: { name: '' }, therapist: { name: therapist }, practice: { name: practiceName } };
  const said = { practice: [house], therapist: [person], both: [house, person] }[controller];
  return (
    <p className="reading-text client-reads">
      <b>The client reads:</b> {partySentence({ controllers: said, parties })}{' '}
      {recordsSentence({ recordsAfter: keeper, parties })}
    </p>
  );
}
