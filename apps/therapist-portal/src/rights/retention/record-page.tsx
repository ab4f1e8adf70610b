import './retention.css';
import { heldWords } from '@heather/core';
import {
  Button,
  DateInput,
  ErrorSummary,
  type FormError,
  Loading,
  readRefusal,
  Select,
  TextArea,
  Trouble,
} from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ClientHead } from '../../app/client-head.tsx';
import { queryClient } from '../../app/query-client.ts';
import { trpc } from '../../app/trpc.ts';
import { HoldLine } from './hold-line.tsx';
import { OpenRecord } from './open-record.tsx';
import { dayText, type HoldKind, holdWords } from './words.ts';

const onSuccess = () => queryClient.invalidateQueries(trpc.retention.pathFilter());

/** How long one person's record is kept and why, what holds it, and its end when they ask for it. */
export default function RecordPage({ params }: { params: Record<string, string | undefined> }) {
  const clientId = params.clientId ?? '';
  const found = useQuery(trpc.retention.ofClient.queryOptions({ clientId }));
  const shell = useQuery(trpc.account.shell.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const list = useMutation(trpc.retention.listRecord.mutationOptions({ onSuccess }));
  const isLead = shell.data?.person?.roles.includes('clinical-lead') === true;
  const record = found.data;
  return (
    <>
      <ClientHead clientId={clientId} current="history" />
      {record === undefined ? (
        <Loading />
      ) : (
        <div className="stack retention">
          <section aria-labelledby="until">
            <h2 id="until">How long this record is kept</h2>
            <p>
              {record.heldBy.includes('course-open')
                ? 'A course goes on, so its time has not begun to run.'
                : `Until ${dayText(record.dueOn)}: the last contact was on ${dayText(record.lastContactOn)}.`}
            </p>
            <p className="quiet">{record.ruleWords}.</p>
            {record.bornUnknown ? <p>No birth date is known: it is counted as an adult’s.</p> : null}
            {record.kept === null ? null : (
              <p>
                {record.kept.by} keeps it until {dayText(record.kept.untilOn)}: {record.kept.reason}
              </p>
            )}
          </section>
          <section aria-labelledby="holds">
            <h2 id="holds">Holds</h2>
            {record.holds.length === 0 ? <p className="quiet">Nobody holds it.</p> : null}
            <ul className="rows">
              {record.holds.map((hold) => (
                <li key={hold.holdId}>
                  <HoldLine hold={hold} />
                </li>
              ))}
            </ul>
            <NewHold clientId={clientId} isLead={isLead} />
          </section>
          <section aria-labelledby="end">
            <h2 id="end">If they ask to be erased</h2>
            {record.open === null ? (
              <>
                {record.heldBy.length === 0 ? (
                  <p>Nothing stands against it. A record on the list is looked at before anything is destroyed.</p>
                ) : (
                  <>
                    <p>It can be put on the list, and is not destroyed while this stands:</p>
                    <ul>
                      {record.heldBy.map((held) => (
                        <li key={held}>{heldWords[held]}</li>
                      ))}
                    </ul>
                  </>
                )}
                {list.error ? <Trouble error={list.error} /> : null}
                <p className="acts">
                  <Button
                    kind="edged"
                    busy={list.isPending && 'Putting it there…'}
                    onClick={() => list.mutate({ clientId })}
                  >
                    They asked: put it on the list
                  </Button>
                </p>
              </>
            ) : (
              <OpenRecord record={record.open} mayConfirm={record.mayConfirm} />
            )}
          </section>
        </div>
      )}
    </>
  );
}

function NewHold({ clientId, isLead }: { clientId: string; isLead: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const [kind, setKind] = useState<HoldKind | ''>('');
  const [reason, setReason] = useState('');
  const [reviewOn, setReviewOn] = useState('');
  const [saveKey, setSaveKey] = useState(() => crypto.randomUUID());
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const place = useMutation(
    trpc.retention.placeHold.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        setReason('');
        setSaveKey(crypto.randomUUID());
        await onSuccess();
      },
      onError: (error) => setErrors([{ message: readRefusal(error).words }]),
    }),
  );
  if (!isOpen)
    return (
      <p className="acts">
        <Button kind="edged" onClick={() => setOpen(true)}>
          Hold this record
        </Button>
      </p>
    );
  const send = () => {
    const found = [
      ...(kind === '' ? [{ field: 'kind', message: 'Choose what asks for it' }] : []),
      ...(reason.trim() === '' ? [{ field: 'reason', message: 'Say why' }] : []),
      ...(reviewOn === '' ? [{ field: 'reviewOn', message: 'Give the day on which somebody looks again' }] : []),
    ];
    setErrors(found);
    if (found.length === 0 && kind !== '') place.mutate({ clientId, kind, reason, reviewOn, saveKey });
  };
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  const kinds = (Object.keys(holdWords) as HoldKind[]).filter((one) => isLead || one !== 'safeguarding');
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <ErrorSummary errors={errors} />
      <Select
        name="kind"
        label="What asks for it"
        value={kind}
        onChange={setKind}
        options={kinds.map((value) => ({ value, label: holdWords[value] }))}
        error={errorOf('kind')}
      />
      <TextArea
        name="reason"
        label="Why"
        hint="In plain words. Managers and clinical leads read this: nothing of what was said in the room."
        value={reason}
        onChange={setReason}
        error={errorOf('reason')}
      />
      <DateInput
        name="reviewOn"
        label="Look at it again on"
        value={reviewOn}
        onChange={setReviewOn}
        error={errorOf('reviewOn')}
      />
      <p className="acts">
        <Button type="submit" busy={place.isPending && 'Holding it…'}>
          Hold it
        </Button>
        <Button kind="link" onClick={() => setOpen(false)}>
          Not now
        </Button>
      </p>
    </form>
  );
}
