import './practice.css';
import type { StaffRouter } from '@heather/api/staff';
import { BackLink, Button, Checkbox, Dialog, Empty, ErrorSummary, Loading, PageTitle, TextInput } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { type FormEvent, useState } from 'react';
import { trpc } from '../app/trpc.ts';
import { listOf, useSaving } from './use-saving.ts';

type Room = inferRouterOutputs<StaffRouter>['practice']['listRooms']['rooms'][number];

export default function RoomsPage(_: { params: Record<string, string | undefined> }) {
  const found = useQuery(trpc.practice.listRooms.queryOptions());
  const [editing, setEditing] = useState<Room | 'new' | null>(null);
  const saving = useSaving();
  const use = useMutation(trpc.practice.setRoomInUse.mutationOptions(saving.options));
  if (!found.data) return <Loading />;
  const { rooms } = found.data;
  return (
    <>
      <BackLink href="/set-up" />
      <ErrorSummary errors={saving.errors} />
      <PageTitle title="Rooms" />
      {rooms.length === 0 ? (
        <Empty>Rooms that you add stand here. Nobody needs one who works online or by telephone only.</Empty>
      ) : (
        <ul className="rows staff-rows">
          {rooms.map((room) => (
            <li key={room.id}>
              <span>
                {room.name}
                {room.isActive ? null : <span className="quiet"> (not in use)</span>}
              </span>
              <span className="quiet">
                {[room.site, room.stepFree ? 'step-free' : 'with steps', ...room.features].join(', ')}
                {room.sessionsAhead === 0
                  ? ''
                  : `. ${room.sessionsAhead} ${room.sessionsAhead === 1 ? 'session' : 'sessions'} ahead`}
              </span>
              <span>
                <Button kind="link" onClick={() => setEditing(room)}>
                  Change<span className="away"> {room.name}</span>
                </Button>{' '}
                <Button
                  kind="link"
                  busy={use.isPending && use.variables.roomId === room.id && 'Changing…'}
                  onClick={() => use.mutate({ roomId: room.id, isActive: !room.isActive })}
                >
                  {room.isActive ? 'Take out of use' : 'Use again'}
                  <span className="away"> {room.name}</span>
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="acts">
        <Button onClick={() => setEditing('new')}>Add a room</Button>
      </p>
      <p className="quiet">What is booked in a room that goes out of use stays there until you move it.</p>
      <Dialog
        open={editing !== null}
        onClose={() => setEditing(null)}
        title={editing === 'new' ? 'A new room' : 'Room'}
      >
        {editing === null ? null : (
          <RoomForm
            key={editing === 'new' ? 'new' : editing.id}
            room={editing === 'new' ? null : editing}
            onDone={() => setEditing(null)}
          />
        )}
      </Dialog>
    </>
  );
}

function RoomForm({ room, onDone }: { room: Room | null; onDone: () => void }) {
  const [said, setSaid] = useState({
    name: room?.name ?? '',
    site: room?.site ?? '',
    stepFree: room?.stepFree ?? false,
    features: room?.features.join(', ') ?? '',
  });
  const saving = useSaving(onDone);
  const save = useMutation(trpc.practice.saveRoom.mutationOptions(saving.options));
  const say = (more: Partial<typeof said>) => setSaid({ ...said, ...more });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isSound = saving.isSound([
      ...(said.name.trim() === '' ? [{ field: 'room-name', message: 'Give the room a name' }] : []),
      ...(said.site.trim() === '' ? [{ field: 'site', message: 'Say where it is' }] : []),
    ]);
    if (isSound && !save.isPending) save.mutate({ ...said, features: listOf(said.features), roomId: room?.id ?? null });
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={saving.errors} />
      <TextInput
        name="room-name"
        label="Name"
        hint="As clients are told it: “Room 2”."
        value={said.name}
        onChange={(name) => say({ name })}
        error={saving.errorOf('room-name')}
        maxLength={60}
      />
      <TextInput
        name="site"
        label="Address"
        hint="It stands in the agreement."
        value={said.site}
        onChange={(site) => say({ site })}
        error={saving.errorOf('site')}
        maxLength={120}
      />
      <Checkbox
        name="stepFree"
        label="There is a way in without steps"
        checked={said.stepFree}
        onChange={(stepFree) => say({ stepFree })}
      />
      <TextInput
        name="features"
        label="What else it has"
        hint="Parted by commas: hearing loop, room for six."
        value={said.features}
        onChange={(features) => say({ features })}
        maxLength={300}
      />
      <p className="acts">
        <Button type="submit" busy={save.isPending && 'Keeping it…'}>
          Keep this room
        </Button>
      </p>
    </form>
  );
}
