import './backups.css';
import type { StaffRouter } from '@heather/api/staff';
import { localLabel } from '@heather/scheduling';
import { Loading, PageTitle, Table } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { trpc } from '../app/trpc.ts';
import { alarmWords, reasonWords, sizeText } from './backup-words.ts';

type Run = inferRouterOutputs<StaffRouter>['backups']['list']['runs'][number];

/** Whether what is kept here would come back. What is in a backup is nobody's to see here; neither is where it lies. */
export default function BackupsPage(_: { params: Record<string, string | undefined> }) {
  const backups = useQuery(trpc.backups.list.queryOptions(undefined, { refetchInterval: 60_000 }));
  if (!backups.data) return <Loading />;
  const { isOn, alarm, lastDoneAt, lastDrillAt, runs } = backups.data;
  const newest = runs.find((run) => run.kind === 'backup' && run.state === 'done' && !run.isRemoved);
  return (
    <>
      <div className="page-head">
        <PageTitle title="Backups">Backups</PageTitle>
        <p className="quiet">
          {isOn
            ? `${lastDoneAt === null ? 'None yet' : `The last one is of ${when(lastDoneAt)}`}. ${
                lastDrillAt === null ? 'None has been tried.' : `One was last tried on ${when(lastDrillAt)}.`
              }`
            : 'This server makes none: it is a demonstration, or was told not to.'}
        </p>
      </div>
      {alarm === null ? null : (
        <p role="status">
          <b>{alarmWords[alarm]}</b>
        </p>
      )}
      <div className="stack backups">
        <section className="prose">
          <h2>What is needed to come back</h2>
          <ol>
            <li>One of the files below.</li>
            <li>
              The master key. It is in no backup. Keep a copy in another place than the backups: who has both can read
              everything, and <b>who loses the key can read no sealed text again, nor can anybody else.</b>
            </li>
            <li>
              The file heather.ring, the newest one. It lies beside the backups; copy it wherever you copy them. When a
              client’s record is destroyed it changes, and no backup opens to them any more. Replace older copies then.
            </li>
          </ol>
        </section>
        <section className="prose">
          <h2>Try one</h2>
          <p>
            Once in three months, whoever looks after the server runs this. It brings a backup back into a folder of its
            own, proves every row, seal and line of the trail, and removes it again. Nobody here is disturbed.
          </p>
          <pre>
            <code>npm run heather -- drill {newest?.fileName ?? 'backup.heather'}</code>
          </pre>
        </section>
        <section>
          <Table
            caption="Backups and drills"
            captionShown
            rows={runs}
            rowKey={(run) => run.id}
            empty="Each backup will stand here, the newest first."
            columns={[
              { key: 'at', head: 'When', cell: (run) => when(run.startedAt) },
              { key: 'what', head: 'What', cell: (run) => (run.kind === 'drill' ? 'Tried' : 'Backup') },
              { key: 'state', head: 'How it went', cell: stateText },
              {
                key: 'took',
                head: 'Took',
                numeric: true,
                cell: (run) => (run.seconds === null ? '' : `${run.seconds} s`),
              },
              {
                key: 'size',
                head: 'Size',
                numeric: true,
                cell: (run) => (run.bytes === null ? '' : sizeText(run.bytes)),
              },
              { key: 'file', head: 'File', cell: (run) => run.fileName ?? '' },
            ]}
          />
        </section>
      </div>
    </>
  );
}

function stateText(run: Run): string {
  if (run.state === 'running') return 'Under way';
  if (run.state === 'failed') return `Failed: ${reasonWords[run.reason ?? 'unexpected']}`;
  if (run.isRemoved) return 'Done, and removed since';
  return run.kind === 'drill' ? 'Came back whole' : 'Done';
}

const when = (at: string) => localLabel(Temporal.Instant.from(at), Temporal.Now.timeZoneId());
