import {
  Button,
  DateInput,
  Dialog,
  ErrorSummary,
  type FormError,
  readRefusal,
  Select,
  TextInput,
  TimeInput,
} from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import type { ClientTimes } from './client-sessions-page.tsx';
import { clashesIn } from './session-words.ts';

type PlaceKind = 'room' | 'online' | 'telephone';

/** One session by itself: an extra one, or a first meeting before anything is signed. */
export function BookSessionDialog({ times, onClose }: { times: ClientTimes; onClose: () => void }) {
  const [on, setOn] = useState('');
  const [time, setTime] = useState('');
  const [minutes, setMinutes] = useState(String(times.defaultMinutes));
  const [place, setPlace] = useState<PlaceKind | ''>((times.agreed?.placeKind as PlaceKind | undefined) ?? '');
  const [roomId, setRoomId] = useState('');
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const book = useMutation(
    trpc.scheduling.bookSession.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.scheduling.pathFilter());
        onClose();
      },
      onError: (error) => {
        const { words, details } = readRefusal(error);
        const clashes = clashesIn(details);
        setErrors((clashes.length > 0 ? clashes : [words]).map((message) => ({ field: 'on', message })));
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const length = Number(minutes);
    const wrong: FormError[] = [];
    if (on === '') wrong.push({ field: 'on', message: 'Choose a day' });
    if (time === '') wrong.push({ field: 'time', message: 'Choose a time' });
    if (!(Number.isInteger(length) && length >= 10 && length <= 240))
      wrong.push({ field: 'minutes', message: 'Give minutes from 10 to 240' });
    if (place === '') wrong.push({ field: 'place', message: 'Choose where' });
    if (place === 'room' && roomId === '') wrong.push({ field: 'room', message: 'Choose a room' });
    setErrors(wrong);
    if (wrong.length > 0 || place === '') return;
    book.mutate({
      clientId: times.client.id,
      on,
      time,
      minutes: length,
      placeKind: place,
      roomId: place === 'room' ? roomId : null,
    });
  };
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  return (
    <Dialog open onClose={onClose} title="Book one session">
      <form className="stack-close" onSubmit={submit} noValidate>
        <ErrorSummary errors={errors} />
        {times.agreed ? null : <p role="note">No agreement is signed by both yet.</p>}
        <div className="session-forms">
          <div className="fields">
            <DateInput name="on" label="Day" value={on} onChange={setOn} min={times.todayOn} error={errorOf('on')} />
            <TimeInput name="time" label="Time" value={time} onChange={setTime} error={errorOf('time')} />
            <TextInput
              name="minutes"
              label="Minutes"
              width="short"
              inputMode="numeric"
              value={minutes}
              onChange={setMinutes}
              error={errorOf('minutes')}
            />
          </div>
          <div className="fields">
            <Select
              name="place"
              label="Where"
              value={place}
              onChange={setPlace}
              error={errorOf('place')}
              options={[
                { value: 'room', label: 'In a room' },
                { value: 'online', label: 'Online' },
                { value: 'telephone', label: 'By telephone' },
              ]}
            />
            {place === 'room' ? (
              <Select
                name="room"
                label="Room"
                value={roomId}
                onChange={setRoomId}
                error={errorOf('room')}
                options={times.rooms.map(({ id, name }) => ({ value: id, label: name }))}
              />
            ) : null}
          </div>
        </div>
        <div className="acts">
          <Button kind="primary" type="submit" busy={book.isPending && 'Booking…'}>
            Book the session
          </Button>
          <Button onClick={onClose}>Not now</Button>
        </div>
      </form>
    </Dialog>
  );
}
