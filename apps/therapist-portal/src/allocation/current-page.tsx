import {
  BackLink,
  Button,
  Checkbox,
  Dialog,
  ErrorSummary,
  type FormError,
  Loading,
  PageTitle,
  readRefusal,
  Select,
  Table,
} from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFirstButton } from '../app/first-button.ts';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { momentWords } from './allocation-words.ts';

const reasons = {
  'client-asked': 'The client asked for somebody else',
  'therapist-leaving': 'The therapist is leaving',
  'therapist-away': 'The therapist is away for long',
  'better-fit': 'Somebody else fits better',
  caseload: 'The caseload is too full',
} as const;
const before: Record<string, string> = {
  ...reasons,
  'offer-accepted': 'By an offer',
  'offer-agreed': 'By an offer',
  'moved-in': 'From the system before',
};

/** Who is with whom, and who they were with before. Changing ends one row and begins another; nothing is removed. */
export default function CurrentPage() {
  const [behind, setBehind] = useState<readonly string[]>([]);
  const list = useQuery(trpc.allocation.listAllocations.queryOptions({ after: behind.at(-1) ?? null }));
  const shell = useQuery(trpc.account.shell.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const [moving, setMoving] = useState<string | null>(null);
  if (!list.data || !shell.data) return <Loading />;
  const { people, therapists, next } = list.data;
  const isManager = shell.data.person?.roles.includes('manager') === true;
  const person = people.find(({ allocationId }) => allocationId === moving);
  return (
    <div className="stack">
      <BackLink href="/allocation" />
      <PageTitle title="Who is with whom" />
      <Table
        caption="Clients and their therapists"
        rows={people}
        rowKey={(row) => row.allocationId}
        columns={[
          { key: 'who', head: 'Who', cell: (row) => row.name },
          { key: 'therapist', head: 'Therapist', cell: (row) => row.therapist },
          { key: 'since', head: 'Since', cell: (row) => momentWords(row.fromAt).split(',')[0] },
          {
            key: 'before',
            head: 'Before',
            cell: (row) =>
              row.before
                .map((one) => `${one.therapist} (${(before[one.reason] ?? one.reason).toLowerCase()})`)
                .join(', '),
          },
          {
            key: 'change',
            head: <span className="away">Change</span>,
            cell: (row) =>
              isManager && row.state !== 'proposed' ? (
                <Button kind="link" onClick={() => setMoving(row.allocationId)}>
                  Change therapist<span className="away">: {row.name}</span>
                </Button>
              ) : null,
          },
        ]}
        empty="Clients who have a therapist stand here. Nobody has one yet."
      />
      {behind.length === 0 && next === null ? null : (
        <p className="acts">
          {behind.length === 0 ? null : (
            <Button onClick={() => setBehind(behind.slice(0, -1))}>Earlier in the alphabet</Button>
          )}
          {next === null ? null : <Button onClick={() => setBehind([...behind, next])}>Later in the alphabet</Button>}
        </p>
      )}
      {person === undefined ? null : (
        <Reassign key={person.allocationId} person={person} therapists={therapists} onClose={() => setMoving(null)} />
      )}
    </div>
  );
}

type Person = { allocationId: string; clientId: string; name: string; therapistId: string; therapist: string };
type ReassignProps = { person: Person; therapists: readonly { id: string; name: string }[]; onClose: () => void };

function Reassign({ person, therapists, onClose }: ReassignProps) {
  const first = useFirstButton();
  const [therapistId, setTherapistId] = useState('');
  const [reason, setReason] = useState<keyof typeof reasons | ''>('');
  const [days, setDays] = useState<'14' | '28' | '0' | ''>('14');
  const [hasAgreed, setAgreed] = useState(false);
  const [errors, setErrors] = useState<FormError[]>([]);
  const reassign = useMutation(
    trpc.allocation.reassign.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.allocation.pathFilter());
        onClose();
      },
      onError: (error) => setErrors([{ message: readRefusal(error).words }]),
    }),
  );
  const onKeep = () => {
    const found: FormError[] = [];
    if (therapistId === '') found.push({ field: 'therapistId', message: 'Choose a therapist' });
    if (reason === '') found.push({ field: 'why', message: 'Choose why' });
    if (!hasAgreed) found.push({ field: 'hasAgreed', message: 'Ask the new therapist first' });
    setErrors(found);
    if (found.length > 0 || reason === '' || !hasAgreed) return;
    const { allocationId } = person;
    reassign.mutate({ allocationId, therapistId, reason, handoverDays: Number(days || 0), hasAgreed });
  };
  return (
    <Dialog open onClose={onClose} title={`Another therapist for ${person.name}`}>
      <ErrorSummary errors={errors} />
      <p>
        {person.therapist} hands over and can read the record for as long as you say. Sessions still to come with them
        are ended first, on the client’s <a href={`/clients/${person.clientId}/sessions`}>Sessions page</a>. The client
        gets a neutral mail; the new therapist sends a new agreement.
      </p>
      <Select
        name="therapistId"
        label="New therapist"
        value={therapistId}
        onChange={setTherapistId}
        options={therapists
          .filter(({ id }) => id !== person.therapistId)
          .map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Select
        name="why"
        label="Why"
        value={reason}
        onChange={setReason}
        options={(Object.keys(reasons) as (keyof typeof reasons)[]).map((value) => ({ value, label: reasons[value] }))}
      />
      <Select
        name="handover"
        label="Time to hand over"
        value={days}
        onChange={setDays}
        options={[
          { value: '14', label: 'Two weeks' },
          { value: '28', label: 'Four weeks' },
          { value: '0', label: 'None: the record closes now' },
        ]}
      />
      <Checkbox
        name="hasAgreed"
        label="The new therapist was asked and says yes"
        hint="Also to whether they know this person in another way. If not, the reason is theirs to keep."
        checked={hasAgreed}
        onChange={setAgreed}
      />
      <div className="acts">
        <Button kind={first} busy={reassign.isPending && 'Changing…'} onClick={onKeep}>
          Change the therapist
        </Button>
        <Button onClick={onClose}>Go back</Button>
      </div>
    </Dialog>
  );
}
