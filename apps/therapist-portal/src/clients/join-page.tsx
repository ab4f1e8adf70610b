import './clients.css';
import { dayAndMonth } from '@heather/alliance';
import type { StaffRouter } from '@heather/api/staff';
import {
  BackLink,
  Button,
  ErrorSummary,
  type FormError,
  Loading,
  PageTitle,
  RadioRows,
  readRefusal,
  Table,
} from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { useFirstButton } from '../app/first-button.ts';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { stateWords } from './state-words.ts';

type Preview = inferRouterOutputs<StaffRouter>['clients']['previewMerge'];
type Half = Preview['halves'][number];

const openWords: Record<Half['inTheWay'][number], string> = {
  enquiry: 'an enquiry that nobody has decided yet',
  'place-in-list': 'a place in the waiting list',
  offer: 'an offer',
  course: 'a course of therapy',
  agreement: 'an agreement to sign',
  session: 'a session to come',
};
const withYear = (on: string) => `${dayAndMonth(on)} ${on.slice(0, 4)}`;

/** Both records side by side, which one goes on, which safe contact holds, and what happens. */
export default function JoinPage({ params }: { params: Record<string, string | undefined> }) {
  const pair = { clientId: params.clientId ?? '', otherId: params.otherId ?? '' };
  const preview = useQuery(trpc.clients.previewMerge.queryOptions(pair));
  if (!preview.data) return <Loading />;
  const [one, other] = preview.data.halves as [Half, Half];
  const row = (label: string, say: (half: Half) => string) => ({ label, one: say(one), other: say(other) });
  return (
    <>
      <BackLink href="/people/doubles" />
      <div className="page-head">
        <PageTitle title="One person twice">Is this one person?</PageTitle>
      </div>
      <Table
        caption="Both records"
        rows={[
          row('Name', ({ name }) => name),
          row('Known as', ({ knownAs }) => knownAs ?? ''),
          row('Born', ({ bornOn }) => (bornOn === null ? 'Not known' : withYear(bornOn))),
          row('Where they are', ({ state }) => stateWords[state] ?? state),
          row('Here since', ({ sinceOn }) => withYear(sinceOn)),
          row('Safe contact', ({ ways }) => ways.join('; ')),
          row('Courses', ({ counts }) => String(counts.courses)),
          row('Sessions', ({ counts }) => String(counts.sessions)),
          row('Agreements signed', ({ counts }) => String(counts.agreements)),
          row('Lines of the ledger', ({ counts }) => String(counts.ledger)),
          row('Enquiries', ({ counts }) => String(counts.enquiries)),
          row('People around them', ({ counts }) => String(counts.people)),
        ]}
        rowKey={({ label }) => label}
        columns={[
          { key: 'label', head: '', cell: ({ label }) => label },
          { key: 'one', head: 'The first record', cell: (cells) => cells.one },
          { key: 'other', head: 'The second record', cell: (cells) => cells.other },
        ]}
      />
      <JoinForm preview={preview.data} />
    </>
  );
}

function JoinForm({ preview }: { preview: Preview }) {
  const [one, other] = preview.halves as [Half, Half];
  const only = one.mayKeep === other.mayKeep ? null : one.mayKeep ? one.clientId : other.clientId;
  const [keptId, setKeptId] = useState<string | null>(only);
  const [contact, setContact] = useState<'kept' | 'merged' | null>(preview.isContactToChoose ? null : 'kept');
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const [, go] = useLocation();
  const kind = useFirstButton();
  const join = useMutation(
    trpc.clients.merge.mutationOptions({
      onSuccess: async (_, { keptId: id }) => {
        await queryClient.invalidateQueries(trpc.clients.pathFilter());
        go(`/clients/${id}/history`);
      },
      onError: (error) => setErrors([{ message: readRefusal(error).words }]),
    }),
  );
  if (!one.mayKeep && !other.mayKeep) return <Stuck one={one} other={other} />;
  const closed = [one, other].find(({ clientId }) => clientId !== keptId);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found: FormError[] = [
      ...(keptId === null ? [{ field: 'kept', message: 'Choose which record goes on' }] : []),
      ...(contact === null ? [{ field: 'contact', message: 'Choose which safe contact holds' }] : []),
    ];
    setErrors(found);
    if (keptId === null || contact === null || closed === undefined || join.isPending) return;
    join.mutate({ keptId, closedId: closed.clientId, contact });
  };
  const errorFor = (field: string) => errors.find((error) => error.field === field)?.message;
  const ordinal = (half: Half) => (half === one ? 'The first record' : 'The second record');
  return (
    <form onSubmit={submit} noValidate className="reaching">
      <ErrorSummary errors={errors} />
      <div className="field-group">
        <RadioRows
          name="kept"
          legend="Which record goes on?"
          hint="The other one closes and is read with it. One in which something is open can only be the one that goes on."
          value={keptId}
          onChange={setKeptId}
          options={[one, other]
            .filter(({ mayKeep }) => mayKeep)
            .map((half) => ({ value: half.clientId, label: `${ordinal(half)}, here since ${withYear(half.sinceOn)}` }))}
          error={errorFor('kept')}
        />
      </div>
      {preview.isContactToChoose ? (
        <div className="field-group">
          <RadioRows
            name="contact"
            legend="Which safe contact holds?"
            hint="Ask them. An e-mail address that comes over gets no sign-in code until they say that it is theirs."
            value={contact}
            onChange={setContact}
            options={[
              { value: 'kept', label: 'That of the record that goes on' },
              { value: 'merged', label: 'That of the record that closes' },
            ]}
            error={errorFor('contact')}
          />
        </div>
      ) : null}
      <h2 className="gap">What happens</h2>
      <ul className="plain-list">
        <li>Search and lists show one person, found by either name and number.</li>
        <li>Courses, sessions, agreements and the ledger of both stand in its history, each as it was written.</li>
        <li>Nobody may read more of what was said in confidence than before.</li>
        <li>For 30 days the two can be taken apart again, exactly as they were.</li>
      </ul>
      <p className="acts">
        <Button type="submit" kind={kind} busy={join.isPending && 'Joining them…'}>
          Join these records
        </Button>
        <a href="/people/doubles">Leave them as they are</a>
      </p>
    </form>
  );
}

/** Neither may close: what stands in the way of each is said. */
function Stuck({ one, other }: { one: Half; other: Half }) {
  if (one.joinedAlready || other.joinedAlready)
    return (
      <p>One of these is joined with another record already. Open the record that goes on and start from there.</p>
    );
  const say = (half: Half) => half.inTheWay.map((kind) => openWords[kind]).join(', ');
  return (
    <div className="reaching">
      <h2 className="gap">They cannot be joined yet</h2>
      <p>Something is open in both, and only a record at rest can close. End what is open in one of them first.</p>
      <ul className="plain-list">
        <li>The first record: {say(other)}.</li>
        <li>The second record: {say(one)}.</li>
      </ul>
    </div>
  );
}
