import './absence.css';
import {
  BackLink,
  Button,
  DateInput,
  ErrorSummary,
  type FormError,
  Loading,
  PageTitle,
  RadioRows,
  Select,
} from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFirstButton } from '../app/first-button.ts';
import { trpc } from '../app/trpc.ts';
import { type Kind, kindWords } from './away-data.ts';
import { Plan } from './plan.tsx';

const kinds = (Object.keys(kindWords) as Kind[]).map((value) => ({ value, label: kindWords[value] }));
type Asked = { staffId: string; fromOn: string; untilOn: string; kind: Kind };

/** Leave, by dates: whose, from when until when, and then everything that hangs on it. */
export default function NewPage(_: { params: Record<string, string | undefined> }) {
  const found = useQuery(trpc.absence.list.queryOptions());
  if (!found.data) return <Loading />;
  return <Dates list={found.data} />;
}

type List = { isTherapist: boolean; ownId: string; therapists: { id: string; name: string }[]; todayOn: string };

function Dates({ list }: { list: List }) {
  const { isTherapist, ownId, therapists, todayOn } = list;
  const [staffId, setStaffId] = useState(isTherapist ? ownId : '');
  const [fromOn, setFromOn] = useState(todayOn);
  const [untilOn, setUntilOn] = useState('');
  const [kind, setKind] = useState<Kind | null>(null);
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const [asked, setAsked] = useState<Asked | null>(null);
  const first = useFirstButton();
  const look = () => {
    const last = untilOn === '' ? fromOn : untilOn;
    const wrong = [
      ...(staffId === '' ? [{ field: 'staffId', message: 'Choose who is away' }] : []),
      ...(fromOn === '' ? [{ field: 'fromOn', message: 'Give the first day' }] : []),
      ...(last < fromOn ? [{ field: 'untilOn', message: 'Give a day after the first' }] : []),
      ...(kind === null ? [{ field: 'kind', message: 'Choose one' }] : []),
    ];
    setErrors(wrong);
    setAsked(wrong.length > 0 || kind === null ? null : { staffId, fromOn, untilOn: last, kind });
  };
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  return (
    <>
      <BackLink href="/absence" />
      <ErrorSummary errors={errors} />
      <PageTitle title="New time away">Time away</PageTitle>
      <form
        noValidate
        className="set-up-forms"
        onSubmit={(event) => {
          event.preventDefault();
          look();
        }}
      >
        {therapists.length === 0 ? null : (
          <Select
            name="staffId"
            label="Who is away"
            value={staffId}
            onChange={setStaffId}
            options={therapists.map(({ id, name }) => ({ value: id, label: id === ownId ? `${name} (you)` : name }))}
            error={errorOf('staffId')}
          />
        )}
        <div className="away-days">
          <DateInput
            name="fromOn"
            label="First day"
            min={todayOn}
            value={fromOn}
            onChange={setFromOn}
            error={errorOf('fromOn')}
          />
          <DateInput
            name="untilOn"
            label="Last day"
            min={fromOn}
            value={untilOn}
            onChange={setUntilOn}
            error={errorOf('untilOn')}
          />
        </div>
        <RadioRows
          name="kind"
          legend="What it is"
          hint="For the person, the manager and the clinical lead. Nobody else is told, and no client."
          value={kind}
          onChange={setKind}
          options={kinds}
          error={errorOf('kind')}
        />
        <p className="acts">
          <Button type="submit" kind={asked === null ? first : 'edged'}>
            See what falls away
          </Button>
        </p>
      </form>
      {asked === null ? null : <Plan key={`${asked.staffId} ${asked.fromOn} ${asked.untilOn}`} {...asked} withCover />}
    </>
  );
}
