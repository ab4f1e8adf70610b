import './import.css';
import type { StaffRouter } from '@heather/api/staff';
import { BackLink, Button, ButtonLink, Dialog, Loading, PageTitle, Table, Trouble } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { Doubles } from './doubles.tsx';
import { counted, kindWords } from './import-words.ts';
import { PlanForm } from './plan-form.tsx';

export type Run = inferRouterOutputs<StaffRouter>['imports']['get'];
const underWay = ['checking', 'committing'];

/** One file: what is asked, what would come in, what stays out and why, and how far it is. */
export default function RunPage({ params }: { params: Record<string, string | undefined> }) {
  const importId = params.importId ?? '';
  const found = useQuery(
    trpc.imports.get.queryOptions(
      { importId },
      { refetchInterval: ({ state }) => (underWay.includes(state.data?.state ?? '') ? 700 : false) },
    ),
  );
  if (!found.data) return <Loading />;
  const run = found.data;
  return (
    <>
      <BackLink href="/import" />
      <div className="page-head">
        <PageTitle title="A file" focusKey={run.state}>
          {kindWords[run.kind]} from {run.source}
        </PageTitle>
      </div>
      <div className="stack import-run">
        <State run={run} />
      </div>
    </>
  );
}

function State({ run }: { run: Run }) {
  switch (run.state) {
    case 'uploading':
      return (
        <>
          <p>This file was not sent to its end. Discard it and choose it once more.</p>
          <Discard importId={run.importId} />
        </>
      );
    case 'checking':
    case 'committing':
      return <UnderWay run={run} />;
    case 'refused':
      return (
        <>
          <p role="status">
            <b>{run.refusal?.words}</b> {run.refusal?.line == null ? null : `Line ${run.refusal.line}.`}
          </p>
          <p>Nothing came in. Put the file right, and choose it again.</p>
          <Discard importId={run.importId} />
        </>
      );
    case 'discarded':
      return <p>This file was discarded. Nothing of it came in, and it is no longer here.</p>;
    case 'committed':
      return <Done run={run} />;
    case 'checked':
      return <Checked run={run} />;
  }
}

function UnderWay({ run: { state, progress } }: { run: Run }) {
  const words = state === 'checking' ? 'The file is being looked at.' : 'The lines are coming in, all of them or none.';
  return (
    <div role="status">
      <p>{words} You can leave this page; it goes on.</p>
      {progress.of > 0 ? (
        <progress value={progress.done} max={progress.of} aria-label="How far it is" />
      ) : (
        <progress aria-label="How far it is" />
      )}
    </div>
  );
}

function Done({ run }: { run: Run }) {
  const { importId, counts } = run;
  return (
    <>
      <h2>{counted(counts?.made ?? 0)} came in</h2>
      <p>
        {(counts?.out ?? 0) === 0
          ? 'The file itself is gone from here.'
          : 'The file itself is gone from here. Put right what stayed out, and bring the whole file in again: what is here is known.'}
      </p>
      {(counts?.out ?? 0) > 0 ? <StayOut run={run} /> : null}
      <p className="acts">
        <ButtonLink href="/import" kind="edged">
          Another file
        </ButtonLink>
        <a href="/people">People</a>
        {(counts?.out ?? 0) > 0 ? (
          <a href={`/files/import-report/${importId}`}>The lines that stayed out (CSV)</a>
        ) : null}
      </p>
    </>
  );
}

function Checked({ run }: { run: Run }) {
  const { importId, version, counts, questions } = run;
  const isOpen = questions.length > 0;
  const invalidate = () => queryClient.invalidateQueries(trpc.imports.pathFilter());
  const commit = useMutation(trpc.imports.commit.mutationOptions({ onSuccess: invalidate }));
  return (
    <>
      {isOpen ? <p role="status">Some things have to be said before the lines can be read.</p> : <Counts run={run} />}
      {commit.error ? <Trouble error={commit.error} /> : null}
      {isOpen ? null : (
        <p className="acts">
          {(counts?.ready ?? 0) > 0 ? (
            <Button
              kind="primary"
              busy={commit.isPending && 'Beginning…'}
              onClick={() => commit.mutate({ importId, version })}
            >
              Bring in {counted(counts?.ready ?? 0)}
            </Button>
          ) : null}
          {(counts?.out ?? 0) > 0 ? (
            <a href={`/files/import-report/${importId}`}>The lines that stay out (CSV)</a>
          ) : null}
          <Discard importId={importId} />
        </p>
      )}
      {run.doubles.length > 0 ? <Doubles key={`doubles ${version}`} run={run} /> : null}
      <PlanForm key={version} run={run} />
      {isOpen ? null : <Preview run={run} />}
      {isOpen ? null : <StayOut run={run} />}
      {isOpen ? <Discard importId={importId} /> : null}
    </>
  );
}

function Counts({ run: { kind, counts } }: { run: Run }) {
  if (counts === null) return null;
  const { read, ready, known, out, waiting, secondNumbers } = counts;
  return (
    <div role="status">
      <p>
        <b>{counted(read)}</b>: {ready?.toLocaleString('en-GB')} can come in
        {kind === 'scores' ? ' or are here already' : `, ${known?.toLocaleString('en-GB')} are here already`},{' '}
        {out?.toLocaleString('en-GB')} stay out.
      </p>
      {waiting > 0 ? (
        <p>{counted(waiting, 'person', 'people')} will stand on the waiting list: no therapist is named for them.</p>
      ) : null}
      {secondNumbers > 0 ? (
        <p>{counted(secondNumbers)} with a second telephone number: it has no place here and stays in your file.</p>
      ) : null}
      {kind === 'sessions' ? (
        <p className="quiet">Where a line names nobody, the therapist who has the client now held the session.</p>
      ) : null}
      {kind === 'scores' ? (
        <p className="quiet">
          No score is shown here. Safety answers in past scores alarm nobody: they were somebody’s to read at the time.
        </p>
      ) : null}
    </div>
  );
}

function Preview({ run: { rows: first, problems } }: { run: Run }) {
  const out = new Set(problems.map(({ line }) => line));
  const rows = first.filter(({ line }) => !out.has(line));
  if (rows.length === 0) return null;
  return (
    <section>
      <Table
        caption="The first lines, as they would come in"
        captionShown
        rows={rows}
        rowKey={({ line }) => String(line)}
        columns={[
          { key: 'line', head: 'Line', numeric: true, cell: ({ line }) => line },
          { key: 'name', head: 'Name', cell: ({ name }) => name },
          { key: 'what', head: 'What', cell: ({ what }) => what },
        ]}
      />
    </section>
  );
}

function StayOut({ run: { problems, counts } }: { run: Run }) {
  if (problems.length === 0) return null;
  return (
    <section>
      <Table
        caption="Lines that stay out"
        captionShown
        rows={problems.map((problem, at) => ({ ...problem, at }))}
        rowKey={({ at }) => String(at)}
        columns={[
          { key: 'line', head: 'Line', numeric: true, cell: ({ line }) => line },
          { key: 'column', head: 'Column', cell: ({ column }) => column ?? '' },
          { key: 'why', head: 'Why', cell: ({ words }) => words },
        ]}
      />
      {(counts?.out ?? 0) > problems.length ? (
        <p className="quiet">The first {problems.length}. The CSV has all of them.</p>
      ) : null}
    </section>
  );
}

function Discard({ importId }: { importId: string }) {
  const [isAsked, setAsked] = useState(false);
  const discard = useMutation(
    trpc.imports.discard.mutationOptions({
      onSuccess: () => {
        setAsked(false);
        return queryClient.invalidateQueries(trpc.imports.pathFilter());
      },
    }),
  );
  return (
    <>
      <Button kind="edged" onClick={() => setAsked(true)}>
        Discard this file
      </Button>
      <Dialog open={isAsked} onClose={() => setAsked(false)} title="Discard this file?">
        {discard.error ? <Trouble error={discard.error} /> : null}
        <p>Nothing of it comes in, and it is removed from here. Your own copy stays where it is.</p>
        <p className="acts">
          <Button kind="primary" busy={discard.isPending && 'Discarding…'} onClick={() => discard.mutate({ importId })}>
            Discard it
          </Button>
          <Button kind="edged" onClick={() => setAsked(false)}>
            Keep it
          </Button>
        </p>
      </Dialog>
    </>
  );
}
