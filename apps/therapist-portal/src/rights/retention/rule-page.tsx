import './retention.css';
import type { StaffRouter } from '@heather/api/staff';
import {
  BackLink,
  Button,
  ErrorSummary,
  type FormError,
  Loading,
  NotFound,
  PageTitle,
  readRefusal,
  Select,
  Table,
  TextInput,
} from '@heather/ui';
import { skipToken, useMutation, useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { queryClient } from '../../app/query-client.ts';
import { trpc } from '../../app/trpc.ts';
import { dayText, type Kind, kindWords, recordsText, type Side, sideWords } from './words.ts';

type Rule = inferRouterOutputs<StaffRouter>['retention']['rules']['rules'][number];
type Nation = 'england-and-wales' | 'scotland' | 'northern-ireland';
const nations: { value: Nation | 'all'; label: string }[] = [
  { value: 'all', label: 'Everywhere' },
  { value: 'england-and-wales', label: 'England and Wales' },
  { value: 'scotland', label: 'Scotland' },
  { value: 'northern-ireland', label: 'Northern Ireland' },
];

/** One kind of record: the rules that hold, and a draft of another with what it would do before it stands. */
export default function RulePage({ params }: { params: Record<string, string | undefined> }) {
  const kind = params.ruleKind as Kind;
  const found = useQuery(trpc.retention.rules.queryOptions());
  if (!(kind in kindWords)) return <NotFound />;
  if (!found.data) return <Loading />;
  const rules = found.data.rules.filter((rule) => rule.kind === kind);
  return (
    <div className="plain-page retention">
      <BackLink href="/practice/retention" />
      <PageTitle title="Rule">{kindWords[kind]}</PageTitle>
      <p className="quiet">
        Of several rules the longest is followed. A suggestion of Heather’s goes when you set your own.
      </p>
      <ul className="rows">
        {rules.map((rule) => (
          <li key={rule.ruleId ?? 'suggested'}>
            <Standing rule={rule} />
          </li>
        ))}
      </ul>
      <Draft kind={kind} from={rules[0]} />
    </div>
  );
}

function Standing({ rule }: { rule: Rule }) {
  const end = useMutation(
    trpc.retention.endRule.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.retention.pathFilter()),
    }),
  );
  const { ruleId } = rule;
  return (
    <>
      <span className="line">{rule.words}.</span>
      <span className="line quiet">
        {rule.nation === null ? '' : `${nations.find(({ value }) => value === rule.nation)?.label}. `}
        {rule.source} {rule.reviewedOn === null ? '' : `Set on ${dayText(rule.reviewedOn)}.`}
      </span>
      {ruleId === null ? null : (
        <Button kind="link" busy={end.isPending && 'Ending it…'} onClick={() => end.mutate({ ruleId })}>
          End this rule<span className="away"> of {sideWords[rule.requiredBy]}</span>
        </Button>
      )}
    </>
  );
}

function Draft({ kind, from }: { kind: Kind; from: Rule | undefined }) {
  const [side, setSide] = useState<Side | ''>('practice');
  const [nation, setNation] = useState<Nation | 'all' | ''>('all');
  const [years, setYears] = useState(String((from?.monthsAfter ?? 84) / 12));
  const [age, setAge] = useState(String(from?.untilAge ?? 25));
  const [ageAt17, setAgeAt17] = useState(String(from?.untilAgeAt17 ?? 26));
  const [source, setSource] = useState('');
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const isYoung = kind === 'young';
  const months = Math.round(Number(years) * 12);
  const isWhole = (text: string) => /^\d{2}$/.test(text) && Number(text) >= 18;
  const isSound =
    Number.isInteger(months) && months >= 1 && months <= 600 && (!isYoung || (isWhole(age) && isWhole(ageAt17)));
  const shape = {
    kind,
    requiredBy: side === '' ? ('practice' as const) : side,
    nation: nation === 'all' || nation === '' ? null : nation,
    monthsAfter: months,
    untilAge: isYoung ? Number(age) : null,
    untilAgeAt17: isYoung ? Number(ageAt17) : null,
  };
  const preview = useQuery(trpc.retention.preview.queryOptions(isSound ? shape : skipToken));
  const save = useMutation(
    trpc.retention.setRule.mutationOptions({
      onSuccess: async () => {
        setSource('');
        await queryClient.invalidateQueries(trpc.retention.pathFilter());
      },
      onError: (error) => setErrors([{ message: readRefusal(error).words }]),
    }),
  );
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  const send = () => {
    const found = [
      ...(isSound ? [] : [{ field: 'years', message: 'Give the years, up to 50, and ages from 18' }]),
      ...(source.trim() === '' ? [{ field: 'source', message: 'Say where the period comes from' }] : []),
    ];
    setErrors(found);
    if (found.length === 0) save.mutate({ ...shape, source });
  };
  return (
    <section aria-labelledby="draft">
      <h2 id="draft">Set a rule</h2>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <ErrorSummary errors={errors} />
        <Select
          name="side"
          label="Who asks for it"
          value={side}
          onChange={setSide}
          options={(Object.keys(sideWords) as Side[]).map((value) => ({ value, label: sideWords[value] }))}
        />
        <Select name="nation" label="Where" value={nation} onChange={setNation} options={nations} />
        <TextInput
          name="years"
          label="Years after the last contact"
          hint="For months give a part of a year: 1.5 is eighteen months."
          value={years}
          onChange={setYears}
          width="short"
          inputMode="decimal"
          error={errorOf('years')}
        />
        {isYoung ? (
          <>
            <TextInput
              name="age"
              label="And until the age of"
              value={age}
              onChange={setAge}
              width="short"
              inputMode="numeric"
            />
            <TextInput
              name="ageAt17"
              label="Who was 17 at the last contact: until the age of"
              value={ageAt17}
              onChange={setAgeAt17}
              width="short"
              inputMode="numeric"
            />
          </>
        ) : null}
        <TextInput
          name="source"
          label="Where the period comes from"
          hint="For example the clause of your insurance, or the day you decided it."
          value={source}
          onChange={setSource}
          error={errorOf('source')}
        />
        <h3>What it would do</h3>
        {preview.data ? (
          <Shown preview={preview.data} />
        ) : isSound ? (
          <Loading />
        ) : (
          <p className="quiet">Give the years first.</p>
        )}
        <p className="acts">
          <Button type="submit" busy={save.isPending && 'Keeping it…'}>
            Set this rule
          </Button>
        </p>
      </form>
    </section>
  );
}

function Shown({ preview }: { preview: inferRouterOutputs<StaffRouter>['retention']['preview'] }) {
  const { dueNow, dueInAYear, before, people } = preview;
  return (
    <>
      <p role="status">
        With this rule {recordsText(dueNow)} would be due now and {dueInAYear} more within a year. As it stands:{' '}
        {before.dueNow} and {before.dueInAYear}, all kinds together.
      </p>
      {people.length === 0 ? null : (
        <Table
          caption="Who would be due first"
          rows={people}
          rowKey={(row) => row.clientId}
          columns={[
            { key: 'name', head: 'Who', cell: (row) => <a href={`/clients/${row.clientId}/record`}>{row.name}</a> },
            { key: 'last', head: 'Last contact', cell: (row) => dayText(row.lastContactOn) },
            { key: 'due', head: 'Due', cell: (row) => dayText(row.dueOn) },
          ]}
        />
      )}
    </>
  );
}
