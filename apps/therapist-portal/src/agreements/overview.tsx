import type { StaffRouter } from '@heather/api/staff';
import { Button, Checkbox, ErrorSummary, readRefusal, Select, Table } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { api, trpc } from '../app/trpc.ts';

type Row = inferRouterOutputs<StaffRouter>['agreements']['overview']['rows'][number];
type State = Row['state'];

const words: Record<State, string> = {
  talking: 'Wants to talk first',
  waiting: 'Waits for a signature',
  declined: 'Said no',
  missing: 'No agreement',
  'review-due': 'To read again together',
  'partly-withdrawn': 'Signed, a yes taken back',
  signed: 'Signed by both',
};
const states = Object.keys(words) as State[];

/** Everybody in a course, and where their agreement stands; those who lack one can be sent it together. */
export function Overview({ maySend }: { maySend: boolean }) {
  const [state, setState] = useState<State | ''>('');
  const [trail, setTrail] = useState<(string | null)[]>([null]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const after = trail.at(-1) ?? null;
  const found = useQuery(
    trpc.agreements.overview.queryOptions({ state: state === '' ? null : state, therapistId: null, after }),
  );
  const file = useMutation(
    trpc.agreements.overviewFile.mutationOptions({ onSuccess: ({ fileName, base64 }) => save(fileName, base64) }),
  );
  const choose = (value: State | '') => {
    setState(value);
    setTrail([null]);
    setChosen(new Set());
  };
  const rows = found.data?.rows ?? [];
  const next = found.data?.next ?? null;
  const toggle = (id: string, isOn: boolean) => {
    const now = new Set(chosen);
    if (isOn) now.add(id);
    else now.delete(id);
    setChosen(now);
  };
  return (
    <section>
      <h2>Everybody in a course</h2>
      <ErrorSummary errors={file.isError ? [{ message: readRefusal(file.error).words }] : []} />
      <Select
        name="standing"
        label="Where it stands"
        value={state}
        onChange={choose}
        nothing="All"
        options={states.map((value) => ({ value, label: words[value] }))}
      />
      <Table
        caption="Agreements of everybody in a course"
        rows={rows}
        rowKey={({ clientId }) => clientId}
        empty={found.isPending ? 'Loading…' : 'Nobody stands here.'}
        columns={[
          {
            key: 'client',
            head: 'Client',
            cell: (row) => <a href={`/clients/${row.clientId}/agreement`}>{row.clientName}</a>,
          },
          { key: 'therapist', head: 'Therapist', cell: (row) => row.therapistName ?? 'Nobody' },
          { key: 'state', head: 'Where it stands', cell: (row) => words[row.state] },
          { key: 'since', head: 'Since', cell: (row) => row.sinceOn ?? '' },
          ...(maySend
            ? [
                {
                  key: 'choose',
                  head: <span className="away">Choose</span>,
                  cell: (row: Row) =>
                    canSend(row) ? (
                      <Checkbox
                        name={`choose-${row.clientId}`}
                        label={<span className="away">Choose {row.clientName}</span>}
                        checked={chosen.has(row.clientId)}
                        onChange={(isOn) => toggle(row.clientId, isOn)}
                      />
                    ) : null,
                },
              ]
            : []),
        ]}
      />
      <div className="acts">
        {trail.length > 1 ? <Button onClick={() => setTrail(trail.slice(0, -1))}>The page before</Button> : null}
        {next ? <Button onClick={() => setTrail([...trail, next])}>The next page</Button> : null}
        <Button busy={file.isPending && 'Writing…'} onClick={() => file.mutate({ state: state === '' ? null : state })}>
          Download as CSV
        </Button>
      </div>
      {maySend ? (
        <SendMany rows={rows.filter((row) => chosen.has(row.clientId))} onDone={() => setChosen(new Set())} />
      ) : null}
    </section>
  );
}

const canSend = ({ state, therapistId }: Row) =>
  therapistId !== null && ['missing', 'declined', 'review-due', 'waiting'].includes(state);

type Outcome = { clientName: string; words: string };

/** One after the other, each whole by itself: stopped half-way, those before were sent and those after were not. */
function SendMany({ rows, onDone }: { rows: Row[]; onDone: () => void }) {
  const [at, setAt] = useState<{ done: number; of: number } | null>(null);
  const [failed, setFailed] = useState<Outcome[]>([]);
  const [sent, setSent] = useState(0);
  const run = async () => {
    const failures: Outcome[] = [];
    setFailed([]);
    for (const [index, row] of rows.entries()) {
      setAt({ done: index, of: rows.length });
      try {
        await sendOne(row);
      } catch (error) {
        failures.push({ clientName: row.clientName, words: readRefusal(error).words });
      }
    }
    setAt(null);
    setSent(rows.length - failures.length);
    setFailed(failures);
    onDone();
    await queryClient.invalidateQueries(trpc.agreements.pathFilter());
  };
  return (
    <div>
      {rows.length > 0 || at ? (
        <>
          <p className="quiet">
            Each gets the agreement as it would be prepared now, by mail where there is a safe address, else on paper.
            Whoever has one waiting gets a new mail.
          </p>
          <Button busy={at !== null && `Sending ${at.done + 1} of ${at.of}…`} onClick={run}>
            Send to {rows.length === 1 ? 'the one chosen' : `the ${rows.length} chosen`}
          </Button>
        </>
      ) : null}
      <div role="status">
        {at ? <progress aria-label="Sent so far" value={at.done} max={at.of} /> : null}
        {!at && sent > 0 ? <p>{sent === 1 ? 'One was sent.' : `${sent} were sent.`}</p> : null}
        {failed.map((one) => (
          <p key={one.clientName}>
            <b>{one.clientName}</b>: {one.words}
          </p>
        ))}
      </div>
    </div>
  );
}

async function sendOne({ state, packId, clientId }: Row): Promise<void> {
  if (state === 'waiting' && packId) {
    await api.agreements.resend.mutate({ packId });
    return;
  }
  const { episodeId, frame, participants } = await api.agreements.prepare.query({ clientId });
  const channels = Object.fromEntries(
    participants.map((one) => [one.clientId, one.hasSafeAddress ? ('online' as const) : ('paper' as const)]),
  );
  await api.agreements.send.mutate({ clientId, episodeId, frame, channels });
}

function save(fileName: string, base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
