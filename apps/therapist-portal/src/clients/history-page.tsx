import './clients.css';
import { dayAndMonth } from '@heather/alliance';
import type { StaffRouter } from '@heather/api/staff';
import { Loading, Table } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { ClientHead } from '../app/client-head.tsx';
import { trpc } from '../app/trpc.ts';
import { Halves } from './halves.tsx';

type Outputs = inferRouterOutputs<StaffRouter>['clients'];
type Course = Outputs['history']['courses'][number];

const withYear = (on: string) => `${dayAndMonth(on)} ${on.slice(0, 4)}`;
const stateWords: Record<string, string> = { proposed: 'To begin', open: 'Open', ending: 'Ending', ended: 'Ended' };
const reasonWords: Record<string, string> = {
  'offer-accepted': 'by an offer',
  'offer-agreed': 'by an offer',
  'moved-in': 'with the records from the system before',
  'client-asked': 'the client asked for somebody else',
  'therapist-leaving': 'the therapist is leaving',
  'therapist-away': 'the therapist is away for long',
  'better-fit': 'somebody else fits better',
  caseload: 'the caseload was too full',
};
const roleWords: Record<string, string> = {
  manager: 'manager',
  'clinical-lead': 'clinical lead',
  therapist: 'therapist',
  supervisor: 'supervisor',
  'front-desk': 'front desk',
};
const purposeWords: Record<string, string> = {
  care: 'for the work',
  cover: 'as cover',
  'break-glass': 'by break-glass',
  rights: 'to answer what they asked of their record',
  'clinical-will': 'as a trustee, after a clinical will was opened',
  supervision: 'for supervision',
  alert: 'for a safety answer',
};

/** What has been: courses and therapists, a record that was joined, and who opened what was said in confidence. */
export default function HistoryPage({ params }: { params: Record<string, string | undefined> }) {
  const clientId = params.clientId ?? '';
  const history = useQuery(trpc.clients.history.queryOptions({ clientId }));
  const shell = useQuery(trpc.account.shell.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const mayAsk = shell.data?.person?.roles.some((role) => role !== 'front-desk' && role !== 'supervisor') === true;
  const roles = shell.data?.person?.roles ?? [];
  const mayKeep = roles.some((role) => role === 'manager' || role === 'clinical-lead');
  const mayTakeDown = roles.some((role) => role !== 'supervisor');
  return (
    <>
      <ClientHead clientId={clientId} current="history" />
      {history.data === undefined ? (
        <Loading />
      ) : (
        <div className="reaching stack">
          <Halves halves={history.data.halves} />
          <section>
            <h2>Courses</h2>
            {history.data.courses.length === 0 ? (
              <p className="quiet">A course will stand here once an offer is accepted.</p>
            ) : (
              <ul className="rows">
                {history.data.courses.map((course) => (
                  <li key={`${course.episodeId} ${course.clientId}`}>
                    <CourseRow course={course} isOther={course.clientId !== clientId} />
                  </li>
                ))}
              </ul>
            )}
            {history.data.askedOn.length === 0 ? null : (
              <p className="quiet">Asked for help on {history.data.askedOn.map(withYear).join(', ')}.</p>
            )}
          </section>
          {mayAsk ? <Opened clientId={clientId} /> : null}
          <section>
            <h2>Their rights over this record</h2>
            <p>
              They may have a copy of it, and ask to have it put right or erased. However they ask, it counts.{' '}
              <a href={`/clients/${clientId}/ask`}>Take down what they ask</a>
            </p>
            {mayTakeDown ? (
              <p>
                They may complain about how it is handled.{' '}
                <a href={`/clients/${clientId}/complaint`}>Take down their complaint</a>
              </p>
            ) : null}
            {mayKeep ? (
              <p>
                It is kept by rules, and may be held or erased.{' '}
                <a href={`/clients/${clientId}/record`}>How long it is kept</a>
              </p>
            ) : null}
          </section>
        </div>
      )}
    </>
  );
}

function CourseRow({ course, isOther }: { course: Course; isOther: boolean }) {
  const { kind, state, openedOn, endedOn, attended, planned, together, allocations } = course;
  const sessions = planned === null ? `${attended} sessions` : `${attended} of ${planned} sessions`;
  return (
    <>
      <b>{stateWords[state] ?? state}</b>, {kind}, from {withYear(openedOn)}
      {endedOn === null ? '' : ` to ${withYear(endedOn)}`}, {sessions}.
      {isOther ? <span className="quiet"> From the joined record.</span> : null}
      {together.length === 0 ? null : (
        <>
          {' '}
          Together with{' '}
          {together.map(({ clientId, name }, index) => (
            <span key={clientId}>
              {index === 0 ? '' : ' and '}
              <a href={`/clients/${clientId}`}>{name.replace(/\.$/, '')}</a>
            </span>
          ))}
          .
        </>
      )}
      <ul className="quiet">
        {allocations.map(({ therapist, fromOn, untilOn, reason }) => (
          <li key={`${therapist} ${fromOn}`}>
            {therapist.replace(/\.$/, '')}, from {withYear(fromOn)}
            {untilOn === null ? '' : ` to ${withYear(untilOn)}`}
            {reason === null ? '' : `, ${reasonWords[reason] ?? reason.replaceAll('-', ' ')}`}.
          </li>
        ))}
      </ul>
    </>
  );
}

function Opened({ clientId }: { clientId: string }) {
  const opened = useQuery(trpc.clients.opened.queryOptions({ clientId }));
  if (opened.data === undefined) return <Loading />;
  const hasPurposes = opened.data.some(({ purposes }) => purposes.length > 0);
  return (
    <section>
      <h2>Who opened this record</h2>
      <Table
        caption="Who opened what was said in confidence, by day"
        rows={opened.data}
        rowKey={({ on, name }) => `${on} ${name}`}
        empty="Nobody has opened what was said in confidence yet."
        columns={[
          { key: 'on', head: 'Day', cell: ({ on }) => withYear(on) },
          { key: 'who', head: 'Who', cell: ({ name }) => name },
          { key: 'role', head: 'Role', cell: ({ roles }) => roles.map((role) => roleWords[role] ?? role).join(', ') },
          ...(hasPurposes
            ? [
                {
                  key: 'why',
                  head: 'Why',
                  cell: ({ purposes }: Outputs['opened'][number]) =>
                    purposes.map((purpose) => purposeWords[purpose] ?? purpose).join(', '),
                },
              ]
            : []),
        ]}
      />
    </section>
  );
}
