import { Button, DateInput, ErrorSummary, type FormError, readRefusal, Select, TimeInput } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { trpc } from '../app/trpc.ts';
import type { OneSession } from './session-dialog.tsx';
import { clashesIn } from './session-words.ts';

type ActProps = { one: OneSession; onDone: (toRing: number) => void; onLeave: () => void };

/** Another day, time or room for one session. What is in the way is named. */
export function MoveForm({ one, onDone, onLeave }: ActProps) {
  const { session, rooms, terms } = one;
  const [on, setOn] = useState(session.on);
  const [time, setTime] = useState(session.time);
  const [roomId, setRoomId] = useState<string>(session.roomId ?? '');
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const move = useMutation(
    trpc.scheduling.moveSession.mutationOptions({
      onSuccess: ({ toRing }) => onDone(toRing),
      onError: (error) => {
        const { words, details } = readRefusal(error);
        const clashes = clashesIn(details);
        setErrors(
          clashes.length > 0 ? clashes.map((message) => ({ field: 'on', message })) : [{ field: 'on', message: words }],
        );
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (on === '' || time === '') setErrors([{ field: 'on', message: 'Give a day and a time' }]);
    else
      move.mutate({
        sessionId: session.id,
        version: session.version,
        on,
        time,
        ...(session.placeKind === 'room' && roomId !== '' && { roomId }),
      });
  };
  return (
    <form className="stack-close" onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} />
      <div className="session-forms">
        <div className="fields">
          <DateInput name="on" label="Day" value={on} onChange={setOn} />
          <TimeInput name="time" label="Time" value={time} onChange={setTime} />
        </div>
        {session.placeKind === 'room' ? (
          <Select
            name="room"
            label="Room"
            value={roomId}
            onChange={setRoomId}
            options={rooms.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
      </div>
      <p className="quiet">
        Moving costs nothing{terms.kind === 'late' ? ', though the time for cancelling has passed' : ''}. The client is
        told by mail that a time has changed.
      </p>
      <div className="acts">
        <Button kind="primary" type="submit" busy={move.isPending && 'Moving…'}>
          Move the session
        </Button>
        <Button onClick={onLeave}>Leave it</Button>
      </div>
    </form>
  );
}
