import './practice.css';
import { BackLink, Button, ErrorSummary, Loading, PageTitle, TimeInput } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { trpc } from '../app/trpc.ts';
import { Kept } from './identity-page.tsx';
import { useSaving, weekdays } from './use-saving.ts';

type Day = 1 | 2 | 3 | 4 | 5 | 6 | 7;
type Span = { from: string; to: string };
type Week = Partial<Record<Day, Span[] | undefined>>;
const days: readonly Day[] = [1, 2, 3, 4, 5, 6, 7];

/** When somebody reads safety answers. A client is told a true time from this. */
export default function HoursPage(_: { params: Record<string, string | undefined> }) {
  const found = useQuery(trpc.practice.get.queryOptions());
  if (!found.data) return <Loading />;
  return (
    <div className="plain-page">
      <BackLink href="/set-up" />
      <PageTitle title="Reading hours">When somebody reads safety answers</PageTitle>
      <p className="quiet">
        A client who gives an answer about safety is told the time by which a person will read it. It comes from these
        hours and your holidays. Leave a day empty when nobody reads.
      </p>
      <HoursForm week={found.data.hours as Week} />
    </div>
  );
}

function HoursForm({ week }: { week: Week }) {
  const [spans, setSpans] = useState<Record<Day, Span>>(
    () => Object.fromEntries(days.map((day) => [day, week[day]?.[0] ?? { from: '', to: '' }])) as Record<Day, Span>,
  );
  const saving = useSaving();
  const save = useMutation(trpc.practice.updateHours.mutationOptions(saving.options));
  const change = (day: Day, part: Partial<Span>) => setSpans({ ...spans, [day]: { ...spans[day], ...part } });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = days.filter((day) => {
      const { from, to } = spans[day];
      return (from === '') !== (to === '') || (from !== '' && from >= to);
    });
    const isSound = saving.isSound(
      wrong.map((day) => ({
        field: `to-${day}`,
        message: `${weekdays[day - 1]}: give both times, the second one later`,
      })),
    );
    if (!isSound || save.isPending) return;
    const rest = (day: Day) => (week[day] ?? []).slice(1);
    save.mutate(
      Object.fromEntries(days.flatMap((day) => (spans[day].from === '' ? [] : [[day, [spans[day], ...rest(day)]]]))),
    );
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={saving.errors} />
      {days.map((day) => (
        <div className="day-hours" key={day}>
          <TimeInput
            name={`from-${day}`}
            label={`${weekdays[day - 1]} from`}
            value={spans[day].from}
            onChange={(from) => change(day, { from })}
          />
          <TimeInput
            name={`to-${day}`}
            label={`${weekdays[day - 1]} until`}
            value={spans[day].to}
            onChange={(to) => change(day, { to })}
            error={saving.errorOf(`to-${day}`)}
          />
        </div>
      ))}
      <div className="acts">
        <Button kind="primary" type="submit" busy={save.isPending && 'Keeping it…'}>
          Keep these hours
        </Button>
        <Kept isKept={saving.isKept} />
      </div>
    </form>
  );
}
