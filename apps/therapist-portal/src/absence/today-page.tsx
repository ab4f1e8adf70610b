import { BackLink, Loading, PageTitle, RadioRows } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../app/trpc.ts';
import { Plan } from './plan.tsx';

/** From bed: the rest of today, and everybody who has to know. */
export default function TodayPage(_: { params: Record<string, string | undefined> }) {
  const mine = useQuery(trpc.absence.list.queryOptions());
  const [days, setDays] = useState<'today' | 'tomorrow'>('today');
  if (!mine.data) return <Loading />;
  const { ownId, todayOn, tomorrowOn } = mine.data;
  return (
    <>
      <BackLink href="/" />
      <PageTitle title="Cannot come in">I cannot come in today</PageTitle>
      <RadioRows
        name="days"
        legend="How long"
        across
        value={days}
        onChange={setDays}
        options={[
          { value: 'today', label: 'The rest of today' },
          { value: 'tomorrow', label: 'Tomorrow too' },
        ]}
      />
      <Plan
        key={days}
        staffId={ownId}
        fromOn={todayOn}
        untilOn={days === 'today' ? todayOn : tomorrowOn}
        kind="unwell"
        withCover={false}
      />
    </>
  );
}
