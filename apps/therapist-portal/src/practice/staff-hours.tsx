import { Button, DateInput, Empty, ErrorSummary, type FormError, Select, TimeInput } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { trpc } from '../app/trpc.ts';
import { Kept } from './identity-page.tsx';
import type { Person } from './person-page.tsx';
import { useSaving, weekdays } from './use-saving.ts';

type Hour = Person['hours'][number] & { key: string };
const kinds = [
  { value: 'room', label: 'In a room' },
  { value: 'online', label: 'Online' },
  { value: 'telephone', label: 'By telephone' },
] as const;

/** The weekly hours in which places are offered, each with its dates, how they work in it and where. */
export function StaffHours({ person }: { person: Person }) {
  const [hours, setHours] = useState<Hour[]>(() => person.hours.map((hour, at) => ({ ...hour, key: String(at) })));
  const saving = useSaving();
  const save = useMutation(trpc.practice.saveStaffHours.mutationOptions(saving.options));
  const change = (key: string, part: Partial<Hour>) =>
    setHours(hours.map((hour) => (hour.key === key ? { ...hour, ...part } : hour)));
  const add = () => {
    const last = hours.at(-1);
    setHours([
      ...hours,
      {
        weekday: last ? Math.min(7, last.weekday + 1) : 1,
        startsLocal: last?.startsLocal ?? '09:00',
        endsLocal: last?.endsLocal ?? '17:00',
        validFromOn: person.todayOn,
        validUntilOn: null,
        placeKind: last?.placeKind ?? null,
        roomId: last?.roomId ?? null,
        key: crypto.randomUUID(),
      },
    ]);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!saving.isSound(mistakes(hours)) || save.isPending) return;
    save.mutate({ staffId: person.id, hours: hours.map(({ key: _, ...hour }) => hour) });
  };
  return (
    <form onSubmit={submit} noValidate>
      <h2>Weekly hours</h2>
      <ErrorSummary errors={saving.errors} />
      {hours.length === 0 ? <Empty>Without hours no place is offered.</Empty> : null}
      {hours.map((hour, at) => (
        <fieldset className="stretch" key={hour.key}>
          <legend className="away">Hours {at + 1}</legend>
          <div className="day-hours">
            <Select
              name={`weekday-${at}`}
              label="Day"
              value={String(hour.weekday)}
              onChange={(value) => change(hour.key, { weekday: Number(value) || hour.weekday })}
              options={weekdays.map((label, index) => ({ value: String(index + 1), label }))}
            />
            <TimeInput
              name={`starts-${at}`}
              label="From"
              value={hour.startsLocal}
              onChange={(startsLocal) => change(hour.key, { startsLocal })}
            />
            <TimeInput
              name={`ends-${at}`}
              label="Until"
              value={hour.endsLocal}
              onChange={(endsLocal) => change(hour.key, { endsLocal })}
              error={saving.errorOf(`ends-${at}`)}
            />
            <Select
              name={`kind-${at}`}
              label="How"
              nothing="Any way"
              value={hour.placeKind ?? ''}
              onChange={(value) =>
                change(hour.key, { placeKind: value === '' ? null : value, ...(value !== 'room' && { roomId: null }) })
              }
              options={kinds}
            />
            {hour.placeKind === 'room' ? (
              <Select
                name={`room-${at}`}
                label="Room"
                nothing="Whichever is free"
                value={hour.roomId ?? ''}
                onChange={(value) => change(hour.key, { roomId: value === '' ? null : value })}
                options={person.rooms.map(({ id, name }) => ({ value: id, label: name }))}
              />
            ) : null}
            <DateInput
              name={`valid-from-${at}`}
              label="Holds from"
              value={hour.validFromOn}
              onChange={(validFromOn) => change(hour.key, { validFromOn })}
              error={saving.errorOf(`valid-from-${at}`)}
            />
            <DateInput
              name={`valid-until-${at}`}
              label="Until (or for good)"
              value={hour.validUntilOn ?? ''}
              onChange={(value) => change(hour.key, { validUntilOn: value === '' ? null : value })}
            />
          </div>
          <p className="acts">
            <Button kind="link" onClick={() => setHours(hours.filter(({ key }) => key !== hour.key))}>
              Remove<span className="away"> hours {at + 1}</span>
            </Button>
          </p>
        </fieldset>
      ))}
      <div className="acts">
        <Button onClick={add}>Add hours</Button>
        <Button type="submit" busy={save.isPending && 'Keeping it…'}>
          Keep the hours
        </Button>
        <Kept isKept={saving.isKept} />
      </div>
    </form>
  );
}

function mistakes(hours: readonly Hour[]): FormError[] {
  return hours.flatMap(({ startsLocal, endsLocal, validFromOn, validUntilOn }, at) => [
    ...(startsLocal === '' || endsLocal <= startsLocal
      ? [{ field: `ends-${at}`, message: `Hours ${at + 1}: give an end after the start` }]
      : []),
    ...(validFromOn === '' || (validUntilOn !== null && validUntilOn < validFromOn)
      ? [{ field: `valid-from-${at}`, message: `Hours ${at + 1}: give the dates in their order` }]
      : []),
  ]);
}
