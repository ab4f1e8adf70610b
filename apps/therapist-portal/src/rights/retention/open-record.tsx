import type { StaffRouter } from '@heather/api/staff';
import { heldWords } from '@heather/core';
import { Button, DateInput, Dialog, ErrorSummary, type FormError, readRefusal, TextArea, Trouble } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { queryClient } from '../../app/query-client.ts';
import { trpc } from '../../app/trpc.ts';
import { dayText, momentText } from './words.ts';

type OpenOne = inferRouterOutputs<StaffRouter>['retention']['due']['records'][number];
const onSuccess = () => queryClient.invalidateQueries(trpc.retention.pathFilter());

/** A record that waits for its decision, or is in its days of grace, with what can be done about it. */
export function OpenRecord({
  record,
  mayConfirm,
  withName,
}: {
  record: OpenOne;
  mayConfirm: boolean;
  withName?: boolean;
}) {
  const [asking, setAsking] = useState<'confirm' | 'keep' | null>(null);
  const given = { destructionId: record.destructionId, version: record.version };
  const undo = useMutation(trpc.retention.undo.mutationOptions({ onSuccess }));
  const callOff = useMutation(trpc.retention.callOff.mutationOptions({ onSuccess }));
  const isHeld = record.heldBy.length > 0;
  const away = withName ? <span className="away"> {record.clientName}</span> : null;
  return (
    <>
      {withName ? <a href={`/clients/${record.clientId}/record`}>{record.clientName}</a> : null}
      <span className="line">
        {record.source === 'request' ? 'Asked to be erased.' : `Due since ${dayText(record.dueOn ?? '')}.`}{' '}
        {record.ruleWords}.
      </span>
      {record.therapist ? (
        <span className="line quiet">The last course was with {record.therapist}: ask before you decide.</span>
      ) : null}
      {record.bornUnknown ? (
        <span className="line">No birth date is known: make sure that this person was an adult.</span>
      ) : null}
      {record.heldBy.map((held) => (
        <span className="line" key={held}>
          {heldWords[held]}
        </span>
      ))}
      {record.stoppedBy && !isHeld ? (
        <span className="line quiet">It was stopped: {heldWords[record.stoppedBy]}</span>
      ) : null}
      {undo.error || callOff.error ? <Trouble error={undo.error ?? callOff.error} /> : null}
      {record.state === 'confirmed' ? (
        <>
          <span className="line">
            <b>Will be destroyed after {momentText(record.destroyAfterAt ?? '')}.</b>
          </span>
          <span className="acts">
            <Button busy={undo.isPending && 'Taking it back…'} kind="edged" onClick={() => undo.mutate(given)}>
              Take it back{away}
            </Button>
          </span>
        </>
      ) : (
        <span className="acts">
          {mayConfirm ? (
            <>
              {isHeld ? null : (
                <Button kind="edged" onClick={() => setAsking('confirm')}>
                  Destroy{away}
                </Button>
              )}
              <Button kind="link" onClick={() => setAsking('keep')}>
                Keep longer{away}
              </Button>
            </>
          ) : null}
          <Button kind="link" busy={callOff.isPending && 'Taking it off…'} onClick={() => callOff.mutate(given)}>
            Take off the list{away}
          </Button>
        </span>
      )}
      <Confirming record={record} open={asking === 'confirm'} onClose={() => setAsking(null)} />
      <Keeping record={record} open={asking === 'keep'} onClose={() => setAsking(null)} />
    </>
  );
}

type Asking = { record: OpenOne; open: boolean; onClose: () => void };

function Confirming({ record, open, onClose }: Asking) {
  const confirm = useMutation(
    trpc.retention.confirm.mutationOptions({
      onSuccess: async () => {
        await onSuccess();
        onClose();
      },
    }),
  );
  return (
    <Dialog open={open} onClose={onClose} title="Destroy this record?">
      <p>
        After seven days, what was written and said becomes unreadable for ever, here and in every backup. Names,
        addresses and telephone numbers are emptied. Nobody can bring it back.
      </p>
      <p>
        What stays: that an agreement was signed (hashes and days), sums of money without a name, and the trail of who
        did what. What somebody else shared with this person stays for them. If they came with a file of another system,
        a mark that names nobody keeps such a file from bringing them back.
      </p>
      {confirm.error ? <Trouble error={confirm.error} /> : null}
      <p className="acts">
        <Button
          busy={confirm.isPending && 'Writing it down…'}
          onClick={() => confirm.mutate({ destructionId: record.destructionId, version: record.version })}
        >
          Yes, destroy after seven days
        </Button>
        <Button kind="link" onClick={onClose}>
          Not now
        </Button>
      </p>
    </Dialog>
  );
}

function Keeping({ record, open, onClose }: Asking) {
  const [untilOn, setUntilOn] = useState('');
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const keep = useMutation(
    trpc.retention.keepLonger.mutationOptions({
      onSuccess: async () => {
        await onSuccess();
        onClose();
      },
      onError: (error) => setErrors([{ message: readRefusal(error).words }]),
    }),
  );
  const send = () => {
    const found = [
      ...(untilOn === '' ? [{ field: 'untilOn', message: 'Give the day until which it is kept' }] : []),
      ...(reason.trim() === '' ? [{ field: 'reason', message: 'Say why' }] : []),
    ];
    setErrors(found);
    if (found.length === 0)
      keep.mutate({ destructionId: record.destructionId, version: record.version, untilOn, reason });
  };
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  return (
    <Dialog open={open} onClose={onClose} title="Keep this record longer">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <ErrorSummary errors={errors} />
        <DateInput name="untilOn" label="Until" value={untilOn} onChange={setUntilOn} error={errorOf('untilOn')} />
        <TextArea
          name="reason"
          label="Why"
          hint="In plain words. A manager reads this too: nothing of what was said in the room."
          value={reason}
          onChange={setReason}
          error={errorOf('reason')}
        />
        <p className="acts">
          <Button type="submit" busy={keep.isPending && 'Keeping it…'}>
            Keep it until then
          </Button>
        </p>
      </form>
    </Dialog>
  );
}
