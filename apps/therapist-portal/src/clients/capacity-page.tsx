import './clients.css';
import { dayAndMonth } from '@heather/alliance';
import type { StaffRouter } from '@heather/api/staff';
import { Button, Empty, Loading, PageTitle, Table } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { trpc } from '../app/trpc.ts';
import { openingWords, saidWords, weightWords } from './capacity-words.ts';

type Therapist = inferRouterOutputs<StaffRouter>['clients']['capacity']['therapists'][number];

type Row = Pick<Therapist, 'therapistId' | 'name' | 'carriesTenths' | 'capacityTenths' | 'weeks'>;

/** All of them in one row, where all of them are on the page: places that somebody can begin in that week. */
function together(therapists: readonly Therapist[], isWhole: boolean): Row[] {
  const [first] = therapists;
  if (!isWhole || !first || therapists.length < 2) return [];
  const sum = (of: (therapist: Therapist) => number) => therapists.reduce((total, one) => total + of(one), 0);
  const weeks = first.weeks.map(({ weekOn }, at) => ({
    weekOn,
    freePlaces: sum(({ weeks: own }) => (own[at]?.isAllAway ? 0 : (own[at]?.freePlaces ?? 0))),
    freeTenths: sum(({ weeks: own }) => own[at]?.freeTenths ?? 0),
    isAway: false,
    isAllAway: false,
  }));
  const carriesTenths = sum((one) => one.carriesTenths);
  const capacityTenths = sum((one) => one.capacityTenths ?? 0);
  return [{ therapistId: 'together', name: 'Together', carriesTenths, capacityTenths, weeks }];
}

/** Who has room when: free places by week for a quarter, what therapists say themselves, and the endings that free a place. */
export default function CapacityPage() {
  const [behind, setBehind] = useState<readonly string[]>([]);
  const capacity = useQuery(trpc.clients.capacity.queryOptions({ after: behind.at(-1) ?? null }));
  if (!capacity.data) return <Loading />;
  const { weeks, therapists, next } = capacity.data;
  return (
    <>
      <div className="page-head">
        <PageTitle title="Free places" />
        <p className="quiet">
          Whole weekly places by the kind and rhythm of each course, as of the week that begins on the Monday shown. In
          a week of leave nobody begins; “part” is leave on some days of it.
        </p>
      </div>
      {therapists.length === 0 ? (
        <Empty>Therapists will stand here once somebody has that role.</Empty>
      ) : (
        <>
          <Table
            caption="Free places by week"
            captionShown
            close
            rows={[...therapists, ...together(therapists, next === null && behind.length === 0)]}
            rowKey={(row) => row.therapistId}
            columns={[
              { key: 'name', head: 'Therapist', cell: ({ name }) => name },
              { key: 'carries', head: 'Carries', cell: (row) => carries(row), numeric: true },
              ...weeks.map((weekOn, index) => ({
                key: weekOn,
                head: dayAndMonth(weekOn).replace(/^(\d+ \p{L}{3}).*/u, '$1'),
                numeric: true,
                cell: (row: Row) => <Week week={row.weeks[index]} />,
              })),
            ]}
          />
          <h2 className="gap">When places open</h2>
          <Table
            caption="When places open"
            rows={therapists}
            rowKey={(row) => row.therapistId}
            columns={[
              { key: 'name', head: 'Therapist', cell: ({ name }) => name },
              { key: 'opens', head: 'By what is agreed', cell: (row) => openingWords(row) },
              { key: 'said', head: 'They say', cell: ({ said }) => (said === null ? 'Nothing yet' : saidWords(said)) },
              { key: 'endings', head: 'Planned endings', cell: ({ endings }) => <Endings endings={endings} /> },
            ]}
          />
          <p className="acts">
            {behind.length === 0 ? null : (
              <Button onClick={() => setBehind(behind.slice(0, -1))}>Earlier in the alphabet</Button>
            )}
            {next === null ? null : <Button onClick={() => setBehind([...behind, next])}>Later in the alphabet</Button>}
          </p>
        </>
      )}
    </>
  );
}

const carries = ({ carriesTenths, capacityTenths }: Row): string =>
  capacityTenths === null
    ? weightWords(carriesTenths)
    : `${weightWords(carriesTenths)} of ${weightWords(capacityTenths)}`;

function Week({ week }: { week: Therapist['weeks'][number] | undefined }) {
  if (week === undefined) return null;
  if (week.isAllAway) return <span className="quiet">away</span>;
  const free = week.freePlaces === 0 ? <span className="quiet">0</span> : <b>{week.freePlaces}</b>;
  return (
    <>
      {free}
      {week.isAway ? <span className="quiet"> part</span> : null}
    </>
  );
}

function Endings({ endings }: { endings: Therapist['endings'] }) {
  if (endings.length === 0) return 'None in the quarter';
  return (
    <ul>
      {endings.map(({ on, names, clientId }) => (
        <li key={clientId}>
          {dayAndMonth(on)}: <a href={`/clients/${clientId}/sessions`}>{names.join(', ')}</a>
        </li>
      ))}
    </ul>
  );
}
