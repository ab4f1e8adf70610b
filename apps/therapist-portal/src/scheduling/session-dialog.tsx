import './diary.css';
import type { StaffRouter } from '@heather/api/staff';
import { Button, Dialog, Loading } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { AttendanceForm } from './attendance-form.tsx';
import { CancelForm } from './cancel-form.tsx';
import { MoveForm } from './move-form.tsx';
import { namesOf, statusWords } from './session-words.ts';

export type OneSession = inferRouterOutputs<StaffRouter>['scheduling']['session'];
type Act = 'move' | 'cancel' | 'record';

type SessionDialogProps = { sessionId: string | null; mayChange: boolean; onClose: () => void };

/** One session: what it is, and what can be done about it now, each with what it costs before it is done. */
export function SessionDialog({ sessionId, mayChange, onClose }: SessionDialogProps) {
  return (
    <Dialog open={sessionId !== null} onClose={onClose} title="Session">
      {sessionId === null ? null : (
        <OpenSession key={sessionId} sessionId={sessionId} mayChange={mayChange} onClose={onClose} />
      )}
    </Dialog>
  );
}

function OpenSession({
  sessionId,
  mayChange,
  onClose,
}: {
  sessionId: string;
  mayChange: boolean;
  onClose: () => void;
}) {
  const [act, setAct] = useState<Act | null>(null);
  const [toRing, setToRing] = useState<number | null>(null);
  const found = useQuery(trpc.scheduling.session.queryOptions({ sessionId }, { staleTime: 0, throwOnError: false }));
  if (!found.data) return found.error === null ? <Loading /> : <p>There is nothing here, or it is not yours to see.</p>;
  const { session, isToCome, hasBegun, mayWriteNote } = found.data;
  const state = statusWords(session);
  const done = async (left: number) => {
    setAct(null);
    await Promise.all([
      queryClient.invalidateQueries(trpc.scheduling.pathFilter()),
      queryClient.invalidateQueries(trpc.fees.pathFilter()),
    ]);
    if (left > 0) setToRing(left);
    else onClose();
  };
  const recorded = session.status === 'attended' || session.status === 'did-not-attend';
  const mayRecord = hasBegun && (recorded || session.status === 'planned' || session.status === 'moved');
  return (
    <>
      <div className="session-facts">
        <p>
          <b>{namesOf(session)}</b> with {session.therapist.name}
        </p>
        <p>
          {session.when}, {session.place}
        </p>
        {session.movedFrom === null ? null : <p className="quiet">It was {session.movedFrom}.</p>}
        {state === '' ? null : <p>{state}.</p>}
        {session.clients.map(({ id, name }) => (
          <p key={id}>
            <a href={`/clients/${id}/sessions`}>All sessions of {name}</a>
            {mayWriteNote ? (
              <>
                {' · '}
                <a href={`/clients/${id}/notes/${session.id}`}>Note in {name}’s record</a>
              </>
            ) : null}
          </p>
        ))}
      </div>
      {toRing === null ? null : (
        <p>{toRing === 1 ? 'One person has' : `${toRing} people have`} no safe address for mail. Please ring them.</p>
      )}
      {act === 'move' ? <MoveForm one={found.data} onDone={done} onLeave={() => setAct(null)} /> : null}
      {act === 'cancel' ? <CancelForm one={found.data} onDone={done} onLeave={() => setAct(null)} /> : null}
      {act === 'record' ? <AttendanceForm one={found.data} onDone={done} onLeave={() => setAct(null)} /> : null}
      {act === null ? (
        <div className="acts">
          {mayChange && isToCome ? <Button onClick={() => setAct('move')}>Move the session</Button> : null}
          {mayChange && isToCome ? <Button onClick={() => setAct('cancel')}>Cancel the session</Button> : null}
          {mayChange && mayRecord ? (
            <Button kind={recorded ? 'edged' : 'primary'} onClick={() => setAct('record')}>
              {recorded ? 'Put the record right' : 'Say what became of it'}
            </Button>
          ) : null}
          <Button onClick={onClose}>Close</Button>
        </div>
      ) : null}
    </>
  );
}
