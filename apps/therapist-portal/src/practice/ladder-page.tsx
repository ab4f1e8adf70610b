import './practice.css';
import type { StaffRouter } from '@heather/api/staff';
import { BackLink, Button, Empty, ErrorSummary, Loading, PageTitle, Select } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { trpc } from '../app/trpc.ts';
import { useSaving } from './use-saving.ts';

type Ladder = inferRouterOutputs<StaffRouter>['practice']['ladder'];
type Title = Ladder['rungs'][number]['title'];
const titles: { value: Title; label: string }[] = [
  { value: 'cover', label: 'Cover' },
  { value: 'clinical-lead', label: 'Clinical lead' },
  { value: 'deputy', label: 'Deputy' },
];
const titleOf = (title: Title) => titles.find(({ value }) => value === title)?.label ?? title;

/** Who reads a safety answer when the client's own therapist has not. */
export default function LadderPage(_: { params: Record<string, string | undefined> }) {
  const found = useQuery(trpc.practice.ladder.queryOptions());
  if (!found.data) return <Loading />;
  return (
    <div className="plain-page">
      <BackLink href="/set-up" />
      <PageTitle title="Safety ladder" />
      <p className="quiet">
        The client’s therapist comes first, then whoever covers for them. Then these people, from the top, each by your
        reading hours. With nobody here, measures that ask about safety can be used only in the session.
      </p>
      <Rungs key={JSON.stringify(found.data.rungs)} ladder={found.data} />
    </div>
  );
}

function Rungs({ ladder: { rungs, people } }: { ladder: Ladder }) {
  const [staffId, setStaffId] = useState('');
  const [title, setTitle] = useState<Title | ''>('');
  const saving = useSaving(() => {
    setStaffId('');
    setTitle('');
  });
  const save = useMutation(trpc.practice.saveLadder.mutationOptions(saving.options));
  const keep = (next: readonly { staffId: string; title: Title }[]) => {
    if (!save.isPending) save.mutate({ rungs: next.map((rung) => ({ staffId: rung.staffId, title: rung.title })) });
  };
  const add = () => {
    const isSound = saving.isSound([
      ...(staffId === '' ? [{ field: 'staffId', message: 'Choose somebody' }] : []),
      ...(title === '' ? [{ field: 'title', message: 'Choose what they stand there as' }] : []),
    ]);
    if (isSound && title !== '') keep([...rungs, { staffId, title }]);
  };
  const free = people.filter(({ id }) => rungs.every((rung) => rung.staffId !== id));
  return (
    <>
      <ErrorSummary errors={saving.errors} />
      {rungs.length === 0 ? (
        <Empty>Nobody stands on the ladder.</Empty>
      ) : (
        <ol className="rows rung-rows">
          {rungs.map((rung, at) => (
            <li key={rung.staffId}>
              <span className="quiet">{at + 1}</span>
              <span>
                {rung.name} <span className="quiet">{titleOf(rung.title)}</span>
              </span>
              <span>
                {at === 0 ? null : (
                  <>
                    <Button kind="link" onClick={() => keep(swapped(rungs, at))}>
                      Higher<span className="away"> {rung.name}</span>
                    </Button>{' '}
                  </>
                )}
                <Button kind="link" onClick={() => keep(rungs.filter((one) => one !== rung))}>
                  Take off<span className="away"> {rung.name}</span>
                </Button>
              </span>
            </li>
          ))}
        </ol>
      )}
      {free.length === 0 ? (
        <p className="quiet">
          {people.length === 0
            ? 'Therapists, supervisors and the clinical lead can stand here, once they work here.'
            : 'Everybody who can stand here does.'}
        </p>
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <Select
            name="staffId"
            label="Who"
            value={staffId}
            onChange={setStaffId}
            options={free.map(({ id, name }) => ({ value: id, label: name }))}
            error={saving.errorOf('staffId')}
          />
          <Select
            name="title"
            label="As"
            value={title}
            onChange={setTitle}
            options={titles}
            error={saving.errorOf('title')}
          />
          <p className="acts">
            <Button type="submit" busy={save.isPending && 'Keeping it…'}>
              Put on the ladder
            </Button>
          </p>
        </form>
      )}
    </>
  );
}

/** The rung at `at` and the one above it change places. */
function swapped<T>(rungs: readonly T[], at: number): T[] {
  const next = [...rungs];
  const [one, two] = [next[at - 1], next[at]];
  if (one !== undefined && two !== undefined) next.splice(at - 1, 2, two, one);
  return next;
}
