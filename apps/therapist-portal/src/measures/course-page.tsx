import './measures.css';
import { isMeasureKey, type MeasureKey, measures } from '@heather/outcomes';
import { Button, CourseChart, Empty, Loading, layCourse, Table, Trouble } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useSearch } from 'wouter';
import { ClientHead } from '../app/client-head.tsx';
import { useFirstButton } from '../app/first-button.ts';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import type { Course } from './course-answer.ts';
import { courseData, courseEntries, courseRows, courseSentences, dayOf } from './course-words.ts';

/** How the weeks have been: scores, sessions and check-ins on one axis; beside it words; behind it the table. */
export default function CoursePage({ params }: { params: Record<string, string | undefined> }) {
  const clientId = params.clientId ?? '';
  const asked = new URLSearchParams(useSearch()).get('measure');
  const course = useQuery(
    trpc.measures.course.queryOptions({ clientId, ...(asked !== null && { measureKey: asked }) }),
  );
  if (!course.data) return <Loading />;
  const { client, measureKey } = course.data;
  return (
    <>
      <ClientHead clientId={clientId} name={client.name} current="course" line={headLine(course.data)} />
      {measureKey === null || !isMeasureKey(measureKey) || !hasSomething(course.data) ? (
        <Empty>
          Scores and check-ins will stand here once {client.firstName} has answered.{' '}
          <a href={`/clients/${clientId}/measures`}>Plan a measure</a>
        </Empty>
      ) : (
        <div className="course">
          <Chart course={course.data} measureKey={measureKey} />
          <Reading course={course.data} measureKey={measureKey} />
        </div>
      )}
    </>
  );
}

const hasSomething = ({ scores, checkIns }: Course) => scores.length + checkIns.length > 0;

function headLine({ sessions, agreements }: Course): string {
  const held = sessions.filter(({ status }) => status === 'attended').length;
  const planned = agreements.at(-1)?.plannedSessions;
  if (held === 0) return 'No session yet.';
  return `${held} ${held === 1 ? 'session' : 'sessions'} so far${planned == null ? '' : `, ${planned} agreed`}.`;
}

function Chart({ course, measureKey }: { course: Course; measureKey: MeasureKey }) {
  const { name, range } = measures[measureKey];
  const entries = courseEntries(course).filter(({ kind }) => kind !== 'agreed');
  const [first, last] = [entries[0]?.on, entries.at(-1)?.on];
  return (
    <CourseChart
      geometry={layCourse(courseData(course, measureKey))}
      heading={`How the weeks have been, ${name}`}
      range={`${range.min} to ${range.max}; lower is better`}
      title={`${name}, sessions and check-ins${first && last ? `, ${dayOf(first)} to ${dayOf(last)}` : ''}`}
      description={`${courseSentences(course, measureKey).join(' ')} The table below has every figure.`}
      table={
        <Table
          caption={`${name} and check-ins by date`}
          close
          rows={courseRows(course)}
          rowKey={(row) => row.key}
          columns={[
            { key: 'on', head: 'Date', cell: (row) => row.on },
            { key: 'session', head: 'Session', numeric: true, cell: (row) => row.session },
            { key: 'score', head: 'Score', numeric: true, cell: (row) => row.score },
            { key: 'band', head: 'Band', cell: (row) => row.band },
            ...['Understood', 'What matters', 'Way of working', 'Over all'].map((head, index) => ({
              key: head,
              head,
              cell: (row: ReturnType<typeof courseRows>[number]) => row.answers[index],
            })),
            { key: 'note', head: 'Also', cell: (row) => row.note },
          ]}
        />
      }
    />
  );
}

function Reading({ course, measureKey }: { course: Course; measureKey: MeasureKey }) {
  const { client, measureKeys, signals } = course;
  const open = signals.filter(({ talkedOn }) => talkedOn === null);
  return (
    <section className="reading" aria-label="In words">
      <h2>In words</h2>
      {courseSentences(course, measureKey).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {open.map(({ id, sentence }) => (
        <p key={id}>{sentence}</p>
      ))}
      <Talk course={course} />
      {measureKeys.length < 2 ? null : (
        <>
          <h2>Other measures</h2>
          <ul className="rows">
            {measureKeys
              .filter((key) => key !== measureKey && isMeasureKey(key))
              .map((key) => (
                <li key={key}>
                  <a href={`/clients/${client.id}/course?measure=${key}`}>{measures[key as MeasureKey].name}</a>
                </li>
              ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** "Not yet talked about" until somebody says that they talked. It is recorded, and cannot be taken back. */
function Talk({ course }: { course: Course }) {
  const { client, notYetTalkedAbout, todayOn, scores, signals } = course;
  const first = useFirstButton();
  const talked = useMutation(
    trpc.measures.talkedAbout.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.measures.pathFilter()),
    }),
  );
  const lastTalk = [...scores, ...signals]
    .flatMap(({ talkedOn }) => talkedOn ?? [])
    .toSorted()
    .at(-1);
  if (notYetTalkedAbout.length === 0)
    return lastTalk === undefined ? null : (
      <p className="todo">
        Talked about with {client.firstName} on {dayOf(lastTalk)}.
      </p>
    );
  const subjects = notYetTalkedAbout.slice(-100).map(({ subjectType, subjectId }) => ({ subjectType, subjectId }));
  const record = () => talked.mutate({ clientId: client.id, talkedOn: todayOn, subjects });
  return (
    <>
      <p className="todo">
        <b>Not yet talked about with {client.firstName}</b>
      </p>
      <Button kind={first} busy={talked.isPending && 'Recording…'} onClick={record}>
        We talked about it
      </Button>
      {talked.error ? <Trouble error={talked.error} onRetry={record} /> : null}
    </>
  );
}
